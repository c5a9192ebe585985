//! Streaming graphs in steps of any size equal a plain loop over the whole signal.

#[allow(dead_code)]
mod toy;

use std::collections::BTreeMap;

use neurorave_core::graph::{Graph, GraphBuilder, WeightFormat};
use toy::Random;
use tract_onnx::prelude::*;

/// Samples of the test signal: a multiple of every step below.
const LEN: usize = 960;
const STEPS: [usize; 6] = [4, 8, 12, 20, 64, 960];

/// Channels of samples.
type Signal = Vec<Vec<f32>>;

struct Conv {
    w: Vec<f32>,
    b: Vec<f32>,
    input: usize,
    output: usize,
    kernel: usize,
    stride: usize,
    dilation: usize,
    groups: usize,
}

impl Conv {
    fn new(random: &mut Random, channels: (usize, usize), shape: [usize; 4]) -> Self {
        let (input, output) = channels;
        let [kernel, stride, dilation, groups] = shape;
        let w = random.weights(output * input / groups * kernel);
        let b = random.weights(output);
        Self {
            w,
            b,
            input,
            output,
            kernel,
            stride,
            dilation,
            groups,
        }
    }

    /// y[o][t] = b[o] + sum of w[o][i][k] x[i][(t + 1) stride - 1 - (kernel - 1 - k) dilation].
    fn offline(&self, x: &Signal) -> Signal {
        let (ins, outs) = (self.input / self.groups, self.output / self.groups);
        let at = |channel: usize, t: isize| if t < 0 { 0.0 } else { x[channel][t as usize] };
        let frame = |o: usize, t: usize| {
            let mut y = self.b[o];
            for i in 0..ins {
                for k in 0..self.kernel {
                    let back = (self.kernel - 1 - k) * self.dilation;
                    let t = ((t + 1) * self.stride) as isize - 1 - back as isize;
                    y += self.w[(o * ins + i) * self.kernel + k] * at(o / outs * ins + i, t);
                }
            }
            y
        };
        let frames = x[0].len() / self.stride;
        (0..self.output)
            .map(|o| (0..frames).map(|t| frame(o, t)).collect())
            .collect()
    }
}

struct Transposed {
    w: Vec<f32>,
    b: Vec<f32>,
    input: usize,
    output: usize,
    kernel: usize,
    stride: usize,
}

impl Transposed {
    fn offline(&self, x: &Signal) -> Signal {
        let len = x[0].len() * self.stride;
        let mut y: Signal = self.b.iter().map(|&b| vec![b; len]).collect();
        for (i, channel) in x.iter().enumerate() {
            for (o, y) in y.iter_mut().enumerate() {
                let w = &self.w[(i * self.output + o) * self.kernel..][..self.kernel];
                for (t, x) in channel.iter().enumerate() {
                    for (y, w) in y[t * self.stride..].iter_mut().zip(w) {
                        *y += x * w;
                    }
                }
            }
        }
        y
    }
}

/// Every kind of cache: strided, dilated, grouped, pointwise, subsampling, transposed, delay.
struct Net {
    convs: Vec<Conv>,
    up: Transposed,
}

const DELAY: usize = 7;

impl Net {
    fn new() -> Self {
        let mut r = Random(7);
        let convs = vec![
            Conv::new(&mut r, (2, 6), [9, 2, 1, 1]),
            Conv::new(&mut r, (6, 6), [3, 1, 3, 3]),
            Conv::new(&mut r, (6, 4), [1, 2, 1, 1]),
            Conv::new(&mut r, (4, 3), [1, 1, 1, 1]),
        ];
        let (w, b) = (r.weights(3 * 2 * 10), r.weights(2));
        let up = Transposed {
            w,
            b,
            input: 3,
            output: 2,
            kernel: 10,
            stride: 4,
        };
        Self { convs, up }
    }

    fn offline(&self, x: &Signal) -> Signal {
        let leak = |x: f32| if x > 0.0 { x } else { 0.2 * x };
        let mut x = x.clone();
        for conv in &self.convs {
            x = conv.offline(&x);
            x.iter_mut().flatten().for_each(|x| *x = leak(*x));
        }
        let delayed = |y: Vec<f32>| [&[0.0; DELAY], &y[..LEN - DELAY]].concat();
        self.up.offline(&x).into_iter().map(delayed).collect()
    }

    fn graph(&self, step: usize, weights: WeightFormat) -> Graph {
        let mut g = GraphBuilder::new("net", weights);
        let (mut x, mut time) = (g.input("in", &[1, 2, step]), step);
        for (n, c) in self.convs.iter().enumerate() {
            let w = g.weight(
                &format!("w{n}"),
                &[c.output, c.input / c.groups, c.kernel],
                &c.w,
            );
            let b = g.weight(&format!("b{n}"), &[c.output], &c.b);
            let io = (c.input, time);
            x = g.conv1d_causal(
                &x,
                &w,
                Some(&b),
                io,
                c.kernel,
                c.stride,
                c.dilation,
                c.groups,
            );
            x = g.leaky_relu(&x);
            time /= c.stride;
        }
        let up = &self.up;
        let w = g.weight("up", &[up.input, up.output, up.kernel], &up.w);
        let b = g.weight("up_bias", &[up.output], &up.b);
        let io = (up.output, time);
        x = g.conv_transpose1d_causal(&x, &w, Some(&b), io, up.kernel, up.stride, 1);
        x = g.delay(&x, (2, step), DELAY);
        g.output("out", &x, &[1, 2, step]);
        g.finish()
    }
}

/// Runs a graph over a signal, step by step, each state's successor going into the next call.
fn stream(graph: &Graph, x: &Signal, step: usize) -> TractResult<Signal> {
    let info = graph.model.graph.as_ref().expect("a graph");
    let net = tract_onnx::onnx().model_for_proto_model(&graph.model)?;
    let net = net.into_optimized()?.into_runnable()?;
    let mut states = BTreeMap::new();
    for s in &graph.states {
        states.insert(s.input.clone(), Tensor::zero::<f32>(&s.shape)?);
    }
    let mut y = vec![Vec::new(); x.len()];
    for start in (0..LEN).step_by(step) {
        let block: Vec<f32> = x
            .iter()
            .flat_map(|c| c[start..start + step].to_vec())
            .collect();
        states.insert(
            "in".into(),
            Tensor::from_shape(&[1, x.len(), step], &block)?,
        );
        let inputs = info
            .input
            .iter()
            .map(|i| states[&i.name].clone().into_tvalue());
        let outputs = net.run(inputs.collect())?;
        for (info, value) in info.output.iter().zip(outputs) {
            match graph.states.iter().find(|s| s.output == info.name) {
                Some(s) => drop(states.insert(s.input.clone(), value.into_tensor())),
                None => {
                    let value = value.into_tensor();
                    let samples = value.try_as_plain_ram()?.as_slice::<f32>()?.to_vec();
                    y.iter_mut()
                        .zip(samples.chunks(step))
                        .for_each(|(y, s)| y.extend(s));
                }
            }
        }
    }
    Ok(y)
}

fn signal() -> Signal {
    let mut random = Random(3);
    (0..2).map(|_| random.weights(LEN)).collect()
}

fn largest_difference(a: &Signal, b: &Signal) -> f32 {
    let pairs = a.iter().flatten().zip(b.iter().flatten());
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn any_step_gives_the_stream_that_a_plain_loop_gives() {
    let (net, x) = (Net::new(), signal());
    let expected = net.offline(&x);
    for step in STEPS {
        for weights in [WeightFormat::F32, WeightFormat::F16] {
            let y = stream(&net.graph(step, weights), &x, step).expect("tract runs the graph");
            let error = largest_difference(&y, &expected);
            assert!(error < 2e-4, "step {step}, {weights:?}: off by {error}");
        }
    }
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    use prost::Message;
    let net = Net::new();
    let encode = || net.graph(64, WeightFormat::F16).model.encode_to_vec();
    assert_eq!(encode(), encode());
}

#[test]
#[should_panic(expected = "states without a successor")]
fn a_state_needs_a_successor() {
    let mut g = GraphBuilder::new("forgetful", WeightFormat::F32);
    let _ = g.state(&[1, 1, 1]);
    g.finish();
}

#[test]
#[should_panic(expected = "already has a tensor")]
fn a_name_is_given_once() {
    let mut g = GraphBuilder::new("twice", WeightFormat::F32);
    g.input("x", &[1]);
    g.input("x", &[1]);
}
