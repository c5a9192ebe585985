//! Writes Pd patch files.

use std::fmt::Write;

/// A patch being written: boxes and the cords between them.
#[derive(Default)]
pub struct Patch {
    body: String,
    cords: String,
    boxes: usize,
}

/// A box of a [`Patch`], to be connected.
#[derive(Clone, Copy)]
pub struct Box(usize);

impl Patch {
    /// An object box.
    pub fn object(&mut self, text: &str) -> Box {
        self.add("obj", text)
    }

    /// A message box.
    pub fn message(&mut self, text: &str) -> Box {
        self.add("msg", text)
    }

    /// A subpatch `[pd name]`.
    pub fn subpatch(&mut self, name: &str, inner: &Patch) -> Box {
        let (x, y) = self.place();
        writeln!(self.body, "#N canvas 0 0 450 300 {name} 0;").unwrap();
        self.body.push_str(&inner.body);
        self.body.push_str(&inner.cords);
        writeln!(self.body, "#X restore {x} {y} pd {name};").unwrap();
        self.next()
    }

    /// A cord from an outlet to an inlet, both counted from zero at the left.
    pub fn connect(&mut self, from: Box, outlet: usize, to: Box, inlet: usize) {
        writeln!(
            self.cords,
            "#X connect {} {outlet} {} {inlet};",
            from.0, to.0
        )
        .unwrap();
    }

    /// The text of the patch file.
    pub fn text(&self) -> String {
        format!("#N canvas 0 0 900 700 12;\n{}{}", self.body, self.cords)
    }

    fn add(&mut self, kind: &str, text: &str) -> Box {
        let (x, y) = self.place();
        writeln!(self.body, "#X {kind} {x} {y} {};", escaped(text)).unwrap();
        self.next()
    }

    fn place(&self) -> (usize, usize) {
        (20 + 200 * (self.boxes % 4), 20 + 30 * (self.boxes / 4))
    }

    fn next(&mut self) -> Box {
        self.boxes += 1;
        Box(self.boxes - 1)
    }
}

/// Pd's file format wants a backslash before what would otherwise end or split a message.
fn escaped(text: &str) -> String {
    text.replace(';', " \\;")
        .replace(',', " \\,")
        .replace('$', "\\$")
}
