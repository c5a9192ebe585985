//! Texts.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};

/// What a letter of a text takes while the text grows, and afterwards.
const GROWING: usize = 4;
/// What a short text takes beside its letters, in bytes.
const TEXT: usize = 32;

impl Machine {
    pub(super) fn of_text(&mut self, name: &str, text: &str, args: &Args) -> Answer {
        let other = match args.at(1) {
            Value::Str(other) => &**other,
            _ => "",
        };
        self.take(GROWING * (text.len() + other.len()))?;
        Ok(Some(match name {
            "len" => Value::Int(text.chars().count() as i64),
            "add" => Value::text(&format!("{text}{other}")),
            "__contains__" => Value::Bool(text.contains(other)),
            "startswith" => Value::Bool(text.starts_with(other)),
            "endswith" => Value::Bool(text.ends_with(other)),
            "lower" => Value::text(&text.to_lowercase()),
            "upper" => Value::text(&text.to_uppercase()),
            "strip" => Value::text(text.trim()),
            "split" => {
                let parts = text.split(other).count();
                self.room(parts)?;
                self.take(TEXT * parts)?;
                self.list(text.split(other).map(Value::text))
            }
            "join" => {
                let items = self.items(args.at(1))?;
                let mut out = String::new();
                self.show_all(&items, text, &mut out)?;
                Value::text(&out)
            }
            _ => return Ok(None),
        }))
    }

    pub(super) fn format(&mut self, args: &Args) -> Result<Value, Stop> {
        let Value::Str(form) = args.at(0) else {
            return Err(Stop::new("format has no text"));
        };
        let mut rest = args.values.iter().skip(1);
        let mut out = String::new();
        for (i, part) in form.split("{}").enumerate() {
            if i > 0
                && let Some(value) = rest.next()
            {
                self.show(value, &mut out)?;
            }
            self.write(part, &mut out)?;
        }
        Ok(Value::text(&out))
    }

    /// A value in words.
    pub(super) fn shown(&mut self, value: &Value) -> Result<Value, Stop> {
        let mut out = String::new();
        self.show(value, &mut out)?;
        Ok(Value::text(&out))
    }

    /// Adds a value in words.
    fn show(&mut self, value: &Value, out: &mut String) -> Result<(), Stop> {
        self.within(|machine| match value {
            Value::Bool(true) => machine.write("True", out),
            Value::Bool(false) => machine.write("False", out),
            Value::Int(n) => machine.write(&n.to_string(), out),
            Value::Float(x) => machine.write(&x.to_string(), out),
            Value::Str(text) => machine.write(text, out),
            Value::List(_) | Value::Tuple(_) => {
                let items = machine.items(value)?;
                machine.write("[", out)?;
                machine.show_all(&items, ", ", out)?;
                machine.write("]", out)
            }
            other => machine.write(other.kind(), out),
        })
    }

    fn show_all(&mut self, items: &[Value], between: &str, out: &mut String) -> Result<(), Stop> {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.write(between, out)?;
            }
            self.show(item, out)?;
        }
        Ok(())
    }

    fn write(&self, words: &str, out: &mut String) -> Result<(), Stop> {
        self.take(GROWING * words.len())?;
        out.push_str(words);
        Ok(())
    }
}
