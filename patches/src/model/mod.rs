//! Max's patcher files: boxes, cords between them, patchers within boxes.
//!
//! Keys that have no field here are kept in `more`, so that a file that Max has written is read and
//! written without loss.

mod item;

pub use item::{Item, basics};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Left, top, width, height.
pub type Rect = [f64; 4];

/// A whole file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct File {
    /// Its outermost patcher.
    pub patcher: Patcher,
}

/// The program that has written a patcher.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct AppVersion {
    pub major: u32,
    pub minor: u32,
    pub revision: u32,
    #[serde(default)]
    pub architecture: String,
    #[serde(default)]
    pub modernui: u8,
}

impl Default for AppVersion {
    /// The oldest that the package supports.
    fn default() -> Self {
        Self {
            major: 8,
            minor: 6,
            revision: 0,
            architecture: "x64".into(),
            modernui: 1,
        }
    }
}

/// A patcher, in the order in which Max writes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Patcher {
    pub fileversion: u32,
    pub appversion: AppVersion,
    pub classnamespace: String,
    /// On the screen.
    pub rect: Rect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openinpresentation: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gridsize: Option<[f64; 2]>,
    /// Whether the outermost patcher has a tab of its own beside those of its subpatchers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub showrootpatcherontab: Option<u8>,
    /// Whether this patcher is a tab of the one around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub showontab: Option<u8>,
    pub boxes: Vec<Boxed>,
    pub lines: Vec<Lined>,
    /// The parameters of a device, by the ids of their boxes, and their banks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dependency_cache: Option<Vec<Value>>,
    /// Of a device, in samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency: Option<u32>,
    /// What Max keeps of a device's project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autosave: Option<u8>,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// `{ "box": … }`
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Boxed {
    #[serde(rename = "box")]
    pub item: Item,
}

/// `{ "patchline": … }`
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Lined {
    pub patchline: Line,
}

/// A cord.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Line {
    /// The box where it ends, and which of its inlets.
    pub destination: (String, usize),
    /// Bends: x and y in turn, the two ends included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub midpoints: Vec<f64>,
    /// The box where it begins, and which of its outlets.
    pub source: (String, usize),
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Patcher {
    /// Empty, of this size.
    pub fn new(rect: Rect) -> Self {
        Self {
            fileversion: 1,
            appversion: AppVersion::default(),
            classnamespace: "box".into(),
            rect,
            openinpresentation: None,
            gridsize: Some([15.0, 15.0]),
            showrootpatcherontab: None,
            showontab: None,
            boxes: Vec::new(),
            lines: Vec::new(),
            parameters: None,
            dependency_cache: None,
            latency: None,
            project: None,
            autosave: None,
            more: Map::new(),
        }
    }

    /// Its boxes.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.boxes.iter().map(|boxed| &boxed.item)
    }

    /// Its cords.
    pub fn cords(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().map(|lined| &lined.patchline)
    }

    /// The box of this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id() == id)
    }
}
