//! Types of numbers in tensors.

/// The type of a tensor's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Dtype {
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
    /// Tensors of these can be there, and their shapes be asked for; reading them fails.
    Complex32,
    Complex64,
    Complex128,
}

/// Types, the names of their storages and of themselves.
const NAMES: [(Dtype, &str, &str); 13] = [
    (Dtype::F64, "DoubleStorage", "float64"),
    (Dtype::F32, "FloatStorage", "float32"),
    (Dtype::F16, "HalfStorage", "float16"),
    (Dtype::BF16, "BFloat16Storage", "bfloat16"),
    (Dtype::I64, "LongStorage", "int64"),
    (Dtype::I32, "IntStorage", "int32"),
    (Dtype::I16, "ShortStorage", "int16"),
    (Dtype::I8, "CharStorage", "int8"),
    (Dtype::U8, "ByteStorage", "uint8"),
    (Dtype::Bool, "BoolStorage", "bool"),
    (Dtype::Complex32, "ComplexHalfStorage", "complex32"),
    (Dtype::Complex64, "ComplexFloatStorage", "complex64"),
    (Dtype::Complex128, "ComplexDoubleStorage", "complex128"),
];

impl Dtype {
    /// Whether its numbers fit into 32-bit floats as they are.
    pub fn is_narrow(self) -> bool {
        matches!(self, Dtype::F32 | Dtype::F16 | Dtype::BF16)
    }

    /// The type of the storages of that name.
    pub(super) fn of_storage(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(_, storage, _)| *storage == name);
        found.map(|(dtype, ..)| *dtype)
    }

    /// The type of that name.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(.., own)| *own == name);
        found.map(|(dtype, ..)| *dtype)
    }

    /// Bytes of a number.
    pub fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 | Self::Bool => 1,
            Self::F16 | Self::BF16 | Self::I16 => 2,
            Self::F32 | Self::I32 | Self::Complex32 => 4,
            Self::F64 | Self::I64 | Self::Complex64 => 8,
            Self::Complex128 => 16,
        }
    }
}
