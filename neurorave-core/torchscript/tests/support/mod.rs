//! Archives made by hand: what PyTorch would write, and what it would not.
#![allow(dead_code)] // each test uses its own part

pub mod fixture;
pub mod pickle;
pub mod zip;

use std::sync::Arc;

use nrave_torchscript::archive::{Archive, Error, Section};
use nrave_torchscript::pickle::Pickle;
use pickle::Pickler;
use zip::{Entry, deflated, stored};

/// A program of one class.
pub const PROGRAM: &str = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  \
                           training : bool\n  def forward(self: __torch__.M,\n    x: Tensor) -> \
                           Tensor:\n    return x\n";

pub fn floats(count: usize) -> Vec<u8> {
    (0..count).flat_map(|n| (n as f32).to_le_bytes()).collect()
}

/// The parts of a small model with its objects in `pickle` and `storages` in `data/0` and so on.
pub fn parts(pickle: Vec<u8>, storages: &[Vec<u8>]) -> Vec<Entry> {
    let mut parts = vec![
        stored("m/version", b"4\n"),
        stored("m/byteorder", b"little"),
        stored("m/data.pkl", &pickle),
        stored("m/constants.pkl", b"\x80\x02)."),
        deflated("m/code/__torch__.py", PROGRAM.repeat(8).as_bytes()),
        stored("m/code/__torch__.py.debug_pkl", b"nobody reads this"),
        stored("m/extra/notes.txt", b"nor this"),
    ];
    for (n, bytes) in storages.iter().enumerate() {
        parts.push(stored(&format!("m/data/{n}"), bytes));
    }
    parts
}

/// The same with another content of an entry.
pub fn with(mut parts: Vec<Entry>, name: &str, content: &[u8]) -> Vec<Entry> {
    parts.retain(|entry| entry.name != name);
    parts.push(stored(name, content));
    parts
}

pub fn open(file: Vec<u8>) -> Result<Archive, Error> {
    Archive::open("model.ts", Arc::new(file))
}

/// What a pickle holds, in words; the error where it is refused.
pub fn shown(pickle: Vec<u8>, storages: &[Vec<u8>]) -> String {
    let archive = open(zip::pack(&parts(pickle, storages))).unwrap();
    match Pickle::read(&archive, Section::Data) {
        Ok(pickle) => format!("{:?}", pickle.root()),
        Err(e) => e.to_string(),
    }
}

/// A model with a bit of everything.
pub fn everything() -> Vec<Entry> {
    let mut p = Pickler::new();
    p.global("__torch__", "M").keep().op(b")\x81}(");
    p.text("weight")
        .keep()
        .tensor("FloatStorage", "0", 12, 0, &[3, 4], &[4, 1])
        .keep();
    p.text("turned")
        .tensor("FloatStorage", "0", 12, 0, &[4, 3], &[1, 4]);
    p.text("wide")
        .tensor("FloatStorage", "0", 12, 1, &[5, 4], &[0, 1]);
    p.text("half").tensor("HalfStorage", "1", 6, 0, &[6], &[1]);
    p.text("steps").tensor("LongStorage", "2", 3, 0, &[3], &[1]);
    p.text("flag").tensor("BoolStorage", "3", 2, 1, &[], &[]);
    p.text("sizes")
        .global("torch.jit._pickle", "build_intlist")
        .op(b"(](");
    p.int(1).int(-70_000).int(1 << 40).op(b"etR");
    p.text("names")
        .global("torch.jit._pickle", "restore_type_tag")
        .op(b"}(");
    p.text("a")
        .float(1.5)
        .text("b")
        .op(b"Nu")
        .text("Dict[str, Optional[float]]")
        .op(b"\x86R");
    p.text("colour")
        .global("__torch__", "Colour")
        .int(2)
        .op(b"R");
    p.text("device")
        .global("torch", "device")
        .text("cpu")
        .op(b"\x85R");
    p.text("inner").global("__torch__", "Inner").op(b")\x81}(");
    p.text("training").op(b"\x88ub").keep();
    let inner = p.last();
    p.text("again").get(inner);
    p.text("pair").int(1).get(inner).op(b"\x86");
    p.op(b"ub");
    let storages = [floats(12), vec![7; 12], vec![0; 24], vec![0, 1]];
    let mut constants = Pickler::new();
    constants
        .tensor("DoubleStorage", "0", 2, 0, &[2], &[1])
        .op(b"\x85");
    let mut parts = with(
        parts(p.end(), &storages),
        "m/constants.pkl",
        &constants.end(),
    );
    parts.push(stored("m/constants/0", &[1; 16]));
    parts
}
