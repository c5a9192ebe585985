//! Times a step of our executors beside libtorch and ONNX Runtime, in turns, on one core.
//!
//! ```text
//! bench [--only NETWORK[:STEP],…] [--rounds N] [--core N] [--to FOLDER] [--tail N | --load | --voices | --boards]
//! ```
//!
//! See `tests/bench`. Nothing here passes or fails by a time; the exit status tells whether all
//! engines ran, and computed the same.

mod agree;
mod boards;
mod case;
mod dump;
mod engine;
mod load;
mod machine;
mod networks;
mod options;
mod page;
mod peer;
mod picture;
mod progress;
mod roofline;
mod rounds;
mod table;
mod tail;
mod times;
mod voices;
mod work;
mod worker;

use case::Case;
use engine::Engine;
use machine::Machine;
use options::{Options, Task};
use page::Page;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::read().and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    match &options.task {
        Task::Worker(engine, file, folder) => return worker::run(*engine, file, folder),
        Task::Probe(engine, file) => return load::probe(*engine, file),
        Task::Boards => return compute(options),
        Task::Compare | Task::Tail(_) | Task::Load | Task::Voices => {}
    }
    // Before anything takes its time.
    std::fs::create_dir_all(&options.to)
        .map_err(|error| format!("{}: {error}", options.to.display()))?;
    let machine = Machine::prepare(options.core);
    if machine.core.is_none() {
        println!("not bound to one core: the system doesn't allow it");
    }
    match options.task {
        Task::Compare => compare(options, &machine),
        Task::Tail(steps) => save(
            &options.to,
            "tail.md",
            &tail::page(options, &machine, steps)?,
        ),
        Task::Load => save(&options.to, "load.md", &load::page(options, &machine)?),
        Task::Voices => save(&options.to, "voices.md", &voices::page(options, &machine)?),
        Task::Worker(..) | Task::Probe(..) | Task::Boards => Ok(()),
    }
}

fn compute(options: &Options) -> Result<(), Box<dyn Error>> {
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    let page = boards::page(&zoo)?;
    std::fs::create_dir_all(&options.to)?;
    std::fs::write(options.to.join("boards.md"), &page)?;
    println!("{page}");
    Ok(())
}

fn compare(options: &Options, machine: &Machine) -> Result<(), Box<dyn Error>> {
    let engines: Vec<Engine> = (Engine::ALL.into_iter())
        .filter(|engine| engine.is_installed())
        .collect();
    let mut measured = Vec::new();
    for (network, step) in options.cases() {
        let case = Case::make(network, step)?;
        let row = rounds::measure(case, &engines, options.rounds)?;
        println!("{}", table::line(&row));
        measured.push(row);
    }
    save(
        &options.to,
        "results.md",
        &table::results(&measured, machine, options.rounds),
    )?;
    picture::write(&measured, machine, &options.to.join("results.png"))?;
    Ok(())
}

fn save(folder: &Path, name: &str, page: &Page) -> Result<(), Box<dyn Error>> {
    let file = folder.join(name);
    std::fs::write(&file, page.to_string())
        .map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{page}");
    Ok(())
}
