//! What is shared: the packed weights of a model's methods, and all but the state of those who play
//! the same one.

#[path = "model_file_fuzz/memory.rs"]
mod memory;
mod v1;

use memory::Counting;
use neurorave_core::model::Model;
use neurorave_core::network::{Executor, Native};

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// What `work` makes, how many bytes that keeps, and how many were in use besides at the peak.
fn counted<T>(work: impl FnOnce() -> T) -> (T, usize, usize) {
    let before = MEMORY.restart();
    let made = work();
    let peak = MEMORY.peak();
    let kept = MEMORY.restart().saturating_sub(before);
    (made, kept, peak - before - kept)
}

/// One test, so that nothing else allocates.
#[test]
fn weights_are_in_memory_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v1.nrave");
    let file = v1::file("v1", 1);
    std::fs::write(&path, &file).unwrap();
    let size = file.len();
    drop(file);

    let (model, kept, besides) = counted(|| Model::open(&path).unwrap());
    println!("open: {kept} bytes, {besides} besides");
    assert!(kept < 200_000, "{kept} bytes of a file of {size}");
    assert!(besides < 3 << 20, "{besides} bytes besides");

    let load = |method| Native::load(&model, method).unwrap().unwrap();
    let (forward, kept, besides) = counted(|| load("forward"));
    println!("forward: {kept} bytes, {besides} besides");
    assert!((30 << 20..size * 11 / 10).contains(&kept), "{kept} bytes");
    assert!(besides < 4 << 20, "{besides} bytes besides");

    for method in ["encode", "decode", "forward"] {
        let (_native, kept, _) = counted(|| load(method));
        println!("{method}: {kept} bytes");
        assert!(kept < size / 50, "{kept} bytes");
    }

    // A state is the histories of the convolutions, and room for what passes between them.
    let states = [(); 2].map(|()| counted(|| forward.start().unwrap()));
    for (_, kept, _) in &states {
        println!("state: {kept} bytes");
        assert!(*kept < size / 10, "{kept} bytes");
    }

    let again = Model::open(&path).unwrap();
    assert!(std::sync::Arc::ptr_eq(&model, &again));
    let before = MEMORY.restart();
    drop(forward);
    let freed = before - MEMORY.restart();
    assert!(
        freed > 30 << 20,
        "{freed} bytes are freed with the last user"
    );
}
