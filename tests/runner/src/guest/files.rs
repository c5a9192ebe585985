//! The files of the virtual machine: a shell, a test program and the libraries that it loads.

use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::folder;
use super::kernel::Kernel;
use crate::places;
use crate::steps::{Failure, at, run};

const INIT: &str = "tests/runner/src/guest/init";
const FOLDERS: [&str; 6] = ["/bin", "/dev", "/lib64", "/lib", "/proc", "/sys"];

/// Packs them into the archive that a kernel starts with.
///
/// # Errors
/// Where something can't be read or written.
pub fn pack(kernel: &Kernel, test: &Path) -> Result<PathBuf, Failure> {
    let list = folder().join("files.txt");
    let archive = folder().join("files.cpio");
    fs::write(&list, entries(kernel, test)?).map_err(|e| at(&list, &e))?;
    let output = File::create(&archive).map_err(|e| at(&archive, &e))?;
    run(
        "packing the files of the virtual machine",
        Command::new(&kernel.archiver).arg(&list).stdout(output),
    )?;
    Ok(archive)
}

/// The archive's entries, as the kernel's own archiver reads them.
fn entries(kernel: &Kernel, test: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let mut add =
        |line: std::fmt::Arguments| writeln!(text, "{line}").expect("text can be added to");
    for folder in FOLDERS.into_iter().chain(["/tmp"]) {
        add(format_args!("dir {folder} 755 0 0"));
    }
    add(format_args!("nod /dev/console 600 0 0 c 5 1"));
    let init = places::repository().join(INIT);
    for (name, file) in [
        ("/init", init.as_path()),
        ("/bin/busybox", &kernel.shell),
        ("/test", test),
    ] {
        add(format_args!("file {name} {} 755 0 0", file.display()));
    }
    for library in libraries(test)? {
        let name = library.file_name().unwrap_or_default().to_string_lossy();
        // The loader is named with its folder by the program, the others are looked for.
        let folder = if name.starts_with("ld-") {
            "/lib64"
        } else {
            "/lib"
        };
        add(format_args!(
            "file {folder}/{name} {} 755 0 0",
            library.display()
        ));
    }
    Ok(text)
}

/// The libraries that a program loads.
fn libraries(program: &Path) -> Result<Vec<PathBuf>, Failure> {
    let told = Command::new("ldd")
        .arg(program)
        .output()
        .map_err(|error| Failure(format!("could not start ldd: {error}")))?;
    Ok(String::from_utf8_lossy(&told.stdout)
        .lines()
        .filter_map(library)
        .collect())
}

/// The file in a line of `ldd`: `libc.so.6 => /lib/libc.so.6 (0x7f53)`, or without an arrow.
fn library(line: &str) -> Option<PathBuf> {
    let (_, file) = line.split_once("=> ").unwrap_or(("", line));
    let file = file.trim().split(" (").next()?;
    file.starts_with('/').then(|| file.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_the_files_that_ldd_names() {
        for (line, file) in [
            ("\tlinux-vdso.so.1 (0x7f53357be000)", None),
            (
                "\tlibc.so.6 => /lib/libc.so.6 (0x7f53)",
                Some("/lib/libc.so.6"),
            ),
            (
                "\t/lib64/ld-linux.so.2 (0x7f53)",
                Some("/lib64/ld-linux.so.2"),
            ),
            ("\tstatically linked", None),
        ] {
            assert_eq!(library(line), file.map(PathBuf::from));
        }
    }
}
