//! Texts for hosts that are written in C.

use std::ffi::CString;

/// A C string of `text`; a NUL inside, which no console can show, becomes a space.
pub fn c_string(text: &str) -> CString {
    CString::new(text.replace('\0', " ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::c_string;

    #[test]
    fn nothing_ends_a_text_early() {
        assert_eq!(c_string("a\0b").as_bytes(), b"a b");
    }
}
