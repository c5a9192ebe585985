//! From an archive to a model file.

use crate::archive::{Archive, Error};
use crate::delay;
use crate::emit::{self, Emitted, Plan, Written};
use crate::load::Loaded;
use crate::nn::{self, Method, Setting};
use crate::run::{STACK, Stop};
use crate::stream;
use nrave_model::graph::WeightFormat;
use nrave_model::model_file::manifest::{self, FORMAT, Manifest, NumberSpec, SettingSpec};
use nrave_model::model_file::source::Source;
use nrave_model::model_file::{Content, write_model_to};
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};
use std::sync::Arc;
use tract_onnx::pb::ModelProto;

/// The rate of a model that doesn't tell its own.
const USUAL_RATE: u32 = 44_100;
/// Samples of a step where all signals are audio.
const SHORT_STEP: usize = 64;

/// What is wanted of an import.
#[derive(Clone, Debug)]
pub struct Options {
    /// How weights are stored.
    pub weights: WeightFormat,
    /// Samples of audio in a step; none for the fewest that the model's ratios allow.
    pub step: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            weights: WeightFormat::F32,
            step: None,
        }
    }
}

/// A model file's parts.
pub struct Imported {
    /// What the model says about itself.
    pub manifest: Manifest,
    /// Its graphs, by entry.
    pub graphs: BTreeMap<String, ModelProto>,
    /// What was found.
    pub report: Report,
    weights: Written,
    archive: Arc<Archive>,
}

impl Imported {
    /// Writes the model file.
    ///
    /// # Errors
    /// When the archive cannot be read or `out` not be written to.
    pub fn write<W: Write + Seek>(&self, out: W, card: &str) -> io::Result<W> {
        let mut weights = |out: &mut dyn Write| self.weights.write(&self.archive, out);
        let weights: Option<Content<'_>> = match self.weights.is_empty() {
            true => None,
            false => Some(&mut weights),
        };
        write_model_to(out, &self.manifest, &self.graphs, card, weights)
    }
}

/// What an import has to tell.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The methods that play.
    pub methods: Vec<Played>,
    /// Those that don't, and why.
    pub refused: Vec<(String, String)>,
    /// What cannot be set, and why.
    pub fixed: Vec<(String, String)>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// A method that plays.
#[derive(Clone, Debug)]
pub struct Played {
    /// Its name.
    pub name: String,
    /// Random draws of a step, in order: which input takes each, where one is needed.
    pub draws: Vec<Option<String>>,
    /// Operators of its graph, the most frequent first.
    pub operators: Vec<(String, usize)>,
}

/// Imports the archive in `source`; `file` stands for it in errors, `name` is what the model will be
/// called.
///
/// A program is followed by functions that call themselves, however small the stack of whoever asks:
/// it has a thread of its own.
///
/// # Errors
/// When the file is damaged, or no method of it can be played.
pub fn import(
    file: &str,
    name: &str,
    source: Arc<dyn Source>,
    options: &Options,
) -> Result<Imported, ImportError> {
    on_a_stack(file, || follow(file, name, source, options))
}

/// Does something on a stack on which any program can be followed.
fn on_a_stack<T: Send>(
    file: &str,
    action: impl FnOnce() -> Result<T, ImportError> + Send,
) -> Result<T, ImportError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, action);
        let thread = thread.map_err(|problem| ImportError::Thread {
            file: file.to_owned(),
            problem,
        })?;
        let done = thread.join();
        done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn follow(
    file: &str,
    name: &str,
    source: Arc<dyn Source>,
    options: &Options,
) -> Result<Imported, ImportError> {
    let loaded = Loaded::read(Archive::open(file, source)?)?;
    let told = |stop: Stop| ImportError::Program {
        file: file.to_owned(),
        stop,
    };
    let (mut machine, model) = loaded.machine().map_err(told)?;
    let methods = nn::methods(&mut machine, model).map_err(told)?;
    let (settings, others) = nn::settings(&mut machine, model).map_err(told)?;
    let rate = nn::sample_rate(&mut machine, model);
    drop(machine);
    let mut report = Report::default();
    if rate.is_none() {
        report.assumptions.push(format!(
            "the file doesn't tell its sample rate: {USUAL_RATE} Hz"
        ));
    }
    for other in others.into_iter().filter(|other| other != "none") {
        report
            .fixed
            .push((other, "it takes something else than numbers".into()));
    }
    let step = options.step.unwrap_or_else(|| step_of(&methods));
    let settings = settable(&loaded, &methods, settings, step, &mut report);
    let mut plan = Plan::new(options.weights);
    let mut described = BTreeMap::new();
    let mut graphs = BTreeMap::new();
    for method in &methods {
        let followed = stream::follow(&loaded, method, &settings, step)
            // What it cannot do even so is the nearer reason.
            .map_err(|stop| {
                stream::follow(&loaded, method, &[], step)
                    .err()
                    .unwrap_or(stop)
            });
        let emitted = followed.and_then(|step| {
            let emitted = emit::emit(&step, method, &settings, &mut plan)?;
            Ok((step, emitted))
        });
        let (step, emitted) = match emitted {
            Ok(both) => both,
            Err(stop) => {
                report.refused.push((method.name.clone(), stop.to_string()));
                continue;
            }
        };
        let entry = format!("{}.onnx", method.name);
        report.assumptions.extend(step.assumptions.iter().cloned());
        let delay = delay::of(&step, method);
        if !delay.told {
            report.assumptions.push(format!(
                "the file doesn't tell the whole delay of {}: taken as {} samples",
                method.name, delay.samples
            ));
        }
        let Emitted {
            graph,
            ports,
            operators,
        } = emitted;
        report.methods.push(Played {
            name: method.name.clone(),
            draws: (0..step.draws.len())
                .map(|n| ports.draw(&step, n))
                .collect(),
            operators,
        });
        described.insert(
            method.name.clone(),
            manifest::Method {
                graph: entry.clone(),
                step: step.samples,
                delay: delay.samples,
                inputs: ports.sources.into_iter().map(|(_, port)| port).collect(),
                outputs: vec![ports.output],
                states: graph.states,
            },
        );
        graphs.insert(entry, graph.model);
    }
    if described.is_empty() {
        let words = report.refused.first().map(|(_, why)| why.clone());
        return Err(told(Stop::new(words.unwrap_or_default())));
    }
    report.assumptions.sort();
    report.assumptions.dedup();
    let manifest = Manifest {
        format: FORMAT,
        name: name.to_owned(),
        sample_rate: rate.unwrap_or(USUAL_RATE),
        channels: channels(&methods),
        methods: described,
        attributes: Vec::new(),
        settings: settings.iter().map(spec).collect(),
        pitch: None,
        latent: None,
    };
    Ok(Imported {
        manifest,
        graphs,
        report,
        weights: plan.finish(loaded.weights()),
        archive: Arc::clone(loaded.archive()),
    })
}

/// What can be told about a model without following its program: methods and their signals.
///
/// # Errors
/// When the file is damaged, or holds no model of the `nn~` kind.
pub fn preview(file: &str, name: &str, source: Arc<dyn Source>) -> Result<Manifest, ImportError> {
    on_a_stack(file, || look(file, name, source))
}

fn look(file: &str, name: &str, source: Arc<dyn Source>) -> Result<Manifest, ImportError> {
    let loaded = Loaded::read(Archive::open(file, source)?)?;
    let told = |stop: Stop| ImportError::Program {
        file: file.to_owned(),
        stop,
    };
    let (mut machine, model) = loaded.machine().map_err(told)?;
    let methods = nn::methods(&mut machine, model).map_err(told)?;
    let step = step_of(&methods);
    let described = methods.iter().map(|method| {
        let port = |name: &str, signal| emit::signal(name, signal, &method.name, step);
        let described = manifest::Method {
            graph: format!("{}.onnx", method.name),
            step,
            delay: 0,
            inputs: vec![port("in", &method.input)],
            outputs: vec![port("out", &method.output)],
            states: Vec::new(),
        };
        (method.name.clone(), described)
    });
    Ok(Manifest {
        format: FORMAT,
        name: name.to_owned(),
        sample_rate: nn::sample_rate(&mut machine, model).unwrap_or(USUAL_RATE),
        channels: channels(&methods),
        methods: described.collect(),
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    })
}

/// The fewest samples that all methods have whole values of.
fn step_of(methods: &[Method]) -> usize {
    match methods.iter().map(Method::step).max() {
        Some(step) if step > 1 => step,
        _ => SHORT_STEP,
    }
}

/// The most channels of audio that a side of a method has.
fn channels(methods: &[Method]) -> u32 {
    let signals = methods.iter().flat_map(|m| [&m.input, &m.output]);
    let audio = signals.filter(|signal| signal.ratio == 1);
    audio.map(|signal| signal.channels).max().unwrap_or(1) as u32
}

/// Those settings with which the methods can be followed that can be followed without any.
fn settable(
    loaded: &Loaded,
    methods: &[Method],
    settings: Vec<Setting>,
    step: usize,
    report: &mut Report,
) -> Vec<Setting> {
    let follow = |method: &Method, settings: &[Setting]| {
        stream::follow(loaded, method, settings, step).map(|_| ())
    };
    let refused = |settings: &[Setting]| {
        let mut plain = methods.iter().filter(|method| follow(method, &[]).is_ok());
        plain.find_map(|method| follow(method, settings).err())
    };
    let mut kept: Vec<Setting> = Vec::new();
    match refused(&settings) {
        None => kept = settings,
        Some(_) => {
            for setting in settings {
                kept.push(setting);
                if let Some(stop) = refused(&kept)
                    && let Some(setting) = kept.pop()
                {
                    report.fixed.push((setting.name, stop.to_string()));
                }
            }
        }
    }
    // What no method hears is none of the model's.
    let mut used = vec![false; kept.len()];
    for method in methods {
        if let Ok(step) = stream::follow(loaded, method, &kept, step) {
            let uses = step.used_settings(&kept);
            used.iter_mut().zip(uses).for_each(|(all, one)| *all |= one);
        }
    }
    let mut used = used.into_iter();
    kept.retain(|_| used.next().unwrap_or(false));
    kept
}

fn spec(setting: &Setting) -> SettingSpec {
    let form = |form: nn::Form| match form {
        nn::Form::Switch => manifest::Form::Switch,
        nn::Form::Whole => manifest::Form::Whole,
        nn::Form::Real => manifest::Form::Real,
    };
    let numbers = setting.forms.iter().zip(&setting.initial);
    SettingSpec {
        name: setting.name.clone(),
        numbers: numbers
            .map(|(own, &initial)| NumberSpec {
                form: form(*own),
                initial: initial as f32,
            })
            .collect(),
    }
}

/// Why an archive cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file is damaged or something else.
    #[error(transparent)]
    Archive(#[from] Error),
    /// Its program does what isn't supported.
    #[error(
        "{file}: {stop}. Export the model again with another configuration, or tell us what it is"
    )]
    Program {
        /// The file.
        file: String,
        /// What, and where in its code.
        stop: Stop,
    },
    /// The system has no thread to spare.
    #[error("{file}: the system starts no thread ({problem}). Close other programs and try again")]
    Thread {
        /// The file.
        file: String,
        /// What the system says.
        problem: std::io::Error,
    },
}
