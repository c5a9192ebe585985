//! Follows the program of each method, and writes what it does.

use super::{
    ImportError, Imported, Options, Played, Report, USUAL_RATE, channels, given, setting, step_of,
};
use crate::archive::Archive;
use crate::delay;
use crate::emit::{self, Emitted, Plan};
use crate::load::Loaded;
use crate::nn;
use crate::run::Stop;
use crate::stream;
use nrave_model::model_file::manifest::{self, FORMAT, Manifest};
use nrave_model::model_file::source::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn follow(
    file: &str,
    name: &str,
    source: Arc<dyn Source>,
    options: &Options,
) -> Result<Imported, ImportError> {
    let mut loaded = Loaded::read(Archive::open(file, source)?)?;
    given::begin_with(file, &mut loaded, &options.settings)?;
    let told = |stop| ImportError::program(file, stop);
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
        report.unsettable.push((
            other,
            "it takes something else than numbers and texts".into(),
        ));
    }
    let step = options.step.unwrap_or_else(|| step_of(&methods));
    let settings = setting::sort(&loaded, &methods, settings, step, &mut report);
    let mut plan = Plan::new(options.weights);
    let mut described = BTreeMap::new();
    let mut graphs = BTreeMap::new();
    for method in &methods {
        let followed = stream::follow(&loaded, method, &settings.live, step)
            // What it cannot do even so is the nearer reason.
            .map_err(|stop| {
                stream::follow(&loaded, method, &[], step)
                    .err()
                    .unwrap_or(stop)
            });
        let emitted = followed.and_then(|step| {
            let emitted = emit::emit(&step, method, &settings.live, &mut plan)?;
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
        settings: settings.specs(&loaded.words().all()),
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
