//! A patcher being made: boxes with what their objects have, and cords.

use crate::geometry::port;
use crate::measure::{line_height, width, wrap};
use crate::model::{Boxed, Item, Line, Lined, Patcher, Rect, basics};
use crate::objects::{Ports, ports, ports_within};
use serde_json::{Map, Value, json};

/// The size of letters in boxes and comments.
pub const SIZE: f64 = 13.0;
/// The height of an object or message box.
pub const HEIGHT: f64 = 23.0;

/// A box of a [`Sheet`], to be connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(usize);

/// A patcher being made.
pub struct Sheet {
    patcher: Patcher,
}

/// How a comment is written.
#[derive(Clone, Copy)]
pub struct Ink {
    pub size: f64,
    pub bold: bool,
    pub colour: [f64; 4],
}

impl Sheet {
    /// Empty, of this size.
    pub fn new(width: f64, height: f64) -> Self {
        let mut patcher = Patcher::new([100.0, 100.0, width, height]);
        patcher.more.insert("default_fontsize".into(), json!(SIZE));
        Self { patcher }
    }

    /// What has become of it.
    pub fn finish(self) -> Patcher {
        self.patcher
    }

    /// The patcher, for what boxes and cords don't say.
    pub fn patcher_mut(&mut self) -> &mut Patcher {
        &mut self.patcher
    }

    /// An object box.
    ///
    /// # Panics
    /// Here and wherever a text is given: when no such object, model or port is known.
    pub fn object(&mut self, x: f64, y: f64, text: &str) -> Place {
        let wide = (width(text, SIZE, false) + 18.0).ceil().max(36.0);
        self.wide_object(x, y, wide, text)
    }

    /// An object box of this width.
    pub fn wide_object(&mut self, x: f64, y: f64, wide: f64, text: &str) -> Place {
        self.element(
            "newobj",
            text,
            [x, y, wide, HEIGHT],
            json!({ "text": text }),
        )
    }

    /// A message box.
    pub fn message(&mut self, x: f64, y: f64, text: &str) -> Place {
        let wide = (width(text, SIZE, false) + 16.0).ceil().max(36.0);
        self.wide_message(x, y, wide, text)
    }

    /// A message box of this width.
    pub fn wide_message(&mut self, x: f64, y: f64, wide: f64, text: &str) -> Place {
        self.element(
            "message",
            "message",
            [x, y, wide, HEIGHT],
            json!({ "text": text }),
        )
    }

    /// A comment: as many lines as it needs within this width. Gives its bottom.
    pub fn comment(&mut self, x: f64, y: f64, wide: f64, ink: Ink, text: &str) -> f64 {
        let lines = wrap(text, ink.size, ink.bold, wide - 10.0).len();
        let high = (lines as f64 * line_height(ink.size) + 7.0).ceil();
        let keys = json!({
            "fontface": u8::from(ink.bold),
            "fontsize": ink.size,
            "linecount": lines,
            "text": text,
            "textcolor": ink.colour,
        });
        self.element("comment", "comment", [x, y, wide, high], keys);
        y + high
    }

    /// A box of this class, with the ports of the object that `text` is.
    pub fn element(&mut self, class: &str, text: &str, rect: Rect, keys: Value) -> Place {
        let ports = ports(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let ports = ports.unwrap_or_else(|| panic!("{text}: give subpatchers with `inner`"));
        self.add(class, &ports, rect, keys, None)
    }

    /// A subpatcher.
    pub fn inner(&mut self, x: f64, y: f64, text: &str, inner: Patcher) -> Place {
        let ports = ports_within(&inner);
        let wide = (width(text, SIZE, false) + 18.0).ceil();
        let rect = [x, y, wide, HEIGHT];
        self.add("newobj", &ports, rect, json!({ "text": text }), Some(inner))
    }

    fn add(
        &mut self,
        class: &str,
        ports: &Ports,
        rect: Rect,
        keys: Value,
        inner: Option<Patcher>,
    ) -> Place {
        let number = self.patcher.boxes.len();
        let id = format!("obj-{}", number + 1);
        let counts = (ports.inlets.len(), ports.outlets.len());
        let mut item = basics(&id, class, counts, &ports.outlets, rect);
        let keys: Map<String, Value> = serde_json::from_value(keys).expect("keys of a box");
        if matches!(class, "newobj" | "message") {
            item.keys.insert("fontsize".into(), json!(SIZE));
        }
        item.keys.extend(keys);
        item.patcher = inner.map(Box::new);
        self.patcher.boxes.push(Boxed { item });
        Place(number)
    }

    /// Sets a key of a box.
    pub fn set(&mut self, place: Place, key: &str, value: Value) {
        self.item_mut(place).keys.insert(key.into(), value);
    }

    fn item_mut(&mut self, place: Place) -> &mut Item {
        &mut self.patcher.boxes[place.0].item
    }

    fn item(&self, place: Place) -> &Item {
        &self.patcher.boxes[place.0].item
    }

    /// What cords know the box by.
    pub fn id(&self, place: Place) -> String {
        self.item(place).id().to_owned()
    }

    /// The middle of an outlet.
    pub fn outlet(&self, place: Place, outlet: usize) -> (f64, f64) {
        let item = self.item(place);
        port(
            item.rect().expect("a box of ours"),
            outlet,
            item.counts().1,
            true,
        )
    }

    /// The middle of an inlet.
    pub fn inlet(&self, place: Place, inlet: usize) -> (f64, f64) {
        let item = self.item(place);
        port(
            item.rect().expect("a box of ours"),
            inlet,
            item.counts().0,
            false,
        )
    }

    /// A cord.
    pub fn connect(&mut self, from: Place, outlet: usize, to: Place, inlet: usize) {
        self.cord(from, outlet, to, inlet, Vec::new(), false);
    }

    /// A cord that nobody sees.
    pub fn connect_hidden(&mut self, from: Place, outlet: usize, to: Place, inlet: usize) {
        self.cord(from, outlet, to, inlet, Vec::new(), true);
    }

    /// A cord that bends at these points.
    pub fn bend(
        &mut self,
        from: Place,
        outlet: usize,
        to: Place,
        inlet: usize,
        via: &[(f64, f64)],
    ) {
        let (start, end) = (self.outlet(from, outlet), self.inlet(to, inlet));
        let points = std::iter::once(start)
            .chain(via.iter().copied())
            .chain([end]);
        let points = points.flat_map(|(x, y)| [x, y]).collect();
        self.cord(from, outlet, to, inlet, points, false);
    }

    fn cord(
        &mut self,
        from: Place,
        outlet: usize,
        to: Place,
        inlet: usize,
        midpoints: Vec<f64>,
        hidden: bool,
    ) {
        let mut more = Map::new();
        if hidden {
            more.insert("hidden".into(), json!(1));
        }
        let (source, destination) = (self.id(from), self.id(to));
        self.patcher.lines.push(Lined {
            patchline: Line {
                destination: (destination, inlet),
                midpoints,
                source: (source, outlet),
                more,
            },
        });
    }
}
