//! Methods that take another number of audio channels than they give.

use crate::common::{fake, manifest, offline};
use neurorave_core::instrument::{Command, Instrument};

const STEP: usize = 64;

#[test]
fn ports_have_the_channels_that_they_say() {
    let mut manifest = manifest(STEP, 0);
    // Nominal: what each port has counts.
    manifest.channels = 2;
    let method = manifest.methods.get_mut("forward").unwrap();
    method.outputs[0].channels = 3;
    let (mut instrument, remote) = offline(44100.0);
    let network = fake(manifest.clone(), false, |inputs, outputs| {
        for (channel, out) in outputs[0].chunks_exact_mut(STEP).enumerate() {
            let gain = (channel + 1) as f32;
            out.iter_mut()
                .zip(&inputs[0])
                .for_each(|(y, x)| *y = gain * x);
        }
        Ok(())
    });
    remote.play(network).unwrap();
    let layout = remote.status().model.unwrap().layout.clone();
    assert_eq!((layout.audio_inlets(), layout.audio_outlets()), (1, 3));
    let ends = |instrument: &mut Instrument| {
        let mut outs = vec![vec![0.0; 100 * STEP]; 4];
        let mut rows: Vec<_> = outs.iter_mut().map(Vec::as_mut_slice).collect();
        let (one, two) = (vec![0.25; 100 * STEP], vec![0.5; 100 * STEP]);
        instrument.process(&[&one, &two], &mut rows);
        outs.iter()
            .map(|row| row[100 * STEP - 1])
            .collect::<Vec<_>>()
    };
    assert_eq!(ends(&mut instrument), [0.25, 0.5, 0.75, 0.0]);
    instrument.apply(Command::Bypass(true));
    assert_eq!(ends(&mut instrument), [0.25, 0.25, 0.25, 0.0]);

    manifest.channels = 1;
    let method = manifest.methods.get_mut("forward").unwrap();
    method.inputs[0].channels = 2;
    method.outputs[0].channels = 1;
    let (mut instrument, remote) = offline(44100.0);
    let network = fake(manifest, false, |inputs, outputs| {
        let (left, right) = inputs[0].split_at(STEP);
        let both = left.iter().zip(right);
        outputs[0]
            .iter_mut()
            .zip(both)
            .for_each(|(y, (l, r))| *y = l - r);
        Ok(())
    });
    remote.play(network).unwrap();
    assert_eq!(ends(&mut instrument), [-0.25, 0.0, 0.0, 0.0]);
    instrument.apply(Command::Bypass(true));
    assert_eq!(ends(&mut instrument), [0.25, 0.0, 0.0, 0.0]);
}
