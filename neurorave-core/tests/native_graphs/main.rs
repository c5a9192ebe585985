//! The native executor against tract, on graphs of every kind that it knows.

mod case;
mod fuzz;
mod mutate;
mod operators;
mod streams;

use case::{Case, Draw, assert_all_right};
use neurorave_core::graph::WeightFormat;

#[test]
fn networks_of_all_kinds_agree_with_tract() {
    assert_all_right((0..60).map(|seed| {
        let draw = &mut Draw::new(seed);
        let weights = [WeightFormat::F16, WeightFormat::F32][seed as usize % 2];
        let channels = draw.whole(1, 20);
        let mut case = Case::new(channels, 16 * draw.whole(1, 4), weights);
        for _ in 0..draw.whole(1, 6) {
            match draw.whole(0, 5) {
                0 => {
                    let stride = [1, 2, 4][draw.whole(0, 2)];
                    let stride = if case.time.is_multiple_of(stride) {
                        stride
                    } else {
                        1
                    };
                    let (outputs, kernel) = (draw.whole(1, 40), draw.whole(1, 7));
                    case.conv(draw, outputs, kernel, stride, 1, 1);
                }
                1 => {
                    let (outputs, kernel, dilation) =
                        (draw.whole(1, 70), draw.whole(2, 4), draw.whole(1, 9));
                    case.conv(draw, outputs, kernel, 1, dilation, 1);
                }
                2 => {
                    let stride = draw.whole(1, 4);
                    let (outputs, kernel) = (
                        draw.whole(1, 30),
                        stride * draw.whole(1, 3) + draw.whole(0, 1),
                    );
                    case.up(draw, outputs, kernel, stride);
                }
                3 => {
                    let dilation = draw.whole(1, 5);
                    case.residual(draw, dilation);
                }
                4 => {
                    let (groups, kernel) = (case.channels, draw.whole(1, 5));
                    case.conv(draw, groups, kernel, 1, 1, groups);
                }
                _ => case.activation(draw),
            }
        }
        (format!("seed {seed}"), case.compare(40))
    }));
}
