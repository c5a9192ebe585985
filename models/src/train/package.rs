//! A trained network as a model file, with its card.

use super::average::values;
use super::lower::{Description, model_file};
use super::options::Options;
use super::pqmf::Pqmf;
use super::rotation::{Moments, Rotation};
use super::session::Trained;
use super::step::constant;
use super::{TrainError, atomic};
use crate::evaluate::Trial;
use burn::module::Module;
use neurorave_core::graph::WeightFormat;
use neurorave_core::model_file::manifest::PitchSpec;
use std::io::Write;
use std::path::Path;

/// Clips over which the latents' statistics are taken.
const STATISTICS_CLIPS: usize = 200;
/// Recordings left out of training that the card's figures are measured on.
const CARD_RECORDINGS: usize = 40;

/// What the card says that training cannot know.
#[derive(Debug, Clone)]
pub struct Label {
    /// The model's name.
    pub name: String,
    /// What the recordings are, and on which terms they may be used.
    pub data: String,
    /// Licence of the model.
    pub licence: String,
    /// The command that trains it again.
    pub command: String,
}

/// Writes the model to `path`; where training left recordings out, with figures on them.
pub fn package(
    trained: &Trained,
    options: &Options,
    label: &Label,
    path: &Path,
) -> Result<(), TrainError> {
    let (rotation, posterior) = rotation(trained);
    let network = rotation.fold(trained.network.clone());
    let write = |card: String| -> Result<(), TrainError> {
        let description = Description {
            name: label.name.clone(),
            rate: options.rate,
            attributes: trained.attributes.clone(),
            pitch: options.shape.pitch().then_some(options.pitch),
            latent: rotation.spec(&posterior),
            card,
        };
        let bytes = model_file(&network, &description, 1, WeightFormat::F16)?;
        atomic::write(path, |file| file.write_all(&bytes)).map_err(|source| TrainError::Write {
            path: path.to_owned(),
            source,
        })
    };
    write(card(trained, options, label, "- not measured yet\n"))?;
    if trained.corpus.test.is_empty() {
        return Ok(());
    }
    // The first folder with recordings long enough; errors name paths, and the card goes to others.
    let mut figures =
        "- not measured: no recordings that were left out could be played\n".to_owned();
    for folder in &options.data {
        let trial = Trial::open(path, folder, CARD_RECORDINGS, false);
        match trial.and_then(|trial| trial.run(&mut |_, _| {})) {
            Ok(measured) => {
                figures = measured.markdown();
                break;
            }
            Err(error) => eprintln!("nrave: {error}"),
        }
    }
    write(card(trained, options, label, &figures))
}

fn card(trained: &Trained, options: &Options, label: &Label, figures: &str) -> String {
    let mut ranges: String = trained
        .attributes
        .iter()
        .map(|spec| {
            format!(
                "- {}: {:.1} to {:.1} {}\n",
                spec.name, spec.min, spec.max, spec.unit
            )
        })
        .collect();
    let frames = f64::from(options.rate) / options.shape.geometry().ratio as f64;
    let work = trained.network.work() as f64 * frames;
    if options.shape.pitch() {
        let PitchSpec { min_hz, max_hz } = options.pitch;
        ranges += &format!("- pitch: {min_hz} to {max_hz} Hz\n");
    }
    if ranges.is_empty() {
        ranges += "none\n";
    }
    format!(
        "# {name}\n\n{data}\n\nLicence: {licence}\n\n\
         ## Knobs\n\n{ranges}\n\
         ## Training\n\n- `{command}`\n- {hours:.2} hours in {files} files, {left_out} files left out\n\
         - {weights:.2} million weights, {work:.0} million multiply-accumulates a second of sound\n\
         - {steps} steps of {batch} crops of {frames} frames, seed {seed}, {minutes:.0} minutes\n\
         {course}\n\
         ## Figures, on files left out\n\n{figures}",
        name = label.name,
        data = label.data,
        licence = label.licence,
        command = label.command,
        hours = trained.corpus.hours(),
        files = trained.corpus.train.len(),
        left_out = trained.corpus.validation.len() + trained.corpus.test.len(),
        weights = trained.network.num_params() as f64 / 1e6,
        work = work / 1e6,
        steps = trained.step,
        batch = options.batch,
        frames = options.frames,
        seed = options.seed,
        minutes = trained.seconds / 60.0,
        course = course(trained),
    )
}

/// How training went.
fn course(trained: &Trained) -> String {
    let mut text = String::new();
    if let Some(since) = trained.progress.adversarial_since {
        text += &format!("- waveform discriminators from step {since}\n");
    }
    if let (Some(last), Some(best)) = (trained.progress.validation, trained.progress.best) {
        text += &format!(
            "- spectral distance on files left out: {last:.3} at the end, {best:.3} at its best (step {})\n",
            trained.progress.best_step
        );
    }
    text + &trained.health.markdown()
}

/// The turn that orders the latents by variance over sounding frames of the training set, and the
/// mean variance of each latent's posterior there, before the turn.
fn rotation(trained: &Trained) -> (Rotation, Vec<f64>) {
    let shape = trained.network.shape();
    let geometry = shape.geometry();
    let bank = Pqmf::new(geometry.bank);
    let device = trained.network.device();
    let clips = &trained.corpus.train;
    let stride = clips.len().div_ceil(STATISTICS_CLIPS);
    let mut moments = Moments::new(geometry.latents);
    let (mut variances, mut count) = (vec![0.0; geometry.latents], 0.0);
    for clip in clips.iter().step_by(stride) {
        let steps = clip.frames() * geometry.band_steps();
        let bands = shape.hear(&bank, &clip.audio);
        let bands = constant(bands, [1, steps, geometry.bank.bands], &device);
        let posterior = trained.network.encode(bands);
        let (means, spreads) = (values(posterior.mean), values(posterior.log_variance.exp()));
        let rows = means.chunks_exact(geometry.latents);
        let rows = rows.zip(spreads.chunks_exact(geometry.latents));
        for ((mean, spread), loudness) in rows.zip(&clip.loudness) {
            if *loudness > super::corpus::GATE_DBFS {
                moments.add(mean);
                count += 1.0;
                let sums = variances.iter_mut().zip(spread);
                sums.for_each(|(sum, variance)| *sum += f64::from(*variance));
            }
        }
    }
    let mean = |sum: f64| sum / f64::max(count, 1.0);
    let variances = variances.into_iter().map(mean).collect();
    (moments.rotation(), variances)
}
