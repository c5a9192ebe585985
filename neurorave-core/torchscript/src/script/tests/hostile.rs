//! Texts that are meant to do harm.

use super::{SAMPLE, error};
use crate::script::{DEEPEST, LONGEST_TEXT, parse};

/// A stack that is small beside those of threads; functions that nothing has optimised need more.
const STACK: usize = if cfg!(debug_assertions) {
    1792 << 10
} else {
    512 << 10
};

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK);
    let thread = thread.spawn(test).expect("a thread");
    thread.join().expect("no failure");
}

/// Texts with `depth` things within each other.
fn deep(depth: usize) -> Vec<String> {
    let value = |open: &str, inner: &str, close: &str| {
        let [open, close] = [open, close].map(|part| part.repeat(depth));
        format!("def f():\n  return {open}{inner}{close}\n")
    };
    let indented = |line: &str, last: &str| {
        let lines = (0..depth).map(|depth| format!("{}{line}\n", " ".repeat(depth + 1)));
        let last = format!("{}{last}\n", " ".repeat(depth + 1));
        format!("def f():\n{}{last}", lines.collect::<String>())
    };
    vec![
        value("(", "x", ")"),
        value("[", "x", "]"),
        value("{1: ", "x", "}"),
        value("f(", "x", ")"),
        value("f(a=", "x", ", )"),
        value("x[", "0", "]"),
        value("annotate(int, ", "0", ")"),
        value("getattr(", "x", ", \"a\")"),
        value("isinstance(", "x", ", int)"),
        value("- ", "x", ""),
        value("not ", "x", ""),
        value("", "x", ".a"),
        value("", "x", "()"),
        value("", "x", "[0]"),
        value("", "x", "[0:1]"),
        value("", "x", " + x"),
        value("", "x", " ** x"),
        value("", "x", " if x else x"),
        value("(x).a + (", "x", ")"),
        format!(
            "def f(x: {}int{}):\n  pass\n",
            "L[".repeat(depth),
            "]".repeat(depth)
        ),
        indented("if x:", "pass"),
        indented("while x:", "pass"),
        indented("for i in range(3):", "pass"),
        indented("with x:", "pass"),
        indented("def g():", "pass"),
        format!(
            "def f():\n  if x:\n    pass\n{}",
            "  elif x:\n    pass\n".repeat(depth)
        ),
    ]
}

#[test]
fn what_is_deep_is_read_and_what_is_too_deep_is_refused_on_a_small_stack() {
    on_a_small_stack(|| {
        for text in deep(usize::from(DEEPEST) - 4) {
            parse("deep.py", &text).unwrap_or_else(|error| panic!("{error}"));
        }
        for depth in [usize::from(DEEPEST) + 1, 2_000] {
            for text in deep(depth) {
                let found = error(&text).found;
                assert!(found.starts_with("more than 200"), "{found}");
            }
        }
    });
}

#[test]
fn steps_add_up_over_brackets() {
    // Each bracket adds as many steps as may follow a value, without being deep itself.
    let steps = format!(
        "{}x{}",
        "(".repeat(150),
        format!("{})", ".a".repeat(150)).repeat(150)
    );
    on_a_small_stack(move || {
        assert!(
            error(&format!("def f():\n  return {steps}\n"))
                .found
                .starts_with("more than")
        );
    });
}

#[test]
fn a_long_list_is_not_deep() {
    let list = "(x)[0].a + 1, ".repeat(20_000);
    parse("long.py", &format!("def f():\n  return [{list}]\n")).expect("a list");
}

#[test]
fn a_text_that_is_too_long_is_refused_unread() {
    let text = " ".repeat(LONGEST_TEXT);
    assert!(parse("long.py", &text).is_ok());
    let found = error(&format!("{text} ")).found;
    assert_eq!(found, format!("a program of {} bytes", LONGEST_TEXT + 1));
}

/// Numbers that look random and are the same each time.
struct Generator(u64);

impl Generator {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// `text` with a few of its characters changed, left out, doubled or moved.
fn mutated(text: &[char], generator: &mut Generator) -> String {
    let mut text = text.to_vec();
    let others: Vec<char> = "()[]{}:,.=-+*'\"\\#\n\r\t 0x9e_jaé🎹\0".chars().collect();
    for _ in 0..=generator.below(4) {
        let at = generator.below(text.len());
        let end = at + generator.below((text.len() - at).min(60));
        match generator.below(5) {
            0 => text[at] = others[generator.below(others.len())],
            1 => text.insert(at, others[generator.below(others.len())]),
            2 => drop(text.drain(at..end)),
            3 => {
                let piece = text[at..end].to_vec();
                let to = generator.below(text.len());
                text.splice(to..to, piece);
            }
            _ => text.truncate(end.max(1)),
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
}

#[test]
fn damaged_texts_are_read_or_refused() {
    let sample: Vec<char> = SAMPLE.chars().collect();
    let mut generator = Generator(1);
    let mut refused = 0;
    for _ in 0..5_000 {
        let text = mutated(&sample, &mut generator);
        if let Err(error) = parse("damaged.py", &text) {
            refused += 1;
            let lines = text.matches('\n').count() + 1;
            assert!(error.place.line as usize <= lines, "{error}\n{text}");
        }
    }
    assert!((1_000..5_000).contains(&refused), "{refused} refused");
}
