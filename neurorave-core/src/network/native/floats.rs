//! Numbers of a model, and matrices of them, without a copy that nobody needs.

use super::kernel::{Matrix, Values, Width};
use super::shelf::{Place, Shelf};
use half::f16;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// Numbers that are f32 to whoever looks at them. Until then they stay as they are stored, which is
/// for ever with most weights: those are only packed. Clones share what is there.
#[derive(Clone)]
pub struct Floats {
    stored: Stored,
    values: Rc<OnceCell<Vec<f32>>>,
}

#[derive(Clone)]
enum Stored {
    /// Nowhere: they are there as f32.
    Made,
    /// In bytes: f16 with the flag, else f32.
    Bytes(Rc<[u8]>, bool),
    /// In the file.
    File(Rc<Shelf>, Place),
}

impl Floats {
    /// Those of a tensor's bytes: f16 with `half`, else f32.
    pub fn of_bytes(bytes: &[u8], half: bool) -> Floats {
        Floats {
            stored: Stored::Bytes(bytes.into(), half),
            values: Rc::default(),
        }
    }

    /// Those at `place` of a file. Whoever asks for them has to ask the shelf, later, whether it could
    /// be read.
    pub fn of_file(shelf: &Rc<Shelf>, place: Place) -> Floats {
        Floats {
            stored: Stored::File(Rc::clone(shelf), place),
            values: Rc::default(),
        }
    }

    /// Packs `matrix`, whose tensor they are, with weights in f16 or f32. None where it reaches out of
    /// the tensor.
    pub fn packed(&self, matrix: &Matrix, width: Width, half: bool) -> Option<Arc<Values>> {
        match &self.stored {
            Stored::Bytes(bytes, stored) if *stored == half => {
                matrix.pack_bytes(width, &bytes[..], half).map(Arc::new)
            }
            Stored::File(shelf, place) if place.half == half => shelf.packed(place, matrix, width),
            _ => matrix.pack_floats(width, self, half).map(Arc::new),
        }
    }
}

impl From<Vec<f32>> for Floats {
    fn from(values: Vec<f32>) -> Floats {
        Floats {
            stored: Stored::Made,
            values: Rc::new(values.into()),
        }
    }
}

impl Deref for Floats {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        self.values.get_or_init(|| match &self.stored {
            Stored::Made => Vec::new(),
            Stored::Bytes(bytes, half) => read(bytes, *half),
            Stored::File(shelf, place) => read(&shelf.read(&place.range), place.half),
        })
    }
}

impl fmt::Debug for Floats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

fn read(bytes: &[u8], half: bool) -> Vec<f32> {
    let halves = |bytes: &[u8; 2]| f16::from_le_bytes(*bytes).to_f32();
    let singles = |bytes: &[u8; 4]| f32::from_le_bytes(*bytes);
    match half {
        true => bytes.as_chunks().0.iter().map(halves).collect(),
        false => bytes.as_chunks().0.iter().map(singles).collect(),
    }
}
