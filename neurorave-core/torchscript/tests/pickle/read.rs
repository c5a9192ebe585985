//! What is read of pickles.

use crate::support::pickle::Pickler;
use crate::support::{everything, open, parts, zip};
use crate::{of, ops};
use nrave_torchscript::archive::Section;
use nrave_torchscript::pickle::{Pickle, Value};

#[test]
fn single_values_are_read() {
    for (bytes, value) in [
        (&b"N"[..], "None"),
        (b"\x88", "Bool(true)"),
        (b"\x89", "Bool(false)"),
        (b"K\xff", "Int(255)"),
        (b"M\x34\x12", "Int(4660)"),
        (b"J\xfe\xff\xff\xff", "Int(-2)"),
        (b"\x8a\x00", "Int(0)"),
        (b"\x8a\x02\x00\xff", "Int(-256)"),
        (b"\x8a\x08\0\0\0\0\0\0\0\x80", "Int(-9223372036854775808)"),
        (b"\x8b\x01\0\0\0\x07", "Int(7)"),
        (b"G\x3f\xf8\0\0\0\0\0\0", "Float(1.5)"),
        (b"X\x02\0\0\0\xc3\xa9", "Str(\"é\")"),
        (b"\x8c\x02hi", "Str(\"hi\")"),
        (b"\x8d\x02\0\0\0\0\0\0\0hi", "Str(\"hi\")"),
        (b"\x95\x02\0\0\0\0\0\0\0N", "None"),
    ] {
        assert_eq!(ops(bytes), value, "{bytes:?}");
    }
}

#[test]
fn values_of_values_are_read() {
    for (bytes, value) in [
        (&b")"[..], "Tuple([])"),
        (b"N\x85", "Tuple([None])"),
        (b"NK\x01\x86", "Tuple([None, Int(1)])"),
        (b"NK\x01\x88\x87", "Tuple([None, Int(1), Bool(true)])"),
        (
            b"(K\x01K\x02K\x03K\x04t",
            "Tuple([Int(1), Int(2), Int(3), Int(4)])",
        ),
        (b"]", "List([])"),
        (b"]Na", "List([None])"),
        (b"](NK\x01e(K\x02e", "List([None, Int(1), Int(2)])"),
        (b"}", "Dict({})"),
        (b"}K\x01Ns", "Dict({Int(1): None})"),
        (
            b"}(K\x01NK\x02\x88u",
            "Dict({Int(1): None, Int(2): Bool(true)})",
        ),
        (b"]q\0h\0\x86", "Tuple([List([]), List([])])"),
        (b"]r\0\0\0\0j\0\0\0\0\x86", "Tuple([List([]), List([])])"),
        (b"]\x94h\0\x86", "Tuple([List([]), List([])])"),
    ] {
        assert_eq!(ops(bytes), value, "{bytes:?}");
    }
}

#[test]
fn known_functions_give_what_they_would() {
    let call = |module: &str, name: &str, arguments: &[u8]| {
        of(|p| p.global(module, name).op(arguments).op(b"R"))
    };
    for name in [
        "build_intlist",
        "build_tensorlist",
        "build_doublelist",
        "build_boollist",
    ] {
        assert_eq!(call("torch.jit._pickle", name, b"]\x85"), "List([])");
    }
    let tag = b"}X\x03\0\0\0any\x86";
    assert_eq!(
        call("torch.jit._pickle", "restore_type_tag", tag),
        "Dict({})"
    );
    assert_eq!(call("collections", "OrderedDict", b")"), "Dict({})");
    assert_eq!(
        call("torch", "device", b"X\x04\0\0\0cudaK\x01\x86"),
        "Device(\"cuda\")"
    );
    let parts = b"G\x3f\xf8\0\0\0\0\0\0G\x40\0\0\0\0\0\0\0\x86";
    assert_eq!(call("builtins", "complex", parts), "Complex(1.5, 2.0)");
    assert_eq!(
        call("__torch__", "Colour", b"K\x02"),
        "Enum(__torch__.Colour(Int(2)))"
    );
    assert_eq!(
        call("__torch__", "Colour", b"K\x02\x85"),
        "Enum(__torch__.Colour(Int(2)))"
    );
    let global = b"\x8c\x05torch\x8c\x06device\x93\x8c\x03cpu\x85R";
    assert_eq!(ops(global), "Device(\"cpu\")");
}

#[test]
fn parameters_are_their_tensors() {
    for (name, more) in [
        ("_rebuild_parameter", &b"\x88}\x87R"[..]),
        ("_rebuild_parameter_with_state", b"\x88}}tR"),
    ] {
        let parameter = of(|p| {
            p.global("torch._utils", name)
                .op(if more.len() > 4 { b"(" } else { b"" });
            p.tensor("FloatStorage", "0", 12, 0, &[3, 4], &[4, 1])
                .op(more)
        });
        assert_eq!(parameter, "Tensor(data/0: F32[3, 4])");
    }
}

#[test]
fn an_object_that_is_named_twice_is_one() {
    let archive = open(zip::pack(&everything())).unwrap();
    let pickle = Pickle::read(&archive, Section::Data).unwrap();
    let Value::Object(model) = pickle.root() else {
        panic!("{pickle:?} is no object");
    };
    assert_eq!(model.class(), "__torch__.M");
    let names: Vec<_> = model.attributes().map(|(name, _)| name).collect();
    assert_eq!(names[..3], ["weight", "turned", "wide"]);
    let [
        Some(Value::Object(inner)),
        Some(Value::Object(again)),
        Some(Value::Tuple(pair)),
    ] = ["inner", "again", "pair"].map(|name| model.attribute(name))
    else {
        panic!("an attribute is missing: {:?}", model.state());
    };
    assert_eq!(inner.id(), again.id());
    assert_ne!(inner.id(), model.id());
    let Some(Value::Object(in_pair)) = pair.get(1) else {
        panic!("{pair:?}");
    };
    assert_eq!(in_pair.id(), inner.id());
    assert!(matches!(
        inner.attribute("training"),
        Some(Value::Bool(true))
    ));
    assert!(inner.attribute("absent").is_none());
    let (weight, turned) = (model.attribute("weight"), model.attribute("turned"));
    let (Some(Value::Tensor(weight)), Some(Value::Tensor(turned))) = (weight, turned) else {
        panic!("{:?}", model.state());
    };
    assert!(weight.shares_storage(turned));
}

#[test]
fn constants_have_tensors_of_their_own() {
    let archive = open(zip::pack(&everything())).unwrap();
    let constants = Pickle::read(&archive, Section::Constants).unwrap();
    assert_eq!(
        format!("{constants:?}"),
        "Tuple([Tensor(constants/0: F64[2])])"
    );
}

#[test]
fn the_state_of_an_object_may_be_anything() {
    let object = |state: &[u8]| {
        let mut p = Pickler::new();
        p.global("__torch__.a", "B").op(b")\x81").op(state);
        let archive = open(zip::pack(&parts(p.end(), &[]))).unwrap();
        let pickle = Pickle::read(&archive, Section::Data).unwrap();
        let Value::Object(object) = pickle.root() else {
            panic!("{pickle:?}");
        };
        let first = object.attribute("a");
        format!("{} {:?} {first:?}", object.class(), object.state())
    };
    assert_eq!(object(b""), "__torch__.a.B None None");
    assert_eq!(
        object(b"K\x01)\x86b"),
        "__torch__.a.B Tuple([Int(1), Tuple([])]) None"
    );
    let dict = b"}(X\x01\0\0\0aK\x01X\x01\0\0\0aK\x02ub";
    let twice = "__torch__.a.B Dict({Str(\"a\"): Int(1), Str(\"a\"): Int(2)}) Some(Int(2))";
    assert_eq!(object(dict), twice);
}
