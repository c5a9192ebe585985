//! A study: many models on many families of sounds, everything that can be measured of them, and
//! sounds and pictures to judge by oneself.

mod attacks;
mod clips;
mod control;
mod curves;
mod cycle;
mod facts;
pub mod figures;
mod latents;
mod learner;
mod plain;
mod plan;
mod player;
mod prior;
mod probe;
mod recognition;
pub(super) mod recordings;
mod shelves;
mod source;
mod spectra;
mod vibrato;

pub use plan::Plan;
pub use source::{Data, Run, Source};

use super::spread::spread;
use super::{EvaluateError, split};
use crate::prepare::Excerpt;
use figures::{Entry, Family, Leak, Made, Report};
use neurorave_core::model_file::manifest::AttributeSpec;
use player::Player;
use recognition::Judge;
use recordings::Recording;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// What a study is to compare.
pub struct Study {
    /// Models, each on one of the families.
    pub runs: Vec<Run>,
    /// Families. One that no run is on is only played through the models of the others.
    pub families: Vec<Data>,
    /// How much is played.
    pub plan: Plan,
    /// Of every random choice.
    pub seed: u64,
    /// Takes every file, also those that training may have seen.
    pub all: bool,
    /// Families whose file names begin with a class, to be told apart.
    pub classify: Vec<String>,
    /// Label of the model whose latents leakage is compared with; `None`: the first of a family
    /// without attributes.
    pub baseline: Option<String>,
    /// What the report gives as the command that makes it again.
    pub command: String,
}

/// One model to be played.
struct Seat {
    label: String,
    family: usize,
    source: Source,
    rate: u32,
    attributes: Vec<AttributeSpec>,
}

/// Recordings by family and sample rate.
type Library = BTreeMap<(usize, u32), Vec<Recording>>;

impl Study {
    /// Plays and measures everything, and writes sounds and pictures under `out`. `progress` hears
    /// of sounds played and to be played, about.
    ///
    /// # Errors
    ///
    /// [`EvaluateError`], where a model or a folder can't be used.
    pub fn run(
        &self,
        out: &Path,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Report, EvaluateError> {
        let started = Instant::now();
        let seats = self.seats()?;
        let files = self.files()?;
        let library = self.library(&seats, &files)?;
        let judges = self.judges(&seats)?;
        let total: usize = seats.iter().map(|seat| self.plays(seat, &library)).sum();
        let done = AtomicUsize::new(0);
        let played = || {
            let now = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(now.min(total), total);
        };

        let mut shelves = shelves::Shelves::new(out)?;
        let mut entries = Vec::new();
        for (place, seat) in seats.iter().enumerate() {
            let player = Player::open(&seat.source, &played)?;
            let own = &library[&(seat.family, seat.rate)];
            let specs = family_attributes(&seats, seat.family);
            let measured = plain::measure(&player, own, &specs, &self.plan, self.seed)?;
            let mut figures = measured.figures;
            if let Some(judge) = judges.get(&seat.family) {
                let tried = self.recognised(&files[seat.family], seat.rate);
                figures.recognition = judge.hear(&player, &tried.iter().collect::<Vec<_>>())?;
            }
            let alone = prior::measure(&player, &spread(own, self.plan.recordings), self.seed)?;
            let (prior, played_alone) = alone.unzip();
            figures.prior = prior;
            shelves.add(
                &shelves::Exhibit {
                    player: &player,
                    label: &seat.label,
                    family: &self.families[seat.family].name,
                    first: seats.iter().position(|other| other.family == seat.family)
                        == Some(place),
                    own: &spread(own, self.plan.recordings),
                    foreign: &self.foreign(seat, &library),
                    alone: played_alone.as_ref(),
                    plan: &self.plan,
                },
                &measured.plain,
            )?;
            figures.repaired_samples = player.repaired();
            entries.push(Entry {
                label: seat.label.clone(),
                family: self.families[seat.family].name.clone(),
                model: facts::of(&player, &seat.source),
                figures,
            });
        }
        let mut families: Vec<Family> = self
            .families
            .iter()
            .enumerate()
            .map(|(index, data)| Family {
                name: data.name.clone(),
                held_out: files[index].len(),
                recordings: heard(&library, index, self.plan.recordings),
                attributes: names(&family_attributes(&seats, index)),
                baseline: None,
            })
            .collect();
        self.compare_leakage(&mut families, &mut entries)?;
        Ok(Report {
            made: Made {
                command: self.command.clone(),
                version: env!("CARGO_PKG_VERSION").into(),
                seed: self.seed,
                all_files: self.all,
                plan: self.plan,
                seconds: started.elapsed().as_secs_f64(),
            },
            families,
            entries,
            shelves: shelves.finish(),
        })
    }

    fn seats(&self) -> Result<Vec<Seat>, EvaluateError> {
        let mut seats: Vec<Seat> = Vec::new();
        for run in &self.runs {
            let data = run.family(&self.families)?;
            let family = self.families.iter().position(|other| other == data);
            let family = family.unwrap_or(0);
            let source = run.source()?;
            let manifest = source.manifest()?;
            let label = run.label.clone().unwrap_or(manifest.name);
            if seats.iter().any(|s| s.label == label && s.family == family) {
                return Err(EvaluateError::Asked(format!(
                    "two models are called {label} on {}; give them labels: NAME={}",
                    data.name,
                    run.path.display()
                )));
            }
            seats.push(Seat {
                label,
                family,
                source,
                rate: manifest.sample_rate,
                attributes: manifest.attributes,
            });
        }
        let known = |name: &String| self.families.iter().any(|data| data.name == *name);
        if let Some(name) = self.classify.iter().find(|name| !known(name)) {
            return Err(EvaluateError::Asked(format!(
                "--classify {name}: there is no such --data; names are the folders' unless given \
                 as NAME=DIR"
            )));
        }
        Ok(seats)
    }

    fn files(&self) -> Result<Vec<Vec<Excerpt>>, EvaluateError> {
        let of = |data: &Data| {
            let files = split::held_out(&data.folder, self.all)?;
            if files.is_empty() {
                return Err(recordings::none_in(&data.folder));
            }
            Ok(files)
        };
        self.families.iter().map(of).collect()
    }

    /// Every family at every rate that a model of the study runs at.
    fn library(&self, seats: &[Seat], files: &[Vec<Excerpt>]) -> Result<Library, EvaluateError> {
        let mut library = Library::new();
        for seat in seats {
            for (family, files) in files.iter().enumerate() {
                let own = seats
                    .iter()
                    .any(|s| s.family == family && s.rate == seat.rate);
                let count = match own {
                    true => self.plan.recordings.max(self.plan.probe),
                    false => self.plan.excerpts,
                };
                let key = (family, seat.rate);
                library
                    .entry(key)
                    .or_insert_with(|| recordings::load(files, seat.rate, count));
            }
            if library[&(seat.family, seat.rate)].is_empty() {
                return Err(recordings::none_in(&self.families[seat.family].folder));
            }
        }
        Ok(library)
    }

    /// A classifier for each family that wants one and has a model.
    fn judges(&self, seats: &[Seat]) -> Result<BTreeMap<usize, Judge>, EvaluateError> {
        let mut judges = BTreeMap::new();
        for (index, data) in self.families.iter().enumerate() {
            let wanted = self.classify.contains(&data.name);
            if wanted && seats.iter().any(|seat| seat.family == index) {
                judges.insert(index, Judge::learn(&data.folder, self.seed)?);
            }
        }
        Ok(judges)
    }

    fn recognised(&self, files: &[Excerpt], rate: u32) -> Vec<Recording> {
        recordings::load(files, rate, self.plan.recognition)
    }

    fn plays(&self, seat: &Seat, library: &Library) -> usize {
        let own = library[&(seat.family, seat.rate)].len();
        let classified = self.classify.contains(&self.families[seat.family].name);
        plain::plays(seat.attributes.len(), own, &self.plan)
            + if classified { self.plan.recognition } else { 0 }
            + shelves::plays(seat.attributes.len(), self.families.len() - 1)
    }

    /// A recording or two of each other family.
    fn foreign<'a>(&'a self, seat: &Seat, library: &'a Library) -> Vec<(&'a str, &'a Recording)> {
        let others = self.families.iter().enumerate();
        let others = others.filter(|(index, _)| *index != seat.family);
        others
            .flat_map(|(index, data)| {
                let all = library
                    .get(&(index, seat.rate))
                    .map_or(&[][..], Vec::as_slice);
                let some = spread(all, self.plan.excerpts.min(2));
                some.into_iter().map(|one| (data.name.as_str(), one))
            })
            .collect()
    }

    /// Says how far each probe came on the way to what it reads from the baseline's latents.
    fn compare_leakage(
        &self,
        families: &mut [Family],
        entries: &mut [Entry],
    ) -> Result<(), EvaluateError> {
        let fits = |entry: &Entry| match &self.baseline {
            Some(label) => entry.label == *label,
            None => entry.model.attributes.is_empty(),
        };
        if let Some(label) = self.baseline.as_ref().filter(|_| !entries.iter().any(fits)) {
            return Err(EvaluateError::Asked(format!(
                "--baseline {label}: no model has this label"
            )));
        }
        for family in families {
            let baseline = entries
                .iter()
                .filter(|entry| entry.family == family.name && fits(entry))
                .find_map(|entry| Some((entry.label.clone(), entry.figures.leakage.clone()?)));
            let Some((label, baseline)) = baseline else {
                continue;
            };
            let others = entries
                .iter_mut()
                .filter(|e| e.family == family.name && e.label != label);
            for leakage in others.filter_map(|entry| entry.figures.leakage.as_mut()) {
                compare(&mut leakage.mean, &baseline.mean);
                if let Some(sampled) = &mut leakage.sampled {
                    compare(sampled, baseline.sampled.as_ref().unwrap_or(&baseline.mean));
                }
            }
            family.baseline = Some(label);
        }
        Ok(())
    }
}

fn compare(leaks: &mut [Leak], baseline: &[Leak]) {
    for leak in leaks {
        let same = baseline
            .iter()
            .find(|other| other.attribute == leak.attribute);
        leak.share_of_baseline = same.and_then(|other| probe::share(leak, other));
    }
}

/// The attributes that a family is looked at with, also where a model has none: those of the model
/// that has the most.
fn family_attributes(seats: &[Seat], family: usize) -> Vec<AttributeSpec> {
    let own = seats.iter().filter(|seat| seat.family == family);
    let mut best: &[AttributeSpec] = &[];
    for seat in own {
        if seat.attributes.len() > best.len() {
            best = &seat.attributes;
        }
    }
    best.to_vec()
}

fn names(attributes: &[AttributeSpec]) -> Vec<String> {
    attributes.iter().map(|spec| spec.name.clone()).collect()
}

/// The recordings of a family that were reconstructed, at any rate.
fn heard(library: &Library, family: usize, count: usize) -> Vec<String> {
    let any = library.iter().find(|((index, _), _)| *index == family);
    let recordings = any.map_or(&[][..], |(_, recordings)| recordings.as_slice());
    let names = spread(recordings, count).into_iter();
    names.map(|recording| recording.name.clone()).collect()
}
