//! Files that change while a model of them plays: a clear error, or the sound of the file as it was.

mod v1;

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use neurorave_core::Problem;
use neurorave_core::model::Model;
use neurorave_core::network::{Executor, Native, Network, NetworkError, Tract};

/// A file on disk and the model that was loaded from it. Its name makes it differ from those of the
/// other tests: what is in use is shared within a process.
fn loaded(folder: &Path, name: &str) -> (PathBuf, Arc<Model>) {
    let path = folder.join(format!("{name}.nrave"));
    fs::write(&path, v1::file(name, 8)).unwrap();
    let model = Model::open(&path).unwrap();
    (path, model)
}

/// Writes into the middle of a file, where weights are.
fn overwrite(path: &Path) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    let middle = file.metadata().unwrap().len() / 2;
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[0x3c; 100]).unwrap();
}

/// Every way to a network says that the file has changed, and what to do.
fn assert_changed(model: &Model) {
    for method in ["forward", "decode"] {
        let native = Native::load(model, method).map(drop).unwrap_err();
        let graph = model.graph(method).map(drop).unwrap_err();
        for error in [native, graph] {
            assert!(matches!(error.problem(), Problem::Changed), "{error}");
            assert!(error.to_string().ends_with("Load it again."), "{error}");
        }
        let network = Network::new(model, method).map(drop).unwrap_err();
        let NetworkError::File { problem } = network else {
            panic!("{network}");
        };
        assert!(problem.starts_with(model.file()), "{problem}");
        assert!(problem.ends_with("Load it again."), "{problem}");
    }
}

/// A few steps of both executors, of the model as it is now.
fn assert_plays(model: &Model) {
    let method = model.method("decode").unwrap();
    let native = Native::load(model, "decode").unwrap().unwrap();
    let tract = Tract::compile(&model.graph("decode").unwrap(), method).unwrap();
    let (mut a, mut b) = (native.start().unwrap(), tract.start().unwrap());
    let inputs: Vec<Box<[f32]>> = method
        .inputs
        .iter()
        .map(|port| (0..port.values()).map(|i| (i as f32 * 0.7).sin()).collect())
        .collect();
    let mut x = vec![vec![0.0f32; method.step].into_boxed_slice()];
    let mut y = x.clone();
    for _ in 0..3 {
        native.step(&mut a, &inputs, &mut x).unwrap();
        tract.step(&mut b, &inputs, &mut y).unwrap();
    }
    for (x, y) in x[0].iter().zip(&y[0]) {
        assert!((x - y).abs() <= 1e-4 * y.abs().max(1.0), "{x} for {y}");
    }
    assert!(x[0].iter().any(|x| *x != 0.0));
}

#[test]
fn weights_that_are_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (path, model) = loaded(folder.path(), "over");
    assert_plays(&model);
    overwrite(&path);
    assert_changed(&model);
}

#[test]
fn a_file_that_is_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let (path, model) = loaded(folder.path(), "short");
    let len = fs::metadata(&path).unwrap().len();
    for left in [len - 1, len / 2, 100, 0] {
        let file = OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(left).unwrap();
        assert_changed(&model);
    }
}

#[test]
fn what_plays_goes_on_when_its_file_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, model) = loaded(folder.path(), "gone");
    let native = Native::load(&model, "decode").unwrap().unwrap();
    overwrite(&path);
    // Its weights are packed already, and shared with whoever has the same content.
    let twin = folder.path().join("twin.nrave");
    fs::write(&twin, v1::file("gone", 8)).unwrap();
    let again = Model::open(&twin).unwrap();
    assert!(Arc::ptr_eq(&model, &again));
    // Loading the content again, from elsewhere, also mends the model that plays.
    assert_plays(&model);
    drop(native);
}

/// A file that is deleted, or another that is renamed to its name, as training does it.
#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_stays_until_the_model_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, model) = loaded(folder.path(), "old");
    let newer = folder.path().join("newer");
    fs::write(&newer, v1::file("new", 8)).unwrap();
    fs::rename(&newer, &path).unwrap();
    assert_plays(&model);
    let new = Model::open(&path).unwrap();
    assert_eq!(new.manifest().name, "new");
    fs::remove_file(&path).unwrap();
    assert_plays(&model);
    assert_plays(&new);
}

/// Somebody writes while others load: an error or a good model, never anything else.
#[test]
fn a_file_that_changes_while_it_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("busy.nrave");
    let file = v1::file("busy", 8);
    fs::write(&path, &file).unwrap();
    let done = AtomicBool::new(false);
    let load = || {
        let model = Model::open(&path);
        model.and_then(|model| Native::load(&model, "forward"))
    };
    let (good, bad) = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Some pauses are shorter than loading takes, and some longer, on any machine.
            for pause in [1, 4, 20, 100, 500].into_iter().cycle() {
                for part in [&file[..file.len() / 2], &file] {
                    fs::write(&path, part).unwrap();
                    std::thread::sleep(Duration::from_millis(pause));
                }
                if done.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let start = Instant::now();
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        // Until there is enough of both.
        while good.len().min(bad.len()) < 20 && start.elapsed() < Duration::from_secs(60) {
            match load() {
                Ok(native) => good.push(native.is_ok()),
                Err(error) => bad.push(error),
            }
        }
        done.store(true, Ordering::Relaxed);
        (good, bad)
    });
    println!("{} loaded, {} refused", good.len(), bad.len());
    assert!(!good.is_empty() && !bad.is_empty());
    assert!(good.iter().all(|lowered| *lowered));
    assert!(bad.iter().all(|error| !error.remedy().is_empty()));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_kept_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.nrave");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: there is no mkfifo here");
        return;
    }
    let file = v1::file("pipe", 8);
    let model = std::thread::scope(|scope| {
        scope.spawn(|| fs::write(&pipe, file).unwrap());
        Model::open(&pipe).unwrap()
    });
    assert_plays(&model);
}
