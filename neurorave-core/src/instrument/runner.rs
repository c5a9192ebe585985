//! What happens to a job: analysis, attributes, pitch, sources, network.
//!
//! Runs on a worker thread, or on the audio thread in synchronous mode: apart from the executor
//! nothing here allocates after construction.

use super::Reading;
use super::job::Job;
use super::settings::{Settings, index};
use crate::attributes::{Attribute, Smooth, smoothing_rate};
use crate::descriptors::{Analyzer, Descriptor};
use crate::model_file::manifest::{Kind, PitchSpec};
use crate::network::{Network, NetworkError, State};
use crate::pitch::{Excitation, Noise, Pitch, Tracker};
use std::sync::Arc;

/// The pitch that a model is given before any is known, in Hz.
const RESTING_HZ: f32 = 220.0;

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
    voice: Option<Voice>,
    noise: Noise,
    /// What is followed, mixed to one channel.
    followed: Vec<f32>,
    /// Seconds per step.
    period: f64,
}

/// The pitched part of a model.
struct Voice {
    spec: PitchSpec,
    tracker: Tracker,
    excitation: Excitation,
    heard: Pitch,
    transpose: Smooth,
    voicing: Smooth,
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
        let voice = manifest.pitch.filter(|_| pitched).map(|spec| Voice {
            spec,
            tracker: Tracker::new(rate, method.step, spec.min_hz, spec.max_hz),
            excitation: Excitation::new(rate),
            heard: rest(spec),
            transpose: Smooth::default(),
            voicing: Smooth::default(),
        });
        Ok(Runner {
            state: network.start()?,
            epoch: 0,
            seedings: 0,
            analyzer: Analyzer::new(rate, method.step, &descriptors),
            measured: vec![0.0; descriptors.len()],
            sent: vec![0.0; descriptors.len()],
            attributes: manifest.attributes[..descriptors.len()]
                .iter()
                .map(|spec| Attribute::new(spec.clone()))
                .collect(),
            descriptors,
            voice,
            noise: Noise::new(Settings::default().seed),
            followed: vec![0.0; method.step],
            period: method.step as f64 / f64::from(manifest.sample_rate),
            network,
        })
    }

    /// Does the work. A job of a new epoch starts from zeros.
    ///
    /// # Errors
    /// When the executor fails; the job then has no answer.
    pub fn run(&mut self, job: &mut Job) -> Result<(), NetworkError> {
        job.answered = false;
        if job.epoch != self.epoch {
            self.epoch = job.epoch;
            self.reset(&job.settings)?;
        } else if job.settings.seedings != self.seedings {
            self.noise = Noise::new(job.settings.seed);
        }
        self.seedings = job.settings.seedings;
        let rate = smoothing_rate(self.period, job.settings.smooth);
        let following = self.listen(job);
        self.steer(job, following, rate);
        let pitch = self.voice.as_mut().map(|voice| {
            if following {
                voice.heard = voice.tracker.push(&self.followed);
            }
            voice.next(job, rate)
        });
        if let Some(pitch) = pitch {
            job.pitch = (pitch.hz, pitch.voicing);
        }
        self.fill(job, pitch);
        self.network
            .step(&mut self.state, &job.inputs, &mut job.outputs)?;
        if job
            .outputs
            .iter()
            .any(|port| port.iter().any(|x| !x.is_finite()))
        {
            // Once in a recurrent state, NaN stays for ever: start over.
            job.outputs.iter_mut().for_each(|port| port.fill(0.0));
            self.network.reset(&mut self.state)?;
        }
        job.answered = true;
        Ok(())
    }

    fn reset(&mut self, settings: &Settings) -> Result<(), NetworkError> {
        self.network.reset(&mut self.state)?;
        self.noise = Noise::new(settings.seed);
        self.analyzer.reset();
        self.attributes.iter_mut().for_each(Attribute::reset);
        if let Some(voice) = &mut self.voice {
            voice.tracker.reset();
            voice.excitation.reset();
            voice.heard = rest(voice.spec);
            voice.transpose = Smooth::default();
            voice.voicing = Smooth::default();
        }
        Ok(())
    }

    /// Mixes what is followed to one channel; `false` when the method hears nothing.
    fn listen(&mut self, job: &Job) -> bool {
        if job.settings.side {
            self.followed.copy_from_slice(&job.side);
            return true;
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
    fn steer(&mut self, job: &mut Job, following: bool, rate: f32) {
        if following && !self.descriptors.is_empty() {
            self.analyzer.push(&self.followed, &mut self.measured);
            let rms = self.analyzer.rms_dbfs();
            for (attribute, &value) in self.attributes.iter_mut().zip(&self.measured) {
                attribute.measure(value, rms);
            }
        }
        for (i, attribute) in self.attributes.iter_mut().enumerate() {
            let place = index(self.descriptors[i]);
            let inlet = job.attribute_inlets[i];
            self.sent[i] = attribute.next(&job.settings.attributes[place], inlet, rate);
            job.readings[place] = Reading {
                measured: self.measured[i],
                sent: self.sent[i],
            };
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
                    let pitch = pitch.unwrap_or(Pitch {
                        hz: RESTING_HZ,
                        voicing: 0.0,
                    });
                    let (octaves, voicing) = data.split_at_mut(port.samples);
                    octaves.fill((pitch.hz / 440.0).log2());
                    voicing.fill(pitch.voicing);
                }
                Kind::Excitation => {
                    if let (Some(voice), Some(pitch)) = (&mut self.voice, pitch) {
                        voice.excitation.render(pitch, data);
                    }
                }
                Kind::Noise => {
                    self.noise.fill(data);
                    let temperature = job.settings.temperature;
                    if temperature != 1.0 {
                        data.iter_mut().for_each(|x| *x *= temperature);
                    }
                }
                Kind::Audio | Kind::Latent | Kind::Control => {}
            }
        }
    }
}

impl Voice {
    /// The pitch for the network: followed or set, transposed, limited to the model's range.
    fn next(&mut self, job: &Job, rate: f32) -> Pitch {
        let setting = job.settings.pitch;
        let (hz, voicing) = setting.set.unwrap_or((self.heard.hz, self.heard.voicing));
        let semitones = self.transpose.next(setting.transpose, rate) + job.pitch_inlet;
        // Measured voicing is not smoothed, as nothing measured is; a note's is.
        let voicing = self
            .voicing
            .next(voicing, if setting.set.is_some() { rate } else { 1.0 });
        let hz = hz * (semitones / 12.0).exp2();
        let hz = if hz.is_finite() { hz } else { RESTING_HZ };
        Pitch {
            hz: hz.max(self.spec.min_hz).min(self.spec.max_hz),
            voicing,
        }
    }
}

fn rest(spec: PitchSpec) -> Pitch {
    Pitch {
        hz: RESTING_HZ.max(spec.min_hz).min(spec.max_hz),
        voicing: 0.0,
    }
}
