//! `nrave~` on a Eurorack module.

pub mod appliance;
pub mod link;
