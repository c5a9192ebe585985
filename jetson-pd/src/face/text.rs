//! Letters: four sizes of one typeface, lines that end in an ellipsis where they are too long, and
//! paragraphs.
//!
//! The typeface is M PLUS 1, rasterised with soft edges when the program is compiled. Its licence is
//! the SIL Open Font License, in `M-PLUS-LICENSE.txt` beside this file.

use embedded_graphics::pixelcolor::{Gray4, Rgb565};
use embedded_graphics::prelude::*;
use embedded_graphics::text::Baseline;
use embedded_graphics::text::renderer::TextRenderer;
use mplusfonts::BitmapFont;
use mplusfonts::mplus;
use mplusfonts::style::BitmapFontStyle;

use super::letters_only::LettersOnly;
use super::look::INK;

/// What stands for a character that the typeface here lacks.
const UNKNOWN: char = '?';
/// No line of this screen holds more characters; what is longer is cut before it is measured.
const LONGEST: usize = 160;
/// Beside Latin-1.
const SIGNS: &str = "−…♯♭";

type Font = BitmapFont<'static, Gray4, 1>;

static HUGE: Font = mplus!(1, 700, 48, true, 1, 4, ' '..='~', '\u{a1}'..='ÿ', ["−…♯♭"]);
static LARGE: Font = mplus!(1, 700, 30, true, 1, 4, ' '..='~', '\u{a1}'..='ÿ', ["−…♯♭"]);
static BODY: Font = mplus!(1, 600, 22, true, 1, 4, ' '..='~', '\u{a1}'..='ÿ', ["−…♯♭"]);
static SMALL: Font = mplus!(1, 600, 17, true, 1, 4, ' '..='~', '\u{a1}'..='ÿ', ["−…♯♭"]);

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// 36 pixels from the baseline to the top of a capital: the one thing that a page is about.
    Huge,
    /// 22 pixels: numbers.
    Large,
    /// 17 pixels: names.
    Body,
    /// 12 pixels: titles and units.
    Small,
}

impl Letters {
    fn font(self) -> &'static Font {
        match self {
            Self::Huge => &HUGE,
            Self::Large => &LARGE,
            Self::Body => &BODY,
            Self::Small => &SMALL,
        }
    }

    /// Pixels from the baseline to the top of a capital.
    pub(super) fn capital(self) -> i32 {
        match self {
            Self::Huge => 36,
            Self::Large => 22,
            Self::Body => 17,
            Self::Small => 12,
        }
    }

    /// Pixels from one baseline to the next.
    pub(super) fn line(self) -> i32 {
        self.capital() * 13 / 8
    }

    /// The baseline that sets a capital in the middle of `height` pixels that begin at `top`.
    pub(super) fn baseline(self, top: i32, height: i32) -> i32 {
        top + (height + self.capital()) / 2
    }

    /// The width of a line in pixels.
    pub(super) fn width(self, text: &str) -> i32 {
        let metrics = BitmapFontStyle::new(self.font(), INK).measure_string(
            text,
            Point::zero(),
            Baseline::Alphabetic,
        );
        let ink = metrics.bounding_box.size.width as i32;
        metrics.next_position.x.max(ink)
    }

    /// As much of `text` as `width` pixels hold: an ellipsis stands for the rest.
    pub(super) fn fitted(self, text: &str, width: i32) -> String {
        let mut text = clean(text);
        if self.width(&text) <= width {
            return text;
        }
        while text.pop().is_some() {
            let shorter = format!("{}…", text.trim_end());
            if self.width(&shorter) <= width {
                return shorter;
            }
        }
        text
    }

    /// `text` in at most `most` lines of `width` pixels, broken at spaces, and inside of a word that
    /// is longer than a line.
    pub(super) fn wrapped(self, text: &str, width: i32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut rest = clean(text).trim().to_owned();
        while !rest.is_empty() && lines.len() < most {
            if lines.len() + 1 == most {
                lines.push(self.fitted(&rest, width));
                break;
            }
            let end = self.line_end(&rest, width);
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start().to_owned();
        }
        lines
    }

    /// Where the first line of `text` ends: a byte offset above zero.
    fn line_end(self, text: &str, width: i32) -> usize {
        let fits = |end: &usize| self.width(text[..*end].trim_end()) <= width;
        let words = text.match_indices(' ').map(|(at, _)| at);
        let ends: Vec<_> = words.chain([text.len()]).collect();
        if let Some(end) = ends.into_iter().take_while(|end| fits(end)).last() {
            return end;
        }
        let letters = text
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<_> = letters.collect();
        let first = ends[0];
        ends.into_iter()
            .take_while(|end| fits(end))
            .last()
            .unwrap_or(first)
    }

    /// Whether `width` pixels hold all of `text`.
    pub(super) fn fits(self, text: &str, width: i32) -> bool {
        self.width(&clean(text)) <= width
    }

    /// Draws letters alone, whose soft edges pass into `ground`; their left end stands at `at` on
    /// the baseline.
    pub(super) fn draw<D>(
        self,
        text: &str,
        at: Point,
        ink: D::Color,
        ground: D::Color,
        target: &mut D,
    ) -> Result<(), D::Error>
    where
        D: DrawTarget<Color = Rgb565>,
    {
        let mut style = BitmapFontStyle::new(self.font(), ink);
        style.background_color = Some(ground);
        let mut letters = LettersOnly { target, ground };
        style.draw_string(text, at, Baseline::Alphabetic, &mut letters)?;
        Ok(())
    }
}

/// Latin-1 and a few signs as they are; a space for what controls a terminal, and a question mark
/// for every other character.
fn clean(text: &str) -> String {
    let known =
        |letter: char| matches!(letter, ' '..='~' | '\u{a1}'..='ÿ') || SIGNS.contains(letter);
    text.chars()
        .take(LONGEST)
        .map(|letter| match letter {
            letter if known(letter) => letter,
            letter if letter.is_control() || letter.is_whitespace() => ' ',
            _ => UNKNOWN,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::Canvas;
    use crate::face::look::GROUND;

    #[test]
    fn a_line_that_is_too_long_ends_in_an_ellipsis() {
        for letters in [Letters::Huge, Letters::Large, Letters::Body, Letters::Small] {
            let fitted = letters.fitted("a very long name of a model file", 100);
            assert!(
                fitted.ends_with('…') && letters.width(&fitted) <= 100,
                "{fitted}"
            );
            assert_eq!(letters.fitted("abc", 100), "abc");
            assert_eq!(letters.fitted("abc", 0), "");
        }
    }

    #[test]
    fn a_paragraph_keeps_every_word_and_no_line_is_too_long() {
        let text = "Put strings.nrave on a USB stick and plug it in.";
        let lines = Letters::Body.wrapped(text, 150, 9);
        assert!(lines.len() > 2);
        assert!(
            lines.iter().all(|line| Letters::Body.width(line) <= 150),
            "{lines:?}"
        );
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_what_is_too_much_is_cut() {
        let lines = Letters::Body.wrapped(&"m".repeat(40), 100, 3);
        assert_eq!(lines.len(), 3);
        assert!(
            lines.iter().all(|line| Letters::Body.width(line) <= 100),
            "{lines:?}"
        );
        assert!(lines[2].ends_with('…'));
        assert_eq!(Letters::Body.wrapped("ab", 0, 5), ["a", "b"]);
        assert!(Letters::Body.wrapped(" \n ", 100, 5).is_empty());
    }

    #[test]
    fn what_the_typeface_lacks_is_a_question_mark() {
        assert_eq!(clean("Gé\n🎻\u{7}♯"), "Gé ? ♯");
    }

    #[test]
    fn the_capitals_are_as_tall_as_said() {
        for letters in [Letters::Huge, Letters::Large, Letters::Body, Letters::Small] {
            let mut canvas = Canvas::new();
            letters
                .draw("H", Point::new(50, 100), INK, GROUND, &mut canvas)
                .unwrap();
            let rows = (0..240).filter(|y| canvas.row(*y).iter().any(|pixel| *pixel != GROUND));
            assert_eq!(rows.count() as i32, letters.capital(), "{letters:?}");
        }
    }
}
