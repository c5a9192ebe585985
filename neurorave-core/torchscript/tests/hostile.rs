//! Thousands of mutations of a valid archive, and files made to take much: no panic, and no more
//! memory than the file's size earns.

#[path = "../../tests/model_file_fuzz/memory.rs"]
mod memory;
mod mutate;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;
use std::sync::Arc;

use memory::Counting;
use mutate::{KINDS, Random};
use nrave_torchscript::archive::{Archive, Error, Section, is_torchscript};
use nrave_torchscript::pickle::{Pickle, Value};
use support::zip::{deflated, pack};
use support::{everything, parts, with};

const MUTATIONS: usize = 6_000;
/// Memory that reading may take at its peak: times the file's size, and for small things.
const PER_BYTE: usize = 4;
const BASE: usize = 16 << 10;
/// Memory that a pickle's values may take whatever the file's size.
const SLACK: usize = 4 << 20;

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// Reads all that there is. Held at the same time: both pickles and one tensor or file of the program.
fn read_all(file: Vec<u8>) -> Result<(), Error> {
    is_torchscript(&file);
    let archive = Archive::open("mutated.ts", Arc::new(file))?;
    let mut code = archive.code_files();
    let code = code.try_for_each(|name| archive.read_code(name).map(drop));
    let data = Pickle::read(&archive, Section::Data);
    let constants = Pickle::read(&archive, Section::Constants);
    let mut read = Ok(());
    for pickle in [&data, &constants].into_iter().flatten() {
        let mut seen = BTreeSet::new();
        read = read.and(follow(&archive, pickle.root(), &mut seen));
    }
    code.and(read).and(archive.check_storages())?;
    data.and(constants).map(drop)
}

/// Reads every tensor within `value`.
fn follow(archive: &Archive, value: Value<'_>, seen: &mut BTreeSet<usize>) -> Result<(), Error> {
    match value {
        Value::Tensor(tensor) => tensor.read(archive).map(drop),
        Value::List(list) | Value::Tuple(list) => list
            .iter()
            .try_for_each(|value| follow(archive, value, seen)),
        Value::Dict(dict) => dict.iter().try_for_each(|(key, value)| {
            follow(archive, key, seen)?;
            follow(archive, value, seen)
        }),
        Value::Object(object) if seen.insert(object.id()) => follow(archive, object.state(), seen),
        Value::Enum(member) => follow(archive, member.value(), seen),
        _ => Ok(()),
    }
}

/// The outcome of reading a file, and the most memory that it took at a time.
fn measured(file: Vec<u8>) -> (Result<(), Error>, usize) {
    let before = MEMORY.restart();
    let outcome = catch_unwind(|| read_all(file)).expect("reading a file panics");
    (outcome, MEMORY.peak() - before)
}

/// Both tests count the same memory, so they are one.
#[test]
fn no_file_takes_more_memory_than_it_earns() {
    mutated_files();
    bombs();
}

fn mutated_files() {
    let entries = everything();
    let mut random = Random(2026);
    let mut outcomes = BTreeMap::<String, usize>::new();
    let mut worst = 0.0f64;
    for n in 0..MUTATIONS {
        let file = KINDS[n % KINDS.len()](&entries, &mut random);
        let size = file.len();
        let (outcome, peak) = measured(file);
        let limit = size * PER_BYTE + BASE;
        assert!(
            peak <= limit,
            "mutation {n}: {peak} bytes for a file of {size}"
        );
        worst = worst.max(peak as f64 / limit as f64);
        let outcome = match outcome {
            Ok(()) => "read".to_owned(),
            Err(e) => {
                assert!(e.to_string().len() < 1000, "{e}");
                let problem = format!("{:?}", e.problem());
                let kind = problem.split(|c: char| !c.is_alphanumeric()).next();
                kind.unwrap_or_default().to_owned()
            }
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    println!("worst share of the limit {worst:.2}; {outcomes:?}");
    for reached in [
        "read",
        "Source",
        "Damaged",
        "Checksum",
        "Unsupported",
        "TooLarge",
    ] {
        assert!(
            outcomes.contains_key(reached),
            "nothing came to {reached}: {outcomes:?}"
        );
    }
}

/// Pickles of one opcode over and over, and a program that unfolds a thousandfold.
fn bombs() {
    let pickle = |before: &[u8], again: &[u8], after: &[u8]| {
        let again = again.repeat((1 << 20) / again.len());
        let pickle = [b"\x80\x02", before, &again, after].concat();
        pack(&parts(pickle, &[]))
    };
    let mut files = vec![
        pickle(b"(", b"N", b"t."),
        pickle(b"", b"(", b"."),
        pickle(b"](", b"\x88", b"e."),
        pickle(b"]", b"Na", b"."),
        pickle(b"(", b"]", b"t."),
        pickle(b"(", b")\x94", b"t."),
        pickle(b"(", b"]Na", b"t."),
        pickle(b")", b"\x85", b"."),
        pickle(b"Nq\0(", b"h\0", b"t."),
        pickle(b"c__torch__\nM\nq\0(", b"h\0)\x81", b"t."),
        pickle(b"}q\0](", b"c__torch__\nM\n)\x81h\0b", b"e."),
        pickle(
            &[b"X\xe8\x03\0\0", &[b'a'; 1000][..], b"q\0"].concat(),
            b"h\0h\0\x93",
            b".",
        ),
    ];
    files.push({
        let zeros = deflated("m/code/zeros.py", &vec![b' '; 8 << 20]);
        let mut entries = parts(b"\x80\x02N.".to_vec(), &[]);
        entries.push(zeros);
        pack(&entries)
    });
    files.push({
        let program = vec![b' '; (8 << 20) + 1];
        pack(&with(
            parts(b"\x80\x02N.".to_vec(), &[]),
            "m/code/long.py",
            &program,
        ))
    });
    let last = files.len() - 1;
    for (n, file) in files.into_iter().enumerate() {
        let size = file.len();
        let (outcome, peak) = measured(file);
        // Of what unfolds, old and new are held while there is room to be made: 8 MiB and less.
        let unfolded = if n == last - 1 { 16 << 20 } else { 0 };
        let limit = size * PER_BYTE + SLACK + BASE + unfolded;
        println!(
            "bomb {n} of {size} bytes: {peak} bytes, {:?}",
            outcome.map_err(|e| e.to_string())
        );
        assert!(peak <= limit, "bomb {n}: {peak} bytes for a file of {size}");
    }
}
