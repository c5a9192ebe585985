//! The kernels for 64-bit ARM pass their tests too: built for it, and run under emulation.

#![cfg(not(target_arch = "aarch64"))]

use std::path::Path;
use std::process::{Command, Stdio};

const TARGET: &str = "aarch64-unknown-linux-gnu";
const LINKER: &str = "aarch64-linux-gnu-gcc";
const EMULATORS: [&str; 2] = ["qemu-aarch64", "qemu-aarch64-static"];

fn starts(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether Rust's standard library is there for [`TARGET`].
fn has_standard_library() -> bool {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    asked.is_ok_and(|answer| Path::new(String::from_utf8_lossy(&answer.stdout).trim()).exists())
}

#[test]
fn kernels_pass_their_tests_on_emulated_arm() {
    let emulator = EMULATORS.into_iter().find(|name| starts(name));
    let Some(emulator) = emulator else {
        return println!("skipped: there is no qemu-aarch64 (Debian: package qemu-user)");
    };
    if !starts(LINKER) {
        return println!("skipped: there is no {LINKER} (Debian: package gcc-aarch64-linux-gnu)");
    }
    if !has_standard_library() {
        return println!("skipped: no standard library for ARM (rustup target add {TARGET})");
    }
    let answer = Command::new(env!("CARGO"))
        .args(["test", "--release", "--package", "nrave-neon", "--lib"])
        .args(["--target", TARGET, "--target-dir"])
        // Whoever runs this test may be holding the usual folder.
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("neon"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", LINKER)
        .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", emulator)
        // No libraries for the emulator to look for.
        .env_remove("RUSTFLAGS")
        .env(
            "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS",
            "-C target-feature=+crt-static",
        )
        .output()
        .unwrap();
    let [said, complained] =
        [&answer.stdout, &answer.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(answer.status.success(), "{said}{complained}");
    // That they were there at all.
    for test in [
        "kernel::tests::convolutions",
        "expr::tests::accuracy::elementary",
    ] {
        assert!(said.contains(test), "{test} is missing:\n{said}");
    }
}
