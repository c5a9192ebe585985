//! The externals for Windows: built by `cargo cross`, read as files, and loaded under Wine.

use nrave_runner::cross::Platform;
use nrave_tests::cross::{Allowed, CV, MAX, PD, names, products, traces, windows, wine};
use std::fs;
use std::path::PathBuf;
use std::process::Output;

/// The second is a copy of the first.
const EXTERNALS: [(&str, &Allowed); 4] = [
    ("nrave.cv.dll", &CV),
    ("nrave.cv~.dll", &CV),
    ("nrave~.dll", &PD),
    ("nrave~.mxe64", &MAX),
];

fn folder() -> Option<PathBuf> {
    products(Platform::Windows)
}

#[test]
fn they_are_all_there_and_nothing_else() {
    let Some(folder) = folder() else { return };
    assert_eq!(names(&folder), EXTERNALS.map(|(name, _)| name));
    let [first, second] = ["nrave.cv.dll", "nrave.cv~.dll"].map(|name| fs::read(folder.join(name)));
    assert!(first.unwrap() == second.unwrap(), "one is another library");
}

#[test]
fn they_show_what_hosts_call_and_want_only_what_is_there() {
    let Some(folder) = folder() else { return };
    for (name, allowed) in EXTERNALS {
        let file = fs::read(folder.join(name)).unwrap();
        assert_eq!(windows::complaints(&file, allowed), [""; 0], "{name}");
        assert_eq!(traces(&file), [""; 0], "{name}");
    }
}

#[test]
fn another_list_is_not_met() {
    let Some(folder) = folder() else { return };
    let file = fs::read(folder.join("nrave~.dll")).unwrap();
    let other = Allowed {
        exports: &["ext_main"],
        host_libraries: &["maxapi.dll"],
        host_functions: &["object_post"],
    };
    // The export, no function of that host, and the library of another.
    assert_eq!(windows::complaints(&file, &other).len(), 3);
    let fewer = Allowed {
        host_functions: &["gensym"],
        ..PD
    };
    assert_eq!(windows::complaints(&file, &fewer).len(), 1);
}

#[test]
fn another_header_is_told() {
    let Some(folder) = folder() else { return };
    let good = fs::read(folder.join("nrave~.dll")).unwrap();
    let header = u32::from_le_bytes(good[0x3c..0x40].try_into().unwrap()) as usize;
    // Processor, date, "is a library", "may lie anywhere", "data isn't run": by the format's
    // description.
    for (place, bits) in [(4, 0xff), (8, 0x01), (23, 0x20), (94, 0x40), (95, 0x01)] {
        let mut changed = good.clone();
        changed[header + place] ^= bits;
        let complaints = windows::complaints(&changed, &PD);
        assert_eq!(complaints.len(), 1, "byte {place}: {complaints:?}");
    }
}

#[test]
fn windows_loads_the_external_for_pd() {
    let Some(folder) = folder() else { return };
    let Some(stage) = wine::Stage::for_pd(&folder.join("nrave~.dll")) else {
        return;
    };
    let loaded = stage.load("nrave_tilde_setup");
    assert_eq!(said(&loaded), "class nrave~\ncalled nrave_tilde_setup\n");
    assert!(loaded.status.success());

    let missing = stage.load("nrave_create");
    assert!(!missing.status.success());
    fs::remove_file(stage.file("pd.dll")).unwrap();
    assert!(!stage.load("nrave_tilde_setup").status.success());
}

#[test]
fn windows_has_no_jacks_says_so_once_and_is_played_by_messages() {
    let Some(folder) = folder() else { return };
    let Some(stage) = wine::Stage::for_pd(&folder.join("nrave.cv.dll")) else {
        return;
    };
    // Either name makes both classes: the copy is not loaded as well.
    for (setup, class) in [
        ("setup_nrave0x2ecv", "nrave.cv~"),
        ("setup_nrave0x2ecv_tilde", "nrave.cv"),
    ] {
        let played = stage.play(setup, class);
        let said = said(&played);
        let both = format!("class nrave.cv\nclass nrave.cv~\ncalled {setup}\n");
        assert!(said.starts_with(&both), "{said}");
        let notice = "nrave.cv: no module's hardware here (a module runs on Linux)";
        assert_eq!(said.matches(notice).count(), 1, "{said}");
        // 3 V of a control whose ends are -5 V and 5 V.
        assert!(said.ends_with("\nheard 0.60\n"), "{said}");
        assert!(played.status.success(), "{said}");
    }
    let stranger = stage.play("setup_nrave0x2ecv", "nrave.dc");
    assert!(!stranger.status.success());
}

/// What a program under Wine has written.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).replace('\r', "")
}
