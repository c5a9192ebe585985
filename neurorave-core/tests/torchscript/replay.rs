//! Plays a fixture's run once more.

use crate::fixture::{Fixture, Run};
use crate::signals::{Generator, channel};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Kind, Port};
use neurorave_core::network::Network;
use nrave_torchscript::import::{Imported, Options, import};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

pub struct Replay<'a> {
    fixture: &'a Fixture,
    run: &'a Run,
    imported: Imported,
    network: Arc<Network>,
}

/// What came of it.
pub struct Outcome {
    /// The largest difference.
    pub difference: f32,
    blocks: usize,
    /// Why it isn't the native executor that plays.
    pub fallback: Option<String>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            difference,
            blocks,
            fallback,
        } = self;
        let executor = fallback
            .as_ref()
            .map_or("native".into(), |why| format!("tract: {why}"));
        write!(f, "{difference:.1e} in {blocks} blocks ({executor})")
    }
}

impl<'a> Replay<'a> {
    pub fn of(fixture: &'a Fixture, run: &'a Run) -> Result<Self, String> {
        let mut options = Options {
            step: Some(run.block),
            ..Options::default()
        };
        let mut imported = imported(fixture, &options)?;
        options.settings = begins_with(run, &imported)?;
        if !options.settings.is_empty() {
            imported = self::imported(fixture, &options)?;
        }
        if let Some((_, why)) = imported
            .report
            .refused
            .iter()
            .find(|(m, _)| *m == run.method)
        {
            return Err(why.clone());
        }
        let bytes = imported.write(Cursor::new(Vec::new()), "");
        let bytes = bytes.map_err(|error| error.to_string())?.into_inner();
        let model = Model::from_bytes(&fixture.name, &bytes).map_err(|e| e.to_string())?;
        let network = Network::new(&model, &run.method).map_err(|e| e.to_string())?;
        Ok(Self {
            fixture,
            run,
            imported,
            network,
        })
    }

    pub fn compare(self) -> Result<Outcome, String> {
        let Replay { run, network, .. } = &self;
        let rate = self.fixture.reference.sample_rate;
        let signal: Vec<Vec<f32>> = (0..run.in_channels)
            .map(|c| channel(&run.input, c, run.in_block * run.blocks, rate))
            .collect();
        let expected = &self.fixture.outputs[run.offset..][..run.length];
        let mut noise = run.noise.seed.map(Generator::new);
        let mut state = network.start().map_err(|e| e.to_string())?;
        let (mut inputs, mut outputs) = (network.input_buffers(), network.output_buffers());
        let mut difference = 0f32;
        for block in 0..run.blocks {
            let draws = self.draws(block, &mut noise)?;
            for (port, buffer) in network.method().inputs.iter().zip(&mut inputs) {
                match port.kind {
                    Kind::Noise | Kind::Draw => {
                        let drawn = draws.iter().find(|(name, _)| *name == port.name);
                        // Where a setting is off, PyTorch does not draw.
                        match drawn {
                            Some((_, drawn)) => buffer.copy_from_slice(drawn),
                            None => buffer.fill(0.0),
                        }
                    }
                    Kind::Setting => self.set(block, port, buffer),
                    _ => {
                        for (c, channel) in buffer.chunks_exact_mut(run.in_block).enumerate() {
                            channel.copy_from_slice(
                                &signal[c][block * run.in_block..][..run.in_block],
                            );
                        }
                    }
                }
            }
            let stepped = network.step(&mut state, &inputs, &mut outputs);
            stepped.map_err(|e| e.to_string())?;
            for c in 0..run.out_channels {
                let ours = &outputs[0][c * run.out_block..][..run.out_block];
                let theirs = &expected[(c * run.blocks + block) * run.out_block..][..run.out_block];
                for (a, b) in ours.iter().zip(theirs) {
                    let off = (a - b).abs();
                    difference = if off.is_nan() {
                        f32::INFINITY
                    } else {
                        difference.max(off)
                    };
                }
            }
        }
        Ok(Outcome {
            difference,
            blocks: run.blocks,
            fallback: network.fallback().map(str::to_owned),
        })
    }

    /// What the inputs for random numbers take in a block.
    fn draws(
        &self,
        block: usize,
        noise: &mut Option<Generator>,
    ) -> Result<Vec<(String, Vec<f32>)>, String> {
        let played = &self.imported.report.methods;
        let played = played.iter().find(|m| m.name == self.run.method);
        let ports = &played.ok_or("the method is missing")?.draws;
        let drawn = self.run.draws.iter().filter(|draw| draw.block == block);
        let mut all = Vec::new();
        for (n, draw) in drawn.enumerate() {
            let count: usize = draw.shape.iter().product();
            let uniform = draw.distribution == "uniform" || draw.distribution == "multinomial";
            let mut next = || match (noise.as_mut(), uniform) {
                (Some(noise), true) => noise.uniform() as f32,
                (Some(noise), false) => noise.normal(),
                (None, true) => 0.5,
                (None, false) => 0.0,
            };
            let values: Vec<f32> = (0..count).map(|_| next()).collect();
            if let Some(Some(port)) = ports.get(n) {
                all.push((port.clone(), values));
            }
        }
        Ok(all)
    }

    /// The setters that are called before a block.
    fn set(&self, block: usize, port: &Port, buffer: &mut [f32]) {
        buffer.fill(0.0);
        let mut at = 0;
        for setting in self.imported.manifest.live_settings() {
            for call in &self.run.settings {
                if call.before_block == block && call.call == format!("set_{}", setting.name) {
                    for (i, argument) in call.arguments.iter().enumerate() {
                        let word = argument.as_str().map(|word| setting.number(word).unwrap());
                        let switch = argument.as_bool().map(|on| f32::from(u8::from(on)));
                        let number = argument.as_f64().map(|number| number as f32);
                        buffer[2 * (at + i)] = word.or(switch).or(number).unwrap();
                        buffer[2 * (at + i) + 1] = 1.0;
                    }
                }
            }
            at += setting.numbers.len();
        }
        assert_eq!(2 * at, port.channels);
    }
}

fn imported(fixture: &Fixture, options: &Options) -> Result<Imported, String> {
    let source = Arc::new(fixture.model.clone());
    import(&fixture.name, &fixture.name, source, options).map_err(|error| error.to_string())
}

/// What is set before the first block and only an import can set.
fn begins_with(run: &Run, imported: &Imported) -> Result<BTreeMap<String, String>, String> {
    let settings = imported.manifest.settings.iter();
    let mut given = BTreeMap::new();
    for setting in settings.filter(|setting| setting.fixed) {
        let own = format!("set_{}", setting.name);
        for call in run.settings.iter().filter(|call| call.call == own) {
            if call.before_block > 0 {
                return Err(format!("{} is set while it plays", setting.name));
            }
            let said: Vec<String> = call.arguments.iter().map(ToString::to_string).collect();
            given.insert(setting.name.clone(), said.join(","));
        }
    }
    Ok(given)
}
