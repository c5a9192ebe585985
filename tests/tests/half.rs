//! What half precision costs: networks on recorded sound with weights rounded to f16, in the native
//! executor, beside the same networks with the weights as they were, in tract.
//!
//! The networks have random weights, because the shipped models hold nothing finer than f16: for them
//! both executors compute the same, as `neurorave-core/tests/native.rs` shows.

use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::Kind;
use neurorave_core::network::{Executor, FlushDenormals, Native, Tract};
use neurorave_core::pitch::Noise;
use nrave::bench::feed;
use nrave_tests::generated::{Generated, Precision};

/// dB of the sound over what the rounding adds.
const LEAST: f64 = 55.0;
/// Seconds of sound.
const SECONDS: usize = 4;

fn speech() -> Vec<f32> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/audio/digits.wav");
    let mut reader = hound::WavReader::open(file).unwrap();
    let length = SECONDS * reader.spec().sample_rate as usize;
    let samples = reader.samples::<i16>().take(length);
    samples
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect()
}

/// What `executor` makes of the sound in method `forward`; other inputs get noise.
fn heard(executor: &dyn Executor, model: &Model, sound: &[f32]) -> Vec<f32> {
    let method = model.method("forward").unwrap();
    let mut state = executor.start().unwrap();
    let mut noise = Noise::new(1);
    let mut outputs = [vec![0.0; method.outputs[0].values()].into_boxed_slice()];
    let mut heard = Vec::new();
    for step in sound.chunks_exact(method.step) {
        let inputs = method.inputs.iter().map(|port| {
            let mut buffer = vec![0.0; port.values()].into_boxed_slice();
            match port.kind {
                Kind::Audio => buffer.copy_from_slice(step),
                _ => feed(&mut noise, port, &mut buffer),
            }
            buffer
        });
        let inputs: Vec<_> = inputs.collect();
        executor.step(&mut state, &inputs, &mut outputs).unwrap();
        heard.extend_from_slice(&outputs[0]);
    }
    heard
}

fn snr(preset: &str, sound: &[f32]) -> f64 {
    let network = Generated::new(preset, Precision::Single).unwrap();
    let model = |format| {
        let bytes = network.file(network.ratio(), format).unwrap();
        Model::from_bytes(preset, &bytes).unwrap()
    };
    let (half, single) = (model(WeightFormat::F16), model(WeightFormat::F32));
    let method = half.method("forward").unwrap();
    let native = Native::load(&half, "forward").unwrap();
    let native = native.unwrap_or_else(|why| panic!("{preset}: {why:?}"));
    let tract = Tract::compile(&single.graph("forward").unwrap(), method).unwrap();
    let (rounded, exact) = (heard(&native, &half, sound), heard(&tract, &single, sound));
    let (mut signal, mut error) = (0.0, 0.0);
    for (rounded, exact) in rounded.iter().zip(&exact) {
        signal += f64::from(*exact).powi(2);
        error += f64::from(rounded - exact).powi(2);
    }
    assert!(error > 0.0, "{preset}: rounding changes nothing");
    10.0 * (signal / error).log10()
}

#[test]
fn half_precision_weights_are_not_heard() {
    let _flush = FlushDenormals::new();
    let sound = speech();
    for preset in [
        "fader",
        "rave-v1",
        "rave-v2-small",
        "rave-raspberry",
        "rave-brave",
    ] {
        let snr = snr(preset, &sound);
        println!("{preset}: {snr:.1} dB");
        assert!(snr >= LEAST, "{preset}: only {snr:.1} dB");
    }
}
