//! Parameters: what Live shows, automates and saves.

use crate::model::Rect;
use crate::sheet::{Place, Sheet};
use neurorave_core::object::NAME;
use serde_json::{Map, Value, json};

/// Max's numbers for kinds of parameters.
const FLOAT: u8 = 0;
const ENUM: u8 = 2;
/// Max's numbers for units.
const PLAIN_NUMBER: u8 = 1;
const SEMITONES: u8 = 7;
/// Slots of a bank, as on a controller.
const BANK: usize = 8;
/// What Max puts into every new device: the letters `aaaa` as a number, and a date.
const AUDIO_EFFECT: u32 = u32::from_be_bytes(*b"aaaa");
const DATE: u64 = 3_590_052_493;

/// The parameters of a device, in the order in which they were made.
#[derive(Default)]
pub struct Parameters {
    /// By the ids of their boxes.
    boxes: Vec<(String, String)>,
}

/// An element that is a parameter.
pub struct Face<'a> {
    pub class: &'a str,
    /// In the patch, and on the device.
    pub rects: (Rect, Rect),
    pub name: &'a str,
    /// What Live's info view says.
    pub info: &'a str,
}

impl Parameters {
    /// A number with a point, 0 at first.
    pub fn number(
        &mut self,
        sheet: &mut Sheet,
        face: &Face<'_>,
        (low, high): (f64, f64),
        semitones: bool,
    ) -> Place {
        let own = json!({
            "parameter_initial": [0.0],
            "parameter_mmax": high,
            "parameter_mmin": low,
            "parameter_type": FLOAT,
            "parameter_unitstyle": if semitones { SEMITONES } else { PLAIN_NUMBER },
        });
        self.add(sheet, face, own)
    }

    /// One of several names, by its place among them.
    pub fn choice(
        &mut self,
        sheet: &mut Sheet,
        face: &Face<'_>,
        names: &[&str],
        first: usize,
    ) -> Place {
        let own = json!({
            "parameter_enum": names,
            "parameter_initial": [first],
            "parameter_mmax": names.len() - 1,
            "parameter_type": ENUM,
        });
        self.add(sheet, face, own)
    }

    fn add(&mut self, sheet: &mut Sheet, face: &Face<'_>, own: Value) -> Place {
        let (name, info) = (face.name, face.info);
        let mut valueof = json!({
            "parameter_info": info,
            "parameter_initial_enable": 1,
            "parameter_linknames": 1,
            "parameter_longname": name,
            "parameter_modmode": 0,
            "parameter_shortname": name,
        });
        if let (Value::Object(all), Value::Object(own)) = (&mut valueof, own) {
            all.extend(own);
        }
        let keys = json!({
            "annotation": info,
            "annotation_name": name,
            "parameter_enable": 1,
            "presentation": 1,
            "presentation_rect": face.rects.1,
            "saved_attribute_attributes": { "valueof": valueof },
            "varname": name,
        });
        let place = sheet.element(face.class, face.class, face.rects.0, keys);
        self.boxes.push((sheet.id(place), name.to_owned()));
        place
    }

    /// As a patcher lists them, with their banks.
    pub fn listed(&self) -> Map<String, Value> {
        let lists = self.boxes.iter();
        let mut all: Map<_, _> = lists
            .map(|(id, name)| (id.clone(), json!([name, name, 0])))
            .collect();
        let mut banks = Map::new();
        for (at, boxes) in self.boxes.chunks(BANK).enumerate() {
            let mut slots: Vec<_> = boxes.iter().map(|(_, name)| name.as_str()).collect();
            slots.resize(BANK, "-");
            let bank = json!({ "index": at, "name": NAME, "parameters": slots });
            banks.insert(at.to_string(), bank);
        }
        all.insert("parameterbanks".into(), Value::Object(banks));
        all.insert("inherited_shortname".into(), json!(1));
        all
    }
}

/// What Max keeps of a device's project; without it a device may not open in Live.
pub fn project() -> Value {
    json!({
        "version": 1,
        "creationdate": DATE,
        "modificationdate": DATE,
        "viewrect": [0.0, 0.0, 300.0, 500.0],
        "autoorganize": 1,
        "hideprojectwindow": 1,
        "showdependencies": 1,
        "autolocalize": 0,
        "contents": { "patchers": {} },
        "layout": {},
        "searchpath": {},
        "detailsvisible": 0,
        "amxdtype": AUDIO_EFFECT,
        "readonly": 0,
        "devpathtype": 0,
        "devpath": ".",
        "sortmode": 0,
        "viewmode": 0,
    })
}
