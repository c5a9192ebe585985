//! Programs that are wrong, or mean harm.

use super::{Random, pick};
use std::ops::Range;

/// A way to change a text; nothing where it has no such place.
type Change = fn(&str, &mut Random) -> Option<String>;

/// Every kind of change.
const CHANGES: [Change; 12] = [
    number, number, number, twice, without, operator, operator, arguments, attribute, endless,
    recursion, planted,
];

const NUMBERS: [&str; 22] = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "-7",
    "17",
    "255",
    "4096",
    "65536",
    "1000003",
    "33554433",
    "268435456",
    "4294967296",
    "4611686018427387904",
    "6148914691236517205",
    "9223372036854775807",
    "-9223372036854775808",
    "0.5",
    "-1.0",
    "1e300",
    "None",
];

/// What is asked of operators that the oracle's models may not use.
const OPERATORS: [&str; 60] = [
    "abs",
    "add",
    "append",
    "arange",
    "argmax",
    "argsort",
    "avg_pool1d",
    "bernoulli",
    "cat",
    "chunk",
    "clamp",
    "complex",
    "constant_pad_nd",
    "conv1d",
    "conv_transpose1d",
    "cumprod",
    "cumsum",
    "embedding",
    "expand",
    "eye",
    "fft_irfft",
    "fft_rfft",
    "flatten",
    "flip",
    "format",
    "full",
    "gather",
    "group_norm",
    "index",
    "index_put_",
    "index_select",
    "lstm_cell",
    "linspace",
    "matmul",
    "max",
    "max_pool1d",
    "mean",
    "movedim",
    "mul",
    "narrow",
    "one_hot",
    "ones",
    "pad",
    "permute",
    "pow",
    "randn",
    "repeat",
    "repeat_interleave",
    "reshape",
    "roll",
    "select",
    "slice",
    "softmax",
    "split",
    "std",
    "stft",
    "tensor_split",
    "unfold",
    "upsample_linear1d",
    "upsample_nearest1d",
];

/// Lines that ask for much. `X` is a variable, `SELF` the object, `NAME` the method.
const PLANTED: [&str; 40] = [
    "while True:\n  x = [1]",
    "for i in range(9223372036854775807):\n  X = X",
    "l = [1]\nwhile True:\n  l = torch.add(l, l)",
    "l = [1]\nwhile True:\n  _ = torch.append(l, l)",
    "l = [1]\n_ = torch.append(l, l)\ns = str(l)\nb = torch.eq(l, l)",
    "t = (1, 2)\nwhile True:\n  t = (t, t)",
    "s = \"a\"\nwhile True:\n  s = torch.add(s, s)",
    "s = \"{}{}\"\nwhile True:\n  s = torch.format(s, s, s)",
    "l = [\"\"]\nwhile True:\n  _ = torch.append(l, torch.format(\"{}{}\", l, l))",
    "while True:\n  X = torch.cat([X, X], -1)",
    "while True:\n  X = torch.add(X, X)",
    "while True:\n  X = torch.slice(X, 0, 0, 9, 1)",
    "while True:\n  X = torch.transpose(X, 0, -1)",
    "while True:\n  X = torch.view(torch.transpose(X, 0, 1), [-1])",
    "while True:\n  X = torch.unsqueeze(X, 0)",
    "while True:\n  X = torch.randn([1, 2, 3])",
    "while True:\n  (SELF).grown = X",
    "y = torch.randn([3000, 3000])\ny = torch.matmul(y, y)",
    "y = torch.ones([3000, 3000])\ny = torch.mul(torch.arange(3000), y)\ny = torch.matmul(y, y)",
    "y = torch.zeros([16384, 16384])\ny = torch.cumsum(y, 0)",
    "y = torch.zeros([268435456])\nX = torch.add(X, torch.arange(9000000))",
    "X = torch.add(X, torch.zeros([4096, 65536]))",
    "y = torch.zeros([0, 268435456])\ny = torch.sum(y, [0])",
    "y = torch.eye(16384)",
    "y = torch.one_hot(torch.arange(3), 9223372036854775807)",
    "X = torch.constant_pad_nd(X, [9223372036854775807, 9223372036854775807])",
    "X = torch.pad(X, [-9223372036854775808, 3], \"reflect\")",
    "X = torch.slice(X, -1, 0, 9223372036854775807, 9223372036854775807)\nX = torch.slice(X, -1, 0, \
     1, 9223372036854775807)",
    "X = torch.conv1d(X, X, None, [1], [9223372036854775807], [6148914691236517205], 1)",
    "X = torch.conv_transpose1d(X, X, None, [9223372036854775807], [0], [0], 1, \
     [6148914691236517205])",
    "X = torch.avg_pool1d(X, [], [], [])",
    "X = torch.softmax(X, [])",
    "X = torch.fft_irfft(torch.sum(torch.fft_rfft(X)))",
    "y = torch.abs(torch.fft_rfft(X, 2048))\ny = torch.abs(torch.fft_rfft(y, 2047))",
    "y = torch.tensor_split(X, 9223372036854775807, -1)",
    "X = torch.roll(X, [-9223372036854775808], [-1])",
    "X = torch.upsample_nearest1d(X, [4611686018427387904])",
    "if bool(torch.gt(torch.sum(X), 0)):\n  l = [X]\n  while True:\n    _ = torch.append(l, X)\n\
     else:\n  pass",
    "y = torch.add(0, 0)\nwhile True:\n  y = torch.cumprod(torch.arange(1024), 0)",
    "i = 0\nwhile True:\n  i = torch.add(i, 1)\n  (SELF).count = i\n  y = torch.cat([X, torch.zeros([i])])",
];

/// A text with one to three changes.
pub fn changed(text: &str, r: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=r.below(3) {
        let change = CHANGES[r.below(CHANGES.len())];
        if let Some(changed) = change(&text, r) {
            text = changed;
        }
    }
    text
}

/// Another number.
fn number(text: &str, r: &mut Random) -> Option<String> {
    let place = one_of(
        words(text, |c| c.is_ascii_digit() || c == '.'),
        text,
        r,
        |word| word.starts_with(|c: char| c.is_ascii_digit()),
    )?;
    Some(with(text, place, pick(&NUMBERS, r)))
}

/// Another operator.
fn operator(text: &str, r: &mut Random) -> Option<String> {
    let place = one_of(dotted(text), text, r, |word| word.starts_with("torch."))?;
    let new = match r.below(3) {
        0 => one_of(dotted(text), text, r, |word| word.starts_with("torch."))
            .map(|other| text[other].to_owned())?,
        _ => format!("torch.{}", pick(&OPERATORS, r)),
    };
    Some(with(text, place, &new))
}

/// Another attribute or method.
fn attribute(text: &str, r: &mut Random) -> Option<String> {
    let mut name = || {
        let place = one_of(dotted(text), text, r, |word| word.starts_with('.'))?;
        (place.len() > 1).then_some(place)
    };
    let (a, b) = (name()?, name()?);
    Some(with(text, a, &text[b]))
}

/// The arguments of a call in another order, or one of them twice, or one fewer.
fn arguments(text: &str, r: &mut Random) -> Option<String> {
    let calls: Vec<usize> = text.match_indices('(').map(|(at, _)| at + 1).collect();
    let from = *calls.get(r.below(calls.len().max(1)))?;
    let mut depth = 0;
    let mut commas = vec![from];
    for (at, c) in text[from..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => {
                commas.push(from + at + 1);
                break;
            }
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => commas.push(from + at + 1),
            _ => {}
        }
    }
    let all: Vec<&str> = commas
        .windows(2)
        .map(|pair| text[pair[0]..pair[1] - 1].trim())
        .collect();
    let end = *commas.last()?;
    if all.len() < 2 {
        return None;
    }
    let (a, b) = (r.below(all.len()), r.below(all.len()));
    let mut new = all.clone();
    match r.below(3) {
        0 => new.swap(a, b),
        1 => new[a] = all[b],
        _ => {
            new.remove(a);
        }
    }
    Some(with(text, from..end - 1, &new.join(", ")))
}

/// A line more than once.
fn twice(text: &str, r: &mut Random) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = r.below(lines.len());
    let count = [1, 2, 40][r.below(3)];
    let mut new = lines[..at].to_vec();
    new.extend(std::iter::repeat_n(lines[at], count));
    new.extend(&lines[at..]);
    Some(joined(&new))
}

/// One line fewer.
fn without(text: &str, r: &mut Random) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(r.below(lines.len()));
    Some(joined(&lines))
}

/// A line, or a condition, that goes on for ever.
fn endless(text: &str, r: &mut Random) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = r.below(lines.len());
    let (spaces, line) = indented(lines[at]);
    let new = match line.split_once(' ') {
        Some(("if" | "while", _)) => format!("{spaces}while True:"),
        Some(("for", rest)) => {
            let name = rest.split(' ').next()?;
            format!("{spaces}for {name} in range({}):", pick(&NUMBERS, r))
        }
        _ if spaces.len() < 4 || line.starts_with(')') => return None,
        _ => format!("{spaces}while True:\n{spaces} {line}"),
    };
    let mut all = lines.clone();
    all[at] = &new;
    Some(joined(&all))
}

/// A method that calls itself.
fn recursion(text: &str, r: &mut Random) -> Option<String> {
    let line = format!("{{X}} = (SELF).NAME({})", ["X", "X, X", ""][r.below(3)]);
    plant(text, &line.replace("{X}", "X"), r)
}

/// Lines that ask for much; or one that is nested deeply.
fn planted(text: &str, r: &mut Random) -> Option<String> {
    let deep = 190;
    match r.below(12) {
        0 => {
            let line = format!("X = {}X{}", "torch.neg(".repeat(deep), ")".repeat(deep));
            plant(text, &line, r)
        }
        1 => {
            let opened = (0..deep / 2).map(|i| format!("{}while True:\n", " ".repeat(i)));
            let lines = opened.collect::<String>() + &" ".repeat(deep / 2) + "X = (SELF).NAME(X)";
            plant(text, &lines, r)
        }
        _ => plant(text, pick(&PLANTED, r), r),
    }
}

/// The text with `lines` at the beginning of a function's block.
fn plant(text: &str, lines: &str, r: &mut Random) -> Option<String> {
    let starts: Vec<usize> = text.match_indices("def ").map(|(at, _)| at).collect();
    let start = *starts.get(r.below(starts.len().max(1)))?;
    let own = text[..start].len() - text[..start].rfind('\n').map_or(0, |at| at + 1);
    let name = text[start + 4..].split('(').next()?;
    let block = start + text[start..].find(":\n")? + 2;
    let head = &text[start..block];
    let parameters = head.split(['(', ',']).skip(1);
    let parameters = parameters.filter_map(|part| Some(part.split_once(':')?.0.trim()));
    let parameters: Vec<&str> = parameters.filter(|name| !name.contains(' ')).collect();
    let object = parameters.first().copied().unwrap_or("self");
    let variable = match parameters.get(1..) {
        Some(rest) if !rest.is_empty() => rest[r.below(rest.len())],
        _ => object,
    };
    let filled = lines
        .replace("SELF", object)
        .replace("NAME", name)
        .replace('X', variable);
    let spaces = " ".repeat(own + 2);
    let filled: String = filled
        .lines()
        .map(|line| format!("{spaces}{line}\n"))
        .collect();
    Some(with(text, block..block, &filled))
}

fn indented(line: &str) -> (&str, &str) {
    line.split_at(line.len() - line.trim_start().len())
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

/// The text with something else at a place.
fn with(text: &str, place: Range<usize>, new: &str) -> String {
    [&text[..place.start], new, &text[place.end..]].concat()
}

/// Where a text has words of such letters.
fn words(text: &str, letter: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (letter(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Names with dots.
fn dotted(text: &str) -> Vec<Range<usize>> {
    words(text, |c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// One of the places that are wanted.
fn one_of(
    places: Vec<Range<usize>>,
    text: &str,
    r: &mut Random,
    wanted: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let places: Vec<_> = places
        .into_iter()
        .filter(|place| wanted(&text[place.clone()]))
        .collect();
    places.get(r.below(places.len().max(1))).cloned()
}
