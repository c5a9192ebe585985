//! Files that rotate.

use super::Limits;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Appends lines to `path`; when it is long enough it becomes `path.1`, that `path.2` and so on.
pub(super) struct Rotating {
    path: PathBuf,
    limits: Limits,
    open: Option<Open>,
}

struct Open {
    file: File,
    length: u64,
    /// The last line has its end; one that a power cut or a full disk cut off has not.
    whole: bool,
}

impl Rotating {
    pub fn new(path: PathBuf, limits: Limits) -> Self {
        Self {
            path,
            limits,
            open: None,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends `line`, which ends with its end. After a failure the next call begins anew.
    pub fn append(&mut self, line: &str) -> io::Result<()> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.open()?,
        };
        if open.length > 0 && open.length + line.len() as u64 > self.limits.bytes {
            self.rotate()?;
            open = self.open()?;
        }
        if !open.whole {
            open.file.write_all(b"\n")?;
            open.length += 1;
        }
        open.file.write_all(line.as_bytes())?;
        open.length += line.len() as u64;
        open.whole = true;
        self.open = Some(open);
        Ok(())
    }

    fn open(&self) -> io::Result<Open> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(&self.path)?;
        let length = file.metadata()?.len();
        let mut last = [b'\n'];
        if length > 0 {
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
        }
        Ok(Open {
            file,
            length,
            whole: last == *b"\n",
        })
    }

    fn rotate(&self) -> io::Result<()> {
        for age in (1..self.limits.files).rev() {
            match fs::rename(self.aged(age - 1), self.aged(age)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        if self.limits.files <= 1 {
            fs::remove_file(&self.path)?;
        }
        Ok(())
    }

    fn aged(&self, age: usize) -> PathBuf {
        if age == 0 {
            return self.path.clone();
        }
        let mut name = self.path.as_os_str().to_owned();
        name.push(format!(".{age}"));
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lines_are_kept_in_so_many_files() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits {
            bytes: 100,
            files: 4,
        };
        let mut file = Rotating::new(folder.path().join("log"), limits);
        for n in 0..1000 {
            file.append(&format!("line {n:04}\n")).unwrap();
        }
        let mut kept = String::new();
        for age in (0..4).rev() {
            let text = fs::read_to_string(file.aged(age)).unwrap();
            assert!(text.len() <= 100);
            kept += &text;
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
        let wanted: String = (1000 - kept.lines().count()..1000)
            .map(|n| format!("line {n:04}\n"))
            .collect();
        assert_eq!(kept, wanted);
    }

    #[test]
    fn a_line_that_was_cut_off_does_not_swallow_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "whole\nhal").unwrap();
        let mut file = Rotating::new(path.clone(), Limits::default());
        file.append("next\n").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "whole\nhal\nnext\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error_and_nothing_worse() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        std::os::unix::fs::symlink("/dev/full", &path).unwrap();
        let mut file = Rotating::new(path, Limits::default());
        for _ in 0..2 {
            let error = file.append("line\n").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }
}
