//! How fast a model runs on this machine.

use neurorave_core::model_file::manifest::{Kind, Port};
use neurorave_core::network::{FlushDenormals, Network, NetworkError};
use neurorave_core::opening::{self, OpenError};
use neurorave_core::pitch::Noise;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Steps that are run and not counted, until caches and clock speed have settled.
const WARM_UP: usize = 20;

/// Speed of one method of a model.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The model's name.
    pub model: String,
    /// The method.
    pub method: String,
    /// What ran it.
    pub executor: String,
    /// Samples a step.
    pub step: usize,
    /// The model's sample rate in Hz.
    pub sample_rate: u32,
    /// Milliseconds of sound in a step: the time there is to compute it in.
    pub step_ms: f64,
    /// Steps that were timed.
    pub steps: usize,
    /// Seconds of sound made in a second of computing.
    pub realtime_factor: f64,
    /// Milliseconds a step took.
    pub ms: Times,
    /// Milliseconds to read, check and compile the file.
    pub load_ms: f64,
    /// The most memory that this process has held, in MiB; `None` where the system does not say.
    pub peak_memory_mib: Option<f64>,
}

/// A distribution of times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Times {
    /// Half are faster.
    pub median: f64,
    /// 99 in 100 are faster.
    pub p99: f64,
    /// 9999 in 10,000 are faster; the slowest where fewer were timed.
    pub p99_99: f64,
    /// The slowest.
    pub max: f64,
}

/// A model that could not be timed.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The file cannot be read, or is not a good model.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The method cannot be run.
    #[error("{}: {error}", path.display())]
    Network {
        /// The model file.
        path: PathBuf,
        /// What the network says.
        error: NetworkError,
    },
}

/// Times `method` of the model file on `seconds` of noise, one step after another on this thread.
/// `progress` hears of steps done and to do.
///
/// # Errors
///
/// [`BenchError`].
pub fn bench(
    path: &Path,
    method: &str,
    seconds: f64,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Report, BenchError> {
    let failed = |error| BenchError::Network {
        path: path.into(),
        error,
    };
    let loading = Instant::now();
    let model = opening::open(path)?;
    let network = Network::new(&model, method).map_err(failed)?;
    let load_ms = milliseconds(loading);

    let manifest = network.manifest();
    let described = network.method();
    let step_seconds = described.step as f64 / f64::from(manifest.sample_rate);
    let steps = ((seconds / step_seconds).ceil() as usize).max(1);
    let mut noise = Noise::new(1);
    let mut state = network.start().map_err(failed)?;
    let mut inputs = network.input_buffers();
    let mut outputs = network.output_buffers();
    let mut times = Vec::with_capacity(steps);
    let _flushing = FlushDenormals::new();
    for i in 0..WARM_UP + steps {
        for (port, buffer) in described.inputs.iter().zip(&mut inputs) {
            feed(&mut noise, port, buffer);
        }
        let started = Instant::now();
        network
            .step(&mut state, &inputs, &mut outputs)
            .map_err(failed)?;
        if i >= WARM_UP {
            times.push(milliseconds(started));
            progress(times.len(), steps);
        }
    }
    let computing: f64 = times.iter().sum::<f64>() / 1000.0;
    Ok(Report {
        model: manifest.name.clone(),
        method: method.into(),
        executor: network.executor().name().into(),
        step: described.step,
        sample_rate: manifest.sample_rate,
        step_ms: step_seconds * 1000.0,
        steps,
        realtime_factor: steps as f64 * step_seconds / computing.max(1e-9),
        ms: Times::of(times),
        load_ms,
        peak_memory_mib: peak_memory_mib(),
    })
}

/// Inputs like those of a sound that plays: silence would let some networks rest.
pub fn feed(noise: &mut Noise, port: &Port, buffer: &mut [f32]) {
    noise.fill(buffer);
    match port.kind {
        Kind::Audio | Kind::Excitation => buffer.iter_mut().for_each(|v| *v *= 0.1),
        // Two channels: an octave around 440 Hz, and fully voiced.
        Kind::Pitch => {
            let (octaves, voicing) = buffer.split_at_mut(port.samples);
            octaves.iter_mut().for_each(|v| *v *= 0.3);
            voicing.fill(1.0);
        }
        Kind::Attribute | Kind::Base | Kind::Control => buffer.iter_mut().for_each(|v| *v *= 0.5),
        Kind::Draw => noise.draw(buffer),
        Kind::Temperature => buffer.fill(1.0),
        // Nothing is set.
        Kind::Setting => buffer.fill(0.0),
        Kind::Latent | Kind::Noise => {}
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

impl Times {
    /// The distribution of at least one time.
    ///
    /// # Panics
    ///
    /// Without any.
    pub fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let rank = (share * times.len() as f64).ceil() as usize;
            times[rank.clamp(1, times.len()) - 1]
        };
        Self {
            median: at(0.5),
            p99: at(0.99),
            p99_99: at(0.9999),
            max: at(1.0),
        }
    }
}

/// The process's high-water mark of resident memory, as Linux counts it.
fn peak_memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_the_sorted_times() {
        let times = Times::of((1..=10_000).rev().map(f64::from).collect());
        assert_eq!(
            times,
            Times {
                median: 5000.0,
                p99: 9900.0,
                p99_99: 9999.0,
                max: 10_000.0
            }
        );
        let one = Times::of(vec![3.0]);
        assert_eq!((one.median, one.max), (3.0, 3.0));
    }

    #[test]
    fn linux_tells_the_memory() {
        if cfg!(target_os = "linux") {
            assert!(peak_memory_mib().is_some_and(|mib| mib > 0.5));
        }
    }
}
