//! Calls, attributes, operators and names that mean something of their own.

use super::{expression, kind, outline, same};
use crate::script::ast::{Kind, Place};

#[test]
fn a_name_of_torch_is_one_word_with_its_dots() {
    assert_eq!(kind("torch.add"), Kind::Global("torch.add".into()));
    let class = "__torch__.a.___torch_mangle_3.F.__new__";
    assert_eq!(kind(class), Kind::Global(class.into()));
    assert_eq!(kind("CONSTANTS.c12"), Kind::Stored(12));
    assert_eq!(kind("torch"), Kind::Variable("torch".into()));
    assert_eq!(outline(&expression("self.a.b")), "self.\"a\".\"b\"");
}

#[test]
fn calls_keep_what_is_given_by_position_and_by_name() {
    let written = "(x).forward(y, 2, dim=ops.prim.device(z), )";
    let meant = "x.\"forward\"(y Int(2) [(\"dim\", \"ops.prim.device(z [])\")])";
    assert_eq!(outline(&expression(written)), meant);
    assert_eq!(outline(&expression("f()()")), "f( [])( [])");
}

#[test]
fn getattr_is_an_attribute_of_any_name() {
    assert!(same("getattr(self, \"gain\")", "self.gain"));
    let Kind::Attribute { name, .. } = kind("getattr(self, \"0.a b\")") else {
        panic!("no attribute")
    };
    assert_eq!(&*name, "0.a b");
}

#[test]
fn subscripts_and_slices_follow_any_value() {
    assert!(same("(torch.size(x))[-1]", "torch.size(x)[-1]"));
    assert!(matches!(kind("x[0][1]"), Kind::Subscript { .. }));
    let Kind::Slice { from, to, .. } = kind("(t)[1:3]") else {
        panic!("no slice")
    };
    assert_eq!(from.map(|end| end.kind), Some(Kind::Int(1)));
    assert_eq!(to.map(|end| end.kind), Some(Kind::Int(3)));
    let open = kind("t[:]");
    assert!(matches!(
        open,
        Kind::Slice {
            from: None,
            to: None,
            ..
        }
    ));
}

#[test]
fn types_within_expressions_are_types() {
    let Kind::Annotate(declared, value) = kind("annotate(Dict[int, List[Tuple[()]]], {})") else {
        panic!("no annotation")
    };
    assert_eq!(declared.to_string(), "Dict[int, List[Tuple[()]]]");
    assert_eq!(value.kind, Kind::Dict(Vec::new()));
    assert!(matches!(
        kind("unchecked_cast(Tensor, x)"),
        Kind::UncheckedCast(..)
    ));
    assert!(matches!(
        kind("uninitialized(Tensor)"),
        Kind::Uninitialized(_)
    ));
    let types = |text: &str| match kind(text) {
        Kind::IsInstance(_, types) => types.iter().map(ToString::to_string).collect(),
        other => vec![format!("{other:?}")],
    };
    assert_eq!(types("isinstance(x, Tensor)"), ["Tensor"]);
    assert_eq!(
        types("isinstance(x, (int, List[str]))"),
        ["int", "List[str]"]
    );
}

#[test]
fn operators_bind_as_in_python() {
    for (plain, bracketed) in [
        ("a + b * c - d", "(a + (b * c)) - d"),
        ("a or b and not c == d", "a or (b and (not (c == d)))"),
        ("-a ** -b", "-(a ** (-b))"),
        ("a ** b ** c", "a ** (b ** c)"),
        ("-2 ** 2", "-(2 ** 2)"),
        ("a // b % c / d @ e", "((((a // b) % c) / d) @ e)"),
        ("a | b ^ c & d << e + f", "a | (b ^ (c & (d << (e + f))))"),
        ("a if b else c if d else e", "a if b else (c if d else e)"),
        ("not a is not b", "not (a is not b)"),
        ("a not in b or c in d", "(a not in b) or (c in d)"),
        ("~a >> 1 <= b", "((~a) >> 1) <= b"),
    ] {
        assert!(same(plain, bracketed), "{plain}");
    }
    assert!(!same("a - (b - c)", "a - b - c"));
    assert!(!same("a is b", "a is not b"));
}

#[test]
fn expressions_know_their_place() {
    let place = |text: &str| expression(text).place;
    // Each is after `  return ` in the second line.
    let at = |column: u32| Place { line: 2, column };
    assert_eq!(place("abc"), at(10));
    assert_eq!(place("torch.add(x, y)"), at(10));
    assert_eq!(place("(x).forward(y, )"), at(14));
    assert_eq!(place("abc[0]"), at(13));
    assert_eq!(place("[1,\n2][0]"), Place { line: 3, column: 5 });
}
