//! The way of a signal through a step.

use super::Layer;
use crate::stream::SIGNAL;
use crate::trace::{Id, Node, Op, Trace};
use std::collections::HashMap;

/// What the signal has met on its way to a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// Samples of audio that it is late by.
    pub samples: usize,
    /// Whether every convolution told how long it waits.
    pub told: bool,
    /// Whether any did.
    pub layered: bool,
}

impl Path {
    /// The way to `output` in a step of `samples`; none where the signal doesn't reach it.
    pub fn to(output: Id, trace: &Trace, layers: &[Layer], samples: usize) -> Option<Self> {
        let mut by_output: HashMap<Id, Vec<&Layer>> = HashMap::new();
        for layer in layers {
            by_output.entry(layer.output).or_default().push(layer);
        }
        let mut paths: Vec<Option<Self>> = Vec::with_capacity(output.index() + 1);
        for (place, node) in trace.nodes()[..=output.index()].iter().enumerate() {
            let mut path = match node.op {
                Op::Input(SIGNAL) => Some(Self {
                    samples: 0,
                    told: true,
                    layered: false,
                }),
                _ => {
                    let before = node.inputs.iter().filter_map(|id| paths[id.index()]);
                    before.reduce(Self::join)
                }
            };
            if let Some(path) = &mut path {
                path.told &= !waits(node, trace);
            }
            // What a layer tells stands for all that it does. One within another comes before it.
            for layer in by_output.get(&Id::at(place)).into_iter().flatten() {
                if let Some(Some(input)) = paths.get(layer.input.index()) {
                    path = Some(input.through(layer, node, samples));
                }
            }
            paths.push(path);
        }
        paths[output.index()]
    }

    fn join(self, other: Self) -> Self {
        Self {
            samples: self.samples.max(other.samples),
            told: self.told && other.told,
            layered: self.layered || other.layered,
        }
    }

    /// Behind a layer whose output is what `node` makes.
    fn through(self, layer: &Layer, node: &Node, samples: usize) -> Self {
        let frames = node.shape.last().copied().unwrap_or(1);
        let values = frames.saturating_mul(layer.wait.stride()).max(1);
        let before = self.samples.saturating_mul(values) / samples.max(1);
        let own = layer.wait.own(before).saturating_mul(samples) / values;
        Self {
            samples: self.samples.saturating_add(own),
            layered: true,
            ..self
        }
    }
}

/// Whether an operation sees more than one value in time.
fn waits(node: &Node, trace: &Trace) -> bool {
    let convolution = matches!(node.op, Op::Convolve(_) | Op::Deconvolve(_));
    convolution
        && trace
            .shape(node.inputs[1])
            .last()
            .is_some_and(|&taps| taps > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Budget;
    use crate::delay::{Convolution, Wait};
    use crate::trace::{self, Constant, Dtype, Fault, Real, Store};
    use std::rc::Rc;

    const SAMPLES: usize = 64;
    const PLAIN: Convolution = Convolution {
        figure: 3,
        stride: 1,
        held: 0,
        half: 3,
    };

    struct Nothing;

    impl Store for Nothing {
        fn read(&self, _: usize) -> Result<Constant, Fault> {
            Ok(Constant::Fill(Real(0.0)))
        }
    }

    /// A trace with the signal in it, and the layers of it.
    struct Program {
        trace: Trace,
        layers: Vec<Layer>,
    }

    impl Program {
        fn new() -> (Self, Id) {
            let mut trace = Trace::new(Rc::new(Nothing), Rc::new(Budget::of(0)));
            let signal = trace.source(Op::Input(SIGNAL), &[1, 1, SAMPLES], Dtype::Float);
            let layers = Vec::new();
            (Self { trace, layers }, signal.unwrap())
        }

        /// A convolution with these taps and stride over the signal and a cache.
        fn convolve(&mut self, x: Id, taps: usize, stride: usize) -> Id {
            let weight = self.trace.floats(vec![1.0; taps], &[1, 1, taps]).unwrap();
            let convolution = trace::Convolution {
                stride,
                dilation: 1,
                padding: (taps - 1, 0),
                groups: 1,
            };
            self.trace.convolve(x, weight, None, convolution).unwrap()
        }

        /// The same as a layer.
        fn layer(&mut self, x: Id, taps: usize, told: Convolution) -> Id {
            let output = self.convolve(x, taps, told.stride);
            self.tell(x, output, Wait::Convolution(told));
            output
        }

        fn tell(&mut self, input: Id, output: Id, wait: Wait) {
            self.layers.push(Layer {
                wait,
                input,
                output,
            });
        }

        fn path(&self, output: Id) -> Option<Path> {
            Path::to(output, &self.trace, &self.layers, SAMPLES)
        }

        fn samples(&self, output: Id) -> usize {
            self.path(output).unwrap().samples
        }
    }

    #[test]
    fn layers_count_in_samples_of_audio() {
        let (mut program, signal) = Program::new();
        let first = Convolution {
            figure: 1,
            stride: 4,
            held: 1,
            half: 3,
        };
        let slow = program.layer(signal, 7, first);
        let last = program.layer(slow, 7, PLAIN);
        assert_eq!(program.samples(slow), 4);
        assert_eq!(program.samples(last), 4 + 3 * 4);
    }

    #[test]
    fn a_chain_that_sums_up_its_figures_counts_each_layer_once() {
        let (mut program, signal) = Program::new();
        let first = program.layer(signal, 7, PLAIN);
        let second = Convolution { figure: 6, ..PLAIN };
        let last = program.layer(first, 7, second);
        assert_eq!(program.samples(last), 6);
    }

    #[test]
    fn of_two_paths_the_latest_counts() {
        let (mut program, signal) = Program::new();
        let late = program.layer(signal, 7, PLAIN);
        let early = program.trace.unary(trace::Unary::Tanh, signal).unwrap();
        let both = program.trace.binary(trace::Binary::Add, early, late);
        assert_eq!(program.samples(both.unwrap()), 3);
    }

    #[test]
    fn a_signal_that_is_held_back_beyond_the_step_is_followed() {
        let (mut program, signal) = Program::new();
        let held = program
            .trace
            .source(Op::State(0), &[1, 1, SAMPLES], Dtype::Float);
        let held = held.unwrap();
        assert_eq!(program.path(held), None);
        program.tell(signal, held, Wait::Held(100));
        assert_eq!(program.samples(held), 100);
    }

    #[test]
    fn a_convolution_that_tells_nothing_is_noticed_unless_it_has_one_tap() {
        let (mut program, signal) = Program::new();
        let one = program.convolve(signal, 1, 1);
        let told = program.layer(one, 7, PLAIN);
        let silent = program.convolve(told, 7, 1);
        assert!(program.path(told).unwrap().told);
        assert!(!program.path(silent).unwrap().told);
        assert_eq!(program.samples(silent), 3);
    }
}
