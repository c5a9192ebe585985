//! The native executor against tract, on the models that ship.

use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Kind, Port};
use neurorave_core::network::{Executor, Native, Part, State, Tract, Turn};
use neurorave_core::pitch::Noise;
use std::path::Path;

fn feed(noise: &mut Noise, port: &Port, buffer: &mut [f32]) {
    noise.fill(buffer);
    match port.kind {
        Kind::Audio | Kind::Excitation => buffer.iter_mut().for_each(|v| *v *= 0.1),
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

fn buffers(ports: &[Port]) -> Vec<Box<[f32]>> {
    ports
        .iter()
        .map(|p| vec![0.0; p.values()].into_boxed_slice())
        .collect()
}

#[test]
fn shipped_models_sound_the_same() {
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    for name in ["strings", "drums", "digits"] {
        let model = Model::open(&zoo.join(format!("{name}.nrave"))).unwrap();
        for (method, described) in &model.manifest().methods {
            let graph = model.graph(method).unwrap();
            let native = Native::compile(&graph, described)
                .unwrap_or_else(|why| panic!("{name} {method}: {why:?}"));
            let tract = Tract::compile(&graph, described).unwrap();
            let (mut a, mut b) = (native.start().unwrap(), tract.start().unwrap());
            let mut inputs = buffers(&described.inputs);
            let (mut x, mut y) = (buffers(&described.outputs), buffers(&described.outputs));
            let mut noise = Noise::new(3);
            let (mut worst, mut loudest) = (0.0f32, 0.0f32);
            for step in 0..200 {
                for (port, buffer) in described.inputs.iter().zip(&mut inputs) {
                    feed(&mut noise, port, buffer);
                }
                native.step(&mut a, &inputs, &mut x).unwrap();
                tract.step(&mut b, &inputs, &mut y).unwrap();
                for (x, y) in x.iter().zip(&y) {
                    for (x, y) in x.iter().zip(y) {
                        assert!(x.is_finite(), "{name} {method} step {step}");
                        worst = worst.max((x - y).abs());
                        loudest = loudest.max(y.abs());
                    }
                }
            }
            println!("{name} {method}: worst {worst:e} of {loudest}");
            assert!(
                worst <= 1e-5 * loudest.max(1.0),
                "{name} {method}: {worst} of {loudest}"
            );
        }
    }
}

/// One step's inputs and outputs.
type Buffers = (Vec<Box<[f32]>>, Vec<Box<[f32]>>);

#[test]
fn steps_together_are_steps_one_by_one() {
    /// Turns that each player takes at a time.
    const TURNS: [usize; 3] = [1, 3, 37];
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    for name in ["strings", "drums", "digits"] {
        let model = Model::open(&zoo.join(format!("{name}.nrave"))).unwrap();
        for (method, described) in &model.manifest().methods {
            let native = Native::compile(&model.graph(method).unwrap(), described).unwrap();
            let mut noise = Noise::new(4);
            let mut alone = TURNS.map(|_| native.start().unwrap());
            let mut together = TURNS.map(|_| native.start().unwrap());
            for _ in 0..3 {
                let mut batch: Vec<Vec<Buffers>> = TURNS
                    .iter()
                    .map(|turns| {
                        let one = |_| {
                            let mut inputs = buffers(&described.inputs);
                            for (port, buffer) in described.inputs.iter().zip(&mut inputs) {
                                feed(&mut noise, port, buffer);
                            }
                            (inputs, buffers(&described.outputs))
                        };
                        (0..*turns).map(one).collect()
                    })
                    .collect();
                run_together(&native, &mut together, &mut batch);
                for (state, turns) in alone.iter_mut().zip(&batch) {
                    let mut expected = buffers(&described.outputs);
                    for (turn, (inputs, outputs)) in turns.iter().enumerate() {
                        native.step(state, inputs, &mut expected).unwrap();
                        assert!(expected == *outputs, "{name} {method} turn {turn}");
                    }
                }
            }
        }
    }
}

fn run_together(native: &Native, states: &mut [State], batch: &mut [Vec<Buffers>]) {
    let mut turns: Vec<Vec<Turn>> = batch
        .iter_mut()
        .map(|steps| {
            let turns = steps.iter_mut();
            turns
                .map(|(inputs, outputs)| Turn { inputs, outputs })
                .collect()
        })
        .collect();
    let parts = states.iter_mut().zip(&mut turns);
    let mut parts: Vec<Part> = parts.map(|(state, turns)| Part { state, turns }).collect();
    native.step_together(&mut parts).unwrap();
}
