//! What happens to a job: analysis, attributes, pitch, sources, network.
//!
//! Runs on a thread of the pool, or on the audio thread in synchronous mode: apart from the executor
//! nothing here allocates after construction.

use super::Reading;
use super::job::Job;
use super::pitched::{Pitched, fill_pitch};
use super::settings::{Settings, index};
use super::teller::Teller;
use crate::attributes::{Attribute, smoothing_rate};
use crate::descriptors::{Analyzer, Descriptor};
use crate::model_file::manifest::Kind;
use crate::network::{Network, NetworkError, State};
use crate::pitch::{Noise, Pitch};
use std::sync::Arc;

pub(crate) struct Runner {
    network: Arc<Network>,
    state: State,
    /// The job's epoch and seedings that the state belongs to.
    epoch: u64,
    seedings: u32,
    descriptors: Vec<Descriptor>,
    analyzer: Analyzer,
    measured: Vec<f32>,
    attributes: Vec<Attribute>,
    sent: Vec<f32>,
    /// What is followed, or where an attribute is set, what is sent.
    base: Vec<f32>,
    /// The model plays by itself: what its outputs propose is followed.
    proposes: bool,
    /// The method takes the temperature itself: its noise is left alone.
    tempered: bool,
    pitched: Option<Pitched>,
    teller: Teller,
    noise: Noise,
    /// What is followed, mixed to one channel.
    followed: Vec<f32>,
    /// Whether the step that was begun follows a sound.
    following: bool,
    /// Seconds per step.
    period: f64,
}

impl Runner {
    /// # Errors
    /// When the executor cannot make a state.
    pub fn new(network: Arc<Network>) -> Result<Runner, NetworkError> {
        let manifest = network.manifest();
        let method = network.method();
        let rate = manifest.sample_rate as f32;
        let uses = |kind| method.input(kind).is_some();
        let descriptors = if uses(Kind::Attribute) {
            network.attributes().to_vec()
        } else {
            Vec::new()
        };
        let pitched = uses(Kind::Pitch) || uses(Kind::Excitation);
        let spec = manifest.pitch.filter(|_| pitched);
        let proposes = |kind| method.output(kind).is_some();
        Ok(Runner {
            state: network.start()?,
            epoch: 0,
            seedings: 0,
            analyzer: Analyzer::new(rate, method.step, &descriptors),
            measured: vec![0.0; descriptors.len()],
            sent: vec![0.0; descriptors.len()],
            base: vec![0.0; descriptors.len()],
            proposes: proposes(Kind::Attribute) || proposes(Kind::Pitch),
            tempered: uses(Kind::Temperature),
            attributes: manifest.attributes[..descriptors.len()]
                .iter()
                .map(|spec| Attribute::new(spec.clone()))
                .collect(),
            descriptors,
            pitched: spec.map(|spec| Pitched::new(spec, rate, method.step)),
            teller: Teller::new(manifest),
            noise: Noise::new(Settings::default().seed),
            followed: vec![0.0; method.step],
            following: false,
            period: method.step as f64 / f64::from(manifest.sample_rate),
            network,
        })
    }

    /// The network that it runs.
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Does all the work of a step.
    ///
    /// # Errors
    /// When the executor fails; the job then has no answer.
    pub fn run(&mut self, job: &mut Job) -> Result<(), NetworkError> {
        self.begin(job)?;
        self.step(job)?;
        self.finish(job)
    }

    /// What comes before the network: its inputs. A job of a new epoch starts from zeros.
    ///
    /// # Errors
    /// When the executor cannot start over.
    pub fn begin(&mut self, job: &mut Job) -> Result<(), NetworkError> {
        job.answered = false;
        if job.epoch != self.epoch {
            self.epoch = job.epoch;
            self.reset(&job.settings)?;
        } else if job.settings.seedings != self.seedings {
            self.noise = Noise::new(job.settings.seed);
        }
        self.seedings = job.settings.seedings;
        let rate = smoothing_rate(self.period, job.settings.smooth);
        self.following = self.listen(job);
        self.steer(job, rate);
        let pitch = self.pitched.as_mut().map(|pitched| {
            if self.following {
                pitched.listen(&self.followed);
            }
            pitched.next(job, rate)
        });
        if let Some(pitch) = pitch {
            job.pitch = (pitch.hz, pitch.voicing);
        }
        self.fill(job, pitch);
        Ok(())
    }

    /// The network's own step, of a job that was begun.
    ///
    /// # Errors
    /// See [`Network::step`].
    pub fn step(&mut self, job: &mut Job) -> Result<(), NetworkError> {
        self.network
            .step(&mut self.state, &job.inputs, &mut job.outputs)
    }

    /// Whether a step can be begun before the one before it has its answer: not where the model
    /// listens to itself.
    pub fn runs_ahead(&self) -> bool {
        !self.proposes
    }

    /// What the network remembers, for steps that were begun and go together.
    pub fn state(&mut self) -> &mut State {
        &mut self.state
    }

    /// Gives the network a new state: after a step that failed, the old one is good for nothing.
    ///
    /// # Errors
    /// When the executor cannot make a state.
    pub fn renew(&mut self) -> Result<(), NetworkError> {
        self.state = self.network.start()?;
        self.teller.start_over();
        Ok(())
    }

    /// What comes after the network: the job has its answer.
    ///
    /// # Errors
    /// When the executor cannot start over after an answer that is not finite.
    pub fn finish(&mut self, job: &mut Job) -> Result<(), NetworkError> {
        if job
            .outputs
            .iter()
            .any(|port| port.iter().any(|x| !x.is_finite()))
        {
            // Once in a recurrent state, NaN stays for ever: start over.
            job.outputs.iter_mut().for_each(|port| port.fill(0.0));
            self.start_over()?;
        } else if self.proposes && !self.following {
            self.adopt(job);
        }
        job.answered = true;
        Ok(())
    }

    /// Lets the network forget everything.
    fn start_over(&mut self) -> Result<(), NetworkError> {
        self.teller.start_over();
        self.network.reset(&mut self.state)
    }

    fn reset(&mut self, settings: &Settings) -> Result<(), NetworkError> {
        self.start_over()?;
        self.noise = Noise::new(settings.seed);
        self.analyzer.reset();
        self.attributes.iter_mut().for_each(Attribute::reset);
        if let Some(pitched) = &mut self.pitched {
            pitched.reset();
        }
        Ok(())
    }

    /// Mixes what is followed to one channel; `false` when the method hears nothing, or listens to
    /// itself.
    fn listen(&mut self, job: &Job) -> bool {
        if job.settings.side {
            self.followed.copy_from_slice(&job.side);
            return true;
        }
        if self.proposes {
            return false;
        }
        let ports = self.network.method().inputs.iter().zip(&job.inputs);
        let step = self.followed.len();
        let audio = ports.filter(|(port, _)| port.kind == Kind::Audio);
        let channels = audio.flat_map(|(_, data)| data.chunks_exact(step));
        self.followed.fill(0.0);
        let mut count = 0;
        for channel in channels {
            self.followed
                .iter_mut()
                .zip(channel)
                .for_each(|(sum, x)| *sum += x);
            count += 1;
        }
        if count > 1 {
            let share = 1.0 / count as f32;
            self.followed.iter_mut().for_each(|x| *x *= share);
        }
        count > 0
    }

    /// Evaluates the attributes.
    fn steer(&mut self, job: &mut Job, rate: f32) {
        if self.following && !self.descriptors.is_empty() {
            self.analyzer.push(&self.followed, &mut self.measured);
            let rms = self.analyzer.rms_dbfs();
            for (attribute, &value) in self.attributes.iter_mut().zip(&self.measured) {
                attribute.measure(value, rms);
            }
        }
        for (i, attribute) in self.attributes.iter_mut().enumerate() {
            let place = index(self.descriptors[i]);
            let inlet = job.attribute_inlets[i];
            let setting = &job.settings.attributes[place];
            self.sent[i] = attribute.next(setting, inlet, rate);
            self.base[i] = match setting.set {
                Some(_) => self.sent[i],
                None => attribute.followed(),
            };
            job.readings[place] = Reading {
                measured: self.measured[i],
                sent: self.sent[i],
            };
        }
    }

    /// Follows, from the next step on, what this step's outputs propose.
    fn adopt(&mut self, job: &Job) {
        for (port, data) in self.network.method().outputs.iter().zip(&job.outputs) {
            let last = data.chunks_exact(port.samples).filter_map(<[f32]>::last);
            match (port.kind, &mut self.pitched) {
                (Kind::Attribute, _) => {
                    for (i, (attribute, &value)) in self.attributes.iter_mut().zip(last).enumerate()
                    {
                        attribute.propose(value);
                        let spec = &self.network.manifest().attributes[i];
                        self.measured[i] = spec.denormalise(value);
                    }
                }
                (Kind::Pitch, Some(pitched)) => {
                    let mut last = last.copied();
                    let (octaves, voicing) = (last.next(), last.next());
                    pitched.propose(octaves.unwrap_or(0.0), voicing.unwrap_or(0.0));
                }
                _ => {}
            }
        }
    }

    /// Fills the input ports that the audio thread did not.
    fn fill(&mut self, job: &mut Job, pitch: Option<Pitch>) {
        for (port, data) in self.network.method().inputs.iter().zip(&mut job.inputs) {
            match port.kind {
                Kind::Attribute => {
                    for (channel, &value) in data.chunks_exact_mut(port.samples).zip(&self.sent) {
                        channel.fill(value);
                    }
                }
                Kind::Pitch => {
                    if let Some(pitch) = pitch {
                        fill_pitch(pitch, port.samples, data);
                    }
                }
                Kind::Base => {
                    let (attributes, pitch) = data.split_at_mut(self.base.len() * port.samples);
                    for (channel, &value) in
                        attributes.chunks_exact_mut(port.samples).zip(&self.base)
                    {
                        channel.fill(value);
                    }
                    if let Some(pitched) = &self.pitched {
                        fill_pitch(pitched.base(), port.samples, pitch);
                    }
                }
                Kind::Excitation => {
                    if let (Some(pitched), Some(pitch)) = (&mut self.pitched, pitch) {
                        pitched.excite(pitch, data);
                    }
                }
                Kind::Noise => {
                    self.noise.fill(data);
                    let temperature = job.settings.temperature;
                    if temperature != 1.0 && !self.tempered {
                        data.iter_mut().for_each(|x| *x *= temperature);
                    }
                }
                Kind::Draw => self.noise.draw(data),
                Kind::Temperature => data.fill(job.settings.temperature),
                Kind::Setting => self.teller.fill(&job.settings.kept, port.samples, data),
                Kind::Audio | Kind::Latent | Kind::Control => {}
            }
        }
    }
}
