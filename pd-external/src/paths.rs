//! Finding a model file: the way Pd finds things, then in the external's own folder and its `models`.

use neurorave_core::object::{not_found, spellings};
use nrave_pd_host::search::SearchPath;
use std::path::{Path, PathBuf};

/// The file that `name` means, with `.nrave` added where it was left out.
///
/// # Errors
/// Names the places that were searched.
pub fn find(search: &SearchPath, name: &str) -> Result<PathBuf, String> {
    let own = search.own_folder();
    let found = spellings(name).into_iter().find_map(|spelling| {
        let beside = || own.as_deref().and_then(|own| in_own_folder(own, &spelling));
        search.through_pd(&spelling).or_else(beside)
    });
    found.ok_or_else(|| {
        let patch = search.patch_folder();
        let own = own.as_deref().map_or_else(String::new, |own| {
            format!(" and in {}", own.join("models").display())
        });
        let places = format!(
            "beside the patch ({}), in Pd's search path{own}",
            patch.display()
        );
        not_found(name, &places)
    })
}

fn in_own_folder(own: &Path, name: &str) -> Option<PathBuf> {
    [own.join("models").join(name), own.join(name)]
        .into_iter()
        .find(|path| path.is_file())
}
