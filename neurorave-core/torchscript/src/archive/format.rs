//! What an archive says of its own form: its version and its byte order.

use super::{Archive, Error, NEWEST, OLDEST, Problem};

/// Most bytes of an entry that is a word.
const MAX_WORD: u64 = 64;

impl Archive {
    pub(super) fn read_version(&self) -> Result<u64, Error> {
        let places = ["version", ".data/version"];
        let name = places
            .into_iter()
            .find(|n| self.directory.find(n).is_some());
        let name = name.unwrap_or("version");
        let word = self.read(name, MAX_WORD)?;
        let number = std::str::from_utf8(&word).ok();
        let Some(found) = number.and_then(|n| n.trim().parse().ok()) else {
            return Err(self.bytes().damaged(name, "it is not a number"));
        };
        match found {
            OLDEST..=NEWEST => Ok(found),
            ..OLDEST => Err(self.error("", Problem::TooOld)),
            _ => {
                let (oldest, newest) = (OLDEST, NEWEST);
                Err(self.error(
                    "",
                    Problem::TooNew {
                        found,
                        oldest,
                        newest,
                    },
                ))
            }
        }
    }

    pub(super) fn read_byte_order(&self) -> Result<bool, Error> {
        let name = "byteorder";
        if self.directory.find(name).is_none() {
            return Ok(false);
        }
        match self.read(name, MAX_WORD)?.trim_ascii() {
            b"little" => Ok(false),
            b"big" => Ok(true),
            _ => Err(self.bytes().damaged(name, "it is neither little nor big")),
        }
    }
}
