//! A fixture's files.

use serde::Deserialize;
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

#[derive(Deserialize)]
pub struct Reference {
    pub sample_rate: f64,
    pub runs: Vec<Run>,
}

#[derive(Deserialize)]
pub struct Run {
    pub method: String,
    pub block: usize,
    pub blocks: usize,
    pub in_channels: usize,
    pub in_block: usize,
    pub out_channels: usize,
    pub out_block: usize,
    pub input: Input,
    pub noise: Noise,
    #[serde(default)]
    pub settings: Vec<Call>,
    pub draws: Vec<Draw>,
    pub offset: usize,
    pub length: usize,
}

#[derive(Deserialize)]
pub struct Input {
    pub kind: String,
    #[serde(default)]
    pub seed: u64,
    #[serde(default)]
    pub value: f64,
    #[serde(default)]
    pub count: f64,
}

#[derive(Deserialize)]
pub struct Noise {
    /// None where normal draws are 0 and uniform ones 0.5.
    pub seed: Option<u64>,
}

#[derive(Deserialize)]
pub struct Call {
    pub before_block: usize,
    pub call: String,
    pub arguments: Vec<Value>,
}

#[derive(Deserialize)]
pub struct Draw {
    pub block: usize,
    pub shape: Vec<usize>,
    pub distribution: String,
}

pub struct Fixture {
    pub name: String,
    pub model: Vec<u8>,
    pub reference: Reference,
    pub outputs: Vec<f32>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracle/models")
}

impl Fixture {
    /// All of them, by name.
    pub fn all() -> Vec<Fixture> {
        let mut paths: Vec<_> = std::fs::read_dir(folder())
            .expect("the fixtures are there")
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "zip"))
            .collect();
        paths.sort();
        assert!(!paths.is_empty());
        paths.iter().map(|path| Fixture::read(path)).collect()
    }

    /// The one of that name.
    pub fn named(name: &str) -> Fixture {
        Fixture::read(&folder().join(format!("{name}.zip")))
    }

    fn read(path: &Path) -> Fixture {
        let mut zip = ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
        let mut entry = |name: &str| {
            let mut bytes = Vec::new();
            let mut file = zip.by_name(name).unwrap();
            file.read_to_end(&mut bytes).unwrap();
            bytes
        };
        let floats = entry("reference.bin");
        let floats = floats.chunks_exact(4);
        Fixture {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            model: entry("model.ts"),
            reference: serde_json::from_slice(&entry("reference.json")).unwrap(),
            outputs: floats
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect(),
        }
    }
}
