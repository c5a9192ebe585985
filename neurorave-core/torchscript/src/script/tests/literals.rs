//! Numbers, texts and collections.

use super::{expression, kind, outline, same};
use crate::script::ast::Kind;

#[test]
fn numbers_keep_their_kind_sign_and_every_digit() {
    assert_eq!(kind("3"), Kind::Int(3));
    assert_eq!(kind("-3"), Kind::Int(-3));
    assert_eq!(kind("9223372036854775807"), Kind::Int(i64::MAX));
    assert_eq!(kind("-9223372036854775808"), Kind::Int(i64::MIN));
    assert_eq!(kind("1."), Kind::Float(1.0));
    assert_eq!(kind(".5"), Kind::Float(0.5));
    assert_eq!(kind("1e3"), Kind::Float(1000.0));
    assert_eq!(kind("-1.0000000000000001e-05"), Kind::Float(-1e-5));
    assert_eq!(kind("0.10000000000000001"), Kind::Float(0.1));
    assert_eq!(kind("inf"), Kind::Float(f64::INFINITY));
    assert_eq!(kind("-inf"), Kind::Float(f64::NEG_INFINITY));
    assert!(matches!(kind("nan"), Kind::Float(number) if number.is_nan()));
    assert!(matches!(kind("-0."), Kind::Float(number) if number.is_sign_negative()));
}

#[test]
fn a_complex_number_is_a_sum() {
    assert_eq!(kind("2.j"), Kind::Imaginary(2.0));
    assert_eq!(kind("infj"), Kind::Imaginary(f64::INFINITY));
    assert_eq!(
        outline(&expression("-1.5-2.j")),
        "(Subtract Float(-1.5) Imaginary(2.0))"
    );
}

#[test]
fn texts_lose_quotes_and_escapes() {
    let text = |text: &str| match kind(text) {
        Kind::Text(text) => text.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(r#""a\"b\'c\\""#), "a\"b'c\\");
    assert_eq!(text(r#""\a\b\t\n\v\f\r""#), "\x07\x08\t\n\x0b\x0c\r");
    assert_eq!(text(r#""\0331\177\0""#), "\x1b1\x7f\0");
    assert_eq!(text(r#""\x41\303\251é""#), "Aéé");
    assert_eq!(text("'it is' \" one\""), "it is one");
    assert_eq!(text(r#""""#), "");
    assert_eq!(text("\"# no comment\""), "# no comment");
}

#[test]
fn collections_may_be_empty_and_end_in_a_comma() {
    assert_eq!(kind("()"), Kind::Tuple(Vec::new()));
    assert_eq!(kind("[]"), Kind::List(Vec::new()));
    assert_eq!(kind("{}"), Kind::Dict(Vec::new()));
    assert!(same("[1, 2, ]", "[1, 2]"));
    assert!(same("(1, 2, )", "1, 2"));
    assert!(matches!(kind("(1,)"), Kind::Tuple(entries) if entries.len() == 1));
    assert_eq!(kind("(1)"), Kind::Int(1));
    let Kind::Dict(entries) = kind("{\"a\": 1, 2: [3]}") else {
        panic!("no dictionary")
    };
    assert_eq!(entries[0].0.kind, Kind::Text("a".into()));
    assert!(matches!(entries[1].1.kind, Kind::List(_)));
}

#[test]
fn lines_and_comments_go_on_within_brackets() {
    assert!(same("[1, # one\n\n# more\n    2]", "[1, 2]"));
    assert!(same("1 \\\n + 2", "1 + 2"));
}
