//! TOML with errors in one line.

use serde::de::DeserializeOwned;

/// Reads `text`; the error names the line.
pub(super) fn toml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().replace('\n', " ");
        match error.span().and_then(|span| text.get(..span.start)) {
            Some(before) => format!("line {}: {message}", 1 + before.matches('\n').count()),
            None => message,
        }
    })
}
