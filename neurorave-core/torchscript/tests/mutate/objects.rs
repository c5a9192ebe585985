//! Pickles whose values are others.

use super::{Random, pick};

/// A pickle with one to four values changed.
pub fn changed(pickle: &[u8], r: &mut Random) -> Vec<u8> {
    let mut pickle = pickle.to_vec();
    for _ in 0..=r.below(4) {
        match r.below(6) {
            0 | 1 => number(&mut pickle, r),
            2 => kind(&mut pickle, r),
            3 => text(&mut pickle, r),
            4 => line(&mut pickle, r),
            _ => truth(&mut pickle, r),
        }
    }
    pickle
}

/// Where a byte is followed by so many others.
fn places(pickle: &[u8], code: u8, behind: usize) -> Vec<usize> {
    let end = pickle.len().saturating_sub(behind);
    (0..end).filter(|&at| pickle[at] == code).collect()
}

fn place(pickle: &[u8], code: u8, behind: usize, r: &mut Random) -> Option<usize> {
    let all = places(pickle, code, behind);
    all.get(r.below(all.len().max(1))).copied()
}

/// Another whole number: a length, a stride, an offset or an attribute.
fn number(pickle: &mut Vec<u8>, r: &mut Random) {
    let (code, len) = [(b'K', 1), (b'K', 1), (b'M', 2), (b'J', 4)][r.below(4)];
    let Some(at) = place(pickle, code, len, r) else {
        return;
    };
    let small = [0, 1, 2, 3, 7, 64][r.below(6)];
    let (code, bytes): (u8, Vec<u8>) = match r.below(4) {
        0 | 1 => (b'K', vec![small]),
        2 => (b'J', (1i32 << r.below(32)).to_le_bytes().to_vec()),
        _ => (
            b'\x8a',
            [&[8][..], &(r.next() as i64 >> r.below(64)).to_le_bytes()].concat(),
        ),
    };
    pickle.splice(at..=at + len, [code].into_iter().chain(bytes));
}

/// A value of another kind.
fn kind(pickle: &mut Vec<u8>, r: &mut Random) {
    let Some(at) = place(pickle, b'K', 1, r) else {
        return;
    };
    let new: &[u8] = pick(
        &[
            &b"N"[..],
            b"\x88",
            b")",
            b"]",
            b"}",
            b"G\x7f\xf0\0\0\0\0\0\0",
            b"X\x01\0\0\0a",
        ],
        r,
    );
    pickle.splice(at..at + 2, new.iter().copied());
}

/// Another text: an attribute's name, or a method's.
fn text(pickle: &mut Vec<u8>, r: &mut Random) {
    let texts: Vec<_> = places(pickle, b'X', 5)
        .into_iter()
        .filter_map(|at| {
            let len = u32::from_le_bytes(pickle[at + 1..at + 5].try_into().ok()?) as usize;
            (len < 64 && at + 5 + len <= pickle.len()).then_some(at..at + 5 + len)
        })
        .collect();
    if texts.is_empty() {
        return;
    }
    let from = pickle[texts[r.below(texts.len())].clone()].to_vec();
    pickle.splice(texts[r.below(texts.len())].clone(), from);
}

/// Another class, or another type of tensor.
fn line(pickle: &mut Vec<u8>, r: &mut Random) {
    let lines: Vec<_> = places(pickle, b'c', 1)
        .into_iter()
        .filter_map(|at| {
            let mut ends = (at..pickle.len()).filter(|&i| pickle[i] == b'\n');
            let (module, name) = (ends.next()?, ends.next()?);
            let known = pickle[at + 1..].starts_with(b"torch")
                || pickle[at + 1..].starts_with(b"__torch__");
            (known && name - at < 200).then_some((at..name + 1, module + 1..name))
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    let (whole, name) = lines[r.below(lines.len())].clone();
    if pickle[name.clone()].ends_with(b"Storage") && r.below(2) == 0 {
        let kinds = [
            "Float",
            "Half",
            "Long",
            "Int",
            "Bool",
            "Double",
            "ComplexFloat",
            "Byte",
        ];
        let new = format!("{}Storage", pick(&kinds, r));
        pickle.splice(name, new.into_bytes());
    } else {
        let other = pickle[lines[r.below(lines.len())].0.clone()].to_vec();
        pickle.splice(whole, other);
    }
}

fn truth(pickle: &mut [u8], r: &mut Random) {
    let code = [b'\x88', b'\x89'][r.below(2)];
    if let Some(at) = place(pickle, code, 0, r) {
        pickle[at] ^= 1;
    }
}
