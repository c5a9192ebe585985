//! A C program that knows nothing but the header renders the same bits as the Rust interface.

#[path = "../../neurorave-core/tests/common/mod.rs"]
mod common;

use common::{full_model, melody, offline, render, save};
use neurorave_core::instrument::Command;
use nrave_tests::samples;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};

const RATE: f64 = 48000.0;

/// Where cargo has put the library's C form: beside this test, or one folder up.
fn library() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folders = test.ancestors().skip(1).take(2);
    let candidates = folders.map(|folder| folder.join("libneurorave_core.a"));
    let found = candidates.filter(|path| path.exists()).max_by_key(|path| {
        path.metadata()
            .and_then(|m| m.modified())
            .unwrap_or(std::time::UNIX_EPOCH)
    });
    found.expect("libneurorave_core.a: cargo builds it as a dependency of this test")
}

/// Compiles the host; `None` where there is no C compiler.
fn compile(folder: &Path) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = folder.join("render");
    let result = Process::new("cc")
        .args(["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-g"])
        .arg("-I")
        .arg(root.join("../neurorave-core/include"))
        .arg("-o")
        .arg(&program)
        .arg(root.join("c-host/render.c"))
        .arg(library())
        .args(["-lm", "-lpthread", "-ldl"])
        .output();
    let Ok(result) = result else {
        println!("skipped: there is no C compiler (cc)");
        return None;
    };
    assert!(
        result.status.success(),
        "{}",
        String::from_utf8_lossy(&result.stderr)
    );
    Some(program)
}

/// Runs the host, under the programs of `wrapper` if there are any.
fn run(wrapper: &[&str], program: &Path, folder: &Path) -> Output {
    let mut words = wrapper
        .iter()
        .map(std::ffi::OsStr::new)
        .chain([program.as_os_str()]);
    let mut process = Process::new(words.next().unwrap());
    process.args(words).current_dir(folder);
    process.args([
        "full.nrave",
        "48000",
        "100",
        "in.f32",
        "out.f32",
        "seed 5",
        "transpose -3",
    ]);
    process.output().unwrap()
}

#[test]
fn a_c_host_renders_the_same_bits_without_errors_or_leaks() {
    let folder = tempfile::tempdir().unwrap();
    let Some(program) = compile(folder.path()) else {
        return;
    };
    let path = save(folder.path(), "full.nrave", &full_model(512, 100));
    let input = melody(RATE, 0.5);
    save(folder.path(), "in.f32", &samples::to_bytes(&input));

    let (mut instrument, remote) = offline(RATE);
    remote.load_and_wait(path, None).unwrap();
    instrument.apply(Command::Seed(5));
    instrument.apply(Command::Transpose(-3.0));
    let expected = render(&mut instrument, &input, &[64]);
    let latency = instrument.latency_samples();

    let output = run(&[], &program, folder.path());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said, format!("latency {latency} dropouts 0\n"));
    let rendered = samples::from_bytes(&std::fs::read(folder.path().join("out.f32")).unwrap());
    assert_eq!(rendered.len(), expected.len());
    let same = |(a, b): &(&f32, &f32)| a.to_bits() == b.to_bits();
    assert_eq!(
        rendered.iter().zip(&expected).take_while(same).count(),
        expected.len()
    );

    if Process::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind is not installed");
        return;
    }
    let output = run(
        &[
            "valgrind",
            "--quiet",
            "--error-exitcode=99",
            "--leak-check=full",
            "--show-leak-kinds=definite,indirect",
            "--errors-for-leak-kinds=definite,indirect",
        ],
        &program,
        folder.path(),
    );
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && report.is_empty(), "{report}");
}
