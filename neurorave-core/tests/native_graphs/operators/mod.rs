//! Each operator within a streaming network.

mod arithmetic;
mod layers;
mod lookup;
mod places;

use super::case::{Build, Case, Draw, assert_all_right, differ};
use neurorave_core::graph::{Attr, WeightFormat};
use neurorave_core::network::{Native, Tract};

fn int(name: &'static str, value: i64) -> (&'static str, Attr) {
    (name, Attr::Int(value))
}

fn ints(name: &'static str, values: &[i64]) -> (&'static str, Attr) {
    (name, Attr::Ints(values.to_vec()))
}

fn text(name: &'static str, value: &str) -> (&'static str, Attr) {
    (name, Attr::Str(value.into()))
}

/// All that change a case in ways of their own.
pub const PARTS: [&[(&str, Build)]; 4] = [
    &arithmetic::ARITHMETIC,
    &places::PLACES,
    &lookup::LOOKUPS,
    &layers::LAYERS,
];

/// Operators of one operand and no attributes, where defaults and numbers of any size are right.
const UNARY: [&str; 23] = [
    "Abs",
    "Ceil",
    "Celu",
    "Cos",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "HardSigmoid",
    "HardSwish",
    "LeakyRelu",
    "Mish",
    "Neg",
    "Relu",
    "Round",
    "Selu",
    "Sigmoid",
    "Sign",
    "Sin",
    "Softplus",
    "Softsign",
    "Tanh",
    "ThresholdedRelu",
];

/// What a fold leaves is added to what it is a fold of.
const FOLDS: [&str; 8] = [
    "ReduceL1",
    "ReduceL2",
    "ReduceLogSumExp",
    "ReduceMax",
    "ReduceMean",
    "ReduceMin",
    "ReduceSum",
    "ReduceSumSquare",
];

/// An operator between two convolutions.
fn between(build: Build, seed: u64) -> Result<(), String> {
    let draw = &mut Draw::new(seed);
    let weights = [WeightFormat::F16, WeightFormat::F32][seed as usize % 2];
    let channels = 2 * draw.whole(1, 5);
    let mut case = Case::new(channels, 4 * draw.whole(4, 6), weights);
    case.between(draw, build);
    case.compare(8)
}

#[test]
fn operators_agree_with_tract() {
    let parts = PARTS.iter().flat_map(|parts| parts.iter());
    let cases = parts.flat_map(|part| (0..4).map(move |seed| (part, seed)));
    assert_all_right(
        cases.map(|((name, build), seed)| (format!("{name}, seed {seed}"), between(*build, seed))),
    );
}

#[test]
fn plain_operators_agree_with_tract() {
    assert_all_right(UNARY.iter().map(|name| {
        let draw = &mut Draw::new(3);
        let mut case = Case::new(3, 20, WeightFormat::F32);
        case.conv(draw, 6, 3, 1, 1, 1);
        case.op(name, &[], &[]);
        (name.to_string(), case.compare(8))
    }));
}

#[test]
fn folds_agree_with_tract() {
    let axes = [&[1][..], &[2], &[1, 2], &[-1]];
    let cases = FOLDS.iter().flat_map(|name| axes.map(|axes| (name, axes)));
    assert_all_right(cases.map(|(name, axes)| {
        let draw = &mut Draw::new(axes.len() as u64);
        let mut case = Case::new(3, 20, WeightFormat::F32);
        case.conv(draw, 6, 3, 1, 1, 1);
        // The axes of sums are an operand since version 13.
        let folded = match *name {
            "ReduceSum" => {
                let axes = case.graph.ints(axes);
                case.graph.op(name, &[&case.x, &axes], &[])
            }
            _ => case.graph.op(name, &[&case.x], &[ints("axes", axes)]),
        };
        case.op("Sub", &[&folded], &[]);
        (format!("{name} {axes:?}"), case.compare(8))
    }));
}

/// What tract doesn't know, or misreads, against other operators that say the same.
#[test]
fn operators_agree_with_others_in_tract() {
    type Pair = (&'static str, Build, Build);
    const PAIRS: [Pair; 4] = [
        (
            "Slice every other",
            |case, _| {
                let [from, to, axis, step] = [1, i64::MAX, -1, 2].map(|n| case.graph.ints(&[n]));
                case.op("Slice", &[&from, &to, &axis, &step], &[]);
                case.time /= 2;
            },
            |case, _| {
                let places: Vec<i64> = (1..case.time as i64).step_by(2).collect();
                case.x = case.graph.gather(&case.x, 2, &places);
                case.time /= 2;
            },
        ),
        (
            "ConstantOfShape",
            |case, _| {
                let shape = case.graph.ints(&[1, 1, case.time as i64]);
                let zeros = case.graph.op("ConstantOfShape", &[&shape], &[]);
                let ones = case.graph.op("Exp", &[&zeros], &[]);
                case.op("Add", &[&ones], &[]);
            },
            |case, _| {
                let one = case.graph.constant(&[], &[1.0]);
                case.op("Add", &[&one], &[]);
            },
        ),
        (
            "Upsample",
            |case, _| {
                let scales = case.graph.constant(&[3], &[1.0, 1.0, 3.0]);
                case.op("Upsample", &[&scales], &[text("mode", "nearest")]);
                case.time *= 3;
            },
            |case, _| {
                let places: Vec<i64> = (0..3 * case.time as i64).map(|at| at / 3).collect();
                case.x = case.graph.gather(&case.x, 2, &places);
                case.time *= 3;
            },
        ),
        (
            "Range",
            |case, _| {
                let ends = [1, case.time as i64 + 1, 1].map(|number| case.whole(number));
                let ramp = case.graph.op("Range", &[&ends[0], &ends[1], &ends[2]], &[]);
                let ramp = case.graph.op("Cast", &[&ramp], &[int("to", 1)]);
                case.op("Div", &[&ramp], &[]);
            },
            |case, _| {
                let ramp: Vec<f32> = (1..=case.time).map(|at| at as f32).collect();
                let ramp = case.graph.constant(&[case.time], &ramp);
                case.op("Div", &[&ramp], &[]);
            },
        ),
    ];
    assert_all_right(PAIRS.iter().map(|(name, build, other)| {
        let finished = |build: &Build| {
            let draw = &mut Draw::new(1);
            let mut case = Case::new(3, 20, WeightFormat::F32);
            case.conv(draw, 6, 3, 1, 1, 1);
            build(&mut case, draw);
            case.conv(draw, 4, 3, 1, 1, 1);
            case.finish()
        };
        let ((one, method), (other, _)) = (finished(build), finished(other));
        let native = Native::compile(&one, &method).unwrap();
        let tract = Tract::compile(&other, &method).unwrap();
        ((*name).to_owned(), differ(&native, &tract, &method, 8))
    }));
}
