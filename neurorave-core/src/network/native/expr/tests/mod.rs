//! Programs on all kinds of rows, with all vectors that this machine has.

mod accuracy;

use super::super::kernel::Instructions;
use super::{Instruction, LONGEST, Op, Operand, ROW, Row, run};
use crate::pitch::Noise;

/// `program` of the rows' elements.
fn results(instructions: Instructions, program: &[Instruction], rows: &[&[f32]]) -> Vec<f32> {
    let count = rows[0].len();
    let mut output = vec![0.0; count];
    let given: Vec<Row> = rows
        .iter()
        .map(|row| {
            assert!(row.len() >= count);
            Row {
                at: row.as_ptr(),
                stride: 1,
            }
        })
        .collect();
    let mut copies = vec![[0.0; ROW]; rows.len()];
    let mut space = [[0.0; ROW]; LONGEST];
    let to = (output.as_mut_ptr(), 1);
    // SAFETY: rows and output are as long as `count`.
    unsafe {
        run(
            instructions,
            program,
            &given,
            to,
            count,
            &mut copies,
            &mut space,
        )
    };
    output
}

/// A Snake: `x + sin²(ax) / a`, and then some that has all kinds of operands.
fn snake() -> Vec<Instruction> {
    use Operand::{Constant, Element, Result};
    [
        (Op::Mul, [Element(0), Element(1)]),
        (Op::Sin, [Result(0), Constant(0.0)]),
        (Op::Pow, [Result(1), Constant(2.0)]),
        (Op::Div, [Result(2), Element(1)]),
        (Op::Add, [Element(0), Result(3)]),
        (Op::Sigmoid, [Result(4), Constant(0.0)]),
        (Op::Pow, [Result(5), Constant(2.3)]),
        (Op::Sub, [Constant(1.0), Result(6)]),
    ]
    .map(|(op, operands)| Instruction { op, operands })
    .to_vec()
}

#[test]
fn an_element_has_the_same_result_wherever_it_is() {
    let mut noise = vec![0.0; 1000];
    Noise::new(5).fill(&mut noise);
    // Some that take the long way.
    (0..1000).step_by(37).for_each(|i| noise[i] *= 1e5);
    let (x, a) = noise.split_at(500);
    let program = snake();
    for instructions in Instructions::found() {
        let whole = results(instructions, &program, &[x, a]);
        for start in (0..140).step_by(3) {
            for count in [
                1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100, 129, 300,
            ] {
                let range = start..start + count;
                let some = results(
                    instructions,
                    &program,
                    &[&x[range.clone()], &a[range.clone()]],
                );
                let pairs = some.iter().zip(&whole[range]);
                let same = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits();
                assert!(
                    { pairs }.all(same),
                    "{instructions:?}: {count} from {start}"
                );
            }
        }
    }
}

#[test]
fn strides_are_gone_along_and_nothing_else_is_written() {
    let mut noise = vec![0.0; 3000];
    Noise::new(6).fill(&mut noise);
    let program = snake();
    let places =
        |base: usize, stride: isize| move |i: usize| base.wrapping_add_signed(i as isize * stride);
    for instructions in Instructions::found() {
        for (on_x, on_a, on_result) in [(1, 0, 1), (3, 1, 1), (1, 1, 2), (-2, 0, 3), (0, -1, -1)] {
            for count in [1, 5, 16, 50, 64, 90, 150] {
                let (x_at, a_at) = (places(1000, on_x), places(2000, on_a));
                let x: Vec<f32> = (0..count).map(|i| noise[x_at(i)]).collect();
                let a: Vec<f32> = (0..count).map(|i| noise[a_at(i)]).collect();
                let wanted = results(instructions, &program, &[&x, &a]);
                let mut found = vec![9.0f32; 1500];
                let result_at = places(700, on_result);
                let rows = [(x_at(0), on_x), (a_at(0), on_a)].map(|(at, stride)| Row {
                    at: noise[at..].as_ptr(),
                    stride,
                });
                let to = (found.as_mut_ptr().wrapping_add(700), on_result);
                let (copies, space) = (&mut [[0.0; ROW]; 2], &mut [[0.0; ROW]; LONGEST]);
                // SAFETY: all places are far enough inside.
                unsafe { run(instructions, &program, &rows, to, count, copies, space) };
                for (i, wanted) in wanted.iter().enumerate() {
                    let found = std::mem::replace(&mut found[result_at(i)], 9.0);
                    assert_eq!(
                        found.to_bits(),
                        wanted.to_bits(),
                        "{instructions:?}, {i} of {count}"
                    );
                }
                assert!(found.iter().all(|value| *value == 9.0));
            }
        }
    }
}
