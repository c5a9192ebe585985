//! The settings survive whatever happens to them: kills at every step, full disks, damage.
#![cfg(target_os = "linux")]

use nrave_module::appliance::store::{Kept, Settings, Store, replace_watched};
use nrave_module::config::Calibrations;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "NRAVE_TEST_FOLDER";
const STOP: &str = "NRAVE_TEST_STOP";
const KILLED: i32 = 9;

/// Settings long enough for several writes, in which everything says the same number.
fn settings(number: u64) -> Settings {
    let mut settings = Settings {
        model: Some(format!("model{number}")),
        ..Settings::default()
    };
    for key in 0..20 {
        let value = format!("{number} {}", "x".repeat((number % 100) as usize));
        settings.remember(&format!("key{key}"), &value).unwrap();
    }
    settings
}

/// The number in settings that are whole.
fn number(settings: &Settings) -> u64 {
    let model = settings.model.as_deref().expect("a model");
    let number = model.strip_prefix("model").unwrap().parse().unwrap();
    assert_eq!(*settings, self::settings(number));
    number
}

/// Reads the settings; they must be whole.
fn read(folder: &Path) -> u64 {
    let (settings, notice) = Store::open(folder).0.read();
    assert_eq!(notice, None);
    number(&settings)
}

/// Not a test of its own but the program that the tests kill: it writes settings with ever higher
/// numbers, and kills itself ahead of the step `STOP`.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let stop: Option<usize> = std::env::var(STOP).ok().map(|stop| stop.parse().unwrap());
    let (store, _) = Store::open(Path::new(&folder));
    let mut number = number(&store.read().0);
    let mut steps = 0;
    loop {
        number += 1;
        let text = settings(number).print();
        replace_watched(&store.path::<Settings>(), text.as_bytes(), &mut |_| {
            if stop == Some(steps) {
                signal_hook::low_level::raise(KILLED).unwrap();
            }
            steps += 1;
            Ok(())
        })
        .unwrap();
        println!("wrote {number}");
        std::io::stdout().flush().unwrap();
    }
}

fn start(folder: &Path, stop: Option<usize>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "writer", "--nocapture"]);
    command.env(FOLDER, folder).stdout(Stdio::piped());
    if let Some(stop) = stop {
        command.env(STOP, stop.to_string());
    }
    command.spawn().unwrap()
}

/// The steps of one replacement.
fn steps(folder: &Path, number: u64) -> usize {
    let mut steps = 0;
    let text = settings(number).print();
    replace_watched(&folder.join("other"), text.as_bytes(), &mut |_| {
        steps += 1;
        Ok(())
    })
    .unwrap();
    steps
}

#[test]
fn a_kill_ahead_of_any_step_leaves_the_old_or_the_new_settings() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).0.write(&settings(90)).unwrap();
    let count = steps(folder.path(), 91);
    assert!(count > 7, "several writes: {count}");
    let mut news = 0;
    for step in 0..count {
        let before = read(folder.path());
        let mut child = start(folder.path(), Some(step));
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(KILLED), "step {step}");
        let after = read(folder.path());
        assert!(after == before || after == before + 1, "step {step}");
        // New from the rename on: ahead of the last two steps.
        assert_eq!(after == before + 1, step >= count - 2, "step {step}");
        news += after - before;
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "what was half written is cleared away");
    }
    assert_eq!(news, 2);
}

#[test]
fn hundreds_of_kills_at_random_leave_whole_settings() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).0.write(&settings(0)).unwrap();
    let mut random = 1_u64;
    let mut last = 0;
    for _ in 0..300 {
        let mut child = start(folder.path(), None);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed only once it writes.
        let wrote = lines.find(|line| line.as_ref().unwrap().contains("wrote"));
        assert!(wrote.is_some());
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        std::thread::sleep(Duration::from_micros(random >> 52));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = read(folder.path());
        assert!(now > last);
        last = now;
    }
}

fn damaged(text: &[u8]) -> (Settings, String, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::write(&path, text).unwrap();
    let (settings, notice) = Store::open(folder.path()).0.read::<Settings>();
    let notice = notice.expect("a notice").to_string();
    (settings, notice, path, folder)
}

#[test]
fn damaged_settings_are_put_aside_and_told() {
    let whole = settings(5).print();
    let cases: [(&str, &[u8], &str); 7] = [
        ("garbage", b"\x00\xff\x80garbage", "no text"),
        ("empty", b"", "no version"),
        ("half", &whole.as_bytes()[..whole.len() / 2], "line"),
        ("other version", b"version = 9\nnew = 1\n", "version is 9"),
        ("not a number", b"version = 1\nvolume = nan\n", "volume"),
        ("too loud", b"version = 1\nvolume = 11\n", "volume"),
        ("zeros", &[0; 4096], "line 1"),
    ];
    for (name, text, why) in cases {
        let (settings, notice, path, _folder) = damaged(text);
        assert_eq!(settings, Settings::default(), "{name}");
        assert!(notice.contains(why), "{name}: {notice}");
        assert!(notice.contains("settings.toml.damaged"), "{name}: {notice}");
        let aside = path.with_file_name("settings.toml.damaged");
        assert_eq!(fs::read(aside).unwrap(), text, "{name}");
        assert!(!path.exists(), "{name}");
    }
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let (_, notice) = Store::open(folder.path()).0.read::<Settings>();
    assert!(notice.unwrap().what.contains("too long"));
    fs::create_dir(&path).unwrap();
    let (_, notice) = Store::open(folder.path()).0.read::<Settings>();
    assert!(notice.unwrap().what.contains("no file"));
}

#[test]
fn damaged_calibration_is_told_with_its_remedy() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("calibration.toml"),
        "[a]\nat_1v = inf\nat_3v = 1.0",
    )
    .unwrap();
    let (calibration, notice) = Store::open(folder.path()).0.read::<Calibrations>();
    assert_eq!(calibration, Calibrations::default());
    assert!(notice.unwrap().remedy.contains("nrave-module calibrate"));
}

/// A file system of a few pages, unmounted when it goes.
struct Small(tempfile::TempDir);

impl Small {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]);
        let mounted = mount.arg(folder.path()).stderr(Stdio::null()).status();
        if !mounted.is_ok_and(|status| status.success()) {
            println!("skipped: mounting a small file system needs root");
            return None;
        }
        Some(Self(folder))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_settings_and_is_told() {
    let Some(disk) = Small::mount() else { return };
    let (store, _) = Store::open(disk.0.path());
    store.write(&settings(1)).unwrap();
    let mut filler = fs::File::create(disk.0.path().join("filler")).unwrap();
    while filler.write_all(&[0; 512]).is_ok() {}
    drop(filler);
    let notice = store.write(&settings(99)).unwrap_err();
    assert!(notice.remedy.contains("Remove files"), "{notice}");
    assert_eq!(read(disk.0.path()), 1);
    assert_eq!(fs::read_dir(disk.0.path()).unwrap().count(), 2);
    fs::remove_file(disk.0.path().join("filler")).unwrap();
    store.write(&settings(99)).unwrap();
    assert_eq!(read(disk.0.path()), 99);
}

#[test]
fn a_read_only_folder_is_told_and_read() {
    let Some(disk) = Small::mount() else { return };
    let (store, _) = Store::open(disk.0.path());
    store.write(&settings(1)).unwrap();
    fs::write(disk.0.path().join("calibration.toml"), "garbage").unwrap();
    let mut remount = Command::new("mount");
    remount.args(["-o", "remount,ro"]).arg(disk.0.path());
    assert!(remount.status().unwrap().success());
    assert!(store.write(&settings(2)).is_err());
    assert_eq!(read(disk.0.path()), 1);
    let notice = store.read::<Calibrations>().1.unwrap();
    assert!(notice.remedy.contains("can't be written"), "{notice}");
}

#[test]
fn a_folder_that_cant_be_made_gives_defaults() {
    let (store, notice) = Store::open(Path::new("/proc/nrave-module"));
    assert!(notice.unwrap().what.contains("/proc/nrave-module"));
    assert_eq!(store.read::<Settings>(), (Settings::default(), None));
    assert!(store.write(&Settings::default()).is_err());
}
