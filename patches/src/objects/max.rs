//! The objects of Max that our patches use.

use super::{CHANNELS, Ports, SIGNAL, Takes};

/// Name, inlets and outlets. An inlet is a letter: `m` messages, `s` a signal, `e` either, `c` channels
/// or messages.
type Row = (&'static str, &'static str, &'static [&'static str]);

const BANG: &str = "bang";
const ANY: &str = "";

/// Those whose arguments don't change what they have. Elements of the screen stand first.
const TABLE: &[Row] = &[
    ("attrui", "m", &[ANY]),
    ("button", "m", &[BANG]),
    ("comment", "m", &[]),
    ("dict.view", "m", &[]),
    ("ezdac~", "es", &[]),
    ("flonum", "m", &[ANY, BANG]),
    ("gain~", "e", &[SIGNAL, ANY]),
    ("inlet", "", &[ANY]),
    ("live.comment", "m", &[]),
    ("live.dial", "m", &[ANY, "float"]),
    ("live.menu", "m", &[ANY, ANY, "float"]),
    ("live.toggle", "m", &[ANY]),
    ("mc.ezdac~", "c", &[]),
    ("message", "mm", &[ANY]),
    ("multislider", "m", &[ANY, ANY]),
    ("number", "m", &[ANY, BANG]),
    ("outlet", "e", &[]),
    ("panel", "m", &[]),
    ("slider", "m", &[ANY]),
    ("toggle", "m", &["int"]),
    ("umenu", "m", &["int", ANY, ANY]),
    (
        "waveform~",
        "mmmmm",
        &["float", "float", "float", "float", "list", ANY],
    ),
    // Messages.
    ("counter", "mmmmm", &["int", ANY, ANY, "int"]),
    ("delay", "mm", &[BANG]),
    ("loadmess", "m", &[ANY]),
    ("metro", "mm", &[BANG]),
    ("mtof", "m", &[ANY]),
    ("opendialog", "m", &[ANY, BANG]),
    ("pcontrol", "m", &[ANY]),
    ("prepend", "m", &[ANY]),
    ("print", "m", &[]),
    ("r", "", &[ANY]),
    ("s", "m", &[]),
    ("==", "mm", &["int"]),
    ("*", "mm", &[ANY]),
    ("+", "mm", &[ANY]),
    ("f", "mm", &["float"]),
    // Signals.
    ("*~", "ee", &[SIGNAL]),
    ("+~", "ee", &[SIGNAL]),
    ("buffer~", "m", &["float", BANG]),
    (
        "info~",
        "m",
        &[
            "float", "list", "float", "float", "float", "float", "float", ANY, "int", ANY,
        ],
    ),
    ("line~", "mm", &[SIGNAL, BANG]),
    ("onepole~", "ee", &[SIGNAL]),
    ("play~", "e", &[SIGNAL, BANG]),
    ("plugin~", "ss", &[SIGNAL, SIGNAL]),
    ("plugout~", "ss", &[SIGNAL, SIGNAL]),
    ("record~", "eee", &[SIGNAL]),
    ("saw~", "es", &[SIGNAL]),
    // Several channels.
    ("mc.*~", "cc", &[CHANNELS]),
    ("mc.+~", "cc", &[CHANNELS]),
    ("mc.list~", "m", &[CHANNELS]),
    ("mc.mixdown~", "cc", &[CHANNELS]),
    ("mc.onepole~", "cc", &[CHANNELS]),
    ("mc.saw~", "cc", &[CHANNELS]),
];

/// What an object of this name has when these words stand after it. `None` for one that is not known.
pub fn ports(name: &str, words: &[&str]) -> Option<Ports> {
    variable(name, words).or_else(|| {
        let (_, inlets, outlets) = TABLE.iter().find(|row| row.0 == name)?;
        Some(Ports {
            inlets: inlets.chars().map(takes).collect(),
            outlets: outlets.to_vec(),
        })
    })
}

fn takes(letter: char) -> Takes {
    match letter {
        's' => Takes::Signal,
        'e' => Takes::Either,
        'c' => Takes::Channels,
        _ => Takes::Messages,
    }
}

/// Those whose words are counted.
fn variable(name: &str, words: &[&str]) -> Option<Ports> {
    let count = words.len();
    let (inlets, outlets) = match name {
        "t" => (1, words.iter().map(|word| sent(word)).collect()),
        "sel" => (count + 1, [vec![BANG; count], vec![ANY]].concat()),
        "route" => (count + 1, vec![ANY; count + 1]),
        // A word is a channel; without any there are two.
        "adc~" if count == 0 => (1, vec![SIGNAL; 2]),
        "adc~" => (1, vec![SIGNAL; count]),
        "mc.unpack~" => {
            let channels = words.first().and_then(|word| word.parse().ok());
            return Some(Ports {
                inlets: vec![Takes::Channels],
                outlets: vec![SIGNAL; channels.unwrap_or(2)],
            });
        }
        _ => return None,
    };
    Some(Ports {
        inlets: vec![Takes::Messages; inlets],
        outlets,
    })
}

/// What a letter of `t` sends.
fn sent(letter: &str) -> &'static str {
    match letter {
        "b" => BANG,
        "i" => "int",
        "f" => "float",
        _ => ANY,
    }
}
