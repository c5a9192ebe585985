//! JSON as Max lays it out: tabs, spaces around colons, lists in one line.

use crate::model::File;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// The text of a patcher file.
pub fn text(file: &File) -> Vec<u8> {
    json(file)
}

/// Anything as Max would write it.
pub fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Layout { depth: 0 });
    value
        .serialize(&mut serializer)
        .expect("texts and numbers can be written to memory");
    bytes
}

struct Layout {
    depth: usize,
}

impl Layout {
    fn indent(&self, writer: &mut (impl Write + ?Sized)) -> io::Result<()> {
        (0..self.depth).try_for_each(|_| writer.write_all(b"\t"))
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.indent(writer)?;
        self.depth += 1;
        writer.write_all(b"{\n")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"\n")?;
        self.indent(writer)?;
        writer.write_all(b"}\n")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            writer.write_all(b",\n")?;
        }
        self.indent(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" : ")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"[ ")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b" ]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first {
            Ok(())
        } else {
            writer.write_all(b", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_looks_as_max_writes_it() {
        let value = json!({ "a": { "b": 1.0, "c": [ { "d": [1, "e"] }, {} ], "z": [] } });
        let expected = "{\n\t\"a\" : \t{\n\t\t\"b\" : 1.0,\n\t\t\"c\" : [ \t\t\t{\n\
                        \t\t\t\t\"d\" : [ 1, \"e\" ]\n\t\t\t}\n, \t\t\t{\n\n\t\t\t}\n ],\n\
                        \t\t\"z\" : [  ]\n\t}\n\n}\n";
        assert_eq!(String::from_utf8(json(&value)).unwrap(), expected);
    }
}
