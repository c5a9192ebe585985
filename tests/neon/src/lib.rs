//! The native executor's kernels by themselves, with their tests: seconds to build where the whole
//! core takes minutes. On other processors than 64-bit ARM there is nothing in here, since there
//! the core's own tests have run them already; the test `emulated` builds it and starts an emulator.

#![cfg(all(test, target_arch = "aarch64"))]
#![allow(dead_code, reason = "the executor, which uses them, isn't here")]

#[path = "../../../neurorave-core/src/network/native/expr/mod.rs"]
mod expr;
#[path = "../../../neurorave-core/src/network/native/kernel/mod.rs"]
mod kernel;

#[path = "../../../neurorave-core/src/pitch/noise.rs"]
mod noise;

mod pitch {
    pub use super::noise::Noise;
}
