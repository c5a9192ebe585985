//! Messages to a box.

use crate::module::Module;
use nrave_module::config::{Input, Kind};
use nrave_module::drivers::sim::Script;
use nrave_pd_host::atoms::Atom;

/// Volts of a gate that is on.
const GATE_V: f32 = 5.0;

/// Acts on a message.
///
/// # Errors
/// Says what the message should be.
pub fn obey(module: &mut Module, word: &str, atoms: &[Atom]) -> Result<(), String> {
    match (word, atoms) {
        ("volts", [Atom::Symbol(jack), Atom::Float(volts)]) => module.set(jack, *volts),
        ("simulate", []) => {
            module.simulate(None);
            Ok(())
        }
        ("simulate", [Atom::Symbol(file)]) => {
            let file = module.find(file)?;
            let script = Script::load(&file).map_err(|error| error.to_string())?;
            module.simulate(Some(script));
            Ok(())
        }
        ("cv", [Atom::Symbol(name), Atom::Float(value)]) => {
            let input = input(module, name)?;
            let volts = match &input.kind {
                Kind::Cv(shape) | Kind::Macro { shape, .. } => {
                    let [low, high] = shape.volts;
                    low + (high - low) * (value.clamp(-1.0, 1.0) + 1.0) / 2.0
                }
                Kind::Voct { base_hz, .. } if *value > 0.0 => (value / base_hz).log2(),
                Kind::Voct { .. } => return Err(format!("cv {name} HZ: a pitch is above 0 Hz")),
                _ => return Err(format!("{name} is a gate: gate {name} 0|1")),
            };
            module.play(&input, volts)
        }
        ("gate", [Atom::Symbol(name), Atom::Float(on)]) => {
            let input = input(module, name)?;
            if !input.kind.is_gate() {
                return Err(format!("{name} is no gate: cv {name} VALUE"));
            }
            module.play(&input, if *on == 0.0 { 0.0 } else { GATE_V })
        }
        ("tell", [_, ..]) => {
            let words: Vec<_> = atoms.iter().map(text).collect();
            module.source.say(format!("said {}", words.join(" ")));
            Ok(())
        }
        _ => Err(format!(
            "no message \"{word}\" with these arguments; there are: volts JACK V, cv NAME VALUE, \
             gate NAME 0|1, simulate [FILE.csv], tell WORD..., and bang"
        )),
    }
}

fn input(module: &Module, name: &str) -> Result<Input, String> {
    let inputs = &module.config.inputs;
    let found = inputs.iter().find(|input| input.name == name);
    found.cloned().ok_or_else(|| {
        let names: Vec<_> = inputs.iter().map(|input| input.name.as_str()).collect();
        format!(
            "there is no input \"{name}\"; there are {}",
            names.join(", ")
        )
    })
}

fn text(atom: &Atom) -> String {
    match atom {
        Atom::Float(number) => number.to_string(),
        Atom::Symbol(text) => text.to_string(),
    }
}
