//! `nrave~` on a Eurorack module.

pub mod link;
