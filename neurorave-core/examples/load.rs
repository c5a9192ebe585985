//! What loading takes: times of opening a file and of compiling each of its methods, the least of
//! several. Without a file, of a model of the size of RAVE v1.

use neurorave_core::model::Model;
use neurorave_core::network::Native;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[path = "../tests/v1/mod.rs"]
mod v1;

const TIMES: usize = 15;

fn main() {
    let mut paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let folder = tempfile::tempdir().unwrap();
    if paths.is_empty() {
        let path = folder.path().join("v1.nrave");
        std::fs::write(&path, v1::file("v1", 1)).unwrap();
        paths.push(path);
    }
    for path in &paths {
        println!("{}", path.display());
        report(path);
    }
}

fn report(path: &Path) {
    let least = |mut run: Box<dyn FnMut() -> f64>| {
        let times = (0..TIMES).map(|_| run());
        times.fold(f64::INFINITY, f64::min)
    };
    let owned = path.to_owned();
    let open = least(Box::new(move || {
        let start = Instant::now();
        let model = Model::open(&owned).unwrap();
        let time = start.elapsed().as_secs_f64() * 1e3;
        drop(model);
        time
    }));
    println!("  open: {open:.1} ms");
    let model = Model::open(path).unwrap();
    for method in model.manifest().methods.keys() {
        let (model, name) = (model.clone(), method.clone());
        let compile = least(Box::new(move || {
            let start = Instant::now();
            let native = Native::load(&model, &name).unwrap().unwrap();
            let time = start.elapsed().as_secs_f64() * 1e3;
            drop(native);
            time
        }));
        println!("  {method}: {compile:.1} ms");
    }
}
