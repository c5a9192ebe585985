//! value
/// A value as a message gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Normalised: −1 at the model's minimum, 1 at its maximum.
    Normalised(f32),
    /// In the attribute's own unit (Hz, dBFS …).
    Unit(f32),
}
