//! The prior and the model's decoder as one graph: the method `prior`.

use super::network::{
    ATTRIBUTE_FLOOR, COMPONENTS, LATENT_FLOOR, LOG_CEILING, PITCH_FLOOR, Prior, WIDTH,
};
use super::target::Target;
use super::{ATTRIBUTE_LIMITS, COLDEST_CHOICE, HOTTEST, LATENT_LIMIT, anchor};
use crate::train::TrainError;
use crate::train::average::values;
use crate::train::network::conv::Conv;
use neurorave_core::graph::{Attr, Graph, GraphBuilder, Value, WeightFormat};
use neurorave_core::model_file::manifest::{Kind, Method, Port};
use std::f32::consts::TAU;

/// A method and its graph.
pub struct Lowered {
    /// For the manifest.
    pub method: Method,
    /// The graph.
    pub graph: Graph,
}

/// Draws are kept this far from 0 and 1: their logarithms are finite, whatever the runtime draws.
const EDGE: f32 = 1e-6;
/// ONNX's number for f32.
const F32: i64 = 1;
/// Most channels of a port.
const MOST_CHANNELS: usize = 64;

/// Writes the method `prior` of `target`.
///
/// # Errors
/// When the model's decoder cannot become a part of another graph.
pub fn lower(prior: &Prior, target: &Target, weights: WeightFormat) -> Result<Lowered, TrainError> {
    let decode = target.model.method("decode")?;
    let mut draft = Draft {
        g: GraphBuilder::new("prior", weights),
        inputs: Vec::new(),
    };
    let mut wires: Vec<(&str, Value)> = Vec::new();
    for port in decode
        .inputs
        .iter()
        .filter(|port| port.kind != Kind::Latent)
    {
        wires.push((
            &port.name,
            draft.input(port.kind, port.channels, port.samples),
        ));
    }
    let chance = Chance::new(&mut draft, prior, target)?;
    let base = draft.input(Kind::Base, target.controls(), 1);
    let g = &mut draft.g;
    let controls = g.reshape(&base, &[1, target.controls()]);

    let (memory, memory_slot) = g.state(&[1, WIDTH]);
    let (before, before_slot) = g.state(&[1, target.latents()]);
    let known = match target.pitch() {
        Some(_) => anchored(g, &controls, target.attributes()),
        None => controls.clone(),
    };
    let all = g.concat(&[&known, &before], 1);
    let hidden = g.concat(&[&memory, &all], 1);
    let hidden = dense(g, "latent_hidden", &prior.latent_hidden, &hidden);
    let hidden = g.leaky_relu(&hidden);
    let hidden = g.concat(&[&hidden, &all], 1);
    let output = dense(g, "latent_output", &prior.latent_output, &hidden);
    let floors = vec![LATENT_FLOOR; target.latents()];
    let sampled = chance.latent.sample(g, &output, &floors, &chance.heat);
    let (low, high) = (-LATENT_LIMIT, LATENT_LIMIT);
    let latent = limit(
        g,
        &sampled,
        &vec![low; target.latents()],
        &vec![high; target.latents()],
    );
    g.set_state(before_slot, &latent);

    let frame = g.concat(&[&latent, &known], 1);
    let memory = advance(g, prior, &memory, &frame);
    g.set_state(memory_slot, &memory);

    let (means, deviations): (Vec<f32>, Vec<f32>) = target.statistics.iter().copied().unzip();
    let (mean, deviation) = (row(g, &means), row(g, &deviations));
    let latent = g.mul(&latent, &deviation);
    let latent = g.add(&latent, &mean);
    let latent = g.reshape(&latent, &[1, target.latents(), 1]);
    let kind = |kind| decode.input(kind).map_or("", |port| port.name.as_str());
    wires.push((kind(Kind::Latent), latent));
    let wires: Vec<_> = wires.iter().map(|(name, value)| (*name, value)).collect();
    let sound = g
        .splice(
            "decode",
            &target.model.graph("decode")?,
            &decode.states,
            &wires,
        )
        .map_err(|error| TrainError::Prior {
            model: target.model.file().into(),
            why: format!("method decode: {error}"),
        })?;

    let mut outputs = Vec::new();
    for made in &decode.outputs {
        let port = Port {
            name: numbered("output", outputs.len()),
            ..made.clone()
        };
        g.output(&port.name, &sound[&made.name], &port.shape());
        outputs.push(port);
    }
    propose(g, prior, target, &chance, (&memory, &known), &mut outputs);
    let graph = draft.g.finish();
    let method = Method {
        graph: "prior.onnx".into(),
        step: decode.step,
        delay: decode.delay,
        inputs: draft.inputs,
        outputs,
        states: graph.states.clone(),
    };
    Ok(Lowered { method, graph })
}

/// A graph under construction with the ports made so far.
struct Draft {
    g: GraphBuilder,
    inputs: Vec<Port>,
}

impl Draft {
    /// An input port, named by its kind: names of another graph could be taken.
    fn input(&mut self, kind: Kind, channels: usize, samples: usize) -> Value {
        let same = self.inputs.iter().filter(|port| port.kind == kind).count();
        let port = Port {
            name: numbered(&format!("{kind:?}").to_lowercase(), same),
            kind,
            channels,
            samples,
        };
        let value = self.g.input(&port.name, &port.shape());
        self.inputs.push(port);
        value
    }
}

/// The first of a name goes without a number.
fn numbered(name: &str, before: usize) -> String {
    match before {
        0 => name.to_owned(),
        _ => format!("{name}{}", before + 1),
    }
}

/// Everything that is left to chance in a step.
struct Chance {
    heat: Heat,
    latent: Choice,
    control: Choice,
    /// Uniform; none where there is no pitch.
    voicing: Option<Value>,
}

/// Temperatures, `[1, 1]` each.
struct Heat {
    /// Of deviations.
    whole: Value,
    /// [`choice_temperature`](super::choice_temperature).
    choice: Value,
}

impl Heat {
    fn new(g: &mut GraphBuilder, temperature: &Value) -> Self {
        let whole = g.reshape(temperature, &[1, 1]);
        let whole = limit(g, &whole, &[0.0], &[HOTTEST]);
        let (slope, coldest) = (row(g, &[1.0 - COLDEST_CHOICE]), row(g, &[COLDEST_CHOICE]));
        let above = g.mul(&whole, &slope);
        Self {
            choice: g.add(&above, &coldest),
            whole,
        }
    }
}

/// What a sample of a mixture is drawn with.
struct Choice {
    /// Gumbel numbers, one a component.
    gumbel: Value,
    /// Standard normal numbers, one a dimension.
    normal: Value,
    dimensions: usize,
}

impl Chance {
    fn new(draft: &mut Draft, prior: &Prior, target: &Target) -> Result<Self, TrainError> {
        let sizes = prior.sizes();
        let dimensions = [sizes.latents, sizes.continuous()];
        let coins = usize::from(sizes.pitch);
        let draws: usize = dimensions.iter().map(|d| COMPONENTS + pairs(*d)).sum();
        // Some values a channel where they do not fit into channels alone.
        let samples = 1 << target.step().trailing_zeros().min(6);
        let channels = (draws + coins).div_ceil(samples);
        if channels > MOST_CHANNELS {
            return Err(TrainError::Prior {
                model: target.model.file().into(),
                why: format!(
                    "its step, {}, is odd and its latents are many",
                    target.step()
                ),
            });
        }
        let drawn = draft.input(Kind::Draw, channels, samples);
        let temperature = draft.input(Kind::Temperature, 1, 1);
        let g = &mut draft.g;
        let heat = Heat::new(g, &temperature);
        let drawn = g.reshape(&drawn, &[1, channels * samples]);
        let drawn = limit(g, &drawn, &[EDGE], &[1.0 - EDGE]);
        let mut used = 0;
        let mut take = |g: &mut GraphBuilder, count: usize| {
            used += count;
            g.slice(&drawn, 1, used - count, used)
        };
        let [latent, control] = dimensions.map(|dimensions| {
            let gumbel = take(g, COMPONENTS);
            let gumbel = gumbels(g, &gumbel);
            let half = pairs(dimensions) / 2;
            let (radius, angle) = (take(g, half), take(g, half));
            let normal = normals(g, &radius, &angle);
            Choice {
                gumbel,
                normal: g.slice(&normal, 1, 0, dimensions),
                dimensions,
            }
        });
        let voicing = sizes.pitch.then(|| take(g, 1));
        Ok(Self {
            heat,
            latent,
            control,
            voicing,
        })
    }
}

/// Uniform draws that so many normal numbers take: they come in pairs.
fn pairs(normals: usize) -> usize {
    normals.next_multiple_of(2)
}

/// -log(-log(u)).
fn gumbels(g: &mut GraphBuilder, uniform: &Value) -> Value {
    for_each_of(g, uniform, &["Log", "Neg", "Log", "Neg"])
}

/// Box and Muller's pairs of normal numbers: the cosines, then the sines.
fn normals(g: &mut GraphBuilder, radius: &Value, angle: &Value) -> Value {
    let log = g.log(radius);
    let minus_two = g.constant(&[1, 1], &[-2.0]);
    let square = g.mul(&log, &minus_two);
    let radius = g.sqrt(&square);
    let turn = g.constant(&[1, 1], &[TAU]);
    let angle = g.mul(angle, &turn);
    let (cosine, sine) = (g.cos(&angle), g.sin(&angle));
    let (x, y) = (g.mul(&radius, &cosine), g.mul(&radius, &sine));
    g.concat(&[&x, &y], 1)
}

fn for_each_of(g: &mut GraphBuilder, x: &Value, operators: &[&str]) -> Value {
    let start = x.clone();
    operators
        .iter()
        .fold(start, |value, operator| g.op(operator, &[&value], &[]))
}

impl Choice {
    /// A sample of the mixture in `output`, `[1, dimensions]`. Heat multiplies the deviations, and the
    /// Gumbel numbers that are added to the logits: the odds of two components are those as trained, to
    /// the power of its inverse. Without any it is the mean of the likeliest component.
    fn sample(&self, g: &mut GraphBuilder, output: &Value, floors: &[f32], heat: &Heat) -> Value {
        let values = COMPONENTS * self.dimensions;
        let logits = g.slice(output, 1, 0, COMPONENTS);
        let luck = g.mul(&self.gumbel, &heat.choice);
        let score = g.add(&logits, &luck);
        let axes = ("axes", Attr::Ints(vec![1]));
        let best = g.op("ReduceMax", &[&score], &[axes, ("keepdims", Attr::Int(1))]);
        let hit = test(g, "GreaterOrEqual", &score, &best);
        let ones = g.constant(&[COMPONENTS, 1], &[1.0; COMPONENTS]);
        let count = g.matmul(&hit, &ones);
        let hit = g.div(&hit, &count);
        let mut pick = |from: usize| {
            let all = g.slice(output, 1, from, from + values);
            let all = g.reshape(&all, &[COMPONENTS, self.dimensions]);
            g.matmul(&hit, &all)
        };
        let (mean, log) = (pick(COMPONENTS), pick(COMPONENTS + values));
        let floors: Vec<f32> = floors.iter().map(|floor| floor.ln()).collect();
        let log = limit(g, &log, &floors, &vec![LOG_CEILING; self.dimensions]);
        let deviation = g.exp(&log);
        let deviation = g.mul(&deviation, &heat.whole);
        let away = g.mul(&deviation, &self.normal);
        g.add(&mean, &away)
    }
}

/// [`Prior::advance`].
fn advance(g: &mut GraphBuilder, prior: &Prior, memory: &Value, frame: &Value) -> Value {
    let new = dense(g, "input", &prior.input, frame);
    let old = dense(g, "memory", &prior.memory, memory);
    let mut gate = |index: usize| {
        let (from, to) = (index * WIDTH, (index + 1) * WIDTH);
        (g.slice(&new, 1, from, to), g.slice(&old, 1, from, to))
    };
    let ((new_reset, old_reset), (new_keep, old_keep), (new, old)) = (gate(0), gate(1), gate(2));
    let reset = g.add(&new_reset, &old_reset);
    let reset = g.sigmoid(&reset);
    let keep = g.add(&new_keep, &old_keep);
    let keep = g.sigmoid(&keep);
    let old = g.mul(&reset, &old);
    let candidate = g.add(&new, &old);
    let candidate = g.tanh(&candidate);
    let change = g.sub(memory, &candidate);
    let kept = g.mul(&change, &keep);
    g.add(&kept, &candidate)
}

/// The controls with the [`Anchor`](super::anchor::Anchor) of their pitch behind them.
fn anchored(g: &mut GraphBuilder, controls: &Value, attributes: usize) -> Value {
    // The frame before: octaves, 1 or 0 for voiced or not, the mean and how many it is of.
    let (past, slot) = g.state(&[1, 4]);
    let [before, was_voiced, mean, count] = [0, 1, 2, 3].map(|at| g.slice(&past, 1, at, at + 1));
    let octaves = g.slice(controls, 1, attributes, attributes + 1);
    let voicing = g.slice(controls, 1, attributes + 1, attributes + 2);
    let half = row(g, &[0.5]);
    let voiced = test(g, "Greater", &voicing, &half);
    let way = g.sub(&octaves, &before);
    let way = g.abs(&way);
    let leap = row(g, &[anchor::LEAP]);
    let near = test(g, "Less", &way, &leap);
    let held = g.mul(&voiced, &was_voiced);
    let held = g.mul(&held, &near);
    let count = limit(g, &count, &[0.0], &[anchor::FRAMES - 1.0]);
    let count = g.mul(&count, &held);
    let one = row(g, &[1.0]);
    let count = g.add(&count, &one);
    let away = g.sub(&octaves, &mean);
    let away = g.div(&away, &count);
    let mean = g.add(&mean, &away);
    let next = g.concat(&[&octaves, &voiced, &mean, &count], 1);
    g.set_state(slot, &next);
    g.concat(&[controls, &mean], 1)
}

/// 1 where the comparison holds, else 0.
fn test(g: &mut GraphBuilder, comparison: &str, a: &Value, b: &Value) -> Value {
    let truth = g.op(comparison, &[a, b], &[]);
    g.op("Cast", &[&truth], &[("to", Attr::Int(F32))])
}

/// The controls of the next frame, as outputs.
fn propose(
    g: &mut GraphBuilder,
    prior: &Prior,
    target: &Target,
    chance: &Chance,
    (memory, known): (&Value, &Value),
    outputs: &mut Vec<Port>,
) {
    let sizes = prior.sizes();
    let continuous = sizes.continuous();
    let hidden = g.concat(&[memory, known], 1);
    let hidden = dense(g, "control_hidden", &prior.control_hidden, &hidden);
    let hidden = g.leaky_relu(&hidden);
    let hidden = g.concat(&[&hidden, known], 1);
    let output = dense(g, "control_output", &prior.control_output, &hidden);
    let mut floors = vec![ATTRIBUTE_FLOOR; sizes.attributes];
    let (least, most) = ATTRIBUTE_LIMITS;
    let (mut least, mut most) = (vec![least; sizes.attributes], vec![most; sizes.attributes]);
    if sizes.pitch {
        let (low, high) = target.octaves();
        floors.push(PITCH_FLOOR);
        least.push(low);
        most.push(high);
    }
    let sampled = chance.control.sample(g, &output, &floors, &chance.heat);
    let sampled = limit(g, &sampled, &least, &most);
    let mut port = |g: &mut GraphBuilder, name: &str, kind, value: &Value, channels: usize| {
        let port = Port {
            name: name.to_owned(),
            kind,
            channels,
            samples: 1,
        };
        let value = g.reshape(value, &port.shape());
        g.output(&port.name, &value, &port.shape());
        outputs.push(port);
    };
    let attributes = g.slice(&sampled, 1, 0, sizes.attributes);
    port(
        g,
        "attribute_next",
        Kind::Attribute,
        &attributes,
        sizes.attributes,
    );
    let Some(coin) = &chance.voicing else {
        return;
    };
    // A logistic number added to the logit: voiced where the sum is above 0.
    let one = g.constant(&[1, 1], &[1.0]);
    let other = g.sub(&one, coin);
    let odds = g.div(coin, &other);
    let luck = g.log(&odds);
    let luck = g.mul(&luck, &chance.heat.choice);
    let values = COMPONENTS * (1 + 2 * continuous);
    let logit = g.slice(&output, 1, values, values + 1);
    let score = g.add(&logit, &luck);
    let zero = g.constant(&[1, 1], &[0.0]);
    let voiced = test(g, "Greater", &score, &zero);
    // An unvoiced frame keeps the pitch.
    let octaves = g.slice(&sampled, 1, sizes.attributes, continuous);
    let held = g.slice(known, 1, sizes.attributes, continuous);
    let change = g.sub(&octaves, &held);
    let change = g.mul(&change, &voiced);
    let octaves = g.add(&held, &change);
    let pitch = g.concat(&[&octaves, &voiced], 1);
    port(g, "pitch_next", Kind::Pitch, &pitch, 2);
}

fn dense(g: &mut GraphBuilder, name: &str, layer: &Conv, x: &Value) -> Value {
    let [inputs, outputs] = layer.weight.val().dims();
    let weight = g.weight(
        &format!("{name}.weight"),
        &[inputs, outputs],
        &values(layer.weight.val()),
    );
    let bias = g.weight(
        &format!("{name}.bias"),
        &[outputs],
        &values(layer.bias.val()),
    );
    let product = g.matmul(x, &weight);
    g.add(&product, &bias)
}

fn row(g: &mut GraphBuilder, values: &[f32]) -> Value {
    g.constant(&[1, values.len()], values)
}

/// `x` between two rows.
fn limit(g: &mut GraphBuilder, x: &Value, least: &[f32], most: &[f32]) -> Value {
    let (least, most) = (row(g, least), row(g, most));
    let x = g.op("Max", &[x, &least], &[]);
    g.op("Min", &[&x, &most], &[])
}
