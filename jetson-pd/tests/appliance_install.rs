//! What `install` writes is valid, is written once, and goes again.
#![cfg(target_os = "linux")]

use nrave_module::appliance::install::{Installation, files, install_with, uninstall_with};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

fn installation(root: &Path) -> Installation {
    Installation {
        root: Some(root.to_owned()),
        program: "/usr/local/bin/nrave-module".into(),
        arguments: vec!["run".into(), "--patch".into(), "/opt/my patch.pd".into()],
        dry_run: false,
    }
}

/// What was printed, and the commands that were run.
fn done(
    how: impl FnOnce(&mut Vec<u8>, &mut dyn FnMut(&[String]) -> io::Result<()>),
) -> (String, Vec<String>) {
    let mut out = Vec::new();
    let mut commands = Vec::new();
    how(&mut out, &mut |line| {
        commands.push(line.join(" "));
        Ok(())
    });
    (String::from_utf8(out).unwrap(), commands)
}

fn install(installation: &Installation) -> (String, Vec<String>) {
    done(|out, run| install_with(installation, out, run).unwrap())
}

fn uninstall(installation: &Installation) -> (String, Vec<String>) {
    done(|out, run| uninstall_with(installation, out, run).unwrap())
}

/// Every file and folder below `folder`, with its text and the time of its last change.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (Option<String>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let changed = entry.metadata().unwrap().modified().unwrap();
        let text = fs::read_to_string(entry.path()).ok();
        if text.is_none() {
            found.extend(tree(&entry.path()));
        }
        found.insert(entry.path(), (text, changed));
    }
    found
}

#[test]
fn a_dry_run_shows_everything_and_changes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let mut installation = installation(root.path());
    installation.dry_run = true;
    let (printed, commands) = install(&installation);
    assert_eq!(commands, [""; 0]);
    assert!(tree(root.path()).is_empty());
    for file in files(&installation.program, &installation.arguments) {
        assert!(printed.contains(file.path) && printed.contains(&file.text));
    }
    assert!(printed.contains("$ systemctl --root="));
    installation.dry_run = false;
    install(&installation);
    let before = tree(root.path());
    installation.dry_run = true;
    let (printed, _) = uninstall(&installation);
    assert!(printed.contains("/etc/systemd/system/nrave-module.service (removed)"));
    assert_eq!(tree(root.path()), before);
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let root = tempfile::tempdir().unwrap();
    let installation = installation(root.path());
    let (_, commands) = install(&installation);
    let folder = root.path().display();
    let wanted = [
        format!("systemd-sysusers --root={folder}"),
        format!(
            "systemctl --root={folder} enable nrave-module-governor.service nrave-module.service"
        ),
    ];
    assert_eq!(commands, wanted);
    let before = tree(root.path());
    assert_eq!(install(&installation), ("nothing to do\n".into(), vec![]));
    assert_eq!(tree(root.path()), before);
}

#[test]
fn other_flags_change_the_service_alone() {
    let root = tempfile::tempdir().unwrap();
    let mut installation = installation(root.path());
    install(&installation);
    let before = tree(root.path());
    installation.arguments = vec!["run".into()];
    install(&installation);
    let after = tree(root.path());
    let differ = |path: &&PathBuf| before[*path].0 != after[*path].0;
    let changed: Vec<_> = after.keys().filter(differ).collect();
    assert_eq!(
        changed.len(),
        2,
        "the service and the manifest: {changed:?}"
    );
}

#[test]
fn a_command_that_failed_is_run_again() {
    let root = tempfile::tempdir().unwrap();
    let installation = installation(root.path());
    let failed = install_with(&installation, &mut io::sink(), &mut |_| {
        Err(io::Error::other("no such user"))
    });
    assert!(failed.unwrap_err().what.contains("no such user"));
    assert_eq!(install(&installation).1.len(), 2);
    assert_eq!(install(&installation).1.len(), 0);
}

#[test]
fn uninstall_leaves_what_was_there_before() {
    let root = tempfile::tempdir().unwrap();
    let installation = installation(root.path());
    fs::create_dir_all(root.path().join("etc/systemd")).unwrap();
    fs::write(root.path().join("etc/systemd/system.conf"), "mine").unwrap();
    let paths = |root: &Path| tree(root).into_keys().collect::<Vec<_>>();
    let before = paths(root.path());
    install(&installation);
    assert!(paths(root.path()).len() > before.len() + 7);
    let (_, commands) = uninstall(&installation);
    assert!(commands[0].contains("disable nrave-module-governor.service nrave-module.service"));
    assert_eq!(paths(root.path()), before);
    assert_eq!(uninstall(&installation).0, "nothing to do\n");
}

#[test]
fn what_a_person_has_changed_is_kept_and_named() {
    let root = tempfile::tempdir().unwrap();
    let installation = installation(root.path());
    let service = root.path().join("etc/systemd/system/nrave-module.service");
    let rules = root.path().join("etc/udev/rules.d/70-nrave-module.rules");
    fs::create_dir_all(rules.parent().unwrap()).unwrap();
    fs::write(&rules, "my own rules").unwrap();
    let (printed, _) = install(&installation);
    assert!(printed.contains("70-nrave-module.rules (kept"));
    fs::write(&service, "my own service").unwrap();
    let (printed, _) = install(&installation);
    assert!(printed.contains("nrave-module.service (kept"), "{printed}");
    let (printed, _) = uninstall(&installation);
    assert!(printed.contains("nrave-module.service (kept"), "{printed}");
    assert_eq!(fs::read_to_string(service).unwrap(), "my own service");
    assert_eq!(fs::read_to_string(rules).unwrap(), "my own rules");
}

#[test]
fn a_folder_that_cant_be_written_is_told() {
    let mut installation = installation(Path::new("/proc"));
    let failed = install_with(&installation, &mut io::sink(), &mut |_| Ok(()));
    assert!(failed.unwrap_err().remedy.contains("as root"));
    installation.program = "nrave-module".into();
    let failed = install_with(&installation, &mut io::sink(), &mut |_| Ok(()));
    assert!(failed.unwrap_err().what.contains("not a whole path"));
}

#[test]
fn an_image_is_installed_by_the_real_commands() {
    let there = |name| Command::new(name).arg("--version").output().is_ok();
    if !there("systemctl") || !there("systemd-sysusers") {
        println!("skipped: there is no systemctl or no systemd-sysusers");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let installation = installation(root.path());
    nrave_module::appliance::install::install(&installation, &mut io::sink()).unwrap();
    let link = root
        .path()
        .join("etc/systemd/system/multi-user.target.wants/nrave-module.service");
    assert!(link.is_symlink());
    let groups = fs::read_to_string(root.path().join("etc/group")).unwrap();
    for group in ["audio", "dialout", "gpio", "i2c", "spi"] {
        let member = |line: &str| line.starts_with(group) && line.ends_with(":nrave-module");
        assert!(groups.lines().any(member), "{group} in {groups}");
    }
    nrave_module::appliance::install::uninstall(&installation, &mut io::sink()).unwrap();
    assert!(!link.is_symlink());
}

#[test]
fn systemd_accepts_the_units() {
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("skipped: there is no systemd-analyze");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let mut installation = installation(root.path());
    // It must be there for systemd to accept it.
    installation.program = std::env::current_exe().unwrap();
    install(&installation);
    let units = root.path().join("etc/systemd/system");
    let verify = |names: &[&str]| {
        let mut verify = Command::new("systemd-analyze");
        verify.args(["verify", "--man=no"]);
        verify.env("SYSTEMD_UNIT_PATH", format!("{}:", units.display()));
        let output = verify
            .args(names.iter().map(|name| units.join(name)))
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let names = ["nrave-module.service", "nrave-module-governor.service"];
    for complaint in [verify(&names), verify(&["nrave-module-stick@sda1.service"])] {
        let ours: Vec<_> = complaint
            .lines()
            .filter(|line| line.contains("nrave"))
            .collect();
        assert!(ours.is_empty(), "{ours:?}");
    }
    let path = units.join(names[0]);
    let damaged = fs::read_to_string(&path)
        .unwrap()
        .replace("WatchdogSec", "WatchSec");
    fs::write(&path, damaged).unwrap();
    assert!(verify(&names).contains("WatchSec"), "it does look");
}

#[test]
fn udev_accepts_the_rules() {
    let root = tempfile::tempdir().unwrap();
    install(&installation(root.path()));
    let rules = root.path().join("etc/udev/rules.d");
    for entry in fs::read_dir(&rules).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        for rule in text.lines().filter(|line| !line.starts_with('#')) {
            for part in rule.split(", ") {
                let quotes = part.matches('"').count();
                assert!(
                    quotes == 2 && part.contains('=') && part.ends_with('"'),
                    "{part}"
                );
            }
        }
    }
    let mut help = Command::new("udevadm");
    if !help
        .args(["verify", "--help"])
        .output()
        .is_ok_and(|output| output.status.success())
    {
        println!("skipped: there is no udevadm verify (systemd 254)");
        return;
    }
    let mut verify = Command::new("udevadm");
    verify.args(["verify", "--resolve-names=never"]);
    let output = verify.arg(&rules).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
