//! The instrument's contracts, held with small models.

#[path = "../common/mod.rs"]
mod common;

mod channels;
mod controls;
mod late;
mod latency;
mod prior;
mod robust;
mod settings;
mod splits;
mod swap;
