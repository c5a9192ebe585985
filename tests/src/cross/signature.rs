//! Signatures of libraries for macOS: what a file's pages must be, as digests.
//!
//! Source: Apple's `kern/cs_blobs.h`.

use object::macho;
use object::read::macho::{CodeDirectory, CodeSignature};
use object::{BigEndian as Big, read};
use sha2::{Digest, Sha256};

/// Holds `signature` against the pages of `file`, one half of a library.
///
/// # Errors
/// Says what is wrong: such a library is killed with its host on Apple's own processors.
pub fn check(file: &[u8], signature: &CodeSignature) -> Result<(), String> {
    let directory = directory(signature).map_err(|error| error.to_string())?;
    let directory = directory.ok_or("the signature has no digests")?;
    let header = directory.header();
    if header.hash_type != macho::CS_HASHTYPE_SHA256 {
        return Err("the signature is not of SHA-256".into());
    }
    let limit = usize::try_from(directory.code_limit()).map_err(|error| error.to_string())?;
    let covered = file
        .get(..limit)
        .ok_or("the signature covers more than there is")?;
    let page = 1usize << header.page_size;
    let pages = covered.chunks(page);
    if pages.len() != header.n_code_slots.get(Big) as usize || pages.len() == 0 {
        return Err("the signature is for another number of pages".into());
    }
    for (number, page) in pages.enumerate() {
        let digest = directory.code_hash(number as u32);
        if digest.map_err(|error| error.to_string())? != Sha256::digest(page).as_slice() {
            return Err(format!("page {number} was changed after it was signed"));
        }
    }
    Ok(())
}

fn directory<'data>(
    signature: &CodeSignature<'data>,
) -> read::Result<Option<CodeDirectory<'data>>> {
    let mut blobs = signature.blobs();
    while let Some(blob) = blobs.next()? {
        if let Some(directory) = blob.code_directory()? {
            return Ok(Some(directory));
        }
    }
    Ok(None)
}
