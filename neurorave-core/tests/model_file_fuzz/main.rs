//! Ten thousand mutations of a valid model file: no panic, and no more memory than the file's
//! size earns.

mod memory;
mod mutate;
#[path = "../toy/mod.rs"]
#[allow(dead_code)]
mod toy;

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use memory::Counting;
use mutate::{KINDS, Parts};
use neurorave_core::model::Model;
use toy::Random;

const MUTATIONS: usize = 10_000;
/// Memory that loading may take at its peak: the file's content, decoded, several times over,
/// and room for small things.
const PER_BYTE: usize = 8;
const BASE: usize = 4 << 20;

#[global_allocator]
static MEMORY: Counting = Counting::new();

#[test]
fn mutated_files_neither_panic_nor_take_much_memory() {
    let parts = Parts::new();
    let mut random = Random(2026);
    let mut outcomes = BTreeMap::<String, usize>::new();
    let mut worst = 0;
    for n in 0..MUTATIONS {
        let kind = KINDS[n % KINDS.len()];
        let file = kind(&parts, &mut random);
        let before = MEMORY.restart();
        let result = catch_unwind(|| Model::from_bytes("mutated.nrave", &file).map(drop));
        let peak = MEMORY.peak() - before;
        let limit = file.len() * PER_BYTE + BASE;
        assert!(
            peak <= limit,
            "mutation {n}: {peak} bytes for a file of {}",
            file.len()
        );
        worst = worst.max(peak);
        let outcome = match result {
            Ok(Ok(())) => "loads".to_owned(),
            Ok(Err(e)) => {
                assert!(!e.remedy().is_empty() && e.to_string().len() < 2000, "{e}");
                let problem = format!("{:?}", e.problem());
                problem
                    .split([' ', '('])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }
            Err(_) => panic!("mutation {n} panicked"),
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    println!("peak {worst} bytes; {outcomes:?}");
    // The mutations reach every layer: archive, manifest, protobuf, tensors, shared weights,
    // wiring.
    for reached in [
        "loads",
        "Truncated",
        "Checksum",
        "Manifest",
        "Range",
        "Graph",
        "Shape",
        "ExternalData",
        "MissingEntry",
        "NotFinite",
    ] {
        assert!(
            outcomes.contains_key(reached),
            "nothing came to {reached}: {outcomes:?}"
        );
    }
}
