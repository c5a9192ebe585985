//! How much room text needs in Max, whose font is Arial unless a box says otherwise.

/// Widths of the characters from the space to the tilde in thousandths of the size: Arial's, which
/// are Helvetica's.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// Of any other character.
const OTHER: u16 = 600;
/// What bold letters need more.
const BOLD: f64 = 1.07;

/// Width of a line in pixels.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let one = |c: char| {
        let at = (c as usize).checked_sub(' ' as usize);
        f64::from(at.and_then(|at| WIDTHS.get(at).copied()).unwrap_or(OTHER))
    };
    let thousandths: f64 = text.chars().map(one).sum();
    thousandths / 1000.0 * size * if bold { BOLD } else { 1.0 }
}

/// Height of a line in pixels.
pub fn line_height(size: f64) -> f64 {
    size * 1.117
}

/// The lines that a text is broken into where there is so much room: between words, and where it
/// says so itself.
pub fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\r']) {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && width(&longer, size, bold) > room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_as_wide_as_max_makes_them() {
        // Widths of boxes in files that Max has written; a box has some ten pixels around its text.
        for (text, wide) in [
            ("mc.mixdown~ 2", 92.0),
            ("mc.unpack~ 4", 84.0),
            ("sfrecord~ 1", 69.0),
            ("live.thisdevice", 83.0),
            ("prepend setCycle", 112.0),
        ] {
            let around = wide - width(text, 12.0, false);
            assert!((5.0..25.0).contains(&around), "{text}: {around}");
        }
    }

    #[test]
    fn lines_break_between_words_and_where_they_are_told_to() {
        let lines = wrap("one two three\nfour", 12.0, false, 50.0);
        assert_eq!(lines, ["one two", "three", "four"]);
        assert_eq!(wrap("unbreakable", 12.0, false, 5.0), ["unbreakable"]);
    }
}
