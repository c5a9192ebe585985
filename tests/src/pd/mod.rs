//! Drives a real, headless Pure Data: builds the external, writes patches, runs them, reads what
//! they recorded.

#[cfg(target_os = "linux")]
pub mod bus;
mod external;
mod headless;
mod live;
pub mod models;
pub mod module;
mod patch;
mod reference;
mod rig;
pub mod soak;

pub use external::External;
pub use headless::{Outcome, run};
pub use live::Live;
pub use patch::{Box, Patch};
pub use reference::{reference, reference_of};
pub use rig::{Render, Rig, read_wav, write_wav};

/// Whether this machine has Pure Data. Says so where it has not, so that a skipped test shows.
pub fn pd_is_here() -> bool {
    let found = std::process::Command::new("pd")
        .args(["-noprefs", "-nogui", "-version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: no Pure Data on this machine (`cargo verify` installs it)");
    }
    found
}

/// Fails where the first bit differs, instead of printing every sample.
///
/// # Panics
/// When the two are not the same to the bit.
pub fn assert_same(left: &[f32], right: &[f32], what: &str) {
    assert_eq!(left.len(), right.len(), "{what}: lengths");
    let differs = left
        .iter()
        .zip(right)
        .position(|(a, b)| a.to_bits() != b.to_bits());
    if let Some(at) = differs {
        panic!(
            "{what}: sample {at} is {} here and {} there",
            left[at], right[at]
        );
    }
}
