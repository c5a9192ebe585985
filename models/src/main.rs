//! The `nrave` command: see `nrave --help`.

mod cli;

/// Training allocates and frees hundreds of megabytes a step; an allocator that keeps its pages
/// saves a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
