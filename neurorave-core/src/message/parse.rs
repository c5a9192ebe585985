//! From a word and atoms to an action.

use super::{Action, Atom, MessageError, Query, nn};
use crate::attributes::Value;
use crate::descriptors::Descriptor;
use crate::instrument::{Command, Mode, Request};
use crate::object::{WORDS, Word};

/// Understands a message.
///
/// # Errors
/// For an unknown word or arguments that do not fit; the error says what would.
pub fn parse(word: &str, atoms: &[Atom<'_>]) -> Result<Action, MessageError> {
    let args = Args { word, atoms };
    Ok(match word {
        "load" => load(&args)?,
        "method" => Action::Request(Request::Method(args.symbol(0)?.into())),
        "reload" => Action::Request(Request::Reload),
        "mode" => mode(&args)?,
        "latency" => latency(&args)?,
        "get" => Action::Query(match args.optional_target()? {
            None => Query::All,
            Some(Target::Pitch) => Query::Pitch,
            Some(Target::Attribute(d)) => Query::Attribute(d),
        }),
        "dropouts" | "cpu" => counter(&args)?,
        "info" => Action::Query(Query::Info),
        _ => match nn::parse(word) {
            Some(action) => action?,
            None => Action::Command(command(word, &args)?),
        },
    })
}

fn command(word: &str, args: &Args<'_>) -> Result<Command, MessageError> {
    Ok(match word {
        "enable" => Command::Enable(args.switch()?),
        "bypass" => Command::Bypass(args.switch()?),
        "side" => Command::Side(args.switch()?),
        "set" => set(args)?,
        "follow" => match args.optional_target()? {
            None => Command::FollowAll,
            Some(Target::Pitch) => Command::FollowPitch,
            Some(Target::Attribute(d)) => Command::Follow(d),
        },
        "scale" => Command::Scale(args.attribute()?, args.number(1)?),
        "offset" => Command::Offset(args.attribute()?, args.number(1)?),
        "note" => note(args)?,
        "transpose" => Command::Transpose(args.number(0)?),
        "temperature" => Command::Temperature(args.number(0)?),
        "smooth" => Command::Smooth(args.number(0)?),
        "seed" => Command::Seed(args.number(0)?.max(0.0) as u64),
        "reset" => Command::Reset,
        _ => {
            let words: Vec<_> = WORDS.iter().map(|word| word.name).collect();
            return Err(MessageError(format!(
                "no message \"{word}\"; nrave~ knows: {}",
                words.join(" ")
            )));
        }
    })
}

fn load(args: &Args<'_>) -> Result<Action, MessageError> {
    let method = if args.atoms.len() > 1 {
        Some(args.symbol(1)?.to_owned())
    } else {
        None
    };
    Ok(Action::Request(Request::Load {
        path: args.symbol(0)?.into(),
        method,
    }))
}

fn mode(args: &Args<'_>) -> Result<Action, MessageError> {
    if args.atoms.is_empty() {
        return Ok(Action::Query(Query::Mode));
    }
    let name = args.symbol(0)?;
    match Mode::from_name(name) {
        Some(mode) => Ok(Action::Request(Request::Mode(Some(mode)))),
        None if name == "auto" => Ok(Action::Request(Request::Mode(None))),
        None => Err(args.error(&format!("there is no mode \"{name}\""))),
    }
}

fn latency(args: &Args<'_>) -> Result<Action, MessageError> {
    Ok(match args.atoms.first() {
        None => Action::Query(Query::Latency),
        Some(Atom::Symbol(word)) if word == "auto" => Action::Request(Request::Latency(None)),
        Some(Atom::Float(x)) if *x >= 0.0 && *x <= 1e7 => {
            Action::Request(Request::Latency(Some(*x as usize)))
        }
        Some(_) => return Err(args.error("it is a number of samples, or auto")),
    })
}

fn counter(args: &Args<'_>) -> Result<Action, MessageError> {
    match args.atoms.first() {
        None if args.word == "cpu" => Ok(Action::Query(Query::Cpu)),
        None => Ok(Action::Query(Query::Dropouts)),
        Some(Atom::Symbol(word)) if word == "reset" => Ok(Action::Command(Command::ClearCounters)),
        Some(_) => Err(args.error("the only argument is reset")),
    }
}

fn set(args: &Args<'_>) -> Result<Command, MessageError> {
    let value = args.number(1)?;
    match args.target()? {
        Target::Pitch => pitch(args, value),
        Target::Attribute(descriptor) => {
            let value = match args.atoms.get(2) {
                None => Value::Normalised(value),
                Some(Atom::Symbol(unit)) if unit.eq_ignore_ascii_case(descriptor.unit()) => {
                    Value::Unit(value)
                }
                // People write dB for dBFS.
                Some(Atom::Symbol(unit))
                    if unit.eq_ignore_ascii_case("db") && descriptor.unit() == "dBFS" =>
                {
                    Value::Unit(value)
                }
                Some(_) => {
                    let (name, unit) = (descriptor.name(), descriptor.unit());
                    let unit = if unit.is_empty() { "no unit" } else { unit };
                    return Err(args.error(&format!("{name} is in {unit}")));
                }
            };
            Ok(Command::Set(descriptor, value))
        }
    }
}

fn pitch(args: &Args<'_>, value: f32) -> Result<Command, MessageError> {
    let hz = match args.atoms.get(2) {
        None => value,
        Some(Atom::Symbol(unit)) if unit.eq_ignore_ascii_case("hz") => value,
        Some(_) => return Err(args.error("a pitch is in hz; \"note 60\" takes a MIDI note")),
    };
    if hz > 0.0 {
        Ok(Command::SetPitch(hz))
    } else {
        Err(args.error("a pitch is above 0 Hz"))
    }
}

fn note(args: &Args<'_>) -> Result<Command, MessageError> {
    let note = args.number(0)?;
    if args.atoms.len() > 1 && args.number(1)? <= 0.0 {
        return Ok(Command::ReleasePitch);
    }
    Ok(Command::SetPitch(440.0 * ((note - 69.0) / 12.0).exp2()))
}

/// What `set`, `get` and `follow` speak of.
enum Target {
    Attribute(Descriptor),
    Pitch,
}

/// The arguments of a message, and what to say when they do not fit.
pub(super) struct Args<'a> {
    pub word: &'a str,
    pub atoms: &'a [Atom<'a>],
}

impl Args<'_> {
    fn error(&self, problem: &str) -> MessageError {
        let usage = Word::find(self.word);
        let usage = usage.map(|word| format!(" ({}: {})", word.usage(), word.does));
        MessageError(format!(
            "{}: {problem}{}",
            self.word,
            usage.unwrap_or_default()
        ))
    }

    fn symbol(&self, i: usize) -> Result<&str, MessageError> {
        match self.atoms.get(i) {
            Some(Atom::Symbol(symbol)) => Ok(symbol),
            Some(Atom::Float(x)) => {
                Err(self.error(&format!("{x} is a number where a name should be")))
            }
            None => Err(self.error("something is missing")),
        }
    }

    pub fn number(&self, i: usize) -> Result<f32, MessageError> {
        match self.atoms.get(i) {
            Some(Atom::Float(x)) if x.is_finite() => Ok(*x),
            Some(Atom::Float(_)) => Err(self.error("a number must be finite")),
            Some(Atom::Symbol(s)) => Err(self.error(&format!("\"{s}\" is not a number"))),
            None => Err(self.error("a number is missing")),
        }
    }

    fn switch(&self) -> Result<bool, MessageError> {
        Ok(self.number(0)? != 0.0)
    }

    fn optional_target(&self) -> Result<Option<Target>, MessageError> {
        if self.atoms.is_empty() {
            Ok(None)
        } else {
            self.target().map(Some)
        }
    }

    fn target(&self) -> Result<Target, MessageError> {
        let name = self.symbol(0)?;
        if name == "pitch" {
            return Ok(Target::Pitch);
        }
        Descriptor::from_name(name)
            .map(Target::Attribute)
            .ok_or_else(|| {
                let known: Vec<_> = Descriptor::ALL.iter().map(|d| d.name()).collect();
                self.error(&format!(
                    "no attribute is called \"{name}\"; there are {} and pitch",
                    known.join(", ")
                ))
            })
    }

    fn attribute(&self) -> Result<Descriptor, MessageError> {
        match self.target()? {
            Target::Attribute(descriptor) => Ok(descriptor),
            Target::Pitch => Err(self.error("the pitch takes \"transpose\", not this")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn message(text: &str) -> Result<Action, MessageError> {
        let mut words = text.split(' ');
        let word = words.next().unwrap_or_default();
        let atoms: Vec<_> = words.map(Atom::from_text).collect();
        parse(word, &atoms)
    }

    #[test]
    fn words_become_actions() {
        let command = |text| match message(text) {
            Ok(Action::Command(command)) => command,
            other => panic!("{text}: {other:?}"),
        };
        let centroid = Descriptor::Centroid;
        assert_eq!(
            command("set centroid 0.5"),
            Command::Set(centroid, Value::Normalised(0.5))
        );
        assert_eq!(
            command("set centroid 1200 hz"),
            Command::Set(centroid, Value::Unit(1200.0))
        );
        assert_eq!(
            command("set rms -20 db"),
            Command::Set(Descriptor::Rms, Value::Unit(-20.0))
        );
        assert_eq!(command("set pitch 220"), Command::SetPitch(220.0));
        assert_eq!(command("follow"), Command::FollowAll);
        assert_eq!(command("follow pitch"), Command::FollowPitch);
        assert_eq!(command("scale centroid 2"), Command::Scale(centroid, 2.0));
        assert_eq!(command("note 69"), Command::SetPitch(440.0));
        assert_eq!(command("note 69 0"), Command::ReleasePitch);
        assert_eq!(command("enable 0"), Command::Enable(false));
        assert_eq!(command("seed 7"), Command::Seed(7));
        assert_eq!(message("latency"), Ok(Action::Query(Query::Latency)));
        assert_eq!(
            message("latency auto"),
            Ok(Action::Request(Request::Latency(None)))
        );
        assert_eq!(
            message("mode auto"),
            Ok(Action::Request(Request::Mode(None)))
        );
        assert_eq!(
            message("load a.nrave decode"),
            Ok(Action::Request(Request::Load {
                path: PathBuf::from("a.nrave"),
                method: Some("decode".into())
            }))
        );
    }

    #[test]
    fn errors_teach() {
        let error = |text| message(text).expect_err(text).0;
        assert!(
            error("set").contains("set ATTRIBUTE|pitch|SETTING VALUE"),
            "{}",
            error("set")
        );
        assert!(error("set shine 1").contains("centroid"));
        assert!(error("set centroid x").contains("not a number"));
        assert!(error("set centroid 3 acum").contains("Hz"));
        assert!(error("dance").contains("load reload method"));
        assert!(error("mode fast").contains("worker"));
        assert!(error("scale pitch 2").contains("transpose"));
    }
}
