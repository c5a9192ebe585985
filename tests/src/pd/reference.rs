//! What the engine renders without any host.

use neurorave_core::instrument::{Command, Instrument, Mode, Request};
use std::path::Path;

/// Pd's block.
const BLOCK: usize = 64;

/// [`reference_of`] the model's `forward`.
pub fn reference(
    model: &Path,
    rate: u32,
    input: &[f32],
    controls: &[(usize, f32)],
    commands: &[(usize, Command)],
) -> Vec<f32> {
    reference_of((model, "forward"), rate, input, controls, commands)
}

/// Offline rendering of `input` by one method of a model in Pd's blocks. `controls` are constant
/// values at further inlets; `commands` are given before the block that starts at their sample.
pub fn reference_of(
    (model, method): (&Path, &str),
    rate: u32,
    input: &[f32],
    controls: &[(usize, f32)],
    commands: &[(usize, Command)],
) -> Vec<f32> {
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(f64::from(rate), BLOCK);
    remote.request(Request::Mode(Some(Mode::Offline)));
    remote
        .load_and_wait(model, Some(method))
        .expect("a valid model");

    let inlets = 1 + controls.iter().map(|c| c.0).max().unwrap_or(0);
    let mut constant = vec![[0.0; BLOCK]; inlets];
    for &(inlet, value) in controls {
        constant[inlet].fill(value);
    }
    let mut output = vec![0.0; input.len().next_multiple_of(BLOCK)];
    for (block, out) in output.chunks_exact_mut(BLOCK).enumerate() {
        let start = block * BLOCK;
        for (_, command) in commands
            .iter()
            .filter(|c| (start..start + BLOCK).contains(&c.0))
        {
            instrument.apply(*command);
        }
        let end = (start + BLOCK).min(input.len());
        constant[0][..end - start].copy_from_slice(&input[start..end]);
        constant[0][end - start..].fill(0.0);
        let inputs: Vec<&[f32]> = constant.iter().map(|c| c.as_slice()).collect();
        instrument.process(&inputs, &mut [out]);
    }
    output.truncate(input.len());
    output
}
