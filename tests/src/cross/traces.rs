//! Folders of this computer that a library tells of. Built elsewhere it would have other bytes.

use nrave_runner::places;

/// Which folders of sources `file` names.
pub fn traces(file: &[u8]) -> Vec<String> {
    let mut folders = places::crates();
    folders.push(places::repository());
    let names = folders.iter().filter_map(|folder| folder.to_str());
    names
        .filter(|name| {
            let mut places = file.windows(name.len());
            places.any(|bytes| bytes == name.as_bytes())
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_handed_out_tells_where_it_was_built() {
        let this = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(!traces(&this).is_empty());
        assert!(traces(b"neurorave/src/lib.rs").is_empty());
    }
}
