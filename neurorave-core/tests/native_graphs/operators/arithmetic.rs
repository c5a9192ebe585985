//! Operators on corresponding elements.

use super::super::case::Build;
use super::{int, text};
use neurorave_core::graph::Attr;

pub const ARITHMETIC: [(&str, Build); 16] = [
    ("SiLU", |case, _| {
        let gate = case.graph.sigmoid(&case.x);
        case.op("Mul", &[&gate], &[]);
    }),
    ("Gelu", |case, _| case.op("Gelu", &[], &[])),
    ("Gelu by tanh", |case, _| {
        case.op("Gelu", &[], &[text("approximate", "tanh")])
    }),
    ("PRelu", |case, draw| {
        let slopes = case.weight(&[case.channels, 1], &draw.values(case.channels, 0.3));
        case.op("PRelu", &[&slopes], &[]);
    }),
    ("Clip", |case, _| {
        let (low, high) = (
            case.graph.constant(&[], &[-0.3]),
            case.graph.constant(&[], &[0.5]),
        );
        case.op("Clip", &[&low, &high], &[]);
    }),
    ("HardSigmoid as asked", |case, _| {
        let attributes = [("alpha", Attr::Float(0.3)), ("beta", Attr::Float(0.4))];
        case.op("HardSigmoid", &[], &attributes);
    }),
    ("Pow", |case, _| {
        case.x = case.graph.abs(&case.x);
        let exponent = case.graph.constant(&[], &[1.7]);
        case.op("Pow", &[&exponent], &[]);
    }),
    ("Pow by 3", |case, _| {
        let exponent = case.graph.constant(&[1], &[3.0]);
        case.op("Pow", &[&exponent], &[]);
    }),
    ("Sum", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Sum", &[&a, &b], &[]);
    }),
    ("Sum of many", |case, draw| {
        let mut all = Vec::new();
        for _ in 0..15 {
            let factors = draw.values(case.channels, 0.1);
            let factors = case.weight(&[1, case.channels, 1], &factors);
            all.push(case.graph.mul(&case.x, &factors));
        }
        case.op("Sum", &all.iter().collect::<Vec<_>>(), &[]);
    }),
    ("Mean", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Mean", &[&a, &b], &[]);
    }),
    ("Max", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Max", &[&a, &b], &[]);
    }),
    ("Where", |case, _| {
        // The logarithm is no number where it isn't chosen.
        let least = case.graph.constant(&[], &[0.1]);
        let above = case.graph.op("Greater", &[&case.x, &least], &[]);
        let log = case.graph.log(&case.x);
        case.x = case.graph.op("Where", &[&above, &log, &case.x], &[]);
    }),
    ("And, Or, Xor, Not", |case, _| {
        let least = case.graph.constant(&[], &[0.1]);
        let above = case.graph.op("Greater", &[&case.x, &least], &[]);
        let sine = case.graph.sin(&case.x);
        let below = case.graph.op("LessOrEqual", &[&sine, &least], &[]);
        let both = case.graph.op("And", &[&above, &below], &[]);
        let any = case.graph.op("Or", &[&above, &below], &[]);
        let one = case.graph.op("Xor", &[&both, &any], &[]);
        let none = case.graph.op("Not", &[&one], &[]);
        let none = case.graph.op("Cast", &[&none], &[int("to", 1)]);
        case.op("Mul", &[&none], &[]);
    }),
    ("Cast to truth", |case, _| {
        case.x = case.graph.op("Relu", &[&case.x], &[]);
        let above = case.graph.op("Cast", &[&case.x], &[int("to", 9)]);
        let above = case.graph.op("Cast", &[&above], &[int("to", 1)]);
        case.op("Sub", &[&above], &[]);
    }),
    ("A long expression", |case, _| {
        for at in 0..40 {
            let number = case.graph.constant(&[], &[0.01 * at as f32]);
            case.op(["Add", "Mul", "Sub"][at % 3], &[&number], &[]);
            let sine = case.graph.sin(&case.x);
            case.op("Add", &[&sine], &[]);
        }
    }),
];
