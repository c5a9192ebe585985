//! The Max package `neurorave`: which file lies where, and the archive that musicians download.

use nrave_patches::objects::{model_file, models};
use nrave_runner::cross::{EXTERNALS, MacName, Platform, products};
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The package, and the folder that everything lies in.
pub const NAME: &str = "neurorave";

/// One file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Below the package's folder, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
    /// Whether a system may want to run it.
    pub program: bool,
}

impl File {
    fn plain((path, bytes): (String, Vec<u8>)) -> Self {
        Self {
            path,
            bytes,
            program: false,
        }
    }
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files, sorted by path: the texts, the externals that `cargo cross` has built, the models, the
/// licences.
///
/// # Errors
/// When a file cannot be read: above all, when an external has not been built.
pub fn files() -> io::Result<Vec<File>> {
    let mut files: Vec<_> = nrave_patches::package_files()
        .into_iter()
        .map(File::plain)
        .collect();
    for external in EXTERNALS {
        if let MacName::Bundle(bundle) = external.macos {
            let windows = products(Platform::Windows).join(external.windows);
            let path = format!("externals/{}", external.windows);
            files.push(File::plain((path, read(&windows)?)));
            let folder = products(Platform::MacOs).join(bundle);
            below(&folder, &format!("externals/{bundle}"), &mut files)?;
        }
    }
    for name in models() {
        let model = model_file(&name).map_err(io::Error::other)?;
        files.push(File::plain((format!("models/{name}.nrave"), read(&model)?)));
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files.push(File::plain((licence.into(), read(&root().join(licence))?)));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The files of a bundle; those below `MacOS` are programs.
fn below(folder: &Path, path: &str, files: &mut Vec<File>) -> io::Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| named(folder, &error))?;
    for entry in entries {
        let entry = entry?;
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            below(&entry.path(), &path, files)?;
        } else {
            let program = path.contains("/MacOS/");
            let bytes = read(&entry.path())?;
            files.push(File {
                path,
                bytes,
                program,
            });
        }
    }
    Ok(())
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file).map_err(|error| named(file, &error))
}

fn named(file: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", file.display()))
}

/// The archive: the same files give the same bytes, whenever and wherever it is made.
///
/// # Errors
/// When the archive cannot be written.
pub fn archive(files: &[File]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let mode = if file.program { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(mode);
        writer.start_file(format!("{NAME}/{}", file.path), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// What Max would miss, or what lies in the wrong place.
pub fn complaints(files: &[File]) -> Vec<String> {
    let has = |path: &str| files.iter().any(|file| file.path == path);
    let needed = [
        "package-info.json",
        "externals/nrave~.mxe64",
        "externals/nrave~.mxo/Contents/Info.plist",
        "externals/nrave~.mxo/Contents/PkgInfo",
        "externals/nrave~.mxo/Contents/MacOS/nrave~",
        "help/nrave~.maxhelp",
        "help/mc.nrave~.maxhelp",
        "help/nrave.info.maxhelp",
        "docs/nrave~.maxref.xml",
        "docs/mc.nrave~.maxref.xml",
        "docs/nrave.info.maxref.xml",
        "init/nrave.txt",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ];
    let mut complaints: Vec<_> = needed
        .into_iter()
        .filter(|path| !has(path))
        .map(|path| format!("there is no {path}"))
        .collect();
    for folder in ["patchers/", "extras/", "models/", "devices/"] {
        if !files.iter().any(|file| file.path.starts_with(folder)) {
            complaints.push(format!("there is nothing in {folder}"));
        }
    }
    for pair in files.windows(2) {
        if pair[0].path >= pair[1].path {
            complaints.push(format!("{} is there twice, or out of order", pair[1].path));
        }
    }
    let empty = files.iter().filter(|file| file.bytes.is_empty());
    complaints.extend(empty.map(|file| format!("{} is empty", file.path)));
    complaints
}
