//! Where values are, not what they are.

mod index;
mod join;
mod pad;
mod shape;
mod slice;
