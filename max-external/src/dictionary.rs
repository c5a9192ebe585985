//! A Max dictionary with what a model file says about itself.

use crate::abi::{self, Handle, Symbol};
use crate::atoms::{max_atom, name, symbol};
use neurorave_core::message::setting_numbers;
use neurorave_core::model_file::manifest::{AttributeSpec, Manifest, SettingSpec};
use neurorave_core::network::{Jack, Layout};
use std::path::Path;

/// A dictionary under a name of its own, for as long as this lives.
pub struct Registered {
    dictionary: Handle,
    name: *mut Symbol,
}

impl Registered {
    /// Gives a dictionary a name.
    pub fn new(dictionary: Dictionary) -> Self {
        let mut name = std::ptr::null_mut();
        // SAFETY: the dictionary is ours until now; Max makes up a name where there is none.
        let dictionary = unsafe { abi::dictobj_register(dictionary.0, &mut name) };
        Self { dictionary, name }
    }

    /// What other objects find it by.
    pub fn name(&self) -> *mut Symbol {
        self.name
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        if !self.dictionary.is_null() {
            // SAFETY: registered by us, freed once.
            unsafe { abi::object_free(self.dictionary) };
        }
    }
}

/// A dictionary that has no owner yet.
pub struct Dictionary(Handle);

impl Dictionary {
    /// Everything that the manifest and the card say.
    pub fn of(path: &Path, manifest: &Manifest, card: &str) -> Self {
        let dictionary = Self::new();
        dictionary.text("name", &manifest.name);
        dictionary.text("file", &path.display().to_string());
        dictionary.number("samplerate", f64::from(manifest.sample_rate));
        dictionary.number("channels", manifest.channels as f64);
        dictionary.inner("methods", methods(manifest));
        dictionary.inner("attributes", attributes(&manifest.attributes));
        if let Some(pitch) = manifest.pitch {
            let range = Self::new();
            range.number("min", f64::from(pitch.min_hz));
            range.number("max", f64::from(pitch.max_hz));
            dictionary.inner("pitch", range);
        }
        dictionary.inner("settings", settings(&manifest.settings));
        dictionary.inner("card", self::card(card));
        dictionary
    }

    fn new() -> Self {
        // SAFETY: no arguments.
        Self(unsafe { abi::dictionary_new() })
    }

    fn text(&self, key: &str, text: &str) {
        // SAFETY: the dictionary lives; symbols always do.
        unsafe { abi::dictionary_appendsym(self.0, symbol(key), symbol(text)) };
    }

    fn number(&self, key: &str, number: f64) {
        // SAFETY: as above.
        unsafe { abi::dictionary_appendfloat(self.0, symbol(key), number) };
    }

    fn whole(&self, key: &str, number: usize) {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        // SAFETY: as above.
        unsafe { abi::dictionary_appendlong(self.0, symbol(key), number) };
    }

    fn texts<'a>(&self, key: &str, texts: impl Iterator<Item = &'a str>) {
        self.atoms(key, texts.map(name).collect());
    }

    fn atoms(&self, key: &str, mut atoms: Vec<abi::Atom>) {
        let count = atoms.len() as std::ffi::c_long;
        // SAFETY: as above; `atoms` holds `count`, and Max copies them.
        unsafe { abi::dictionary_appendatoms(self.0, symbol(key), count, atoms.as_mut_ptr()) };
    }

    fn inner(&self, key: &str, inner: Dictionary) {
        // SAFETY: as above; the inner dictionary now belongs to this one.
        unsafe { abi::dictionary_appenddictionary(self.0, symbol(key), inner.0) };
    }
}

fn methods(manifest: &Manifest) -> Dictionary {
    let methods = Dictionary::new();
    for (key, method) in &manifest.methods {
        let facts = Dictionary::new();
        facts.whole("step", method.step);
        facts.whole("delay", method.delay);
        if let Ok(layout) = Layout::of(manifest, key) {
            let names = |jacks: &[Jack]| -> Vec<String> {
                jacks.iter().map(|jack| jack.name.clone()).collect()
            };
            let (inlets, outlets) = (names(&layout.inlets), names(&layout.outlets));
            facts.texts("inlets", inlets.iter().map(String::as_str));
            facts.texts("outlets", outlets.iter().map(String::as_str));
        }
        methods.inner(key, facts);
    }
    methods
}

fn attributes(specs: &[AttributeSpec]) -> Dictionary {
    let attributes = Dictionary::new();
    for spec in specs {
        let facts = Dictionary::new();
        facts.text("unit", &spec.unit);
        facts.number("min", f64::from(spec.min));
        facts.number("max", f64::from(spec.max));
        facts.number("default", f64::from(spec.default));
        attributes.inner(&spec.name, facts);
    }
    attributes
}

/// Kind and initial value of each number.
fn settings(specs: &[SettingSpec]) -> Dictionary {
    let settings = Dictionary::new();
    for spec in specs {
        let numbers = setting_numbers(spec).into_iter().skip(1);
        settings.atoms(&spec.name, numbers.map(|atom| max_atom(&atom)).collect());
    }
    settings
}

/// The card by its headings; what stands before the first is `about`.
fn card(markdown: &str) -> Dictionary {
    let card = Dictionary::new();
    for (heading, lines) in sections(markdown) {
        card.texts(&heading, lines.into_iter());
    }
    card
}

/// Headings of the second level in small letters, and the lines below each, without bullets.
fn sections(markdown: &str) -> Vec<(String, Vec<&str>)> {
    let mut sections = vec![("about".to_owned(), Vec::new())];
    for line in markdown.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            sections.push((heading.trim().to_lowercase(), Vec::new()));
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let text = line.trim().trim_start_matches("- ");
            sections.last_mut().expect("there is one").1.push(text);
        }
    }
    sections.retain(|(_, lines)| !lines.is_empty());
    sections
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn a_card_is_read_by_its_headings() {
        let card = "# strings\n\nViolin.\n\nLicence: MIT\n\n## Knobs\n\n- rms: -53 to -12\n- pitch\n\n## Empty\n";
        let sections = sections(card);
        assert_eq!(
            sections[0],
            ("about".into(), vec!["Violin.", "Licence: MIT"])
        );
        assert_eq!(
            sections[1],
            ("knobs".into(), vec!["rms: -53 to -12", "pitch"])
        );
        assert_eq!(sections.len(), 2);
    }
}
