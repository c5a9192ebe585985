//! Numbers of tensors, read from the file.

use half::{bf16, f16};

use super::SLACK;
use super::dtype::Dtype;
use super::tensor::TensorRef;
use crate::archive::{Archive, Error, Problem};

/// Memory that a tensor's numbers may take for each byte of the file.
const PER_BYTE: u64 = 3;
/// Bytes read at a time.
const PIECE: usize = 1 << 18;

/// Numbers in row-major order. Those of 16 bits are widened to 32, and whole ones to 64.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the names say it
pub enum Data {
    F32(Vec<f32>),
    F64(Vec<f64>),
    I64(Vec<i64>),
    Bool(Vec<bool>),
}

impl TensorRef {
    /// All numbers. They take at most three times as much memory as the file has bytes, and 4 MiB;
    /// an expanded tensor can have far more than the file.
    ///
    /// # Errors
    /// An [`Error`] where they would take more, are complex, or cannot be read.
    pub fn read(&self, archive: &Archive) -> Result<Data, Error> {
        Ok(match self.dtype {
            Dtype::F32 | Dtype::F16 | Dtype::BF16 => {
                let mut all = self.room(archive)?;
                self.read_f32(archive, 0, &mut all)?;
                Data::F32(all)
            }
            Dtype::F64 => Data::F64(self.all(archive, f64::from_le_bytes)?),
            Dtype::I64 => Data::I64(self.all(archive, i64::from_le_bytes)?),
            Dtype::I32 => Data::I64(self.all(archive, |b| i32::from_le_bytes(b).into())?),
            Dtype::I16 => Data::I64(self.all(archive, |b| i16::from_le_bytes(b).into())?),
            Dtype::I8 => Data::I64(self.all(archive, |[b]| i64::from(b as i8))?),
            Dtype::U8 => Data::I64(self.all(archive, |[b]| i64::from(b))?),
            Dtype::Bool => Data::Bool(self.all(archive, |[b]| b != 0)?),
            Dtype::Complex32 | Dtype::Complex64 | Dtype::Complex128 => {
                let complex = Problem::Unsupported("complex numbers".into());
                return Err(archive.error(&self.entry, complex));
            }
        })
    }

    /// The numbers from `from` on in row-major order, as many as fit into `out`, of a tensor of
    /// [`Dtype::F32`], [`Dtype::F16`] or [`Dtype::BF16`]. A contiguous one is read in pieces, so that
    /// nothing but `out` takes memory in proportion to it.
    ///
    /// # Errors
    /// An [`Error`] where the tensor has fewer numbers or others, or they cannot be read.
    pub fn read_f32(&self, archive: &Archive, from: usize, out: &mut [f32]) -> Result<(), Error> {
        match self.dtype {
            Dtype::F32 => self.pour(archive, from, out, f32::from_le_bytes),
            Dtype::F16 => self.pour(archive, from, out, |b| f16::from_le_bytes(b).to_f32()),
            Dtype::BF16 => self.pour(archive, from, out, |b| bf16::from_le_bytes(b).to_f32()),
            other => {
                let what = format!("numbers of type {other:?} where a model has weights");
                Err(archive.error(&self.entry, Problem::Unsupported(what)))
            }
        }
    }

    /// All numbers.
    fn all<const N: usize, T: Copy + Default>(
        &self,
        archive: &Archive,
        number: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>, Error> {
        let mut all = self.room(archive)?;
        self.pour(archive, 0, &mut all, number)?;
        Ok(all)
    }

    /// Room for all numbers.
    fn room<T: Copy + Default>(&self, archive: &Archive) -> Result<Vec<T>, Error> {
        let (count, limit) = (self.len() as u64, PER_BYTE * archive.len() + SLACK);
        let found = count.saturating_mul(size_of::<T>() as u64);
        if found > limit {
            let unit = "bytes";
            let problem = Problem::TooLarge { found, limit, unit };
            return Err(archive.error(&self.entry, problem));
        }
        Ok(vec![T::default(); count as usize])
    }

    /// Fills `out` with numbers made of their `N` bytes, lowest first.
    fn pour<const N: usize, T>(
        &self,
        archive: &Archive,
        from: usize,
        out: &mut [T],
        number: impl Fn([u8; N]) -> T,
    ) -> Result<(), Error> {
        if from
            .checked_add(out.len())
            .is_none_or(|end| end > self.len())
        {
            let what = "a tensor has fewer numbers than are asked for".into();
            return Err(archive.error(&self.entry, Problem::Damaged(what)));
        }
        if out.is_empty() {
            return Ok(());
        }
        if !self.is_contiguous() {
            return self.gather(archive, from, out, number);
        }
        let mut buffer = vec![0; PIECE.min(out.len() * N)];
        let mut at = self.start + (from * N) as u64;
        for part in out.chunks_mut(PIECE / N) {
            let bytes = &mut buffer[..part.len() * N];
            self.fill::<N>(archive, at, bytes)?;
            for (value, bytes) in part.iter_mut().zip(bytes.as_chunks::<N>().0) {
                *value = number(*bytes);
            }
            at += bytes.len() as u64;
        }
        Ok(())
    }

    /// As [`pour`](Self::pour), for numbers in any order: all bytes that they lie in are read.
    fn gather<const N: usize, T>(
        &self,
        archive: &Archive,
        from: usize,
        out: &mut [T],
        number: impl Fn([u8; N]) -> T,
    ) -> Result<(), Error> {
        let mut bytes = vec![0; self.span() as usize * N];
        self.fill::<N>(archive, self.start, &mut bytes)?;
        let numbers = bytes.as_chunks::<N>().0;
        // Which number along each axis, and where it is.
        let mut place = vec![0; self.shape.len()];
        let mut rest = from as u64;
        for (place, n) in place.iter_mut().zip(&self.shape).rev() {
            *place = rest % n;
            rest /= n;
        }
        let steps = place.iter().zip(&self.strides);
        let mut at = steps.map(|(place, stride)| place * stride).sum::<u64>();
        for value in out {
            *value = number(numbers[at as usize]);
            for (axis, place) in place.iter_mut().enumerate().rev() {
                let (n, stride) = (self.shape[axis], self.strides[axis]);
                *place += 1;
                at += stride;
                if *place < n {
                    break;
                }
                at -= n * stride;
                *place = 0;
            }
        }
        Ok(())
    }

    /// Fills `bytes` with what is at `at`, each number's lowest byte first.
    fn fill<const N: usize>(
        &self,
        archive: &Archive,
        at: u64,
        bytes: &mut [u8],
    ) -> Result<(), Error> {
        archive.fill(at, bytes, &self.entry)?;
        if archive.big_endian() {
            bytes
                .as_chunks_mut::<N>()
                .0
                .iter_mut()
                .for_each(|n| n.reverse());
        }
        Ok(())
    }
}
