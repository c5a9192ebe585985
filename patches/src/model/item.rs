//! Boxes.

use super::{Patcher, Rect};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// A box. Written with its keys in alphabetical order, as Max does.
#[derive(Clone, Debug)]
pub struct Item {
    /// The patcher within it.
    pub patcher: Option<Box<Patcher>>,
    /// Everything else.
    pub keys: Map<String, Value>,
}

impl Item {
    /// A text of it, empty where it has none of this name.
    pub fn text_of(&self, key: &str) -> &str {
        self.keys.get(key).and_then(Value::as_str).unwrap_or("")
    }

    /// A number of it.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.keys.get(key).and_then(Value::as_f64)
    }

    /// Whether a switch of it is on.
    pub fn is(&self, key: &str) -> bool {
        self.number(key).is_some_and(|value| value != 0.0)
    }

    /// What cords know it by.
    pub fn id(&self) -> &str {
        self.text_of("id")
    }

    /// Its class: `newobj` for what its text names.
    pub fn class(&self) -> &str {
        self.text_of("maxclass")
    }

    /// What stands in it.
    pub fn text(&self) -> &str {
        self.text_of("text")
    }

    /// The object's name: the first word of its text, or its class.
    pub fn name(&self) -> &str {
        match self.class() {
            "newobj" => self.text().split_whitespace().next().unwrap_or(""),
            class => class,
        }
    }

    /// Where it lies.
    pub fn rect(&self) -> Option<Rect> {
        self.rect_of("patching_rect")
    }

    /// Where it lies in presentation mode, if it is there at all.
    pub fn presentation_rect(&self) -> Option<Rect> {
        self.rect_of("presentation_rect")
            .filter(|_| self.is("presentation"))
    }

    fn rect_of(&self, key: &str) -> Option<Rect> {
        let numbers: Option<Vec<_>> = self
            .keys
            .get(key)?
            .as_array()?
            .iter()
            .map(Value::as_f64)
            .collect();
        numbers?.try_into().ok()
    }

    /// How many inlets and outlets it says it has.
    pub fn counts(&self) -> (usize, usize) {
        let count = |key| self.number(key).map_or(0, |count| count as usize);
        (count("numinlets"), count("numoutlets"))
    }

    /// What its outlets give, as it says.
    pub fn outlet_types(&self) -> Vec<&str> {
        let types = self.keys.get("outlettype").and_then(Value::as_array);
        let types = types.into_iter().flatten();
        types.map(|kind| kind.as_str().unwrap_or("")).collect()
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys: Vec<_> = self.keys.keys().map(String::as_str).collect();
        keys.extend(self.patcher.as_ref().map(|_| "patcher"));
        keys.sort_unstable();
        let mut map = serializer.serialize_map(Some(keys.len()))?;
        for key in keys {
            match (key, &self.patcher) {
                ("patcher", Some(patcher)) => map.serialize_entry(key, patcher)?,
                _ => {
                    let value = self.keys.get(key);
                    let value = value.ok_or_else(|| S::Error::custom("a key has gone"))?;
                    map.serialize_entry(key, value)?;
                }
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut keys = Map::deserialize(deserializer)?;
        let patcher = keys.remove("patcher").map(serde_json::from_value);
        let patcher = patcher.transpose().map_err(serde::de::Error::custom)?;
        Ok(Self { patcher, keys })
    }
}

/// The keys of a box that Max writes for every one.
pub fn basics(id: &str, class: &str, counts: (usize, usize), types: &[&str], rect: Rect) -> Item {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.into(), value);
    put("id", json!(id));
    put("maxclass", json!(class));
    put("numinlets", json!(counts.0));
    put("numoutlets", json!(counts.1));
    if counts.1 > 0 {
        put("outlettype", json!(types));
    }
    put("patching_rect", json!(rect));
    Item {
        patcher: None,
        keys,
    }
}
