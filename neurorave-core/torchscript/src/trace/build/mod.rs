//! The operations that can be asked for: shapes checked, the obvious simplified.

mod elementwise;
mod layers;
mod layout;
mod reduce;
