//! Finding a model file the way Max finds things.

use crate::abi;
use crate::home;
use neurorave_core::object::c_string;
use neurorave_core::object::{not_found, spellings};
use std::ffi::{CStr, c_char};
use std::path::{Path, PathBuf};

/// `MAX_PATH_CHARS`.
const LONGEST: usize = 2048;

/// The file that `name` means, with `.nrave` added where it was left out: a whole path, in Max's
/// search path (beside the patch, too), or in the folder `models` of the package. On the main
/// thread only.
///
/// # Errors
/// Names the places that were searched.
pub fn find(name: &str) -> Result<PathBuf, String> {
    let models = home::package().map(|package| package.join("models"));
    let found = spellings(name).into_iter().find_map(|spelling| {
        whole(&spelling)
            .or_else(|| through_max(&spelling))
            .or_else(|| {
                models
                    .as_deref()
                    .and_then(|models| inside(models, &spelling))
            })
    });
    found.ok_or_else(|| {
        let own = models.map_or_else(String::new, |models| {
            format!(" and in {}", models.display())
        });
        not_found(
            name,
            &format!("beside the patch, in Max's search path{own}"),
        )
    })
}

fn whole(name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    (path.is_absolute() && path.exists()).then(|| path.to_owned())
}

fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    // A name that climbs out of the folder is a path, and was looked at as such.
    let path = folder.join(name);
    path.is_file().then_some(path)
}

/// Max's own lookup.
fn through_max(name: &str) -> Option<PathBuf> {
    let bytes = c_string(name);
    let bytes = bytes.as_bytes_with_nul();
    // Longer names are cut by Max itself, somewhere in the middle.
    if bytes.len() > LONGEST {
        return None;
    }
    let mut file = [0 as c_char; LONGEST];
    for (place, &byte) in file.iter_mut().zip(bytes) {
        *place = byte as c_char;
    }
    let mut absolute = [0 as c_char; LONGEST];
    let (mut path, mut kind) = (0, 0);
    // SAFETY: both buffers have the size that Max expects of a path and end with a NUL; with no kinds
    // asked for, none are read.
    let failed = unsafe {
        abi::locatefile_extended(file.as_mut_ptr(), &mut path, &mut kind, std::ptr::null(), 0) != 0
            || abi::path_toabsolutesystempath(path, file.as_ptr(), absolute.as_mut_ptr()) != 0
    };
    if failed {
        return None;
    }
    // SAFETY: Max has written a NUL-terminated path.
    let absolute = unsafe { CStr::from_ptr(absolute.as_ptr()) };
    Some(PathBuf::from(absolute.to_str().ok()?))
}
