//! A pitch as a musician reads it.

use nrave_module::face::note;

/// The nearest note, how far away it is, and the frequency itself.
pub fn pitch(hertz: f32) -> String {
    match note(hertz) {
        Some((name, cents)) => format!("{name} {cents:+} cents, {hertz:.2} Hz"),
        None => format!("{hertz:.2} Hz"),
    }
}
