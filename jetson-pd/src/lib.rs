//! `nrave~` on a Eurorack module.

pub mod face;
pub mod link;
