//! Tensors: what is read of them, and what is refused.

mod support;

use half::{bf16, f16};
use nrave_torchscript::archive::{Archive, Section};
use nrave_torchscript::pickle::{Data, Pickle, Value};
use support::pickle::Pickler;
use support::{floats, open, parts, shown, with, zip};

/// A file whose pickle is one tensor of `storage`.
struct One {
    archive: Archive,
    pickle: Pickle,
}

impl One {
    fn new(storage: Vec<u8>, order: &str, build: impl FnOnce(&mut Pickler)) -> Self {
        let mut pickler = Pickler::new();
        build(&mut pickler);
        let parts = with(
            parts(pickler.end(), &[storage]),
            "m/byteorder",
            order.as_bytes(),
        );
        let archive = open(zip::pack(&parts)).unwrap();
        let pickle = Pickle::read(&archive, Section::Data).unwrap();
        Self { archive, pickle }
    }

    fn tensor(&self) -> &nrave_torchscript::pickle::TensorRef {
        match self.pickle.root() {
            Value::Tensor(tensor) => tensor,
            other => panic!("{other:?} is no tensor"),
        }
    }

    fn data(&self) -> Result<Data, String> {
        self.tensor().read(&self.archive).map_err(|e| e.to_string())
    }
}

/// The numbers of a view of twelve, 0 to 11.
fn view(offset: i64, shape: &[i64], strides: &[i64]) -> Vec<f32> {
    let one = One::new(floats(12), "little", |p| {
        p.tensor("FloatStorage", "0", 12, offset, shape, strides);
    });
    let Ok(Data::F32(all)) = one.data() else {
        panic!("{:?}", one.data());
    };
    // Any part is the same as that part of the whole.
    for from in 0..all.len() {
        for to in from..=all.len() {
            let mut part = vec![-1.0; to - from];
            one.tensor()
                .read_f32(&one.archive, from, &mut part)
                .unwrap();
            assert_eq!(part, all[from..to]);
        }
    }
    all
}

#[test]
fn views_are_read_in_row_major_order() {
    let n = |values: &[u8]| values.iter().map(|n| f32::from(*n)).collect::<Vec<_>>();
    assert_eq!(view(0, &[2, 3], &[3, 1]), n(&[0, 1, 2, 3, 4, 5]));
    assert_eq!(view(6, &[2, 3], &[3, 1]), n(&[6, 7, 8, 9, 10, 11]));
    assert_eq!(view(0, &[3, 2], &[1, 3]), n(&[0, 3, 1, 4, 2, 5]));
    assert_eq!(view(1, &[2, 1, 2], &[6, 99, 2]), n(&[1, 3, 7, 9]));
    assert_eq!(view(11, &[], &[]), n(&[11]));
    assert_eq!(view(5, &[4], &[0]), n(&[5, 5, 5, 5]));
    assert_eq!(view(2, &[2, 3], &[0, 1]), n(&[2, 3, 4, 2, 3, 4]));
    assert_eq!(view(0, &[0, 3], &[3, 1]), n(&[]));
    assert_eq!(view(12, &[0], &[1]), n(&[]));
}

#[test]
fn every_type_is_read_in_both_byte_orders() {
    let cases: [(&str, Vec<Vec<u8>>, Data); 10] = [
        (
            "DoubleStorage",
            [1.5f64, -2.0].map(|n| n.to_le_bytes().to_vec()).into(),
            Data::F64(vec![1.5, -2.0]),
        ),
        (
            "FloatStorage",
            [1.5f32, -2.0].map(|n| n.to_le_bytes().to_vec()).into(),
            Data::F32(vec![1.5, -2.0]),
        ),
        (
            "HalfStorage",
            [1.5, -2.0]
                .map(|n| f16::from_f32(n).to_le_bytes().to_vec())
                .into(),
            Data::F32(vec![1.5, -2.0]),
        ),
        (
            "BFloat16Storage",
            [1.5, -2.0]
                .map(|n| bf16::from_f32(n).to_le_bytes().to_vec())
                .into(),
            Data::F32(vec![1.5, -2.0]),
        ),
        (
            "LongStorage",
            [1i64 << 40, -2].map(|n| n.to_le_bytes().to_vec()).into(),
            Data::I64(vec![1 << 40, -2]),
        ),
        (
            "IntStorage",
            [70_000i32, -2].map(|n| n.to_le_bytes().to_vec()).into(),
            Data::I64(vec![70_000, -2]),
        ),
        (
            "ShortStorage",
            [300i16, -2].map(|n| n.to_le_bytes().to_vec()).into(),
            Data::I64(vec![300, -2]),
        ),
        (
            "CharStorage",
            vec![vec![1], vec![0xfe]],
            Data::I64(vec![1, -2]),
        ),
        (
            "ByteStorage",
            vec![vec![1], vec![0xfe]],
            Data::I64(vec![1, 254]),
        ),
        (
            "BoolStorage",
            vec![vec![1], vec![0]],
            Data::Bool(vec![true, false]),
        ),
    ];
    for (kind, mut numbers, expected) in cases {
        let build = |p: &mut Pickler| {
            p.tensor(kind, "0", 2, 0, &[2], &[1]);
        };
        assert_eq!(
            One::new(numbers.concat(), "little", build).data().unwrap(),
            expected,
            "{kind}"
        );
        numbers.iter_mut().for_each(|n| n.reverse());
        assert_eq!(
            One::new(numbers.concat(), "big", build).data().unwrap(),
            expected,
            "{kind}"
        );
    }
}

#[test]
fn bytes_without_a_type_get_one_from_the_tensor() {
    let one = One::new(floats(4), "little", |p| {
        p.global("torch._utils", "_rebuild_tensor_v3").op(b"(");
        p.storage("UntypedStorage", "0", 16)
            .int(1)
            .tuple(&[3])
            .tuple(&[1]);
        p.op(b"\x89}").global("torch", "float32").op(b"tR");
    });
    assert_eq!(one.data().unwrap(), Data::F32(vec![1.0, 2.0, 3.0]));
}

#[test]
fn a_tensor_of_the_oldest_form_is_read() {
    let one = One::new(floats(4), "little", |p| {
        p.global("torch._utils", "_rebuild_tensor").op(b"(");
        p.storage("FloatStorage", "0", 4)
            .int(2)
            .tuple(&[2])
            .tuple(&[1])
            .op(b"tR");
    });
    assert_eq!(one.data().unwrap(), Data::F32(vec![2.0, 3.0]));
}

#[test]
fn complex_numbers_are_refused_when_they_are_asked_for() {
    let one = One::new(floats(4), "little", |p| {
        p.tensor("ComplexFloatStorage", "0", 2, 0, &[2], &[1]);
    });
    assert_eq!(one.tensor().len(), 2);
    let e = one.data().unwrap_err();
    assert!(e.contains("data/0: it holds complex numbers"), "{e}");
}

#[test]
fn whole_numbers_are_no_weights() {
    let one = One::new(vec![0; 16], "little", |p| {
        p.tensor("LongStorage", "0", 2, 0, &[2], &[1]);
    });
    let e = one
        .tensor()
        .read_f32(&one.archive, 0, &mut [0.0; 2])
        .unwrap_err();
    assert!(
        e.to_string()
            .contains("numbers of type I64 where a model has weights"),
        "{e}"
    );
}

#[test]
fn more_numbers_than_there_are_are_not_read() {
    let one = One::new(floats(4), "little", |p| {
        p.tensor("FloatStorage", "0", 4, 0, &[2, 2], &[1, 2]);
    });
    for (from, len) in [(0, 5), (4, 1), (usize::MAX, 2)] {
        let mut out = vec![0.0; len];
        assert!(
            one.tensor().read_f32(&one.archive, from, &mut out).is_err(),
            "{from} {len}"
        );
    }
}

#[test]
fn views_that_lead_out_of_their_storage_are_refused() {
    let max = i64::MAX;
    for (offset, shape, strides) in [
        (0, &[13][..], &[1][..]),
        (1, &[12], &[1]),
        (-1, &[1], &[1]),
        (0, &[-1], &[1]),
        (0, &[2], &[-1]),
        (0, &[2], &[12]),
        (0, &[2], &[1, 1]),
        (0, &[3, 2], &[5, 2]),
        (max, &[1], &[1]),
        (0, &[2], &[max]),
        (0, &[3, 3, 3], &[max, max, max]),
        (0, &[max, max], &[0, 0]),
        (0, &[0, max, max], &[1, 1, 1]),
        (12, &[], &[]),
        (max, &[0], &[1]),
    ] {
        let mut p = Pickler::new();
        p.tensor("FloatStorage", "0", 12, offset, shape, strides);
        let e = shown(p.end(), &[floats(12)]);
        assert!(
            e.contains("a tensor's description is wrong"),
            "{offset} {shape:?}: {e}"
        );
    }
    let mut p = Pickler::new();
    p.tensor("FloatStorage", "0", 12, 0, &[1; 17], &[1; 17]);
    assert!(shown(p.end(), &[floats(12)]).contains("more than 16 axes"));
}

#[test]
fn storages_that_are_absent_or_too_small_are_refused() {
    for (key, count, told) in [
        ("0", 13, "data/0 has less data than a tensor needs"),
        ("0", -1, "data/0 has less data than a tensor needs"),
        ("0", i64::MAX, "data/0 has less data than a tensor needs"),
        ("1", 1, "it needs data/1, which is not stored in the file"),
        (
            "../data.pkl",
            1,
            "it needs data/../data.pkl, which is not stored",
        ),
    ] {
        let mut p = Pickler::new();
        p.tensor("FloatStorage", key, count, 0, &[1], &[1]);
        let e = shown(p.end(), &[floats(12)]);
        assert!(
            e.contains(told) && e.contains("Download or copy the file again"),
            "{e}"
        );
    }
}

#[test]
fn an_expanded_tensor_takes_no_more_than_the_file_earns() {
    for (count, fits) in [(1 << 20, true), (2 << 20, false), (1 << 40, false)] {
        let one = One::new(floats(1), "little", |p| {
            p.tensor("FloatStorage", "0", 1, 0, &[count], &[0]);
        });
        let data = one.data();
        assert_eq!(data.is_ok(), fits, "{count}");
        if let Err(e) = data {
            assert!(
                e.contains("data/0: has") && e.contains("are allowed"),
                "{e}"
            );
        }
    }
}
