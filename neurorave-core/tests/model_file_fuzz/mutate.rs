//! Ways in which a file can be wrong. Those below the archive's layer keep it valid, with the
//! checksum that the changed content has, to reach the layers beneath.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use neurorave_core::model_file::{MANIFEST, WEIGHTS};
use prost::Message;
use serde_json::{Value, json};
use tract_onnx::pb::{ModelProto, TensorProto};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::toy::{self, Random};

/// A valid file and its parts.
pub struct Parts {
    file: Vec<u8>,
    entries: BTreeMap<String, Vec<u8>>,
    json: Value,
    model: ModelProto,
}

type Kind = fn(&Parts, &mut Random) -> Vec<u8>;

/// Every kind of mutation.
pub const KINDS: [Kind; 16] = [
    |p, r| flip_bits(&p.file, r),
    |p, r| cut(&p.file, r),
    |p, r| splice(&p.file, r),
    |p, r| edit_length(&p.file, r),
    |p, r| p.mutate(MANIFEST, flip_bits, r),
    |p, r| p.with(MANIFEST, edit_json(&p.json, r)),
    |p, r| p.mutate(toy::GRAPH, flip_bits, r),
    |p, r| p.mutate(toy::GRAPH, splice, r),
    |p, r| p.mutate(toy::GRAPH, edit_length, r),
    |p, r| p.with(toy::GRAPH, edit_model(&p.model, r)),
    |p, r| p.with(toy::GRAPH, edit_reference(&p.model, r)),
    |p, r| p.with(toy::GRAPH, edit_reference(&p.model, r)),
    |p, r| p.mutate(WEIGHTS, flip_bits, r),
    |p, r| p.mutate(WEIGHTS, splice, r),
    |p, r| p.mutate(WEIGHTS, cut, r),
    |p, _| p.without(WEIGHTS),
];

impl Parts {
    pub fn new() -> Self {
        let file = toy::twins_file();
        let entries = toy::unpack(&file);
        Self {
            json: serde_json::from_slice(&entries[MANIFEST]).expect("a manifest is JSON"),
            model: ModelProto::decode(&entries[toy::GRAPH][..]).expect("a graph"),
            entries,
            file,
        }
    }

    /// The file with a mutated entry.
    fn mutate(
        &self,
        name: &str,
        how: impl Fn(&[u8], &mut Random) -> Vec<u8>,
        r: &mut Random,
    ) -> Vec<u8> {
        self.with(name, how(&self.entries[name], r))
    }

    /// The file with another entry of that name.
    fn with(&self, name: &str, data: Vec<u8>) -> Vec<u8> {
        let mut entries = self.entries.clone();
        entries.insert(name.to_owned(), data);
        pack(&entries)
    }

    fn without(&self, name: &str) -> Vec<u8> {
        let mut entries = self.entries.clone();
        entries.remove(name);
        pack(&entries)
    }
}

fn pack(entries: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        zip.start_file(name.as_str(), stored).expect("a valid name");
        zip.write_all(data).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn cut(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    bytes[..r.below(bytes.len())].to_vec()
}

fn flip_bits(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=r.below(8) {
        let at = r.below(bytes.len());
        bytes[at] ^= 1 << r.below(8);
    }
    bytes
}

/// Copies a run of bytes over, or in between, others; or cuts it out.
fn splice(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let from = r.below(bytes.len());
    let run = &bytes[from..(from + r.below(256)).min(bytes.len())];
    let at = r.below(bytes.len() - run.len());
    match r.below(3) {
        0 => out[at..at + run.len()].copy_from_slice(run),
        1 => drop(out.splice(at..at, run.iter().copied())),
        _ => drop(out.drain(at..at + run.len())),
    }
    out
}

/// Writes a number that a length field would rather not have.
fn edit_length(bytes: &[u8], r: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let len = bytes.len() as u32;
    let values = [
        0,
        1,
        0x7f,
        0xffff,
        len - 1,
        len,
        len + 1,
        0x7fff_ffff,
        0xffff_fffe,
        u32::MAX,
    ];
    let value = values[r.below(values.len())].to_le_bytes();
    let size = [1, 2, 4][r.below(3)];
    // Half of the edits near the end, where a ZIP has its directory.
    let start = if r.below(2) == 0 {
        0
    } else {
        bytes.len().saturating_sub(400)
    };
    let at = start + r.below(bytes.len() - start - size);
    out[at..at + size].copy_from_slice(&value[..size]);
    out
}

/// Replaces, removes or doubles a value anywhere in the manifest.
fn edit_json(json: &Value, r: &mut Random) -> Vec<u8> {
    let mut json = json.clone();
    let mut pointers = vec![];
    collect(&json, String::new(), &mut pointers);
    let pointer = &pointers[r.below(pointers.len())];
    let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
    match r.below(4) {
        0 => match json.pointer_mut(parent) {
            Some(Value::Object(map)) => drop(map.remove(key)),
            Some(Value::Array(list)) => drop(list.pop()),
            _ => {}
        },
        1 => {
            if let Some(Value::Array(list)) = json.pointer_mut(parent) {
                list.extend(list.clone());
            }
        }
        _ => *json.pointer_mut(pointer).expect("a collected pointer") = odd_value(r),
    }
    serde_json::to_vec(&json).expect("JSON")
}

fn collect(value: &Value, at: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(k, v)| collect(v, format!("{at}/{k}"), out)),
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(i, v)| collect(v, format!("{at}/{i}"), out));
        }
        _ => {}
    }
    out.push(at);
}

fn odd_value(r: &mut Random) -> Value {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let values = [
        json!(null),
        json!(0),
        json!(1),
        json!(-1),
        json!(64),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e300),
        json!(0.5),
        json!(true),
        json!(""),
        json!("noise"),
        json!("audio"),
        json!("x".repeat(10_000)),
        json!("\u{0}\u{7f}\u{202e}"),
        json!([]),
        json!({}),
        json!(vec![u32::MAX; 1000]),
        deep,
    ];
    values[r.below(values.len())].clone()
}

/// Edits a part of the decoded graph, so that it stays well-formed.
fn edit_model(model: &ModelProto, r: &mut Random) -> Vec<u8> {
    let mut model = model.clone();
    let numbers = [0, 1, -1, 7, 1 << 40, i64::MAX, i64::MIN];
    let number = numbers[r.below(numbers.len())];
    let graph = model.graph.as_mut().expect("the toy's graph");
    let tensor = r.below(graph.initializer.len());
    let node = r.below(graph.node.len());
    let (input, output) = (r.below(graph.input.len()), r.below(graph.output.len()));
    match r.below(16) {
        0 => model.ir_version = number,
        1 => model.opset_import[0].version = number,
        2 => model.opset_import.clear(),
        3 => drop(graph.input.remove(input)),
        4 => drop(graph.output.remove(output)),
        5 => graph.input[input].r#type = None,
        6 => graph.output[output].name = graph.input[input].name.clone(),
        7 => graph.initializer[tensor].dims.push(number),
        8 => graph.initializer[tensor]
            .dims
            .iter_mut()
            .for_each(|d| *d = number),
        9 => graph.initializer[tensor].data_type = number as i32,
        10 => graph.initializer[tensor].raw_data.fill(0xff),
        11 => graph.initializer[tensor].float_data = vec![f32::NAN; 100],
        12 => drop(graph.node.remove(node)),
        13 => graph.node[node].output.clear(),
        14 => graph.node[node].attribute.push(Default::default()),
        _ => model.graph = None,
    }
    model.encode_to_vec()
}

/// Edits where a graph says that its large weight is.
fn edit_reference(model: &ModelProto, r: &mut Random) -> Vec<u8> {
    let mut model = model.clone();
    let graph = model.graph.as_mut().expect("the toy's graph");
    let mut all = graph.initializer.iter_mut();
    let t = all.find(|t| t.name == toy::LARGE).expect("its weight");
    let size = toy::LARGE_BYTES;
    let values = [
        String::new(),
        "0".into(),
        "1".into(),
        "-1".into(),
        "00".into(),
        "weights".into(),
        (size - 2).to_string(),
        (size + 2).to_string(),
        u64::MAX.to_string(),
        (u64::MAX - size as u64 + 1).to_string(),
        format!("{}0", u64::MAX),
        "9".repeat(10_000),
    ];
    let value = values[r.below(values.len())].clone();
    let at = r.below(t.external_data.len());
    let dims = [vec![], vec![i64::MAX; 3], vec![size as i64 / 2], vec![1; 9]];
    match r.below(8) {
        0 => drop(t.external_data.remove(at)),
        1 => t.external_data.push(t.external_data[at].clone()),
        2 => t.external_data[at].key = value,
        3 => t.dims = dims[r.below(dims.len())].clone(),
        4 => t.data_type = r.below(17) as i32,
        5 => t.raw_data = vec![0; size],
        6 => {
            let copies = r.below(200);
            let copy = |n| TensorProto {
                name: format!("copy{n}"),
                ..t.clone()
            };
            let copies: Vec<_> = (0..copies).map(copy).collect();
            graph.initializer.extend(copies);
        }
        _ => t.external_data[at].value = value,
    }
    model.encode_to_vec()
}
