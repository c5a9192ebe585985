//! The native executor against tract, on graphs of every kind that it knows.

use neurorave_core::graph::{Attr, Graph, GraphBuilder, Value, WeightFormat};
use neurorave_core::model_file::manifest::{Kind, Method, Port};
use neurorave_core::network::{Executor, Native, Tract};
use neurorave_core::pitch::Noise;

/// Numbers from a seed.
struct Draw(Noise);

impl Draw {
    fn whole(&mut self, from: usize, to: usize) -> usize {
        let mut one = [0.0];
        self.0.draw(&mut one);
        from + (one[0] * (to - from + 1) as f32) as usize
    }

    fn values(&mut self, count: usize, scale: f32) -> Vec<f32> {
        let mut values = vec![0.0; count];
        self.0.fill(&mut values);
        values.iter_mut().for_each(|v| *v *= scale);
        values
    }
}

/// A graph with one input, `[1, channels, time]`, and one output.
struct Case {
    graph: GraphBuilder,
    x: Value,
    channels: usize,
    time: usize,
    step: usize,
    first: (usize, usize),
}

impl Case {
    fn new(channels: usize, time: usize, weights: WeightFormat) -> Self {
        let mut graph = GraphBuilder::new("case", weights);
        let x = graph.input("x", &[1, channels, time]);
        Self {
            graph,
            x,
            channels,
            time,
            step: 0,
            first: (channels, time),
        }
    }

    fn name(&mut self, what: &str) -> String {
        self.step += 1;
        format!("{what}{}", self.step)
    }

    fn conv(
        &mut self,
        draw: &mut Draw,
        outputs: usize,
        kernel: usize,
        stride: usize,
        dilation: usize,
        groups: usize,
    ) {
        let depth = self.channels / groups;
        let scale = 1.0 / ((depth * kernel) as f32).sqrt();
        let w = draw.values(outputs * depth * kernel, scale);
        let (w_name, b_name) = (self.name("w"), self.name("b"));
        let w = self.graph.weight(&w_name, &[outputs, depth, kernel], &w);
        let b = draw.values(outputs, 0.1);
        let b = self.graph.weight(&b_name, &[outputs], &b);
        self.x = self.graph.conv1d_causal(
            &self.x,
            &w,
            Some(&b),
            (self.channels, self.time),
            kernel,
            stride,
            dilation,
            groups,
        );
        self.channels = outputs;
        self.time /= stride;
    }

    fn up(&mut self, draw: &mut Draw, outputs: usize, kernel: usize, stride: usize) {
        let scale = 1.0 / ((self.channels * kernel / stride) as f32).sqrt();
        let w = draw.values(outputs * self.channels * kernel, scale);
        let (w_name, b_name) = (self.name("w"), self.name("b"));
        let w = self
            .graph
            .weight(&w_name, &[self.channels, outputs, kernel], &w);
        let b = draw.values(outputs, 0.1);
        let b = self.graph.weight(&b_name, &[outputs], &b);
        self.x = self.graph.conv_transpose1d_causal(
            &self.x,
            &w,
            Some(&b),
            (outputs, self.time),
            kernel,
            stride,
            1,
        );
        self.channels = outputs;
        self.time *= stride;
    }

    fn residual(&mut self, draw: &mut Draw, dilation: usize) {
        let before = self.x.clone();
        let channels = self.channels;
        self.x = self.graph.leaky_relu(&self.x.clone());
        self.conv(draw, channels, 3, 1, dilation, 1);
        self.x = self.graph.leaky_relu(&self.x.clone());
        self.conv(draw, channels, 1, 1, 1, 1);
        self.x = self.graph.add(&before, &self.x.clone());
    }

    fn snake(&mut self, draw: &mut Draw) {
        let alpha: Vec<f32> = draw
            .values(self.channels, 0.3)
            .iter()
            .map(|v| 1.0 + v.abs())
            .collect();
        let inverse: Vec<f32> = alpha.iter().map(|a| 1.0 / a).collect();
        let g = &mut self.graph;
        let alpha = g.constant(&[1, self.channels, 1], &alpha);
        let inverse = g.constant(&[1, self.channels, 1], &inverse);
        let s = g.mul(&self.x, &alpha);
        let s = g.sin(&s);
        let s = g.mul(&s, &s);
        let s = g.mul(&s, &inverse);
        self.x = g.add(&self.x, &s);
    }

    fn activation(&mut self, draw: &mut Draw) {
        let x = self.x.clone();
        let g = &mut self.graph;
        self.x = match draw.whole(0, 7) {
            0 => g.leaky_relu(&x),
            1 => g.tanh(&x),
            2 => {
                let s = g.sigmoid(&x);
                g.mul(&x, &s)
            }
            3 => g.op("Elu", &[&x], &[("alpha", Attr::Float(1.0))]),
            4 => g.op("Softplus", &[&x], &[]),
            5 => g.op("Relu", &[&x], &[]),
            6 => return self.snake(draw),
            _ => g.delay(&x, (self.channels, self.time), 3),
        };
    }

    /// Both executors over some steps; the worst difference.
    fn compare(mut self, steps: usize) {
        let shape = [1, self.channels, self.time];
        self.graph.output("y", &self.x, &shape);
        let graph: Graph = self.graph.finish();
        let port = |name: &str, (channels, samples): (usize, usize)| Port {
            name: name.into(),
            kind: Kind::Control,
            channels,
            samples,
        };
        let method = Method {
            graph: "case.onnx".into(),
            step: self.first.1,
            delay: 0,
            inputs: vec![port("x", self.first)],
            outputs: vec![port("y", (self.channels, self.time))],
            states: graph.states.clone(),
        };
        let native = Native::compile(&graph.model, &method).unwrap_or_else(|why| panic!("{why:?}"));
        let tract = Tract::compile(&graph.model, &method).unwrap();
        let (mut a, mut b) = (native.start().unwrap(), tract.start().unwrap());
        let mut noise = Noise::new(5);
        let mut x = vec![vec![0.0; self.first.0 * self.first.1].into_boxed_slice()];
        let mut y = vec![vec![0.0; self.channels * self.time].into_boxed_slice()];
        let mut z = y.clone();
        for step in 0..steps {
            noise.fill(&mut x[0]);
            native.step(&mut a, &x, &mut y).unwrap();
            tract.step(&mut b, &x, &mut z).unwrap();
            for (y, z) in y[0].iter().zip(&z[0]) {
                assert!(
                    (y - z).abs() <= 2e-5 * z.abs().max(1.0),
                    "step {step}: {y} for {z}"
                );
            }
        }
    }
}

#[test]
fn networks_of_all_kinds_agree_with_tract() {
    for seed in 0..60 {
        let draw = &mut Draw(Noise::new(seed));
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
        case.compare(40);
    }
}
