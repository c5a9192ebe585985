//! What graphs become: which tensors are copied, and which states are kept as such.

use super::*;
use crate::graph::{Attr, GraphBuilder, Value as Name, WeightFormat};
use crate::model_file::manifest::{Kind, Port};
use crate::network::native::program::{Home, Step};
use tract_onnx::pb::{GraphProto, NodeProto};

const CHANNELS: usize = 4;
const TIME: usize = 12;
const PAST: usize = 3;

/// A graph's program; `y` has the shape of the port.
fn lowered(mut g: GraphBuilder, y: &Name, (channels, samples): (usize, usize)) -> Program {
    g.output("y", y, &[1, channels, samples]);
    let graph = g.finish();
    let mut method = method((channels, samples));
    method.states = graph.states;
    lower_alone(&graph.model, &method).unwrap()
}

/// Lowers a graph that has all of its weights, for one turn at a time.
fn lower_alone(model: &ModelProto, method: &Method) -> Lowered<Program> {
    lower(model, &HashMap::new(), method, 1)
}

fn method(output: (usize, usize)) -> Method {
    let port = |name: &str, (channels, samples)| Port {
        name: name.into(),
        kind: Kind::Control,
        channels,
        samples,
    };
    Method {
        graph: "case.onnx".into(),
        step: TIME,
        delay: 0,
        inputs: vec![port("x", (CHANNELS, TIME))],
        outputs: vec![port("y", output)],
        states: vec![],
    }
}

fn begun() -> (GraphBuilder, Name) {
    let mut g = GraphBuilder::new("case", WeightFormat::F32);
    let x = g.input("x", &[1, CHANNELS, TIME]);
    (g, x)
}

/// A convolution without padding.
fn conv(g: &mut GraphBuilder, x: &Name, outputs: usize, kernel: usize) -> Name {
    let name = format!("{} weights", x.name());
    let shape = [outputs, CHANNELS, kernel];
    let w = g.weight(&name, &shape, &vec![0.1; outputs * CHANNELS * kernel]);
    g.op("Conv", &[x, &w], &[])
}

fn slice(g: &mut GraphBuilder, x: &Name, from: i64, to: i64) -> Name {
    let [from, to, axis, step] = [from, to, -1, 1].map(|n| g.ints(&[n]));
    g.op("Slice", &[x, &from, &to, &axis, &step], &[])
}

/// Dense steps, and others.
fn steps(program: &Program) -> (usize, usize) {
    let dense = |step: &&Step| matches!(step, Step::Dense(_));
    let count = program.steps.iter().filter(dense).count();
    (count, program.steps.len() - count)
}

fn keeps_states(program: &Program) -> bool {
    let memory = |home: &Home| matches!(home, Home::Memory);
    program.buffers.iter().any(|buffer| memory(&buffer.home))
}

#[test]
fn a_past_in_any_spelling_is_never_moved() {
    type Tail = fn(&mut GraphBuilder, &Name) -> Name;
    let spellings: [(&str, Tail); 5] = [
        ("forwards", |g, all| {
            slice(g, all, TIME as i64, (TIME + PAST) as i64)
        }),
        ("from the end", |g, all| {
            slice(g, all, -(PAST as i64), i64::MAX)
        }),
        ("split", |g, all| {
            let sizes = g.ints(&[TIME as i64, PAST as i64]);
            let axis = [("axis", Attr::Int(2))];
            g.op_n("Split", &[all, &sizes], &axis, 2)[1].clone()
        }),
        ("gathered", |g, all| {
            let places: Vec<i64> = (TIME..TIME + PAST).map(|at| at as i64).collect();
            g.gather(all, 2, &places)
        }),
        ("under other names", |g, all| {
            let all = g.op("Identity", &[all], &[]);
            let end = slice(g, &all, -(PAST as i64), i64::MAX);
            g.op("Identity", &[&end], &[])
        }),
    ];
    for (what, tail) in spellings {
        let (mut g, x) = begun();
        let x = conv(&mut g, &x, CHANNELS, 1);
        let (state, slot) = g.state(&[1, CHANNELS, PAST]);
        let all = g.concat(&[&state, &x], 2);
        let next = tail(&mut g, &all);
        g.set_state(slot, &next);
        let y = conv(&mut g, &all, 1, PAST + 1);
        let program = lowered(g, &y, (1, TIME));
        // The copy is of what comes in, channel after channel.
        assert_eq!(steps(&program), (2, 1), "{what}");
        assert!(!keeps_states(&program), "{what}");
    }
}

#[test]
fn another_successor_than_the_end_is_kept_as_it_is() {
    let (mut g, x) = begun();
    let (state, slot) = g.state(&[1, CHANNELS, PAST]);
    let all = g.concat(&[&state, &x], 2);
    let next = slice(&mut g, &all, -(PAST as i64) - 1, -1);
    g.set_state(slot, &next);
    let y = conv(&mut g, &all, 1, PAST + 1);
    assert!(keeps_states(&lowered(g, &y, (1, TIME))));
}

#[test]
fn overlaps_are_kept_as_input() {
    const STRIDE: usize = 2;
    let produced = STRIDE * TIME;
    for whole in [true, false] {
        let (mut g, x) = begun();
        let w = g.weight("w", &[CHANNELS, 1, 5], &[0.1; 5 * CHANNELS]);
        let strides = [("strides", Attr::Ints(vec![STRIDE as i64]))];
        let y = g.op("ConvTranspose", &[&x, &w], &strides);
        let (state, slot) = g.state(&[1, 1, 3]);
        let (from, end) = (produced as i64, i64::MAX);
        let y = if whole {
            let pads = g.ints(&[0, 0, 0, 0, 0, from]);
            let state = g.op("Pad", &[&state, &pads], &[]);
            let sum = g.add(&state, &y);
            let next = slice(&mut g, &sum, from, end);
            g.set_state(slot, &next);
            slice(&mut g, &sum, 0, from)
        } else {
            let parts = [slice(&mut g, &y, 0, 3), slice(&mut g, &y, 3, from)];
            let next = slice(&mut g, &y, from, end);
            g.set_state(slot, &next);
            let head = g.add(&parts[0], &state);
            g.concat(&[&head, &parts[1]], 2)
        };
        let program = lowered(g, &y, (1, produced));
        assert_eq!(steps(&program), (1, 1), "whole: {whole}");
        assert!(!keeps_states(&program), "whole: {whole}");
    }
}

#[test]
fn what_is_joined_is_made_in_its_place() {
    let (mut g, x) = begun();
    let x = conv(&mut g, &x, CHANNELS, 1);
    let sine = g.sin(&x);
    let rectified = conv(&mut g, &sine, CHANNELS, 1);
    let rectified = g.leaky_relu(&rectified);
    let plain = conv(&mut g, &x, CHANNELS, 1);
    let all = g.concat(&[&rectified, &plain], 1);
    let w = g.weight("w", &[1, 2 * CHANNELS, 1], &[0.1; 2 * CHANNELS]);
    let y = g.op("Conv", &[&all, &w], &[]);
    // The others are the copy of what comes in, and the sine.
    assert_eq!(steps(&lowered(g, &y, (1, TIME))), (4, 2));
}

#[test]
fn a_normalisation_is_a_part_of_the_weights() {
    let (mut g, x) = begun();
    let x = conv(&mut g, &x, CHANNELS, 1);
    let all = ["a", "b", "c", "d"].map(|name| g.weight(name, &[CHANNELS], &[0.5; CHANNELS]));
    let inputs = [&x, &all[0], &all[1], &all[2], &all[3]];
    let y = g.op("BatchNormalization", &inputs, &[]);
    let y = g.leaky_relu(&y);
    assert_eq!(steps(&lowered(g, &y, (CHANNELS, TIME))), (1, 2));
}

#[test]
fn what_is_made_of_constants_is_a_constant() {
    let (mut g, x) = begun();
    let w = g.weight("w", &[CHANNELS, CHANNELS, 1], &[0.3; CHANNELS * CHANNELS]);
    let w = g.sin(&w);
    let half = g.constant(&[], &[0.5]);
    let w = g.mul(&w, &half);
    let y = g.op("Conv", &[&x, &w], &[]);
    assert_eq!(steps(&lowered(g, &y, (CHANNELS, TIME))), (1, 2));
}

fn node(kind: &str, inputs: &[&str], output: &str) -> NodeProto {
    NodeProto {
        op_type: kind.into(),
        input: inputs.iter().map(|name| (*name).to_owned()).collect(),
        output: vec![output.into()],
        ..Default::default()
    }
}

fn refused(nodes: Vec<NodeProto>) -> bool {
    tried(nodes).is_err()
}

fn tried(nodes: Vec<NodeProto>) -> Lowered<Program> {
    let graph = GraphProto {
        node: nodes,
        ..Default::default()
    };
    let model = ModelProto {
        graph: Some(graph),
        ..Default::default()
    };
    lower_alone(&model, &method((CHANNELS, TIME)))
}

#[test]
fn strange_wirings_are_refused() {
    assert!(!refused(vec![node("Sin", &["x"], "y")]));
    assert!(refused(vec![]), "nothing makes the output");
    assert!(refused(vec![node("Sin", &[], "y")]), "too few operands");
    assert!(
        refused(vec![node("Sin", &["x", "x"], "y")]),
        "too many operands"
    );
    assert!(refused(vec![node("Sin", &["y"], "y")]), "of itself");
    let names = [node("Sin", &["x"], "y"), node("Cos", &["x"], "y")];
    assert!(refused(names.to_vec()), "a name twice");
    let circle = [node("Identity", &["a"], "b"), node("Identity", &["b"], "a")];
    let joined = node("Concat", &["a", "x"], "y");
    assert!(refused([&circle[..], &[joined]].concat()), "a circle");
    // What nobody needs isn't looked at.
    assert!(!refused(vec![
        node("Sin", &["x"], "y"),
        node("Unheard", &["x"], "z")
    ]));
}

#[test]
fn sizes_beyond_bounds_are_refused() {
    const HUGE: i64 = 1 << 40;
    type Ask = fn(&mut GraphBuilder, &Name) -> Name;
    let asks: [(&str, Ask); 8] = [
        ("Expand", |g, x| {
            let shape = g.ints(&[HUGE, 1, 1]);
            g.op("Expand", &[x, &shape], &[])
        }),
        ("Tile", |g, x| {
            let times = g.ints(&[1, 1, 1 << 31]);
            g.op("Tile", &[x, &times], &[])
        }),
        ("Pad", |g, x| {
            let pads = g.ints(&[0, 0, 0, 0, 0, HUGE]);
            g.op("Pad", &[x, &pads], &[])
        }),
        ("ConstantOfShape", |g, x| {
            let shape = g.ints(&[HUGE, HUGE]);
            let zeros = g.op("ConstantOfShape", &[&shape], &[]);
            g.add(x, &zeros)
        }),
        ("Range", |g, x| {
            let ends = [0, HUGE, 1].map(|at| g.ints(&[at]));
            let ramp = g.op("Range", &[&ends[0], &ends[1], &ends[2]], &[]);
            let ramp = g.op("Cast", &[&ramp], &[("to", Attr::Int(1))]);
            g.add(x, &ramp)
        }),
        ("Gather", |g, x| g.gather(x, 2, &[i64::MAX, i64::MIN])),
        ("ConvTranspose", |g, x| {
            let w = g.weight("w", &[CHANNELS, 1, 2], &[0.1; 2 * CHANNELS]);
            let strides = ("strides", Attr::Ints(vec![HUGE]));
            let dilations = ("dilations", Attr::Ints(vec![i64::MAX]));
            g.op("ConvTranspose", &[x, &w], &[strides, dilations])
        }),
        ("doublings", |g, x| {
            (0..60).fold(x.clone(), |x, _| g.concat(&[&x, &x], 2))
        }),
    ];
    for (what, ask) in asks {
        let (mut g, x) = begun();
        let y = ask(&mut g, &x);
        g.output("y", &y, &[1, CHANNELS, TIME]);
        let graph = g.finish();
        let found = lower_alone(&graph.model, &method((CHANNELS, TIME)));
        assert!(found.is_err(), "{what}");
    }
}

#[test]
fn more_steps_than_can_be_are_refused() {
    let names: Vec<String> = (0..8000).map(|at| format!("x{at}")).collect();
    let mut nodes = vec![node("Softmax", &["x"], &names[0])];
    let pairs = names.windows(2);
    nodes.extend(pairs.map(|pair| node("Softmax", &[&pair[0]], &pair[1])));
    nodes.push(node("Sin", &[&names[7999]], "y"));
    let Err(Unknown(why)) = tried(nodes) else {
        panic!("32000 steps");
    };
    assert!(why.ends_with("too many steps"), "{why}");
}
