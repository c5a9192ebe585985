//! Gives back the disk that a set no longer needs.

use super::PrepareError;
use super::index::{Extent, Index, Sound};
use super::make::Packs;
use super::measure::{MAX_HOP, Measure, ROW};
use super::set::Set;
use std::collections::{HashMap, HashSet};

/// Copies what is left of packs that are mostly no longer spoken of, and deletes those and every
/// other pack that the index doesn't know.
pub fn tidy(set: &mut Set, packs: &Packs) -> Result<(), PrepareError> {
    let mut living: HashMap<&str, u64> = HashMap::new();
    for (extent, length) in extents(&set.index) {
        *living.entry(&extent.pack).or_default() += length;
    }
    let wasteful: HashSet<String> = set
        .packs
        .iter()
        .filter(|(name, pack)| 2 * living.get(name.as_str()).copied().unwrap_or(0) < pack.len())
        .map(|(name, _)| name.clone())
        .collect();
    if !wasteful.is_empty() {
        let mut index = set.index.clone();
        let (mut audio, mut rows) = (packs.writer("audio"), packs.writer("rows"));
        for sound in index.recordings.iter_mut().filter_map(|r| r.sound.as_mut()) {
            let length = audio_length(sound);
            if wasteful.contains(&sound.audio.pack) {
                sound.audio = audio.append(&set.stretch(&sound.audio, length)?)?;
            }
            let samples = sound.samples;
            for (key, extent) in &mut sound.rows {
                if wasteful.contains(&extent.pack) {
                    let length = rows_length(samples, key);
                    *extent = rows.append(&set.stretch(extent, length)?)?;
                }
            }
        }
        packs.sync()?;
        index.save(&set.folder)?;
        set.index = index;
        set.map()?;
    }
    let known: HashSet<&str> = extents(&set.index)
        .map(|(extent, _)| extent.pack.as_str())
        .collect();
    for name in packs.present()? {
        if !known.contains(name.as_str()) {
            // Where another program still reads it, the next run deletes it.
            let _ = std::fs::remove_file(set.folder.join(name));
        }
    }
    Ok(())
}

/// Every extent with its length in numbers.
fn extents(index: &Index) -> impl Iterator<Item = (&Extent, u64)> {
    let sounds = index.recordings.iter().filter_map(|r| r.sound.as_ref());
    sounds.flat_map(|sound| {
        let rows = sound.rows.iter();
        let rows = rows.map(|(key, extent)| (extent, rows_length(sound.samples, key)));
        std::iter::once((&sound.audio, audio_length(sound))).chain(rows)
    })
}

fn audio_length(sound: &Sound) -> u64 {
    sound.samples + MAX_HOP as u64
}

fn rows_length(samples: u64, key: &str) -> u64 {
    Measure::rows_of(key, samples as usize).map_or(0, |rows| (rows * ROW) as u64)
}
