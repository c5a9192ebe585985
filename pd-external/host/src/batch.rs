//! Whether Pd renders instead of playing.

/// Whether this Pd was started with `-batch`: it renders as fast as it can, so the objects wait
/// for their models instead of dropping out.
///
/// Pd keeps that flag to itself; the command line is the same on every system.
pub fn pd_runs_in_batch() -> bool {
    batch_flag(std::env::args_os().filter_map(|word| word.into_string().ok()))
}

fn batch_flag(words: impl Iterator<Item = String>) -> bool {
    words.fold(false, |batch, word| match word.as_str() {
        "-batch" => true,
        "-nobatch" => false,
        _ => batch,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_batch_flag_counts() {
        let batch = |line: &str| batch_flag(line.split(' ').map(str::to_owned));
        assert!(batch("pd -nogui -batch"));
        assert!(!batch("pd -batch -nobatch"));
        assert!(!batch("pd batch.pd"));
    }
}
