//! Pickles that are refused.

use crate::{of, ops};

#[test]
fn what_cannot_be_read_is_named() {
    let global = |module: &str, name: &str| of(|p| p.global(module, name));
    for (module, name, told) in [
        ("os", "system", "an object of class os.system"),
        ("builtins", "eval", "an object of class builtins.eval"),
        (
            "torch._C",
            "Generator",
            "an object of class torch._C.Generator",
        ),
        (
            "torch",
            "QInt8Storage",
            "an object of class torch.QInt8Storage",
        ),
        ("torch._utils", "_rebuild_qtensor", "a quantized tensor"),
        ("torch._utils", "_rebuild_sparse_tensor", "a sparse tensor"),
        (
            "torch.jit._pickle",
            "build_tensor_from_id",
            "a tensor of a table",
        ),
    ] {
        let e = global(module, name);
        assert!(
            e.starts_with("model.ts: data.pkl: byte 2: it holds "),
            "{e}"
        );
        assert!(e.contains(told) && e.contains("Update nrave~"), "{e}");
    }
    assert!(ops(b"\x80\x05N").contains("pickle protocol 5"));
    assert!(ops(b"NN0").contains("pickle opcode 0x30"));
    assert!(ops(b"\x8a\x09\0\0\0\0\0\0\0\0\0").contains("more than 64 bits"));
    let flags = of(|p| {
        p.global("torch._utils", "_rebuild_tensor_v2").op(b"(");
        p.storage("FloatStorage", "0", 12)
            .int(0)
            .tuple(&[2])
            .tuple(&[1]);
        p.op(b"\x89}}").text("conj").op(b"\x88stR")
    });
    assert!(flags.contains("a conjugate or negative view"), "{flags}");
}

#[test]
fn what_is_damaged_is_told_with_its_place() {
    for (bytes, told) in [
        (
            &b"X\xff\xff\xff\xffa"[..],
            "byte 2: is damaged: it ends too early",
        ),
        (b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff", "it ends too early"),
        (b"cos", "it ends too early"),
        (b"X\x01\0\0\0\xff", "a text is not UTF-8"),
        (b"c\xff\n\n", "the name of a class is not text"),
        (b"NN", "values are left over"),
        (b"(N", "values are left over"),
        (b"", "a value is missing"),
        (b"N\x86", "a value is missing"),
        (b"N(N\x86", "a value is missing"),
        (b"t", "a mark is missing"),
        (b"h\0", "recalls a value that it has not kept"),
        (b"Nq\x01", "keeps values out of turn"),
        (b"Nr\xff\xff\xff\xff", "keeps values out of turn"),
        (b"q\0", "a value is missing"),
        (b"]K\x01K\x02s", "are added to what holds none"),
        (b"}Na", "are added to what holds none"),
        (b")Na", "are added to what holds none"),
        (b"NNa", "are added to what holds none"),
        (b"}(Nu", "a key has no value"),
        (b"N)\x81", "no class of the program"),
        (b"N)R", "calls what is no function"),
        (b"ccollections\nOrderedDict\nNR", "arguments are missing"),
        (b"ccollections\nOrderedDict\nN\x85R", "of the wrong kind"),
        (
            b"ctorch.jit._pickle\nbuild_intlist\n)R",
            "of the wrong kind",
        ),
        (
            b"ctorch._utils\n_rebuild_parameter\nN\x85R",
            "a parameter is no tensor",
        ),
        (b"N}b", "a state to what is no object"),
        (b"]}b", "a state to what is no new object"),
        (
            b"c__torch__\nM\n)\x81}b}b",
            "a state to what is no new object",
        ),
        (b"c__torch__\nM\nN\x81", "no class of the program"),
        (b"c__torch__\nM\n)R", "an enum has several values"),
        (
            b"c__torch__\nM\n",
            "a class or storage stands where a value should",
        ),
        (
            b"]ctorch\nfloat32\na",
            "a class or storage stands where a value should",
        ),
        (b"NQ", "refers to something else than a tensor's data"),
        (b"NN\x93", "the name of a class is not text"),
    ] {
        let e = ops(bytes);
        assert!(
            e.starts_with("model.ts: data.pkl: byte ") && e.contains(told),
            "{bytes:?}: {e}"
        );
    }
}

#[test]
fn values_that_contain_themselves_are_refused() {
    for bytes in [
        &b"]q\0h\0a"[..],
        b"}q\0K\x01h\0s",
        b"]q\0h\0\x85a",
        b"c__torch__\nM\n)\x81q\0}X\x01\0\0\0ah\0sb",
    ] {
        let e = ops(bytes);
        assert!(e.contains("a value contains itself"), "{e}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |depth: usize| {
        let mut bytes = b")".to_vec();
        bytes.extend(b"\x85".repeat(depth - 1));
        bytes
    };
    assert!(ops(&nested(256)).starts_with("Tuple"));
    for depth in [257, 10_000] {
        let e = ops(&nested(depth));
        assert!(e.contains("nested more than 256 deep"), "{e}");
    }
    // One that has been looked at counts with what is within it.
    let mut shared = nested(200);
    shared.extend(b"q\0h\0");
    shared.extend(b"\x85".repeat(100));
    shared.extend(b"\x86");
    assert!(ops(&shared).contains("nested more than 256 deep"));
}

#[test]
fn sharing_that_unfolds_without_end_is_refused() {
    let doubled = |times: u8| {
        let mut bytes = b"]".to_vec();
        for n in 0..times {
            bytes.extend([b'q', n, b'h', n, 0x86]);
        }
        bytes
    };
    assert!(ops(&doubled(10)).starts_with("Tuple"));
    for times in [18, 30, 100] {
        let e = ops(&doubled(times));
        assert!(
            e.contains("more memory than a file of this size may take"),
            "{e}"
        );
    }
}
