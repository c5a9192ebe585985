//! The native executor on graphs that are damaged in every way: it refuses them, or plays what
//! tract plays.

use super::case::{Case, Draw};
use super::mutate::mutate;
use super::{operators, streams};
use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Method, Port};
use neurorave_core::network::{Executor, Native, NetworkError, Tract};
use neurorave_core::pitch::Noise;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tract_onnx::pb::ModelProto;

/// Damaged graphs, where `NRAVE_CASES` doesn't say how many.
const CASES: u64 = 8000;
/// Steps that both executors run.
const STEPS: usize = 4;

/// A small network of random parts, and their names.
fn network(draw: &mut Draw) -> (Vec<String>, ModelProto, Method) {
    let channels = 2 * draw.whole(1, 3);
    let weights = [WeightFormat::F16, WeightFormat::F32][draw.whole(0, 1)];
    let mut case = Case::new(channels, 4 * draw.whole(4, 5), weights);
    let (outputs, kernel) = (2 * draw.whole(1, 3), draw.whole(1, 3));
    case.conv(draw, outputs, kernel, 1, 1, 1);
    let parts = operators::PARTS.iter().flat_map(|parts| parts.iter());
    let parts: Vec<_> = parts
        .chain(streams::PASTS)
        .chain(streams::OVERLAPS)
        .collect();
    let mut names = Vec::new();
    for _ in 0..draw.whole(1, 3) {
        // What the parts count on.
        if !case.channels.is_multiple_of(2) || case.channels > 20 || !(14..50).contains(&case.time)
        {
            break;
        }
        if draw.whole(0, 3) == 0 {
            case.activation(draw);
            case.residual(draw, 2);
            case.up(draw, 4, 4, 2);
            names.push("layers".to_owned());
        } else {
            let (name, build) = parts[draw.whole(0, parts.len() - 1)];
            build(&mut case, draw);
            names.push((*name).to_owned());
        }
    }
    if draw.whole(0, 1) == 0 {
        let (outputs, kernel) = (draw.whole(1, 3), draw.whole(1, 3));
        case.conv(draw, outputs, kernel, 1, 1, 1);
    }
    let (model, method) = case.finish();
    (names, model, method)
}

/// Whether tract may play something else than the graph says: a recurrent layer goes on from what it
/// remembers itself, and only in the first call from what the graph gives it.
fn is_misread(model: &ModelProto) -> bool {
    let mut nodes = model.graph.iter().flat_map(|graph| &graph.node);
    nodes.any(|node| matches!(node.op_type.as_str(), "GRU" | "LSTM"))
}

/// How many values of how many differ more than rounding makes them.
fn differences(a: &dyn Executor, b: &dyn Executor, method: &Method) -> Result<[usize; 2], String> {
    let buffers = |ports: &[Port]| -> Vec<Box<[f32]>> {
        let lens = ports.iter().map(Port::values);
        lens.map(|len| vec![0.0; len].into_boxed_slice()).collect()
    };
    let failed = |why: NetworkError| why.to_string();
    let (mut state_a, mut state_b) = (a.start().map_err(failed)?, b.start().map_err(failed)?);
    let mut noise = Noise::new(5);
    let mut inputs = buffers(&method.inputs);
    let (mut found, mut wanted) = (buffers(&method.outputs), buffers(&method.outputs));
    let mut counts = [0; 2];
    for _ in 0..STEPS {
        inputs.iter_mut().for_each(|input| noise.fill(input));
        b.step(&mut state_b, &inputs, &mut wanted).map_err(failed)?;
        a.step(&mut state_a, &inputs, &mut found)
            .expect("native steps never fail");
        // Where numbers end, executors may differ.
        if wanted
            .iter()
            .flatten()
            .any(|value| value.is_nan() || value.abs() > 1e30)
        {
            break;
        }
        for (found, wanted) in found.iter().flatten().zip(wanted.iter().flatten()) {
            let near = (found - wanted).abs() <= 1e-3 * wanted.abs().max(1.0);
            counts[0] += usize::from(!near);
            counts[1] += 1;
        }
    }
    Ok(counts)
}

/// What is wrong with a case; `None` where nothing is, or there is nothing to compare.
///
/// Counts the cases that were compared.
fn fault(
    what: &[String],
    model: &ModelProto,
    method: &Method,
    compared: &mut u64,
) -> Option<String> {
    let native = catch_unwind(AssertUnwindSafe(|| Native::compile(model, method)));
    let Ok(native) = native else {
        return Some("panics".into());
    };
    let native = native.ok()?;
    if what.len() > 1 && is_misread(model) {
        return None;
    }
    let tract = Tract::compile(model, method).ok()?;
    let found = catch_unwind(AssertUnwindSafe(|| differences(&native, &tract, method)));
    match found {
        Ok(Ok([bad, all])) => {
            *compared += 1;
            // Some operators turn a rounding into a step.
            (bad > 2 + all / 100).then(|| format!("{bad} of {all} differ"))
        }
        Ok(Err(_)) => None,
        Err(_) => Some("panics in a step".into()),
    }
}

#[test]
fn damaged_graphs_are_refused_or_right() {
    let (mut compared, mut wrong) = (0, Vec::new());
    let cases = std::env::var("NRAVE_CASES").map_or(CASES, |count| count.parse().unwrap());
    for seed in 0..cases {
        let draw = &mut Draw::new(seed);
        let (names, mut model, mut method) = network(draw);
        let mut what = vec![names.join(", ")];
        for _ in 0..draw.whole(0, 3) {
            what.push(mutate(&mut model, &mut method, draw));
        }
        if let Some(fault) = fault(&what, &model, &method, &mut compared) {
            wrong.push(format!("seed {seed}, {what:?}: {fault}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(compared > CASES / 4, "only {compared} compared");
}

#[test]
fn damaged_models_do_not_panic() {
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    for name in ["strings", "drums", "digits"] {
        let model = Model::open(&zoo.join(format!("{name}.nrave"))).unwrap();
        for (method, described) in &model.manifest().methods {
            let graph = model.graph(method).unwrap();
            for seed in 0..12 {
                let draw = &mut Draw::new(seed);
                let (mut graph, mut described) = (graph.clone(), described.clone());
                for _ in 0..3 {
                    mutate(&mut graph, &mut described, draw);
                }
                drop(Native::compile(&graph, &described));
            }
        }
    }
}
