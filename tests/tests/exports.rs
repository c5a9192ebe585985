//! Each external shows its host what the host calls first, and keeps the rest to itself.
#![cfg(target_os = "linux")]

use nrave_tests::built::{exported, library};
use nrave_tests::{max, pd};

#[test]
fn pd_sees_the_setup_function() {
    let Some(names) = exported(&pd::External::build().file()) else {
        return;
    };
    assert_eq!(names, ["nrave_tilde_setup"]);
}

#[test]
fn pd_sees_the_setup_functions_of_both_names_of_the_jacks() {
    let Some(mut names) = exported(&library("nrave_cv")) else {
        return;
    };
    names.sort();
    assert_eq!(names, ["setup_nrave0x2ecv", "setup_nrave0x2ecv_tilde"]);
}

#[test]
fn max_sees_the_entry() {
    let Some(names) = exported(&max::External::new().file()) else {
        return;
    };
    assert_eq!(names, ["ext_main"]);
}
