//! What a library wants that lives inside a program written in C: no panic leaves it, and texts end
//! with a NUL.

mod guard;
mod text;

pub use guard::guard;
pub use text::c_string;
