//! `nrave-module calibrate`.

use super::check::line;
use super::random::Random;
use super::{Bench, names};
use std::fs;
use std::process::{Command, Stdio};

/// Volts of the reference board a count.
const COUNT: f32 = 21.05 * 0.256 / 2048.0;

/// What a jack reads that is 2 % and 50 mV off.
fn off(volts: f32) -> f32 {
    volts * 1.02 + 0.05
}

/// A script of a jack that holds each of these for four seconds, with noise.
fn script(jack: &str, held: &[f32], noise: f32) -> String {
    let mut random = Random(5);
    let mut text = format!("seconds,{jack}\n");
    for n in 0..held.len() * 12_000 {
        let volts = held[n / 12_000] + noise * random.normal();
        text += &format!("{:.6},{volts}\n", n as f64 / 3000.0);
    }
    text
}

const OLD: &str = "[pitch]\nat_1v = 0.98\nat_3v = 2.97\n";

#[test]
fn a_jack_that_is_off_plays_within_two_cents_afterwards() {
    let bench = Bench::new();
    bench.write("cal.csv", &script("cv4", &[off(1.0), off(3.0)], COUNT));
    let said = bench.works(&["calibrate", "--simulate", "cal.csv"]);
    for word in [
        "put 1.000 V into the jack cv4",
        "put 3.000 V into the jack cv4",
        "scale +2.0",
        "offset +50.",
        "179.",
        "calibration.toml. Pd plays it",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    for volts in [0.0, 1.0, 2.0, 2.5, 3.75, 5.0] {
        bench.write("check.csv", &script("cv4", &[off(volts)], COUNT));
        let text = bench.works(&["check", "--simulate", "check.csv", "--seconds", "2"]);
        let pitch = line(&text, "pitch");
        let hertz = pitch.split(" Hz").next().unwrap();
        let hertz: f32 = hertz.rsplit(' ').next().unwrap().parse().unwrap();
        let cents = 1200.0 * ((hertz / 261.625_57).log2() - volts);
        assert!(cents.abs() <= 2.0, "{volts} V: {cents} cents: {pitch}");
    }
}

#[test]
fn nonsense_is_refused_and_the_old_calibration_stays() {
    let bench = Bench::new();
    bench.write("state/calibration.toml", OLD);
    // Longer than anybody waits.
    let long = |volts: &dyn Fn(usize) -> f32| {
        let rows = (0..13_000).map(|n| format!("{},{}\n", n as f64 / 100.0, volts(n)));
        format!("seconds,cv4\n{}", rows.collect::<String>())
    };
    let noisy = long(&|n| 1.0 + 0.05 * (n * 7919 % 101) as f32 / 101.0);
    let drifting = long(&|n| 0.9 + 0.0002 * (n % 1300) as f32);
    for (name, text, why) in [
        (
            "same",
            script("cv4", &[1.0], 0.0),
            "at 3 V the jack reads 1.0",
        ),
        (
            "swapped",
            script("cv4", &[3.0, 1.0], 0.0),
            "at 3 V the jack reads 1.0",
        ),
        (
            "off",
            script("cv4", &[1.3, 3.0], 0.0),
            "at 1 V the jack reads 3.0",
        ),
        ("noisy", noisy, "noisy"),
        (
            "half",
            script("cv4", &[0.7, 1.0, 3.3], 0.0),
            "more than 0.25 V off",
        ),
        (
            "empty",
            script("cv4", &[0.0], 0.0),
            "at 1 V the jack reads 0.0",
        ),
        ("drifting", drifting, "drifts"),
    ] {
        bench.write("cal.csv", &text);
        let said = bench.call(&["calibrate", "pitch", "--simulate", "cal.csv"]);
        assert_eq!(said.code, 1, "{name}: {}", said.out);
        assert!(said.error.contains(why), "{name}: {}", said.error);
        assert!(
            said.error.contains("the calibration is as it was"),
            "{name}"
        );
        assert_eq!(bench.read("state/calibration.toml"), OLD, "{name}");
    }
    assert_eq!(names(&bench.path("state")), ["calibration.toml"]);
}

#[test]
fn what_other_inputs_have_stays() {
    let bench = Bench::new();
    let config = "board = \"neurorack\"\n[[input]]\nname = \"pitch\"\njack = \"cv4\"\n\
        kind = \"voct\"\n[[input]]\nname = \"other\"\njack = \"cv3\"\nkind = \"voct\"\n\
        [[input]]\nname = \"cv1\"\nkind = \"cv\"\n";
    bench.write("state/module.toml", config);
    bench.write("state/calibration.toml", OLD);
    bench.write("cal.csv", &script("cv3", &[off(1.0), off(3.0)], COUNT));
    let dry = ["calibrate", "other", "--simulate", "cal.csv", "--dry-run"];
    assert!(bench.works(&dry).contains("Nothing is written"));
    assert_eq!(bench.read("state/calibration.toml"), OLD);
    bench.works(&dry[..4]);
    let text = bench.read("state/calibration.toml");
    assert!(
        text.contains(OLD.trim_end()) && text.contains("[other]\nat_1v = 1.0"),
        "{text}"
    );
    for (inputs, why) in [
        (["cv1", "pitch"], "cv1 is of kind cv"),
        (["pitch", "piano"], "V/oct inputs are pitch, other"),
    ] {
        let call = ["calibrate", inputs[0], inputs[1], "--simulate", "cal.csv"];
        bench.fails(&call, 2, why);
    }
    bench.write(
        "state/module.toml",
        &config[..config.find("[[input]]\nname = \"cv1").unwrap()],
    );
    // All of them, where none is named; the first one is not there.
    bench.fails(
        &["calibrate", "--simulate", "cal.csv"],
        1,
        "at 1 V the jack reads 0.0",
    );
}

#[test]
fn a_damaged_calibration_is_kept_beside_the_new_one() {
    let bench = Bench::new();
    bench.write("state/calibration.toml", "[pitch]\nat_1v = 9\n");
    bench.write("cal.csv", &script("cv4", &[1.0, 3.0], COUNT));
    let said = bench.works(&["calibrate", "--simulate", "cal.csv"]);
    assert!(said.contains("is damaged"), "{said}");
    let kept = ["calibration.toml", "calibration.toml.damaged"];
    assert_eq!(names(&bench.path("state")), kept);
    let text = bench.read("state/calibration.toml");
    assert!(text.starts_with("[pitch]\nat_1v = "), "{text}");
}

#[test]
fn a_calibration_that_fails_on_the_way_leaves_the_old_one() {
    let bench = Bench::new();
    bench.write("state/calibration.toml", OLD);
    bench.write("cal.csv", &script("cv4", &[1.0, 3.0], COUNT));
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = bench.command(&["calibrate", "--simulate", "cal.csv"]);
    let status = command.stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
    assert_eq!(bench.read("state/calibration.toml"), OLD);
}

#[test]
fn a_full_disk_leaves_the_old_calibration_and_is_told() {
    let bench = Bench::new();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"]);
    let mounted = mount
        .arg(bench.path("state"))
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: mounting a small file system needs root");
        return;
    }
    bench.write("state/calibration.toml", OLD);
    let filled = fs::write(bench.path("state/filler"), [0; 65_536]);
    bench.write("cal.csv", &script("cv4", &[1.0, 3.0], COUNT));
    let said = bench.call(&["calibrate", "--simulate", "cal.csv"]);
    let after = bench.read("state/calibration.toml");
    let unmounted = Command::new("umount").arg(bench.path("state")).status();
    assert!(filled.is_err() && unmounted.unwrap().success());
    assert_eq!((said.code, after.as_str()), (1, OLD), "{}", said.error);
    assert!(
        said.error.contains("Remove files from the disk"),
        "{}",
        said.error
    );
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_or_the_new_calibration() {
    let bench = Bench::new();
    bench.write("cal.csv", &script("cv4", &[1.0, 3.0], COUNT));
    let call = ["calibrate", "--simulate", "cal.csv"];
    bench.works(&call);
    let new = bench.read("state/calibration.toml");
    let mut random = Random(11);
    for _ in 0..40 {
        bench.write("state/calibration.toml", OLD);
        let mut child = bench.command(&call).stdout(Stdio::null()).spawn().unwrap();
        let wait = std::time::Duration::from_micros((random.uniform() * 60_000.0) as u64);
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        let text = bench.read("state/calibration.toml");
        assert!(text == OLD || text == new, "{text}");
    }
}
