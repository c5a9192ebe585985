//! Where the repository and its build outputs are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The root of the repository, two folders above this crate.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate lies in tests/runner")
        .to_path_buf()
}

/// The folder with the release binaries. Cargo put this very program there, so
/// a target folder moved by `CARGO_TARGET_DIR` or a configuration is found too.
pub fn release() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| repository().join("target/release"))
}

/// The folder of all build outputs, above the release folder. A test lies one folder deeper than
/// the other programs.
pub fn target() -> PathBuf {
    let release = release();
    let mut folders = release.ancestors();
    if release.ends_with("deps") {
        folders.next();
    }
    folders.nth(1).unwrap_or(&release).to_path_buf()
}

/// A program of the release folder, with the platform's suffix.
pub fn built(name: &str) -> PathBuf {
    release().join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// The first file called `name` in the folders of a `PATH`-like list.
pub fn find_in(path: &OsStr, name: &str) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// The program `name` on this machine's search path.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(&env::var_os("PATH")?, name)
}

/// Where cargo keeps the sources of other people's crates: a folder for each registry.
pub fn crates() -> Vec<PathBuf> {
    let home = || Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"));
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home);
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok());
    let folders = registries.into_iter().flatten().flatten();
    folders.map(|folder| folder.path()).collect()
}

/// Makes `place` another name of the file called `name` in the same folder. Does nothing when it is
/// there.
///
/// # Errors
/// Where the folder can't be written to.
pub fn link(name: &str, place: &Path) -> io::Result<()> {
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(name, place);
    // Not everybody may make links there.
    #[cfg(not(unix))]
    let made = fs::copy(place.with_file_name(name), place).map(drop);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Wine for 64-bit programs. Debian's package `wine64` alone puts it beside the search path.
pub fn wine() -> Option<PathBuf> {
    let aside = || Some(PathBuf::from("/usr/lib/wine/wine64")).filter(|file| file.is_file());
    find("wine64").or_else(|| find("wine")).or_else(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_workspace() {
        let manifest = std::fs::read_to_string(repository().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }

    #[test]
    fn a_second_name_is_the_same_file() {
        let folder = env::temp_dir().join(format!("nrave-link-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("first"), "text").unwrap();
        let second = folder.join("second");
        for _ in 0..2 {
            link("first", &second).unwrap();
            assert_eq!(fs::read(&second).unwrap(), b"text");
        }
        assert!(link("first", Path::new("/nowhere/second")).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_program_is_found_only_in_the_list() {
        let exe = env::current_exe().unwrap();
        let name = exe.file_stem().unwrap().to_str().unwrap();
        let here = env::join_paths([Path::new("/nowhere"), exe.parent().unwrap()]).unwrap();
        assert_eq!(find_in(&here, name), Some(exe.clone()));
        assert_eq!(find_in(OsStr::new("/nowhere"), name), None);
    }
}
