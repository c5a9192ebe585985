#[path = "../../tests/model_file_fuzz/memory.rs"]
mod memory;
mod support;
use memory::Counting;
use nrave_torchscript::import::{Options, import};
use std::sync::Arc;
use support::fixture;
#[global_allocator]
static MEMORY: Counting = Counting::new();
fn measure(name: &str, file: Vec<u8>) {
    let size = file.len();
    let source = Arc::new(file);
    let before = MEMORY.restart();
    let start = std::time::Instant::now();
    let result = import(name, name, source, &Options::default());
    let time = start.elapsed();
    let peak = MEMORY.peak() - before;
    let words = match &result {
        Ok(i) => {
            let nodes: Vec<usize> = i
                .graphs
                .values()
                .map(|g| g.graph.as_ref().unwrap().node.len())
                .collect();
            format!("{nodes:?} refused {:?}", i.report.refused)
        }
        Err(e) => e.to_string(),
    };
    println!(
        "{name}: {size} peak {peak} ({:.2}x) {time:?} {words}",
        peak as f64 / size as f64
    );
}
#[test]
fn probe() {
    if let Ok(path) = std::env::var("PROBE") {
        measure(&path, std::fs::read(&path).unwrap());
        return;
    }
    let mut names: Vec<_> = std::fs::read_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/oracle/models"
    ))
    .unwrap()
    .map(|e| e.unwrap().path())
    .filter(|p| p.extension().is_some_and(|e| e == "zip"))
    .map(|p| p.file_stem().unwrap().to_string_lossy().into_owned())
    .collect();
    names.sort();
    for name in names {
        measure(&name, fixture::model(&name));
    }
}
