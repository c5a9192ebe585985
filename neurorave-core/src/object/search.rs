//! Names of model files.

use std::path::Path;

/// Endings that may be left out, of our own files and of those that `nn~` plays.
const ENDINGS: [&str; 2] = ["nrave", "ts"];

/// The name as written, and with `.nrave` or `.ts` first where it has another ending or none.
pub fn spellings(name: &str) -> Vec<String> {
    let ending = Path::new(name).extension();
    let is = |known: &&str| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known));
    if ENDINGS.iter().any(is) {
        return vec![name.to_owned()];
    }
    let named = ENDINGS.map(|ending| format!("{name}.{ending}"));
    named.into_iter().chain([name.to_owned()]).collect()
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
        let all = ["strings.nrave", "strings.ts", "strings"];
        assert_eq!(spellings("strings"), all);
        assert_eq!(spellings("strings.nrave"), ["strings.nrave"]);
        assert_eq!(spellings("strings.TS"), ["strings.TS"]);
        assert_eq!(spellings("v1.2"), ["v1.2.nrave", "v1.2.ts", "v1.2"]);
    }
}
