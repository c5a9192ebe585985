//! Arithmetic on corresponding elements: a short program that runs on a row of them at a time.

/// One operation on elements. Comparisons and their kin give 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// The operand itself.
    Same,
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Min,
    Max,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Equal,
    Neg,
    Abs,
    Exp,
    Log,
    Sqrt,
    Reciprocal,
    Sin,
    Cos,
    Tanh,
    Sigmoid,
    Softplus,
    Floor,
    /// 1 where the operand is 0.
    Not,
    /// The slope below zero.
    LeakyRelu(f32),
    /// The factor below zero.
    Elu(f32),
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// One of the views that are read.
    Element(usize),
    /// The result of an earlier instruction.
    Result(usize),
    /// The same number everywhere.
    Constant(f32),
}

/// `op` of one operand, or two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instruction {
    /// What is done.
    pub op: Op,
    /// With what; unary operations don't look at the second.
    pub operands: [Operand; 2],
}

/// Elements that are worked on at a time.
pub const ROW: usize = 64;
/// Most instructions of a program, so that its results fit into a small stack.
pub const LONGEST: usize = 24;

/// Results of a program's instructions.
pub type Results = [[f32; ROW]; LONGEST];

/// Runs `program` on rows of `count` elements.
pub fn run(program: &[Instruction], rows: &[[f32; ROW]], results: &mut Results, count: usize) {
    for (index, instruction) in program.iter().enumerate() {
        let (before, after) = results.split_at_mut(index);
        let (splat_a, splat_b);
        let read = |operand: Operand, splat: &mut [f32; ROW]| match operand {
            Operand::Constant(value) => splat.fill(value),
            Operand::Element(i) => splat.copy_from_slice(&rows[i]),
            Operand::Result(i) => splat.copy_from_slice(&before[i]),
        };
        let mut a = [0.0; ROW];
        let mut b = [0.0; ROW];
        read(instruction.operands[0], &mut a);
        read(instruction.operands[1], &mut b);
        (splat_a, splat_b) = (a, b);
        apply(
            instruction.op,
            &splat_a[..count],
            &splat_b[..count],
            &mut after[0][..count],
        );
    }
}

fn apply(op: Op, a: &[f32], b: &[f32], out: &mut [f32]) {
    let unary = |out: &mut [f32], f: fn(f32) -> f32| {
        out.iter_mut().zip(a).for_each(|(out, a)| *out = f(*a));
    };
    fn zip(out: &mut [f32], a: &[f32], b: &[f32], f: impl Fn(f32, f32) -> f32) {
        let pairs = a.iter().zip(b);
        out.iter_mut()
            .zip(pairs)
            .for_each(|(out, (a, b))| *out = f(*a, *b));
    }
    let truth = |holds: bool| f32::from(u8::from(holds));
    match op {
        Op::Same => out.copy_from_slice(a),
        Op::Add => zip(out, a, b, |a, b| a + b),
        Op::Sub => zip(out, a, b, |a, b| a - b),
        Op::Mul => zip(out, a, b, |a, b| a * b),
        Op::Div => zip(out, a, b, |a, b| a / b),
        Op::Pow => zip(out, a, b, f32::powf),
        Op::Min => zip(out, a, b, f32::min),
        Op::Max => zip(out, a, b, f32::max),
        Op::Greater => zip(out, a, b, |a, b| truth(a > b)),
        Op::GreaterOrEqual => zip(out, a, b, |a, b| truth(a >= b)),
        Op::Less => zip(out, a, b, |a, b| truth(a < b)),
        Op::LessOrEqual => zip(out, a, b, |a, b| truth(a <= b)),
        Op::Equal => zip(out, a, b, |a, b| truth(a == b)),
        Op::Neg => unary(out, |a| -a),
        Op::Abs => unary(out, f32::abs),
        Op::Exp => unary(out, f32::exp),
        Op::Log => unary(out, f32::ln),
        Op::Sqrt => unary(out, f32::sqrt),
        Op::Reciprocal => unary(out, f32::recip),
        Op::Sin => unary(out, f32::sin),
        Op::Cos => unary(out, f32::cos),
        Op::Tanh => unary(out, f32::tanh),
        Op::Sigmoid => unary(out, |a| 1.0 / (1.0 + (-a).exp())),
        // ln(1 + e^a) without overflow.
        Op::Softplus => unary(out, |a| a.max(0.0) + (-a.abs()).exp().ln_1p()),
        Op::Floor => unary(out, f32::floor),
        Op::Not => unary(out, |a| f32::from(u8::from(a == 0.0))),
        Op::LeakyRelu(slope) => zip(out, a, a, |a, _| if a < 0.0 { slope * a } else { a }),
        Op::Elu(alpha) => zip(
            out,
            a,
            a,
            |a, _| if a < 0.0 { alpha * a.exp_m1() } else { a },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(op: Op, a: f32, b: f32) -> f32 {
        let program = [Instruction {
            op,
            operands: [Operand::Element(0), Operand::Constant(b)],
        }];
        let mut results = [[0.0; ROW]; LONGEST];
        run(&program, &[[a; ROW]], &mut results, 3);
        assert_eq!(results[0][0], results[0][2]);
        assert_eq!(results[0][3], 0.0, "only as many as were asked for");
        results[0][1]
    }

    #[test]
    fn operations_mean_what_their_names_say() {
        assert_eq!(of(Op::Sub, 3.0, 1.0), 2.0);
        assert_eq!(of(Op::Pow, 3.0, 2.0), 9.0);
        assert_eq!((of(Op::Less, 1.0, 2.0), of(Op::Not, 0.0, 0.0)), (1.0, 1.0));
        assert_eq!(
            (
                of(Op::LeakyRelu(0.2), -1.0, 0.0),
                of(Op::LeakyRelu(0.2), 2.0, 0.0)
            ),
            (-0.2, 2.0)
        );
        assert_eq!(
            (of(Op::Softplus, 100.0, 0.0), of(Op::Softplus, -100.0, 0.0)),
            (100.0, (-100.0f32).exp())
        );
        assert_eq!(
            (of(Op::Sigmoid, 0.0, 0.0), of(Op::Sigmoid, -200.0, 0.0)),
            (0.5, 0.0)
        );
    }

    #[test]
    fn results_go_into_later_instructions() {
        // (x + 1)²
        let program = [
            Instruction {
                op: Op::Add,
                operands: [Operand::Element(0), Operand::Constant(1.0)],
            },
            Instruction {
                op: Op::Mul,
                operands: [Operand::Result(0), Operand::Result(0)],
            },
        ];
        let mut results = [[0.0; ROW]; LONGEST];
        run(&program, &[[2.0; ROW]], &mut results, ROW);
        assert_eq!(results[1][ROW - 1], 9.0);
    }
}
