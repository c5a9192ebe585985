//! Weights of all graphs of a model, in the order in which they are written.

use crate::archive::Archive;
use crate::pickle::{Data, TensorRef};
use half::f16;
use nrave_model::graph::WeightFormat;
use nrave_model::model_file::WEIGHTS_ALIGN;
use std::io::{self, Write};
use std::sync::Arc;

/// Values that are read and written at a time.
const PIECE: usize = 1 << 16;

/// The entry of a model file that its graphs share. Weights that are in order in the archive are read
/// as they are written.
pub struct Written {
    format: WeightFormat,
    parts: Vec<(u64, Values)>,
}

/// The values of a weight.
pub enum Values {
    /// Those of a tensor of the archive.
    Stored(TensorRef),
    /// What the program has computed.
    Computed(Arc<[f32]>),
}

impl Written {
    /// These weights, each with the place where it begins.
    pub(super) fn new(format: WeightFormat, parts: Vec<(u64, Values)>) -> Self {
        Self { format, parts }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Writes all of them; `archive` is where they are read from.
    ///
    /// # Errors
    /// When the archive cannot be read or `out` not be written to.
    pub fn write(&self, archive: &Archive, out: &mut dyn Write) -> io::Result<()> {
        let mut at = 0;
        let mut piece = vec![0f32; PIECE];
        let mut bytes = Vec::with_capacity(4 * PIECE);
        for (offset, values) in &self.parts {
            out.write_all(&[0; WEIGHTS_ALIGN][..(offset - at) as usize])?;
            at = *offset;
            let reader = Reader::of(values, archive)?;
            for from in (0..values.len()).step_by(PIECE) {
                let piece = &mut piece[..PIECE.min(values.len() - from)];
                reader.read(from, piece)?;
                bytes.clear();
                self.pack(piece, &mut bytes)?;
                out.write_all(&bytes)?;
                at += bytes.len() as u64;
            }
        }
        Ok(())
    }

    fn pack(&self, values: &[f32], bytes: &mut Vec<u8>) -> io::Result<()> {
        if self.format == WeightFormat::F32 {
            values.iter().for_each(|x| bytes.extend(x.to_le_bytes()));
            return Ok(());
        }
        for x in values {
            let half = f16::from_f32(*x);
            if half.is_infinite() && x.is_finite() {
                return Err(io::Error::other("a weight is too large for half precision"));
            }
            bytes.extend(half.to_le_bytes());
        }
        Ok(())
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Stored(tensor) => tensor.len(),
            Self::Computed(values) => values.len(),
        }
    }
}

/// A weight's values while they are written.
enum Reader<'a> {
    /// They are read piece by piece.
    Pieces(&'a TensorRef, &'a Archive),
    /// They are in another order or form in the file, and had to be read at once.
    Read(Data),
    Computed(&'a [f32]),
}

impl<'a> Reader<'a> {
    fn of(values: &'a Values, archive: &'a Archive) -> io::Result<Self> {
        Ok(match values {
            Values::Stored(tensor) if tensor.is_contiguous() && tensor.dtype().is_narrow() => {
                Self::Pieces(tensor, archive)
            }
            Values::Stored(tensor) => {
                let all = tensor.read(archive);
                Self::Read(all.map_err(|error| io::Error::other(error.to_string()))?)
            }
            Values::Computed(values) => Self::Computed(values),
        })
    }

    /// The values from `from` on.
    fn read(&self, from: usize, out: &mut [f32]) -> io::Result<()> {
        let own = from..from + out.len();
        match self {
            Self::Pieces(tensor, archive) => {
                let read = tensor.read_f32(archive, from, out);
                return read.map_err(|error| io::Error::other(error.to_string()));
            }
            Self::Computed(values) => out.copy_from_slice(&values[own]),
            Self::Read(Data::F32(values)) => out.copy_from_slice(&values[own]),
            Self::Read(Data::F64(values)) => convert(&values[own], out, |x| x as f32),
            Self::Read(Data::I64(values)) => convert(&values[own], out, |x| x as f32),
            Self::Read(Data::Bool(values)) => convert(&values[own], out, |x| x.into()),
        }
        Ok(())
    }
}

fn convert<T: Copy>(values: &[T], out: &mut [f32], one: impl Fn(T) -> f32) {
    for (x, value) in out.iter_mut().zip(values) {
        *x = one(*value);
    }
}
