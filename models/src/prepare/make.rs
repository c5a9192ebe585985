//! Prepares a set, or brings it up to date.

use super::PrepareError;
use super::find::{Found, find};
use super::index::{Extent, FORMAT, Index, Recording, Sound, replace};
use super::listen::listen;
use super::measure::{Measure, ROW};
use super::pack::{self, Writer};
use super::place::absolute;
use super::set::Set;
use super::split::{DEFAULT_SEED, fnv};
use super::tidy::tidy;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

/// What a set shall be made of.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Folders or files.
    pub sources: &'a [PathBuf],
    /// Sample rate, Hz.
    pub rate: u32,
    /// Cuts silence under this many dBFS.
    pub trim_db: Option<f32>,
    /// Seed of the split; the set's own, or the default, where none is given.
    pub seed: Option<u64>,
    /// What to measure.
    pub measures: &'a [Measure],
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are decoded; counted in bytes.
    Listening,
    /// Audio is measured; counted in samples.
    Measuring,
}

impl Stage {
    /// What people are told.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Listening => "listening",
            Stage::Measuring => "measuring",
        }
    }
}

/// How often the index is written while work goes on.
const SAVE_EVERY: Duration = Duration::from_secs(10);
/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Makes the set in `folder` what `request` says. What an earlier run has done, finished or not, is
/// kept where the recordings haven't changed since (by size and time). `progress` hears of work done
/// and work in all.
///
/// # Errors
///
/// Bad recordings are no errors: see [`Set::problems`].
pub fn prepare(
    folder: &Path,
    request: &Request,
    progress: &mut dyn FnMut(Stage, u64, u64),
) -> Result<Set, PrepareError> {
    for measure in request.measures {
        measure.check()?;
    }
    let sources = absolute(request.sources)?;
    if let Some(set) = sources.iter().find(|source| Set::is_at(source)) {
        return Err(PrepareError::Mixed(set.clone()));
    }
    let found = find(&sources)?;
    if found.is_empty() {
        let names = request.sources.iter().map(|s| s.display().to_string());
        return Err(PrepareError::NoAudio(names.collect::<Vec<_>>().join(", ")));
    }
    std::fs::create_dir_all(folder).map_err(PrepareError::write(folder))?;
    let old = Index::load(folder)?;
    if old.is_none() && !is_ours(folder)? {
        return Err(PrepareError::Foreign(folder.to_owned()));
    }
    let _lock = lock(folder)?;
    let mut set = start(folder, &sources, &found, request)?;
    let packs = Packs::new(folder, set.index.id)?;
    if old.is_none_or(|old| old.id != set.index.id) {
        // From here on a run that is killed leaves something to go on with.
        set.index.save(folder)?;
    }
    set.listen(&packs, progress)?;
    for measure in request.measures {
        set.measure(measure, &packs, progress)?;
    }
    set.index.save(folder)?;
    set.map()?;
    tidy(&mut set, &packs)?;
    set.report()?;
    Ok(set)
}

/// Measures a set in another way too, whether or not its recordings are still there.
pub fn measure(
    folder: &Path,
    measure: &Measure,
    progress: &mut dyn FnMut(Stage, u64, u64),
) -> Result<Set, PrepareError> {
    measure.check()?;
    let _lock = lock(folder)?;
    let mut set = Set::open(folder)?;
    let packs = Packs::new(folder, set.index.id)?;
    set.measure(measure, &packs, progress)?;
    set.index.save(folder)?;
    set.map()?;
    Ok(set)
}

/// The set as it is known before any work: what is found now, with what is known of it.
fn start(
    folder: &Path,
    sources: &[PathBuf],
    found: &[Found],
    request: &Request,
) -> Result<Set, PrepareError> {
    let old = Index::load(folder)?;
    let same = old
        .as_ref()
        .is_some_and(|old| old.rate == request.rate && old.trim_db == request.trim_db);
    let id = old
        .as_ref()
        .filter(|_| same)
        .map_or_else(new_id, |old| old.id);
    let seed = request.seed.or(old.as_ref().map(|old| old.seed));
    let known = old.filter(|_| same);
    let mut set = Set {
        folder: folder.to_owned(),
        packs: HashMap::new(),
        index: Index {
            nrave_set: FORMAT,
            id,
            rate: request.rate,
            trim_db: request.trim_db,
            seed: seed.unwrap_or(DEFAULT_SEED),
            sources: sources.to_vec(),
            recordings: Vec::new(),
        },
    };
    let mut known = known.map_or_else(HashMap::new, |old| known_in(&mut set, old));
    set.index.recordings = found
        .iter()
        .map(|file| {
            let key = (sources[file.source].clone(), file.name.clone());
            let unchanged = |r: &Recording| r.bytes == file.bytes && r.modified == file.modified;
            let known = known.remove(&key).filter(unchanged);
            Recording {
                source: file.source,
                ..known.unwrap_or_else(|| unheard(file))
            }
        })
        .collect();
    Ok(set)
}

/// Neither problem nor sound: still to be listened to.
fn unheard(file: &Found) -> Recording {
    Recording {
        source: file.source,
        name: file.name.clone(),
        bytes: file.bytes,
        modified: file.modified,
        problems: Vec::new(),
        sound: None,
    }
}

/// What an older index knows and its packs really hold, by source and name.
fn known_in(set: &mut Set, old: Index) -> HashMap<(PathBuf, String), Recording> {
    let mut known = HashMap::new();
    for mut recording in old.recordings {
        if let Some(sound) = &mut recording.sound {
            let all = std::iter::once(&sound.audio).chain(sound.rows.values());
            for name in all.map(|extent| &extent.pack) {
                if !set.packs.contains_key(name)
                    && let Ok(pack) = pack::Pack::open(&set.folder.join(name), old.id)
                {
                    set.packs.insert(name.clone(), pack.into());
                }
            }
            if set.audio(sound).is_err() {
                continue;
            }
            let samples = sound.samples as usize;
            sound.rows.retain(|key, extent| {
                Measure::rows_of(key, samples)
                    .is_some_and(|rows| set.stretch(extent, (rows * ROW) as u64).is_ok())
            });
        }
        let source = old.sources[recording.source].clone();
        known.insert((source, recording.name.clone()), recording);
    }
    known
}

impl Set {
    /// Decodes what hasn't been.
    fn listen(
        &mut self,
        packs: &Packs,
        progress: &mut dyn FnMut(Stage, u64, u64),
    ) -> Result<(), PrepareError> {
        let new = |r: &Recording| r.sound.is_none() && r.problems.is_empty();
        let jobs = self.jobs(new, |r| r.bytes.max(1));
        let (rate, trim_db) = (self.index.rate, self.index.trim_db);
        let paths: Vec<PathBuf> = jobs
            .iter()
            .map(|job| self.path(&self.index.recordings[job.recording]))
            .collect();
        let work = |at: usize, writer: &mut PackWriter, done: &AtomicU64| {
            let (pack, start) = writer.begin()?;
            let heard = listen(&paths[at], rate, trim_db, pack)?;
            done.fetch_add(jobs[at].size, Ordering::Relaxed);
            Ok((heard, writer.extent(start)))
        };
        let result = |index: &mut Index, at: usize, (heard, audio): (_, Extent)| {
            let heard: super::listen::Heard = heard;
            let recording = &mut index.recordings[jobs[at].recording];
            recording.problems = heard.problems;
            recording.sound = (heard.samples > 0).then(|| Sound {
                samples: heard.samples,
                audio,
                rows: BTreeMap::new(),
            });
        };
        let mut tell = |done, all| progress(Stage::Listening, done, all);
        spread(self, &jobs, packs, "audio", work, result, &mut tell)
    }

    /// Measures what hasn't been.
    fn measure(
        &mut self,
        measure: &Measure,
        packs: &Packs,
        progress: &mut dyn FnMut(Stage, u64, u64),
    ) -> Result<(), PrepareError> {
        self.map()?;
        let key = measure.key();
        let unmeasured = |sound: &Sound| !sound.rows.contains_key(&key);
        let jobs = self.jobs(
            |r| r.sound.as_ref().is_some_and(unmeasured),
            |r| r.sound.as_ref().map_or(0, |sound| sound.samples),
        );
        let rate = self.index.rate;
        let audio = jobs
            .iter()
            .filter_map(|job| self.index.recordings[job.recording].sound.as_ref())
            .map(|sound| {
                let hops = measure.rows(sound.samples as usize) * measure.hop;
                Ok(self.audio(sound)?.part(0..hops))
            })
            .collect::<Result<Vec<_>, PrepareError>>()?;
        let work = |at: usize, writer: &mut PackWriter, done: &AtomicU64| {
            let (pack, start) = writer.begin()?;
            let mut rows = Vec::new();
            measure.run(&audio[at], rate, |row| {
                rows.extend(row);
                done.fetch_add(measure.hop as u64, Ordering::Relaxed);
                if rows.len() < 4096 * ROW {
                    return Ok(());
                }
                let written = pack.write(&rows);
                rows.clear();
                written
            })?;
            pack.write(&rows)?;
            Ok(writer.extent(start))
        };
        let result = |index: &mut Index, at: usize, extent: Extent| {
            if let Some(sound) = &mut index.recordings[jobs[at].recording].sound {
                sound.rows.insert(key.clone(), extent);
            }
        };
        let mut tell = |done, all| progress(Stage::Measuring, done, all);
        spread(self, &jobs, packs, "rows", work, result, &mut tell)
    }

    /// What is to be done, the longest first, so that no one waits for it at the end.
    fn jobs(
        &self,
        wanted: impl Fn(&Recording) -> bool,
        size: impl Fn(&Recording) -> u64,
    ) -> Vec<Job> {
        let recordings = self.index.recordings.iter().enumerate();
        let mut jobs: Vec<Job> = recordings
            .filter(|(_, recording)| wanted(recording))
            .map(|(at, recording)| Job {
                recording: at,
                size: size(recording),
            })
            .collect();
        jobs.sort_by_key(|job| std::cmp::Reverse(job.size));
        jobs
    }

    /// Writes every problem to `report.txt`.
    fn report(&self) -> Result<(), PrepareError> {
        let mut lines: Vec<_> = self.problems().collect();
        lines.sort_by_key(|(name, problem)| (problem.kind, *name));
        let text: String = lines
            .iter()
            .map(|(name, problem)| format!("{}\t{name}\t{}\n", problem.kind.name(), problem.why))
            .collect();
        replace(&self.folder.join("report.txt"), text.as_bytes())
    }
}

/// One recording's work.
struct Job {
    recording: usize,
    size: u64,
}

/// Does `jobs` on all cores, each with a pack of its own, and enters results into the index, which
/// is saved from time to time.
fn spread<R: Send>(
    set: &mut Set,
    jobs: &[Job],
    packs: &Packs,
    kind: &str,
    work: impl Fn(usize, &mut PackWriter, &AtomicU64) -> Result<R, PrepareError> + Sync,
    result: impl Fn(&mut Index, usize, R),
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), PrepareError> {
    let total = jobs.iter().map(|job| job.size).sum();
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    let (next, done, stop) = (
        AtomicUsize::new(0),
        AtomicU64::new(0),
        AtomicBool::new(false),
    );
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..workers.min(jobs.len()) {
            let sender = sender.clone();
            let (next, done, stop, work) = (&next, &done, &stop, &work);
            scope.spawn(move || {
                let mut writer = packs.writer(kind);
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= jobs.len() || sender.send((at, work(at, &mut writer, done))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut collect = || {
            let mut saved = Instant::now();
            loop {
                match results.recv_timeout(TELL_EVERY) {
                    Ok((at, outcome)) => result(&mut set.index, at, outcome?),
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                    Err(mpsc::RecvTimeoutError::Disconnected) => return packs.sync(),
                }
                progress(done.load(Ordering::Relaxed).min(total), total);
                if saved.elapsed() > SAVE_EVERY {
                    packs.sync()?;
                    set.index.save(&set.folder)?;
                    saved = Instant::now();
                }
            }
        };
        let outcome = collect();
        stop.store(true, Ordering::Relaxed);
        outcome
    })
}

/// The packs of a set, and numbers for new ones.
pub(super) struct Packs {
    folder: PathBuf,
    set: u64,
    next: AtomicU64,
    /// Written in this run.
    new: Mutex<Vec<PathBuf>>,
}

impl Packs {
    fn new(folder: &Path, set: u64) -> Result<Self, PrepareError> {
        let mut packs = Self {
            folder: folder.to_owned(),
            set,
            next: AtomicU64::new(0),
            new: Mutex::new(Vec::new()),
        };
        let numbers = packs.present()?;
        let number = |name: &String| -> Option<u64> {
            name.split(['-', '.']).nth(1).and_then(|n| n.parse().ok())
        };
        let highest = numbers.iter().filter_map(number).max().unwrap_or(0);
        packs.next = AtomicU64::new(highest.saturating_add(1));
        Ok(packs)
    }

    /// Names of all packs in the folder, of the index or not.
    pub(super) fn present(&self) -> Result<Vec<String>, PrepareError> {
        let failed = PrepareError::read(&self.folder);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(&failed)? {
            let name = entry.map_err(&failed)?.file_name();
            let name = name.to_string_lossy();
            if is_pack(&name) {
                names.push(name.into_owned());
            }
        }
        Ok(names)
    }

    /// A writer that makes its pack with the first thing written.
    pub(super) fn writer<'a>(&'a self, kind: &'a str) -> PackWriter<'a> {
        PackWriter {
            packs: self,
            kind,
            pack: None,
        }
    }

    /// Waits until the disk has everything written in this run.
    pub(super) fn sync(&self) -> Result<(), PrepareError> {
        let new = self.new.lock().map(|new| new.clone()).unwrap_or_default();
        new.iter().try_for_each(|path| pack::sync(path))
    }
}

/// One thread's pack.
pub(super) struct PackWriter<'a> {
    packs: &'a Packs,
    kind: &'a str,
    pack: Option<(String, Writer)>,
}

impl PackWriter<'_> {
    /// The pack, and how many numbers it has.
    fn begin(&mut self) -> Result<(&mut Writer, u64), PrepareError> {
        if self.pack.is_none() {
            let number = self.packs.next.fetch_add(1, Ordering::Relaxed);
            let name = format!("{}-{number:04}.pack", self.kind);
            let path = self.packs.folder.join(&name);
            let writer = Writer::create(&path, self.packs.set)?;
            if let Ok(mut new) = self.packs.new.lock() {
                new.push(path);
            }
            self.pack = Some((name, writer));
        }
        match &mut self.pack {
            Some((_, writer)) => {
                let start = writer.len();
                Ok((writer, start))
            }
            None => unreachable!("the pack was just made"),
        }
    }

    fn extent(&self, start: u64) -> Extent {
        let pack = self.pack.as_ref().map(|(name, _)| name.clone());
        Extent {
            pack: pack.unwrap_or_default(),
            start,
        }
    }

    /// Appends numbers and says where they are.
    pub(super) fn append(&mut self, values: &[f32]) -> Result<Extent, PrepareError> {
        let (pack, start) = self.begin()?;
        pack.write(values)?;
        Ok(self.extent(start))
    }
}

fn is_pack(name: &str) -> bool {
    (name.starts_with("audio-") || name.starts_with("rows-")) && name.ends_with(".pack")
}

/// Whether a folder without an index may become a set: nothing in it, or what a killed run left.
fn is_ours(folder: &Path) -> Result<bool, PrepareError> {
    let failed = PrepareError::read(folder);
    for entry in std::fs::read_dir(folder).map_err(&failed)? {
        let name = entry.map_err(&failed)?.file_name();
        let name = name.to_string_lossy();
        if !is_pack(&name) && !["lock", "set.new"].contains(&&*name) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Keeps other runs from the set until it is dropped.
fn lock(folder: &Path) -> Result<File, PrepareError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(PrepareError::write(&path))?;
    if file.try_lock().is_err() {
        eprintln!(
            "waiting for another nrave that prepares {}",
            folder.display()
        );
        file.lock().map_err(PrepareError::write(&path))?;
    }
    Ok(file)
}

/// A number that no other set has.
fn new_id() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let nanoseconds = now.map_or(0, |since| since.as_nanos() as u64);
    fnv(u64::from(std::process::id()), &nanoseconds.to_le_bytes())
}
