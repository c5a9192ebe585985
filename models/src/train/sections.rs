//! Checkpoints on the disk: a word that tells the version, then sections with their lengths before
//! them, in a file that is whole or absent.

use super::atomic;
use burn::module::Module;
use burn::store::ModuleRecord;
use burn::tensor::Bytes;
use std::error::Error;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Why a checkpoint could not be written or read.
pub type Failure = Box<dyn Error>;

/// Writes `sections` to `path`.
pub fn write(path: &Path, magic: [u8; 8], sections: &[Vec<u8>]) -> io::Result<()> {
    atomic::write(path, |file| {
        file.write_all(&magic)?;
        sections.iter().try_for_each(|section| {
            file.write_all(&(section.len() as u64).to_le_bytes())?;
            file.write_all(section)
        })
    })
}

/// What [`write`] wrote, one section after another.
pub struct Sections(File);

impl Sections {
    /// Of the file at `path`, which is `what` ("a checkpoint") if it begins with `magic`.
    pub fn open(path: &Path, magic: [u8; 8], what: &str) -> Result<Self, Failure> {
        let mut file = File::open(path)?;
        let mut found = [0; 8];
        file.read_exact(&mut found)?;
        if found != magic {
            return Err(format!("not {what} of this version of nrave").into());
        }
        Ok(Self(file))
    }

    /// The next section.
    pub fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 8];
        self.0.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        let mut bytes = Vec::new();
        (&self.0).take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "cut short"));
        }
        Ok(bytes)
    }
}

/// A network's weights as a section.
pub fn module<M: Module>(module: &M) -> Result<Vec<u8>, Failure> {
    Ok(module.clone().into_record().into_bytes()?.to_vec())
}

/// The weights in such a section.
pub fn record(section: Vec<u8>) -> Result<ModuleRecord, Failure> {
    Ok(ModuleRecord::from_bytes(Bytes::from_bytes_vec(section))?)
}

/// Numbers as bytes, little-endian.
pub fn bytes<'a>(numbers: impl IntoIterator<Item = &'a f32>) -> Vec<u8> {
    numbers.into_iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// The numbers in such bytes.
pub fn numbers(bytes: &[u8]) -> impl ExactSizeIterator<Item = f32> {
    bytes.as_chunks().0.iter().map(|x| f32::from_le_bytes(*x))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAGIC: [u8; 8] = *b"sections";

    #[test]
    fn sections_come_back_in_order_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("checkpoint.bin");
        let written = [bytes(&[1.5, -2.0]), Vec::new(), vec![7]];
        write(&path, MAGIC, &written).unwrap();
        let mut sections = Sections::open(&path, MAGIC, "a checkpoint").unwrap();
        let first = sections.next().unwrap();
        assert_eq!(numbers(&first).collect::<Vec<_>>(), [1.5, -2.0]);
        assert_eq!(sections.next().unwrap(), Vec::<u8>::new());
        assert_eq!(sections.next().unwrap(), [7]);
        assert!(sections.next().is_err(), "there are no more");
    }

    #[test]
    fn what_is_cut_or_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("checkpoint.bin");
        write(&path, MAGIC, &[vec![0; 100]]).unwrap();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..60]).unwrap();
        let mut sections = Sections::open(&path, MAGIC, "a checkpoint").unwrap();
        assert_eq!(sections.next().unwrap_err().to_string(), "cut short");
        let Err(error) = Sections::open(&path, *b"another!", "a checkpoint") else {
            panic!("another version's was taken");
        };
        assert!(error.to_string().contains("not a checkpoint"), "{error}");
    }
}
