//! Sounds to listen to and pictures to look at, as short files beside the report.

use super::figures::{Item, Shelf, ShelfKind};
use super::latents;
use super::plan::Plan;
use super::player::{Player, each};
use super::recordings::Recording;
use crate::audio::Audio;
use crate::curve::Curve;
use crate::describe::HOP;
use crate::evaluate::EvaluateError;
use crate::evaluate::spread::spread;
use crate::evaluate::track::{Track, request};
use crate::picture::{SpectrogramView, Strip};
use crate::render::{Inlet, RenderOptions};
use hound::{SampleFormat, WavSpec, WavWriter};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::Command;
use std::path::{Path, PathBuf};

/// Longest excerpt, in seconds.
const SECONDS: f64 = 2.5;
/// How long an excerpt that is cut off fades, in seconds.
const FADE_SECONDS: f64 = 0.03;
/// Hertz shown.
const TOP_HZ: f64 = 10_000.0;
/// Latents swept, at most.
const SWEPT: usize = 4;
/// How far, in standard deviations.
const FAR: f32 = 2.5;
/// Pitch of the sound whose latents are swept, in Hz.
const REST_HZ: f32 = 220.0;
/// Ends of a swept knob, normalised.
const KNOB: (f32, f32) = (-0.8, 0.8);

/// Sounds that one model adds.
pub struct Exhibit<'a> {
    pub player: &'a Player<'a>,
    pub label: &'a str,
    pub family: &'a str,
    /// Whether it is the first model of its family: the originals come with it.
    pub first: bool,
    /// Recordings of its family that were reconstructed.
    pub own: &'a [&'a Recording],
    /// Recordings of others, with their family.
    pub foreign: &'a [(&'a str, &'a Recording)],
    /// What it plays by itself.
    pub alone: Option<&'a Audio>,
    pub plan: &'a Plan,
}

/// The shelves of a report, being filled.
pub struct Shelves {
    out: PathBuf,
    shelves: Vec<Shelf>,
    files: usize,
}

/// How many sounds a model with so many attributes adds, about.
pub fn plays(attributes: usize, other_families: usize) -> usize {
    attributes + 1 + 2 * other_families + SWEPT
}

impl Shelves {
    /// Makes the folders.
    pub fn new(out: &Path) -> Result<Self, EvaluateError> {
        for folder in ["sounds", "pictures"] {
            let path = out.join(folder);
            std::fs::create_dir_all(&path)
                .map_err(|source| EvaluateError::Write { path, source })?;
        }
        Ok(Self {
            out: out.into(),
            shelves: Vec::new(),
            files: 0,
        })
    }

    /// What was put on them, families together, kinds in order.
    pub fn finish(self) -> Vec<Shelf> {
        self.shelves
    }

    /// Adds what one model plays; `plain` are its reconstructions of `own`.
    pub fn add(&mut self, exhibit: &Exhibit, plain: &[Audio]) -> Result<(), EvaluateError> {
        self.reconstructions(exhibit, plain)?;
        self.attributes(exhibit)?;
        self.knobs(exhibit)?;
        self.timbres(exhibit)?;
        self.traversal(exhibit)?;
        self.alone(exhibit)
    }

    fn reconstructions(&mut self, exhibit: &Exhibit, plain: &[Audio]) -> Result<(), EvaluateError> {
        let indices: Vec<usize> = (0..exhibit.own.len().min(plain.len())).collect();
        for index in spread(&indices, exhibit.plan.excerpts) {
            let recording = exhibit.own[*index];
            let title = recording.name.clone();
            let shelf = self.shelf(exhibit, ShelfKind::Reconstruction, &title);
            if exhibit.first {
                let item = self.item("original", "", &recording.audio, true)?;
                self.shelves[shelf].items.push(item);
            }
            let item = self.item(exhibit.label, "", &plain[*index], false)?;
            self.shelves[shelf].items.push(item);
        }
        Ok(())
    }

    /// One recording with the attributes of another.
    fn attributes(&mut self, exhibit: &Exhibit) -> Result<(), EvaluateError> {
        let specs = &exhibit.player.manifest().attributes;
        let (Some(first), Some(other)) =
            (exhibit.own.first(), exhibit.own.get(exhibit.own.len() / 2))
        else {
            return Ok(());
        };
        if specs.is_empty() || exhibit.own.len() < 2 {
            return Ok(());
        }
        let track = Track::of(&other.audio, specs);
        let curves = specs.iter().enumerate().filter_map(|(index, spec)| {
            Some((Descriptor::from_name(&spec.name)?, track.held(index, spec)))
        });
        let options = request(&curves.collect::<Vec<_>>(), first.audio.rate);
        let output = exhibit.player.play(&options, &first.audio)?;
        let title = format!("{} with the attributes of {}", first.name, other.name);
        let shelf = self.shelf(exhibit, ShelfKind::Attributes, &title);
        if self.shelves[shelf].items.is_empty() {
            let sound = self.item("the sound", &first.name, &first.audio, true)?;
            let donor = self.item("the attributes", &other.name, &other.audio, true)?;
            self.shelves[shelf].items.extend([sound, donor]);
        }
        let item = self.item(exhibit.label, "", &output, false)?;
        self.shelves[shelf].items.push(item);
        Ok(())
    }

    /// Each knob turned up over one recording.
    fn knobs(&mut self, exhibit: &Exhibit) -> Result<(), EvaluateError> {
        let specs = &exhibit.player.manifest().attributes;
        // The longest sound shows most.
        let longest = exhibit
            .own
            .iter()
            .max_by_key(|recording| Track::of(&recording.audio, specs).sounding().len());
        let Some(recording) = longest.filter(|_| !specs.is_empty()) else {
            return Ok(());
        };
        let sounding = Track::of(&recording.audio, specs).sounding();
        let seconds = |frame: usize| (frame * HOP) as f64 / f64::from(recording.audio.rate);
        let end = seconds(sounding.end).min(seconds(sounding.start) + SECONDS * 0.9);
        let which: Vec<Descriptor> = specs
            .iter()
            .filter_map(|spec| Descriptor::from_name(&spec.name))
            .collect();
        let (from, note) = match exhibit.player.streams() {
            true => (KNOB.0, "from −0.8 to 0.8"),
            false => (KNOB.1, "at 0.8"),
        };
        let outputs = each(&which, |descriptor| {
            let points = [
                (seconds(sounding.start), from),
                (end.max(seconds(sounding.start)), KNOB.1),
            ];
            let options = RenderOptions {
                commands: vec![Command::Set(*descriptor, Value::Normalised(0.0))],
                curves: vec![(Inlet::Attribute(*descriptor), Curve::new(points))],
                ..RenderOptions::default()
            };
            exhibit.player.play(&options, &recording.audio)
        })?;
        let title = format!(
            "{}: each knob of {} turned up",
            recording.name, exhibit.label
        );
        let shelf = self.shelf(exhibit, ShelfKind::Knobs, &title);
        let original = self.item("original", "", &recording.audio, true)?;
        self.shelves[shelf].items.push(original);
        for (descriptor, output) in which.iter().zip(&outputs) {
            let item = self.item(descriptor.name(), note, output, false)?;
            self.shelves[shelf].items.push(item);
        }
        Ok(())
    }

    /// Recordings of other families, played by this model.
    fn timbres(&mut self, exhibit: &Exhibit) -> Result<(), EvaluateError> {
        let outputs = each(exhibit.foreign, |(_, recording)| {
            exhibit
                .player
                .play(&RenderOptions::default(), &recording.audio)
        })?;
        for ((family, recording), output) in exhibit.foreign.iter().zip(&outputs) {
            let title = format!(
                "{} ({family}), played by {}",
                recording.name, exhibit.family
            );
            let shelf = self.shelf(exhibit, ShelfKind::Timbre, &title);
            if self.shelves[shelf].items.is_empty() {
                let item = self.item("original", family, &recording.audio, true)?;
                self.shelves[shelf].items.push(item);
            }
            let item = self.item(exhibit.label, "", output, false)?;
            self.shelves[shelf].items.push(item);
        }
        Ok(())
    }

    /// The first latents, each swept while the others rest at their means.
    fn traversal(&mut self, exhibit: &Exhibit) -> Result<(), EvaluateError> {
        let manifest = exhibit.player.manifest();
        let (Some(channels), Some(statistics)) =
            (latents::channels(exhibit.player), &manifest.latent)
        else {
            return Ok(());
        };
        if !exhibit.player.has("decode") {
            return Ok(());
        }
        let rate = manifest.sample_rate;
        let length = (SECONDS * f64::from(rate)) as usize / HOP * HOP;
        let mut commands: Vec<Command> = manifest
            .attributes
            .iter()
            .filter_map(|spec| Descriptor::from_name(&spec.name))
            .map(|descriptor| Command::Set(descriptor, Value::Normalised(0.0)))
            .collect();
        if exhibit.player.pitch().is_some() {
            commands.push(Command::SetPitch(REST_HZ));
        }
        let options = RenderOptions {
            method: Some("decode".into()),
            commands,
            ..RenderOptions::default()
        };
        let swept: Vec<usize> = (0..channels.min(SWEPT)).collect();
        let outputs = each(&swept, |&latent| {
            let stream = |channel: usize| {
                let (mean, std) = (statistics.mean[channel], statistics.std[channel]);
                let place = |n: usize| 2.0 * n as f32 / length as f32 - 1.0;
                let far = if channel == latent { FAR * std } else { 0.0 };
                (0..length).map(|n| mean + far * place(n)).collect()
            };
            let input = Audio {
                rate,
                channels: (0..channels).map(stream).collect(),
            };
            exhibit.player.play(&options, &input)
        })?;
        let title = format!("the first latents of {}, each swept", exhibit.label);
        let shelf = self.shelf(exhibit, ShelfKind::Traversal, &title);
        for (latent, output) in swept.iter().zip(&outputs) {
            let label = format!("latent {}", latent + 1);
            let note = format!("from −{FAR} to {FAR} standard deviations");
            let item = self.item(&label, &note, output, false)?;
            self.shelves[shelf].items.push(item);
        }
        Ok(())
    }

    /// Where a prior has got to after a while.
    fn alone(&mut self, exhibit: &Exhibit) -> Result<(), EvaluateError> {
        let Some(played) = exhibit.alone else {
            return Ok(());
        };
        let shelf = self.shelf(exhibit, ShelfKind::Prior, "by themselves");
        let third = played.frames() / 3;
        for (index, note) in ["the beginning", "after a third", "after two thirds"]
            .into_iter()
            .enumerate()
        {
            let part = played.channels[0][index * third..].to_vec();
            let part = Audio::from_mono(played.rate, part);
            let item = self.item(exhibit.label, note, &part, false)?;
            self.shelves[shelf].items.push(item);
        }
        Ok(())
    }

    /// The shelf of this title; a new one where there is none yet.
    fn shelf(&mut self, exhibit: &Exhibit, kind: ShelfKind, title: &str) -> usize {
        let same = |shelf: &Shelf| {
            shelf.family == exhibit.family && shelf.kind == kind && shelf.title == title
        };
        if let Some(found) = self.shelves.iter().position(same) {
            return found;
        }
        self.shelves.push(Shelf {
            family: exhibit.family.into(),
            kind,
            title: title.into(),
            items: Vec::new(),
        });
        self.shelves.len() - 1
    }

    /// Writes a sound and its spectrogram.
    fn item(
        &mut self,
        label: &str,
        note: &str,
        audio: &Audio,
        original: bool,
    ) -> Result<Item, EvaluateError> {
        self.files += 1;
        let sound = format!("sounds/{:03}.wav", self.files);
        let picture = format!("pictures/{:03}.png", self.files);
        let excerpt = excerpt(audio);
        write_sound(&self.out.join(&sound), &excerpt, audio.rate)?;
        let view = SpectrogramView {
            window: 2048,
            range_db: 75.0,
            ..SpectrogramView::linear(TOP_HZ)
        };
        Strip::new(&excerpt, audio.rate, &view).write_png(&self.out.join(&picture))?;
        Ok(Item {
            label: label.into(),
            note: note.into(),
            sound,
            picture,
            original,
        })
    }
}

/// The beginning, faded where it is cut off.
fn excerpt(audio: &Audio) -> Vec<f32> {
    let samples = &audio.channels[0];
    let rate = f64::from(audio.rate);
    let length = samples.len().min((SECONDS * rate) as usize);
    let mut excerpt = samples[..length].to_vec();
    if length < samples.len() {
        let fade = ((FADE_SECONDS * rate) as usize).min(length);
        let tail = excerpt[length - fade..].iter_mut().enumerate();
        tail.for_each(|(i, x)| *x *= 1.0 - (i + 1) as f32 / fade as f32);
    }
    excerpt
}

/// 16 bits, as every browser plays.
fn write_sound(path: &Path, samples: &[f32], rate: u32) -> Result<(), EvaluateError> {
    let failed = |error: hound::Error| EvaluateError::Write {
        path: path.into(),
        source: std::io::Error::other(error),
    };
    let spec = WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: SampleFormat::Int,
    };
    let mut writer = WavWriter::create(path, spec).map_err(failed)?;
    for sample in samples {
        let value = (sample * 32_767.0).round().clamp(-32_768.0, 32_767.0);
        writer.write_sample(value as i16).map_err(failed)?;
    }
    writer.finalize().map_err(failed)
}
