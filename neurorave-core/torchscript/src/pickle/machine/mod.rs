//! The machine that a pickle runs on: a stack, marks in it, and a memo.
//!
//! Every opcode takes at least one byte and does work in proportion to what it puts on the stack or
//! takes off, so that the time is bounded by the pickle's size.

mod memo;
mod stack;

use super::arena::{Arena, Cell, Kind};
use super::budget::Budget;
use super::input::Input;
use super::{SLACK, look, opcode};
use crate::archive::{Archive, Error, Problem, Section};

pub struct Machine<'a> {
    pub archive: &'a Archive,
    pub section: Section,
    pub budget: Budget,
    pub arena: Arena,
    pub input: Input<'a>,
    stack: Vec<Cell>,
    /// Heights of the stack.
    marks: Vec<u32>,
    memo: Vec<Cell>,
}

/// What the pickle builds, its root, and the bytes that all of it takes at most.
pub fn run(
    archive: &Archive,
    section: Section,
    bytes: &[u8],
) -> Result<(Arena, Cell, usize), Error> {
    let memory = archive.len() + SLACK;
    let mut machine = Machine {
        archive,
        section,
        budget: Budget::new(memory),
        arena: Arena::default(),
        input: Input::new(bytes),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: Vec::new(),
    };
    let mut at = 0;
    let root = loop {
        match machine.step() {
            Ok(None) => at = machine.input.at(),
            Ok(Some(root)) => break Ok(root),
            Err(problem) => break Err(problem),
        }
    };
    let root = root.and_then(|root| {
        look::over(&machine.arena, root, &mut machine.budget)?;
        Ok(root)
    });
    let place = || format!("{}: byte {at}", section.pickle());
    let root = root.map_err(|problem| archive.error(&place(), problem))?;
    let taken = memory - machine.budget.left();
    Ok((machine.arena, root, taken as usize))
}

pub fn damaged<T>(what: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Damaged(what.into()))
}

impl Machine<'_> {
    /// Does what the next opcode says; the whole once it is ready.
    fn step(&mut self) -> Result<Option<Cell>, Problem> {
        match self.input.u8()? {
            opcode::STOP => {
                let root = self.pop()?;
                return match self.stack.is_empty() && self.marks.is_empty() {
                    true => Ok(Some(root)),
                    false => damaged("values are left over at its end"),
                };
            }
            opcode::PROTO => match self.input.u8()? {
                2..=4 => Ok(()),
                version => Err(Problem::Unsupported(format!("pickle protocol {version}"))),
            },
            opcode::FRAME => self.input.u64().map(drop),
            opcode::MARK => {
                let height = self.stack.len() as u32;
                self.budget.push(&mut self.marks, height)
            }
            opcode::NONE => self.push(Cell::None),
            opcode::NEWTRUE => self.push(Cell::Bool(true)),
            opcode::NEWFALSE => self.push(Cell::Bool(false)),
            opcode::BININT => {
                let value = i32::from_le_bytes(self.input.array()?);
                self.push(Cell::Int(value.into()))
            }
            opcode::BININT1 => {
                let value = self.input.u8()?;
                self.push(Cell::Int(value.into()))
            }
            opcode::BININT2 => {
                let value = u16::from_le_bytes(self.input.array()?);
                self.push(Cell::Int(value.into()))
            }
            opcode::LONG1 => {
                let len = self.input.u8()?;
                self.long(len.into())
            }
            opcode::LONG4 => {
                let len = self.input.u32()?;
                self.long(len.into())
            }
            opcode::BINFLOAT => {
                let value = f64::from_be_bytes(self.input.array()?);
                self.push(Cell::Float(value))
            }
            opcode::SHORT_BINUNICODE => {
                let len = self.input.u8()?;
                self.string(len.into())
            }
            opcode::BINUNICODE => {
                let len = self.input.u32()?;
                self.string(len.into())
            }
            opcode::BINUNICODE8 => {
                let len = self.input.u64()?;
                self.string(len)
            }
            opcode::EMPTY_LIST => self.push_node(Kind::List, Vec::new()),
            opcode::EMPTY_DICT => self.push_node(Kind::Dict, Vec::new()),
            opcode::EMPTY_TUPLE => self.push_node(Kind::Tuple, Vec::new()),
            opcode::TUPLE1 => self.tuple(1),
            opcode::TUPLE2 => self.tuple(2),
            opcode::TUPLE3 => self.tuple(3),
            opcode::TUPLE => {
                let count = self.above_mark()?;
                self.tuple(count)
            }
            opcode::APPEND => self.extend(Kind::List, 1),
            opcode::APPENDS => {
                let count = self.above_mark()?;
                self.extend(Kind::List, count)
            }
            opcode::SETITEM => self.extend(Kind::Dict, 2),
            opcode::SETITEMS => match self.above_mark()? {
                count if count % 2 == 0 => self.extend(Kind::Dict, count),
                _ => damaged("a key has no value"),
            },
            opcode::BINGET => {
                let index = self.input.u8()?;
                self.recall(index.into())
            }
            opcode::LONG_BINGET => {
                let index = self.input.u32()?;
                self.recall(index)
            }
            opcode::BINPUT => {
                let index = self.input.u8()?;
                self.keep(index.into())
            }
            opcode::LONG_BINPUT => {
                let index = self.input.u32()?;
                self.keep(index as usize)
            }
            opcode::MEMOIZE => self.keep(self.memo.len()),
            opcode::GLOBAL => self.line_global(),
            opcode::STACK_GLOBAL => self.stack_global(),
            opcode::NEWOBJ => self.new_object(),
            opcode::BUILD => self.build(),
            opcode::BINPERSID => self.persistent(),
            opcode::REDUCE => self.reduce(),
            code => Err(Problem::Unsupported(format!("pickle opcode {code:#04x}"))),
        }?;
        Ok(None)
    }

    /// A whole number of `len` bytes.
    fn long(&mut self, len: u64) -> Result<(), Problem> {
        let bytes = self.input.counted(len)?;
        if bytes.len() > 8 {
            return Err(Problem::Unsupported("a number of more than 64 bits".into()));
        }
        let negative = bytes.last().is_some_and(|last| last & 0x80 != 0);
        let mut all = [if negative { 0xff } else { 0 }; 8];
        all[..bytes.len()].copy_from_slice(bytes);
        self.push(Cell::Int(i64::from_le_bytes(all)))
    }
}
