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
        self.body.push_str(&inner.inside(name, &format!("{x} {y}")));
        self.next()
    }

    /// A patch's `text` with this one, which has two signal inlets, as `[pd heard]` in the place of its
    /// loudspeakers `[dac~ 1 2]`.
    ///
    /// # Panics
    /// When it doesn't have them exactly once.
    pub fn instead_of_speakers(&self, text: &str) -> String {
        let is_speakers = |line: &&str| line.ends_with(" dac~ 1 2;");
        let found: Vec<_> = text.lines().filter(is_speakers).collect();
        let [speakers] = found[..] else {
            panic!("loudspeakers: {found:?}");
        };
        let place = speakers.trim_start_matches("#X obj ");
        let place = place.trim_end_matches(" dac~ 1 2;");
        text.replace(&format!("{speakers}\n"), &self.inside("heard", place))
    }

    /// A patch's `text` with a bus `heard` in the place of its loudspeakers `[dac~ 1 2]`, whose left
    /// channel it takes.
    ///
    /// # Panics
    /// When it doesn't have them exactly once.
    pub fn heard_on_a_bus(text: &str) -> String {
        let mut bus = Self::default();
        // As many inlets as before.
        let [left, _right] = [(); 2].map(|()| bus.object("inlet~"));
        let throw = bus.object("throw~ heard");
        bus.connect(left, 0, throw, 0);
        bus.instead_of_speakers(text)
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

    /// The lines of this one as a subpatch at `place`, two coordinates.
    fn inside(&self, name: &str, place: &str) -> String {
        let Self { body, cords, .. } = self;
        format!("#N canvas 0 0 450 300 {name} 0;\n{body}{cords}#X restore {place} pd {name};\n")
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
