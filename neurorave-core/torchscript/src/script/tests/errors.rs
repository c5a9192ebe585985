//! What is said of texts that are no programs.

use super::error;

/// Asserts what is said of a text.
fn told(text: &str, message: &str) {
    assert_eq!(error(text).to_string(), format!("desk.py, {message}"));
}

#[test]
fn an_error_tells_file_place_and_both_words() {
    told(
        "def f(x):\n  return g(x y)\n",
        "line 2, column 14: found the name `y` instead of `,` or `)`",
    );
    told(
        "class A(Base):\n",
        "line 1, column 9: found the name `Base` instead of `Module`, `NamedTuple`, `Enum`, \
         `Interface` or `ModuleInterface`",
    );
    told(
        "x = 1\n",
        "line 1, column 1: found the name `x` instead of a class, a function or an import",
    );
}

#[test]
fn blocks_must_be_indented_alike() {
    told(
        "def f():\nreturn 1\n",
        "line 2, column 1: found `return` instead of a line that is indented further",
    );
    told(
        "def f():\n    a\n  b\n",
        "line 3, column 3: found an indent of 2 columns instead of that of a block around it",
    );
    told(
        "def f():\n  a\n    b\n",
        "line 3, column 5: found a line that is indented further instead of a value",
    );
}

#[test]
fn what_the_printer_never_writes_is_told() {
    for (line, found) in [
        ("for x in xs:", "the name `xs`"),
        ("assert x", "`assert`"),
        ("break", "`break`"),
        ("del x", "`del`"),
        ("x = [y for y in z]", "`for`"),
        ("x += 1", "`=`"),
        ("x = 1 = 2", "`=`"),
        ("1 = x", "a value before `=`"),
        ("a, f(b) = x", "a value before `=`"),
        ("f(a=1, b)", "an argument without a name"),
        ("x[]", "`]`"),
        ("CONSTANTS.x", "the name `x`"),
        ("x = $", "the character '$'"),
        ("x = é", "the character 'é'"),
        ("x = \"abc", "a text without an end"),
        ("x = \"\\q\"", "an unknown escape"),
        ("x = \"\\777\"", "an escape beyond 255"),
        ("x = \"\\377\"", "a text of other bytes"),
        ("x = 9223372036854775808", "the number 9223372036854775808"),
        (
            "x = 99999999999999999999",
            "the number 99999999999999999999",
        ),
        ("x = (1, 2", "the end of the line"),
    ] {
        let error = error(&format!("def f():\n  {line}\n"));
        assert_eq!(error.found, found, "{line}: {error}");
        assert_eq!(error.place.line, if line.contains("(1") { 3 } else { 2 });
    }
}

#[test]
fn a_long_word_is_not_repeated_whole() {
    let long = "é".repeat(1000);
    let message = error(&format!("\"{long}\"")).to_string();
    assert!(message.chars().count() < 200, "{message}");
    let long = "x".repeat(1000);
    assert!(error(&long).to_string().len() < 200);
}
