//! Writing: the same entries give the same bytes, whenever and wherever.

use std::io::{Cursor, Seek, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A ZIP of stored entries in the given order, dated 1 January 1980.
pub fn write(entries: &[(&str, &[u8])]) -> ZipResult<Vec<u8>> {
    let out = write_to(Cursor::new(Vec::new()), entries, None)?;
    Ok(out.into_inner())
}

/// What writes the content of an entry.
pub type Content<'a> = &'a mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>;

/// As [`write`], with one more entry whose content is written piece by piece.
pub fn write_to<W: Write + Seek>(
    out: W,
    entries: &[(&str, &[u8])],
    last: Option<(&str, Content<'_>)>,
) -> ZipResult<W> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(out);
    for (name, data) in entries {
        zip.start_file(*name, options)?;
        zip.write_all(data)?;
    }
    if let Some((name, content)) = last {
        zip.start_file(name, options)?;
        content(&mut zip)?;
    }
    zip.finish()
}
