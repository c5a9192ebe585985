//! Measures the latency of `nrave~` in the demo patch, to the sample.
//!
//! A trained network has no sharp answer to an impulse, so the same patch plays an
//! impulse through the same object with another file: the same manifest, so the same
//! rate, step, ports and declared delay, but a graph that does nothing but delay by
//! that much. What is measured is the object and the host; that the real graph keeps
//! to its declared delay is for the tests of the trainer to show.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model_file::manifest::{Kind, Manifest};
use neurorave_core::model_file::write_model;
use nrave::audio::{Audio, write_wav};

use crate::patch::{Player, SEGMENTS, Take};

/// Samples from the input to the answer, equal in all segments.
pub fn measure(player: &Player, root: &Path, model: &Manifest) -> Result<usize, Box<dyn Error>> {
    // The patch looks for its model at ../../models/zoo, seen from its own folder.
    let patches = player.scratch.join("patches/pd");
    let zoo = player.scratch.join("models/zoo");
    fs::create_dir_all(&patches)?;
    fs::create_dir_all(&zoo)?;
    let patch = patches.join("demo.pd");
    fs::copy(root.join("patches/pd/demo.pd"), &patch)?;
    fs::write(zoo.join("strings.nrave"), pure_delay(model)?)?;

    let rate = model.sample_rate;
    let mut impulse = vec![0.0; rate as usize];
    impulse[rate as usize / 3] = 0.5;
    let recording = player.scratch.join("impulse.wav");
    write_wav(&recording, &Audio::from_mono(rate, impulse))?;
    between_peaks(&player.play(&patch, &recording, &player.scratch.join("answer.wav"))?)
}

/// The model's file with a `forward` that only delays.
fn pure_delay(model: &Manifest) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut method = (model.methods.get("forward"))
        .ok_or("the model has no method forward")?
        .clone();
    let mut graph = GraphBuilder::new("pure delay", WeightFormat::F32);
    let mut delayed = None;
    for port in &method.inputs {
        let value = graph.input(&port.name, &port.shape());
        if port.kind == Kind::Audio {
            delayed = Some(graph.delay(&value, (port.channels, port.samples), method.delay));
        }
    }
    let [output] = method.outputs.as_slice() else {
        return Err("the model has more than one output".into());
    };
    let delayed = delayed.ok_or("the model has no audio input")?;
    graph.output(&output.name, &delayed, &output.shape());
    let graph = graph.finish();
    method.states = graph.states;
    let graphs = BTreeMap::from([(method.graph.clone(), graph.model)]);
    let manifest = Manifest {
        name: format!("delay like {}", model.name),
        methods: BTreeMap::from([("forward".into(), method)]),
        ..model.clone()
    };
    Ok(write_model(&manifest, &graphs, "")?)
}

/// The distance from the peak that was fed to the peak that was played, by segment.
fn between_peaks(take: &Take) -> Result<usize, Box<dyn Error>> {
    let peak =
        |sound: &[f32]| (0..sound.len()).max_by(|a, b| sound[*a].abs().total_cmp(&sound[*b].abs()));
    let mut found = Vec::new();
    for segment in (0..SEGMENTS).map(|number| take.segment(number)) {
        let fed = segment.start + peak(&take.fed[segment.clone()]).ok_or("an empty segment")?;
        let after = &take.played[fed..fed + take.segment];
        found.push(peak(after).ok_or("an empty segment")?);
    }
    if found.iter().any(|latency| *latency != found[0]) {
        return Err(format!("the latency changes from segment to segment: {found:?}").into());
    }
    Ok(found[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(lags: [usize; SEGMENTS]) -> Take {
        let segment = 100;
        let mut fed = vec![0.0; 600];
        let mut played = fed.clone();
        for (number, lag) in lags.into_iter().enumerate() {
            fed[number * segment + 30] = 0.5;
            played[number * segment + 30 + lag] = -0.4;
        }
        Take {
            rate: 100,
            segment,
            fed,
            requested: Vec::new(),
            played,
            reported_latency: 0,
            dropouts: 0,
            seconds: 1.0,
        }
    }

    #[test]
    fn an_equal_lag_is_the_latency_and_any_other_is_an_error() {
        assert_eq!(between_peaks(&take([17; 4])).unwrap(), 17);
        assert!(between_peaks(&take([17, 17, 18, 17])).is_err());
    }
}
