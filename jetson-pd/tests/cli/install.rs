//! `nrave-module install`.

use super::{Bench, names};

#[test]
fn a_dry_run_prints_everything_and_changes_nothing() {
    let bench = Bench::new();
    let root = bench.path("root");
    std::fs::create_dir(&root).unwrap();
    let dry = ["--dry-run", "--root", root.to_str().unwrap()];
    let flags = [
        "--",
        "--patch",
        "/opt/nrave/module.pd",
        "--",
        "-audiobuf",
        "5",
    ];
    let call: Vec<_> = ["install"]
        .iter()
        .chain(&dry)
        .chain(&flags)
        .copied()
        .collect();
    let said = bench.works(&call);
    for word in [
        "ExecStart=/usr/local/bin/nrave-module run --patch /opt/nrave/module.pd -- -audiobuf 5\n",
        "# /etc/udev/rules.d/70-nrave-module.rules (new)",
        "$ systemctl --root=",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(names(&root), [""; 0]);
    let call: Vec<_> = ["uninstall"].iter().chain(&dry).copied().collect();
    assert_eq!(bench.works(&call), "nothing to do\n");
}

#[test]
fn a_service_that_could_not_start_is_not_installed() {
    let bench = Bench::new();
    for (flags, why) in [
        (
            vec!["--patch", "module.pd"],
            "module.pd is not a whole path",
        ),
        (
            vec!["--patch", "/m.pd", "--models", "m"],
            "m is not a whole path",
        ),
        (vec!["--patch", "/m.pd", "--rate", "fast"], "--rate"),
        (vec!["--pach", "/m.pd"], "--pach"),
        (vec![], "name the patch"),
    ] {
        let call: Vec<_> = ["install", "--dry-run", "--"]
            .into_iter()
            .chain(flags)
            .collect();
        bench.fails(&call, 2, why);
    }
    let call = [
        "install",
        "--dry-run",
        "--program",
        "me",
        "--",
        "--patch",
        "/m.pd",
    ];
    bench.fails(&call, 1, "me is not a whole path");
}
