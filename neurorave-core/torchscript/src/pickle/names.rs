//! Texts, and the names of classes.

use super::arena::{Cell, Text};
use super::known::known;
use super::machine::{Machine, damaged};
use crate::archive::Problem;

/// Longest name of a class, and of its module, in bytes.
const MAX_CLASS: usize = 1024;

impl Machine<'_> {
    /// A text of `len` bytes.
    pub fn string(&mut self, len: u64) -> Result<(), Problem> {
        let Ok(text) = std::str::from_utf8(self.input.counted(len)?) else {
            return damaged("a text is not UTF-8");
        };
        let text = self.text(&[text])?;
        self.push(Cell::Text(text))
    }

    /// Puts a text of these parts into the arena.
    fn text(&mut self, parts: &[&str]) -> Result<Text, Problem> {
        let len = parts.iter().map(|part| part.len()).sum();
        let text = &mut self.arena.text;
        self.budget.reserve_text(text, len)?;
        let start = u32::try_from(text.len());
        let end = u32::try_from(text.len() + len);
        let (Ok(start), Ok(end)) = (start, end) else {
            return Err(Problem::TooMuchMemory);
        };
        text.extend(parts.iter().copied());
        let len = end - start;
        Ok(Text { start, len })
    }

    /// A class whose module and name are lines.
    pub fn line_global(&mut self) -> Result<(), Problem> {
        let (module, name) = (self.input.line()?, self.input.line()?);
        match (std::str::from_utf8(module), std::str::from_utf8(name)) {
            (Ok(module), Ok(name)) => self.global(module, name),
            _ => damaged("the name of a class is not text"),
        }
    }

    /// A class whose module and name are on the stack.
    pub fn stack_global(&mut self) -> Result<(), Problem> {
        let (name, module) = (self.pop()?, self.pop()?);
        let (Cell::Text(module), Cell::Text(name)) = (module, name) else {
            return damaged("the name of a class is not text");
        };
        if module.len.max(name.len) as usize > MAX_CLASS {
            return damaged("the name of a class is too long");
        }
        let [module, name] = [module, name].map(|text| self.arena.text(text).to_owned());
        self.global(&module, &name)
    }

    fn global(&mut self, module: &str, name: &str) -> Result<(), Problem> {
        if module.len().max(name.len()) > MAX_CLASS {
            return damaged("the name of a class is too long");
        }
        let cell = match module == "__torch__" || module.starts_with("__torch__.") {
            true => Cell::Class(self.text(&[module, ".", name])?),
            false => known(module, name)?,
        };
        self.push(cell)
    }
}
