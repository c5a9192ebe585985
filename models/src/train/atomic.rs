//! Files that are whole or absent: written beside and renamed into place.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `path` with `fill`; a kill at any moment leaves the old file or the new one.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let fresh = path.with_added_extension("new");
    let mut file = BufWriter::new(File::create(&fresh)?);
    fill(&mut file)?;
    file.flush()?;
    file.get_ref().sync_all()?;
    std::fs::rename(&fresh, path)
}
