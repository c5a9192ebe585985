//! Transposed convolutions whose output overlaps the next call's: what goes beyond this call is a
//! state, which the next call adds to its beginning.
//!
//! Rather than the end of the output, the program keeps the input that made it.

use super::value::input;
use super::{Attributes, Lowered, Lowering};
use crate::network::native::view::View;
use tract_onnx::pb::NodeProto;

/// A transposed convolution's surroundings in the graph.
pub(super) struct Overlap {
    /// The state's input.
    pub(super) state: String,
    /// What is made between the convolution and the result, and the state's successor.
    pub(super) parts: Vec<String>,
    /// What goes on from here.
    pub(super) result: String,
}

/// Where a transposed convolution's output lies in this call and the next.
struct Place<'n> {
    node: &'n NodeProto,
    produced: usize,
    overlap: usize,
    shape: Vec<usize>,
}

impl Lowering<'_> {
    /// What is around `node`, whose output goes `overlap` steps beyond the `produced` of this call;
    /// `None` if that isn't what this module is about.
    pub(super) fn overlap(
        &self,
        node: &NodeProto,
        produced: usize,
        overlap: usize,
    ) -> Lowered<Option<Overlap>> {
        let (Some(name), Some(weights)) = (node.output.first(), self.constant(input(node, 1)?))
        else {
            return Ok(None);
        };
        let groups = Attributes(node).int("group", 1);
        let outputs = weights.shape[1] * usize::try_from(groups).unwrap_or(1);
        let place = Place {
            node,
            produced,
            overlap,
            shape: vec![1, outputs, produced + overlap],
        };
        Ok(match self.wiring.only_reader(name) {
            Some(sum) if sum.op_type == "Add" => self.sum_of_all(&place, sum),
            _ => self.sum_of_heads(&place),
        })
    }

    /// The state, with silence behind it, added to the whole output: then its beginning is the
    /// result, and its end the state's successor.
    fn sum_of_all(&self, place: &Place, sum: &NodeProto) -> Option<Overlap> {
        let name = &place.node.output[0];
        let longer = sum.input.iter().find(|other| *other != name)?;
        let state = self.state_before_silence(longer, place)?;
        let sum = &sum.output[0];
        let mut parts = vec![longer.clone(), sum.clone()];
        let successor = self.end_of(sum, &state, place, &mut parts)?;
        let mut result = None;
        for reader in self.wiring.readers(sum) {
            for made in reader.output.iter().filter(|made| **made != successor) {
                let begins =
                    self.seen(made, sum, &place.shape)? == place.slice(0, place.produced)?;
                if !begins || result.is_some() {
                    return None;
                }
                result = Some(made.clone());
            }
        }
        Some(Overlap {
            state,
            parts,
            result: result?,
        })
    }

    /// The state whose elements come first in `name`, and then zeros.
    fn state_before_silence(&self, name: &str, place: &Place) -> Option<String> {
        self.wiring.only_reader(name)?;
        let node = self.wiring.maker(name)?;
        let state = node.input.first()?;
        let silent = match node.op_type.as_str() {
            "Concat" => {
                let [_, silence] = &node.input[..] else {
                    return None;
                };
                let constant = self.constant(silence)?;
                let behind = constant.shape.get(2) == Some(&place.produced);
                let axis = Attributes(node).int("axis", 0);
                behind && matches!(axis, 2 | -1) && constant.floats()?.iter().all(|x| *x == 0.0)
            }
            "Pad" => {
                let pads = self.pads(node, 3).ok()?;
                let behind = [[0, 0], [0, 0], [0, place.produced as i64]];
                self.is_silent(node) && pads == behind
            }
            _ => false,
        };
        let fits = silent && self.is_kept_by(state, place);
        fits.then(|| state.clone())
    }

    /// The state added to the output's beginning, what is between it and the overlap joined to
    /// that, and the output's end the successor.
    fn sum_of_heads(&self, place: &Place) -> Option<Overlap> {
        let name = &place.node.output[0];
        let mut parts = Vec::new();
        let mut state = None;
        // What the convolution's readers make: its beginning, its middle and its end.
        let mut seen = Vec::new();
        for reader in self.wiring.readers(name) {
            for made in reader.output.iter().filter(|made| !made.is_empty()) {
                seen.push((made, self.seen(made, name, &place.shape)?));
                parts.push(made.clone());
            }
        }
        let (head, middle) = (
            place.produced.min(place.overlap),
            place.slice(place.overlap, place.produced),
        );
        let made = |wanted: &View| {
            seen.iter()
                .find(|(_, view)| view == wanted)
                .map(|(made, _)| *made)
        };
        let begins = made(&place.slice(0, head)?)?;
        let sum = self.wiring.only_reader(begins)?;
        if sum.op_type != "Add" || place.overlap > place.produced {
            return None;
        }
        for other in sum.input.iter().filter(|other| *other != begins) {
            state = self.is_kept_by(other, place).then(|| other.clone());
        }
        let state = state?;
        let successor = self.end_of(name, &state, place, &mut parts)?;
        let sum = sum.output.first()?;
        let (result, count) = match middle {
            None => (sum.clone(), 2),
            Some(middle) => {
                let middle = made(&middle)?;
                let join = self.wiring.only_reader(middle)?;
                self.wiring.only_reader(sum)?;
                let axis = Attributes(join).int("axis", 0);
                let whole = join.op_type == "Concat" && matches!(axis, 2 | -1);
                if !whole || join.input != [sum.clone(), middle.clone()] {
                    return None;
                }
                parts.push(sum.clone());
                (join.output.first()?.clone(), 3)
            }
        };
        // Nothing else of the output is read.
        let end = seen.iter().filter(|(made, _)| **made == successor).count();
        (seen.len() == count && end == 1).then_some(Overlap {
            state,
            parts,
            result,
        })
    }

    /// Whether `name` is a state of the overlap's shape that is read once.
    fn is_kept_by(&self, name: &str, place: &Place) -> bool {
        let mut shape = place.shape.clone();
        shape[2] = place.overlap;
        let fits = self
            .states
            .get(name)
            .is_some_and(|pair| pair.shape == shape);
        fits && self.wiring.only_reader(name).is_some()
    }

    /// Whether the successor of `state` is the end of `origin`, and nothing else; the first name
    /// of that end. All its names are added to `parts`.
    fn end_of(
        &self,
        origin: &str,
        state: &str,
        place: &Place,
        parts: &mut Vec<String>,
    ) -> Option<String> {
        let successor = &self.states.get(state)?.output;
        let wanted = place.slice(place.produced, place.produced + place.overlap)?;
        if self.seen(successor, origin, &place.shape)? != wanted {
            return None;
        }
        let chain = self.wiring.chain(successor, origin)?;
        let alone =
            |name: &&str| *name == successor.as_str() || self.wiring.only_reader(name).is_some();
        if !chain.iter().all(alone) || !self.wiring.readers(successor).is_empty() {
            return None;
        }
        parts.extend(chain.iter().map(|name| (*name).to_owned()));
        chain.last().map(|name| (*name).to_owned())
    }
}

impl Place<'_> {
    /// Steps of the output; `None` where there are none.
    fn slice(&self, from: usize, to: usize) -> Option<View> {
        View::row_major(&self.shape).slice(2, from, to)
    }
}
