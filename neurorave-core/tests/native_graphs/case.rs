//! Small streaming networks, and both executors side by side.

use neurorave_core::graph::{Attr, Graph, GraphBuilder, Value, WeightFormat};
use neurorave_core::model_file::manifest::{Kind, Method, Port};
use neurorave_core::network::{Executor, Native, Tract};
use neurorave_core::pitch::Noise;
use tract_onnx::pb::ModelProto;

/// Changes a case.
pub type Build = fn(&mut Case, &mut Draw);

/// Numbers from a seed.
pub struct Draw(pub Noise);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(Noise::new(seed))
    }

    pub fn whole(&mut self, from: usize, to: usize) -> usize {
        let mut one = [0.0];
        self.0.draw(&mut one);
        from + (one[0] * (to - from + 1) as f32) as usize
    }

    pub fn values(&mut self, count: usize, scale: f32) -> Vec<f32> {
        let mut values = vec![0.0; count];
        self.0.fill(&mut values);
        values.iter_mut().for_each(|v| *v *= scale);
        values
    }
}

/// A graph with one input, `[1, channels, time]`, and one output.
pub struct Case {
    pub graph: GraphBuilder,
    pub x: Value,
    pub channels: usize,
    pub time: usize,
    step: usize,
    first: (usize, usize),
    /// Stands for operands that aren't there.
    nothing: Option<Value>,
}

impl Case {
    pub fn new(channels: usize, time: usize, weights: WeightFormat) -> Self {
        let mut graph = GraphBuilder::new("case", weights);
        let x = graph.input("x", &[1, channels, time]);
        Self {
            graph,
            x,
            channels,
            time,
            step: 0,
            first: (channels, time),
            nothing: None,
        }
    }

    /// An integer without axes.
    pub fn whole(&mut self, value: i64) -> Value {
        let said = [("value_int", Attr::Int(value))];
        self.graph.op("Constant", &[], &said)
    }

    /// An operand that isn't there.
    pub fn nothing(&mut self) -> Value {
        let graph = &mut self.graph;
        let nothing = self
            .nothing
            .get_or_insert_with(|| graph.constant(&[0], &[]));
        nothing.clone()
    }

    /// A weight under a name of its own.
    pub fn weight(&mut self, shape: &[usize], values: &[f32]) -> Value {
        self.step += 1;
        let name = format!("w{}", self.step);
        self.graph.weight(&name, shape, values)
    }

    /// `x` becomes what an operator makes of it and `more`.
    pub fn op(&mut self, name: &str, more: &[&Value], attributes: &[(&str, Attr)]) {
        let inputs: Vec<&Value> = std::iter::once(&self.x)
            .chain(more.iter().copied())
            .collect();
        self.x = self.graph.op(name, &inputs, attributes);
    }

    /// What `build` makes, between two convolutions.
    pub fn between(&mut self, draw: &mut Draw, build: Build) {
        let (outputs, kernel) = (2 * draw.whole(1, 9), draw.whole(1, 4));
        self.conv(draw, outputs, kernel, 1, 1, 1);
        build(self, draw);
        let (outputs, kernel) = (draw.whole(1, 9), draw.whole(1, 4));
        self.conv(draw, outputs, kernel, 1, 1, 1);
    }

    pub fn conv(
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
        let w = self.weight(&[outputs, depth, kernel], &w);
        let b = self.weight(&[outputs], &draw.values(outputs, 0.1));
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

    pub fn up(&mut self, draw: &mut Draw, outputs: usize, kernel: usize, stride: usize) {
        let scale = 1.0 / ((self.channels * kernel / stride) as f32).sqrt();
        let w = draw.values(outputs * self.channels * kernel, scale);
        let w = self.weight(&[self.channels, outputs, kernel], &w);
        let b = self.weight(&[outputs], &draw.values(outputs, 0.1));
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

    pub fn residual(&mut self, draw: &mut Draw, dilation: usize) {
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

    pub fn activation(&mut self, draw: &mut Draw) {
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

    /// The graph, and the method that it is.
    pub fn finish(mut self) -> (ModelProto, Method) {
        let shape = [1, self.channels, self.time];
        self.graph.output("y", &self.x, &shape);
        let mut graph: Graph = self.graph.finish();
        if let (Some(nothing), Some(graph)) = (&self.nothing, &mut graph.model.graph) {
            let named = |name: &&mut String| **name == nothing.name();
            let inputs = graph.node.iter_mut().flat_map(|node| &mut node.input);
            inputs.filter(named).for_each(String::clear);
            graph
                .initializer
                .retain(|tensor| tensor.name != nothing.name());
        }
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
            states: graph.states,
        };
        (graph.model, method)
    }

    /// Both executors over some steps.
    ///
    /// # Errors
    /// What doesn't work, or where they differ.
    pub fn compare(self, steps: usize) -> Result<(), String> {
        let (model, method) = self.finish();
        let native = Native::compile(&model, &method).map_err(|why| format!("{why:?}"))?;
        let tract = Tract::compile(&model, &method).map_err(|why| why.to_string())?;
        differ(&native, &tract, &method, steps)
    }
}

/// Fails with all that went wrong.
pub fn assert_all_right(results: impl IntoIterator<Item = (String, Result<(), String>)>) {
    let wrong = results
        .into_iter()
        .filter_map(|(what, result)| Some((what, result.err()?)));
    let wrong: Vec<String> = wrong.map(|(what, why)| format!("{what}: {why}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether two executors make of the same noise the same sound, within 1e-5.
///
/// # Errors
/// Where they differ first.
pub fn differ(
    a: &dyn Executor,
    b: &dyn Executor,
    method: &Method,
    steps: usize,
) -> Result<(), String> {
    let (mut state_a, mut state_b) = (a.start().unwrap(), b.start().unwrap());
    let buffers = |ports: &[Port]| -> Vec<Box<[f32]>> {
        let lens = ports.iter().map(Port::values);
        lens.map(|len| vec![0.0; len].into_boxed_slice()).collect()
    };
    let mut noise = Noise::new(5);
    let mut inputs = buffers(&method.inputs);
    let (mut found, mut wanted) = (buffers(&method.outputs), buffers(&method.outputs));
    for step in 0..steps {
        inputs.iter_mut().for_each(|input| noise.fill(input));
        a.step(&mut state_a, &inputs, &mut found)
            .map_err(|e| e.to_string())?;
        b.step(&mut state_b, &inputs, &mut wanted)
            .map_err(|e| e.to_string())?;
        let pairs = found.iter().flatten().zip(wanted.iter().flatten());
        for (at, (found, wanted)) in pairs.enumerate() {
            let near = (found - wanted).abs() <= 1e-5 * wanted.abs().max(1.0);
            let same = near || found == wanted || (found.is_nan() && wanted.is_nan());
            if !same {
                return Err(format!("step {step}, value {at}: {found} for {wanted}"));
            }
        }
    }
    Ok(())
}
