//! The `nrave` command: see `nrave --help`.

mod cli;

#[global_allocator]
static ALLOCATOR: nrave::allocator::Allocator = nrave::allocator::Allocator;

fn main() -> std::process::ExitCode {
    nrave::allocator::keep_pages();
    cli::run()
}
