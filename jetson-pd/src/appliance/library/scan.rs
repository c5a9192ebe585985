//! Looking into folders that may hold anything.

use super::{Found, MOST, Model, PATCH, Place, is_model};
use std::fs;
use std::path::Path;

/// Folders below the one where a search begins.
const DEEPEST: usize = 3;
/// Entries that are looked at below one folder; a stick with somebody's whole life has more.
const MOST_ENTRIES: usize = 4000;
/// The folder of a stick that is searched with all that is below it.
const FOLDER: &str = "nrave";

/// A stick: files at its top, and all in its folder `nrave`.
pub(super) fn stick(path: &Path, found: &mut Found) {
    let mut entries = MOST_ENTRIES;
    search(path, 0, Place::Stick, found, &mut entries);
    search(
        &path.join(FOLDER),
        DEEPEST,
        Place::Stick,
        found,
        &mut entries,
    );
}

/// A folder of models.
pub(super) fn folder(path: &Path, place: Place, found: &mut Found) {
    search(path, DEEPEST, place, found, &mut { MOST_ENTRIES });
}

fn search(folder: &Path, depth: usize, place: Place, found: &mut Found, entries: &mut usize) {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .take(*entries)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    *entries -= names.len();
    // Hidden files, and the `._x` that macOS puts beside each `x`.
    names.retain(|name| !name.starts_with('.'));
    names.sort_by_cached_key(|name| (name.to_lowercase(), name.clone()));
    for name in &names {
        let path = folder.join(name);
        if is_model(&path) && path.is_file() {
            add(&path, place, found);
        } else if name == PATCH && place != Place::Shipped && path.is_file() {
            found.patch.get_or_insert(path);
        }
    }
    for name in names.iter().filter(|_| depth > 0) {
        let path = folder.join(name);
        // A link could lead back to where the search came from.
        if fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir()) {
            search(&path, depth - 1, place, found, entries);
        }
    }
}

fn add(path: &Path, place: Place, found: &mut Found) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    if found.models.len() < MOST && found.model(&name).is_none() {
        found.models.push(Model {
            name: name.into_owned(),
            path: path.to_owned(),
            place,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &Found) -> Vec<&str> {
        found
            .models
            .iter()
            .map(|model| model.name.as_str())
            .collect()
    }

    fn put(folder: &Path, files: &[&str]) {
        for file in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
    }

    #[test]
    fn models_are_found_and_other_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        put(
            folder.path(),
            &[
                "b.nrave",
                "A.NRAVE",
                "d.ts",
                "._b.nrave",
                ".hidden.nrave",
                "text.txt",
                ".Trash/gone.nrave",
                "nrave/deep/er/c.nrave",
                "nrave/1/2/3/4/lost.nrave",
                "Holiday/elsewhere.nrave",
                "nrave/module.pd",
                "._module.pd",
            ],
        );
        fs::create_dir(folder.path().join("folder.nrave")).unwrap();
        let mut found = Found::default();
        stick(folder.path(), &mut found);
        assert_eq!(names(&found), ["A", "b", "d", "c"]);
        assert_eq!(found.patch, Some(folder.path().join("nrave/module.pd")));
    }

    #[test]
    fn a_search_ends() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..MOST + 50 {
            fs::write(folder.path().join(format!("{n:05}.nrave")), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let mut found = Found::default();
        super::folder(folder.path(), Place::State, &mut found);
        assert_eq!(found.models.len(), MOST);
        let mut few = 10;
        search(
            folder.path(),
            0,
            Place::State,
            &mut Found::default(),
            &mut few,
        );
        assert_eq!(few, 0);
    }

    #[test]
    fn the_first_of_a_name_wins_and_a_shipped_patch_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        put(
            folder.path(),
            &["state/x.nrave", "shipped/x.nrave", "shipped/module.pd"],
        );
        let mut found = Found::default();
        super::folder(&folder.path().join("state"), Place::State, &mut found);
        super::folder(&folder.path().join("shipped"), Place::Shipped, &mut found);
        assert_eq!(found.models.len(), 1);
        assert_eq!(found.models[0].place, Place::State);
        assert_eq!(found.patch, None);
    }
}
