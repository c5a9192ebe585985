use super::*;

fn run(count: usize, apart: isize) -> Run {
    Run { count, apart }
}

/// One weight after another, in the order in which they are read.
fn plain(
    width: Width,
    outputs: usize,
    inputs: usize,
    weight: impl Fn(usize, usize) -> f32,
) -> Vec<f32> {
    let all = outputs.next_multiple_of(width.lanes);
    let mut order = Vec::new();
    for first in (0..all).step_by(width.panel) {
        for input in 0..inputs {
            for output in first..(first + width.panel).min(all) {
                let inside = output < outputs;
                order.push(if inside { weight(output, input) } else { 0.0 });
            }
        }
    }
    order
}

/// Packed by its places, and one weight after another.
fn check(matrix: &Matrix, tensor: usize) {
    let from: Vec<f32> = (0..tensor).map(|i| i as f32).collect();
    let (outputs, inputs) = (places(&matrix.outputs), places(&matrix.inputs));
    let weight = |o: usize, i: usize| from[matrix.start.strict_add_signed(outputs[o] + inputs[i])];
    for instructions in Instructions::found() {
        for width in [Width::of(instructions), Width::narrow(instructions)] {
            let plain = plain(width, outputs.len(), inputs.len(), weight);
            let packed = matrix.pack_floats(width, &from, false);
            let Some(Values::Single(packed)) = packed else {
                panic!("f32 packed as something else");
            };
            assert!(packed == plain, "{instructions:?} {matrix:?}");
        }
    }
}

#[test]
fn bytes_are_packed_as_they_are() {
    let matrix = Matrix {
        start: 0,
        outputs: [run(1, 0), run(3, 2)],
        inputs: [run(1, 0), run(2, 1)],
    };
    let values = [0.5, -1.25, 3.0, 1e-7, 65504.0, -0.0f32];
    let width = Width::of(Instructions::best());
    let halves: Vec<u8> = values
        .iter()
        .flat_map(|v| f16::from_f32(*v).to_le_bytes())
        .collect();
    let singles: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
    for (bytes, half) in [(&halves, true), (&singles, false)] {
        let packed = (
            matrix.pack_bytes(width, &bytes[..], half),
            matrix.pack_floats(width, &values, half),
        );
        assert!(match packed {
            (Some(Values::Half(a)), Some(Values::Half(b))) => half && a == b,
            (Some(Values::Single(a)), Some(Values::Single(b))) => !half && a == b,
            _ => false,
        });
    }
}

#[test]
fn places_and_a_plain_loop_pack_alike() {
    for (outputs, channels, kernel) in [(1, 1, 1), (5, 3, 2), (64, 70, 3), (130, 133, 7)] {
        let (o, c, k) = (outputs as isize, channels as isize, kernel as isize);
        let convolution = Matrix {
            start: 0,
            outputs: [run(1, 0), run(outputs, c * k)],
            inputs: [run(kernel, 1), run(channels, k)],
        };
        check(&convolution, outputs * channels * kernel);
        let product = Matrix {
            start: 0,
            outputs: [run(1, 0), run(outputs, 1)],
            inputs: [run(1, 0), run(channels, o)],
        };
        check(&product, outputs * channels);
        // Two taps of `kernel` phases each, the later first.
        let transposed = Matrix {
            start: kernel,
            outputs: [run(kernel, 1), run(outputs, 2 * k)],
            inputs: [run(2, -k), run(channels, 2 * k * o)],
        };
        check(&transposed, outputs * channels * 2 * kernel);
    }
}

#[test]
fn a_matrix_that_reaches_out_of_its_tensor_is_not_packed() {
    let width = Width::of(Instructions::best());
    let matrix = |start, apart| Matrix {
        start,
        outputs: [run(1, 0), run(4, apart)],
        inputs: [run(1, 0), run(3, 1)],
    };
    let pack = |matrix: Matrix, len| matrix.pack_floats(width, &vec![0.0; len], true);
    assert!(pack(matrix(0, 3), 12).is_some());
    assert!(pack(matrix(0, 3), 11).is_none());
    assert!(pack(matrix(1, 3), 12).is_none());
    assert!(pack(matrix(9, -3), 12).is_some());
    assert!(pack(matrix(8, -3), 12).is_none());
    let empty = Matrix {
        start: 0,
        outputs: [run(0, 0), run(4, 3)],
        inputs: [run(1, 0), run(3, 1)],
    };
    assert!(pack(empty, 12).is_none());
}
