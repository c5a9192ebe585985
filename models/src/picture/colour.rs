//! Colours of lines and of sound.

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// The page.
    pub(super) const PAPER: Self = Self(255, 255, 255);
    /// Titles.
    pub(super) const INK: Self = Self(24, 26, 32);
    /// Tick labels, frames.
    pub(super) const GREY: Self = Self(104, 108, 118);
    /// Grid lines.
    pub(super) const FAINT: Self = Self(226, 228, 233);
    /// The ground of a panel of curves.
    pub(super) const GROUND: Self = Self(250, 250, 251);

    /// Colours that are told apart on white, also by the colour-blind (Okabe and Ito, "Color
    /// Universal Design", 2008; without the yellow).
    pub const ON_LIGHT: [Self; 6] = [
        Self(0, 114, 178),
        Self(213, 94, 0),
        Self(0, 140, 105),
        Self(190, 90, 150),
        Self(205, 140, 0),
        Self(70, 160, 215),
    ];

    /// Colours that are told apart on a spectrogram.
    pub const ON_DARK: [Self; 6] = [
        Self(110, 230, 255),
        Self(150, 255, 120),
        Self(255, 255, 255),
        Self(255, 230, 90),
        Self(190, 200, 255),
        Self(255, 150, 220),
    ];

    /// This colour with `share` (0…1) of `over` laid upon it.
    pub(super) fn blend(self, over: Self, share: f32) -> Self {
        let mix =
            |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Self(
            mix(self.0, over.0),
            mix(self.1, over.1),
            mix(self.2, over.2),
        )
    }

    /// The colour of a level between 0 (black) and 1 (pale yellow): the map "magma" of Smith and
    /// van der Walt (CC0), which is even to the eye, also in grey.
    pub(super) fn magma(level: f32) -> Self {
        const STOPS: [Colour; 17] = [
            Colour(0, 0, 4),
            Colour(10, 8, 34),
            Colour(29, 17, 71),
            Colour(54, 16, 107),
            Colour(81, 18, 124),
            Colour(106, 28, 129),
            Colour(131, 38, 129),
            Colour(156, 46, 127),
            Colour(183, 55, 121),
            Colour(208, 65, 111),
            Colour(231, 82, 99),
            Colour(245, 107, 92),
            Colour(252, 137, 97),
            Colour(254, 167, 114),
            Colour(254, 196, 136),
            Colour(253, 226, 163),
            Colour(252, 253, 191),
        ];
        let last = STOPS.len() - 1;
        let at = level.clamp(0.0, 1.0) * last as f32;
        let below = (at as usize).min(last - 1);
        STOPS[below].blend(STOPS[below + 1], at - below as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn louder_is_brighter() {
        let luminance =
            |c: Colour| 0.2126 * f32::from(c.0) + 0.7152 * f32::from(c.1) + 0.0722 * f32::from(c.2);
        let levels: Vec<f32> = (0..=100)
            .map(|i| luminance(Colour::magma(i as f32 / 100.0)))
            .collect();
        assert!(levels.windows(2).all(|w| w[1] > w[0] - 1.0));
        assert!(levels[100] > levels[0] + 200.0);
        assert_eq!(Colour::magma(f32::NAN.max(0.0)), Colour(0, 0, 4));
    }
}
