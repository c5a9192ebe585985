//! Each external shows its host the one function that the host calls first, and keeps the rest to
//! itself.
#![cfg(target_os = "linux")]

use nrave_tests::built::exported;
use nrave_tests::{max, pd};

#[test]
fn pd_sees_the_setup_function() {
    let Some(names) = exported(&pd::External::build().file()) else {
        return;
    };
    assert_eq!(names, ["nrave_tilde_setup"]);
}

#[test]
fn max_sees_the_entry() {
    let Some(names) = exported(&max::External::new().file()) else {
        return;
    };
    assert_eq!(names, ["ext_main"]);
}
