//! No panic crosses into the host.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `body`; a panic becomes `None`. A host's own code could not unwind: it would abort, patch
/// and all.
///
/// The closure may leave a box half changed. That is safe where the box that panicked is silenced
/// for good by its caller, and shares nothing mutable with others.
pub fn guard<T>(body: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(body)).ok()
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn a_panic_becomes_none() {
        assert_eq!(guard(|| 3), Some(3));
        assert_eq!(guard(|| -> i32 { panic!("inside") }), None);
    }
}
