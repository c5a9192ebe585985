//! Names of model files.

use std::path::Path;

const EXTENSION: &str = "nrave";

/// The name as written, and with `.nrave` first where it has another extension or none.
pub fn spellings(name: &str) -> Vec<String> {
    let complete = Path::new(name)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(EXTENSION));
    if complete {
        vec![name.to_owned()]
    } else {
        vec![format!("{name}.{EXTENSION}"), name.to_owned()]
    }
}

/// What to say of a model that is nowhere; `places` is where the host has looked.
pub fn not_found(name: &str, places: &str) -> String {
    format!(
        "can't find the model {name}: looked {places}. Put the file in one of them, or write its \
         whole path"
    )
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn the_extension_may_be_left_out() {
        assert_eq!(spellings("strings"), ["strings.nrave", "strings"]);
        assert_eq!(spellings("strings.nrave"), ["strings.nrave"]);
        assert_eq!(spellings("v1.2"), ["v1.2.nrave", "v1.2"]);
    }
}
