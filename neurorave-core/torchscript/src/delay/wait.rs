//! How long a layer waits.

use crate::run::{Machine, Object, Value};

/// The attribute that tells how late a layer's output is.
const FIGURE: &str = "cumulative_delay";

/// How long a layer waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It holds its input back by so many values.
    Held(usize),
    /// It sees values to come, or follows one in a chain that does.
    Convolution(Convolution),
}

/// What a convolution tells of its delay, in values of the signal that goes in; for a transposed one
/// in values of what comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convolution {
    /// How late its output is, in values of the output.
    pub figure: usize,
    /// Values of the unit above for one of the output.
    pub stride: usize,
    /// Values held back so that a strided layer's frames fall where they should.
    pub held: usize,
    /// What it waits itself where it sees as much to come as gone by.
    pub half: usize,
}

impl Wait {
    /// How long an object waits, where it tells.
    pub(crate) fn of(machine: &mut Machine, object: Object) -> Option<Self> {
        let padding = number(machine, object, "padding")?;
        if is_set(machine, object, "crop") {
            return (padding > 0).then_some(Self::Held(padding));
        }
        let figure = number(machine, object, FIGURE)?;
        let stride = number(machine, object, "stride")?;
        let taps = number(machine, object, "kernel_size")?;
        let convolution = match is_set(machine, object, "transposed") {
            true => Convolution {
                figure,
                stride: 1,
                held: 0,
                half: padding,
            },
            false => {
                let dilation = number(machine, object, "dilation").unwrap_or(1);
                let reach = taps.saturating_sub(1).saturating_mul(dilation);
                let cache = padding_of(machine, object, "cache").unwrap_or(reach);
                Convolution {
                    figure,
                    stride: stride.max(1),
                    held: padding_of(machine, object, "downsampling_delay").unwrap_or(0),
                    half: cache.div_ceil(2),
                }
            }
        };
        Some(Self::Convolution(convolution))
    }

    /// Values that the layer itself waits for, where what goes in is late by `before`.
    pub fn own(self, before: usize) -> usize {
        match self {
            Self::Held(values) => values,
            Self::Convolution(convolution) => convolution.own(before),
        }
    }

    /// Values of the unit in which it waits for one of the output.
    pub fn stride(self) -> usize {
        match self {
            Self::Held(_) => 1,
            Self::Convolution(convolution) => convolution.stride,
        }
    }
}

impl Convolution {
    /// The figure of a layer in a chain counts what waits before it in the chain. It then is more than
    /// the layer would wait for by itself, and the rest is among what waited before.
    fn own(self, before: usize) -> usize {
        let told = self.figure.saturating_mul(self.stride);
        let ahead = told.saturating_sub(self.held);
        match ahead.checked_sub(self.half) {
            Some(rest) if rest <= before => self.half.saturating_add(self.held),
            _ => told,
        }
    }
}

fn padding_of(machine: &mut Machine, object: Object, part: &str) -> Option<usize> {
    match machine.attribute(object, part) {
        Ok(Value::Object(part)) => number(machine, part, "padding"),
        _ => None,
    }
}

fn is_set(machine: &mut Machine, object: Object, name: &str) -> bool {
    matches!(machine.attribute(object, name), Ok(Value::Bool(true)))
}

/// An attribute that is a whole number, or the first of several.
fn number(machine: &mut Machine, object: Object, name: &str) -> Option<usize> {
    let value = match machine.attribute(object, name).ok()? {
        Value::Tuple(items) => items.first()?.clone(),
        Value::List(items) => machine.heap.items(items).first()?.clone(),
        value => value,
    };
    match value {
        Value::Int(n) => usize::try_from(n).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Convolution;

    const PLAIN: Convolution = Convolution {
        figure: 3,
        stride: 1,
        held: 0,
        half: 3,
    };

    #[test]
    fn a_layer_by_itself_waits_as_long_as_its_figure() {
        assert_eq!(PLAIN.own(0), 3);
        assert_eq!(PLAIN.own(100), 3);
        let causal = Convolution { figure: 0, ..PLAIN };
        assert_eq!(causal.own(100), 0);
        let little = Convolution { figure: 1, ..PLAIN };
        assert_eq!(little.own(100), 1);
    }

    #[test]
    fn a_figure_that_counts_the_chain_before_it_gives_the_layer_its_own_part() {
        let second = Convolution { figure: 8, ..PLAIN };
        assert_eq!(second.own(5), 3);
    }

    #[test]
    fn a_figure_that_nothing_before_explains_is_the_layers_own() {
        let ahead = Convolution { figure: 6, ..PLAIN };
        assert_eq!(ahead.own(2), 6);
    }

    #[test]
    fn a_strided_layer_also_waits_for_its_frame() {
        let strided = Convolution {
            figure: 2,
            stride: 4,
            held: 1,
            half: 4,
        };
        assert_eq!(strided.own(3), 5);
        let alone = Convolution {
            figure: 2,
            stride: 4,
            held: 4,
            half: 4,
        };
        assert_eq!(alone.own(0), 8);
    }
}
