//! The models that come with `nrave~` are what their cards and the README say.

use neurorave_core::model::Model;
use std::fs;
use std::path::{Path, PathBuf};

const ATTRIBUTES: [&str; 5] = ["rms", "centroid", "bandwidth", "sharpness", "booming"];
const METHODS: [&str; 4] = ["decode", "encode", "forward", "prior"];
/// What people download without thinking about it.
const MOST_BYTES: u64 = 10_000_000;

fn zoo() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("zoo");
    let files = fs::read_dir(folder).unwrap();
    let models = files.map(|file| file.unwrap().path());
    let models = models.filter(|path| path.extension().is_some_and(|end| end == "nrave"));
    let mut models: Vec<_> = models.collect();
    models.sort();
    models
}

#[test]
fn strings_drums_and_digits_are_there() {
    let names: Vec<_> = zoo()
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["digits", "drums", "strings"]);
}

#[test]
fn each_has_five_knobs_plays_by_itself_and_is_small() {
    for path in zoo() {
        let model = Model::open(&path).unwrap();
        let manifest = model.manifest();
        let name = path.file_stem().unwrap().to_string_lossy();
        assert_eq!(manifest.name, name);
        let attributes = manifest.attributes.iter().map(|spec| spec.name.as_str());
        assert_eq!(attributes.collect::<Vec<_>>(), ATTRIBUTES, "{name}");
        let methods = manifest.methods.keys().map(String::as_str);
        assert_eq!(methods.collect::<Vec<_>>(), METHODS, "{name}");
        assert_eq!(manifest.pitch.is_some(), name != "drums", "{name}");
        assert!(fs::metadata(&path).unwrap().len() < MOST_BYTES, "{name}");
        let weights = model.weights();
        let half = weights.f16 as f64 / (weights.f16 + weights.f32) as f64;
        assert!(half > 0.99, "{name}: {half} of its weights are f16");
    }
}

#[test]
fn each_has_its_card_and_its_picture_beside_it() {
    for path in zoo() {
        let model = Model::open(&path).unwrap();
        let card = fs::read_to_string(path.with_extension("md")).unwrap();
        assert_eq!(model.card(), card, "{}", path.display());
        for part in [
            "Licence: ",
            "## Training",
            "--seed 1",
            "## Figures",
            "## Prior",
        ] {
            assert!(card.contains(part), "{}: {part}", path.display());
        }
        assert!(path.with_extension("png").is_file(), "{}", path.display());
    }
}
