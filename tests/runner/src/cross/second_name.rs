//! The second name of `nrave.cv`: Pd looks for a file for each object, and one library has both.

use std::fs;
use std::path::{Path, PathBuf};

use super::Platform;
use crate::places;
use crate::steps::{Failure, at};

const FIRST: &str = "nrave.cv";
const SECOND: &str = "nrave.cv~";

/// Gives the library in `folder` its second name.
pub fn give(platform: Platform, folder: &Path) -> Result<PathBuf, Failure> {
    let ending = match platform {
        Platform::Windows => "dll",
        Platform::MacOs => "pd_darwin",
        Platform::Module => "pd_linux",
    };
    let first = format!("{FIRST}.{ending}");
    let place = folder.join(format!("{SECOND}.{ending}"));
    let given = match platform {
        // Not everybody may make links there, or copy them.
        Platform::Windows => fs::copy(folder.join(first), &place).map(drop),
        Platform::MacOs | Platform::Module => places::link(&first, &place),
    };
    given.map_err(|e| at(&place, &e))?;
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_has_a_copy_and_the_others_a_link() {
        let folder = std::env::temp_dir().join(format!("nrave-second-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (platform, ending, linked) in [
            (Platform::Windows, "dll", false),
            (Platform::MacOs, "pd_darwin", cfg!(unix)),
            (Platform::Module, "pd_linux", cfg!(unix)),
        ] {
            fs::write(folder.join(format!("nrave.cv.{ending}")), ending).unwrap();
            let second = give(platform, &folder).unwrap();
            assert_eq!(second, folder.join(format!("nrave.cv~.{ending}")));
            assert_eq!(fs::read_to_string(&second).unwrap(), ending);
            assert_eq!(second.is_symlink(), linked, "{ending}");
        }
        fs::remove_dir_all(&folder).unwrap();
        assert!(give(Platform::Windows, &folder).is_err());
    }
}
