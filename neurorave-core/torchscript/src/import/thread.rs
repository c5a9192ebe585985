//! A thread with room enough to follow any program.

use super::ImportError;
use crate::run::STACK;

/// Does something on a stack on which any program can be followed.
pub(super) fn on_a_stack<T: Send>(
    file: &str,
    action: impl FnOnce() -> Result<T, ImportError> + Send,
) -> Result<T, ImportError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, action);
        let thread = thread.map_err(|problem| ImportError::Thread {
            file: file.to_owned(),
            problem,
        })?;
        let done = thread.join();
        done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
