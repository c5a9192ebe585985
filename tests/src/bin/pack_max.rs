//! Packs what `cargo cross` has built for Max into `target/pack`; `cargo pack` calls it.

use nrave_tests::package::{NAME, archive, complaints, files};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let [folder] = words.as_slice() else {
        return Err("usage: pack_max FOLDER".into());
    };
    let files = files()?;
    let complaints = complaints(&files);
    if !complaints.is_empty() {
        return Err(complaints.join("; ").into());
    }
    let archive = archive(&files)?;
    let version = env!("CARGO_PKG_VERSION");
    let target = Path::new(folder).join(format!("{NAME}-{version}-max.zip"));
    std::fs::create_dir_all(folder)?;
    std::fs::write(&target, &archive)?;
    let megabytes = archive.len() as f64 / 1e6;
    println!(
        "{}: {} files, {megabytes:.1} MB",
        target.display(),
        files.len()
    );
    Ok(())
}
