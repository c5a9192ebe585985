//! One sound into one `nrave~`, recorded from its first sample on.

use super::{External, Outcome, Patch, run};
use std::path::Path;

/// A test patch: plays `input` through `object` and records its first outlet.
pub struct Rig<'a> {
    /// The box under test, such as `nrave~ gain.nrave`.
    pub object: &'a str,
    /// Sample rate of Pd, Hz.
    pub rate: u32,
    /// Mono sound for the first inlet; the recording has the same length.
    pub input: &'a [f32],
    /// Messages for the first inlet, and after how many samples. Those at 0 come before DSP starts.
    pub messages: &'a [(usize, &'a str)],
    /// A `block~` (or `switch~`) around the box, such as `block~ 1024 2`.
    pub block: Option<&'a str>,
    /// Constant signals for further inlets: (inlet, value).
    pub controls: &'a [(usize, f32)],
}

impl Default for Rig<'_> {
    fn default() -> Self {
        Self {
            object: "nrave~",
            rate: 48_000,
            input: &[],
            messages: &[],
            block: None,
            controls: &[],
        }
    }
}

/// What a [`Rig`] recorded.
pub struct Render {
    /// The box's first outlet.
    pub audio: Vec<f32>,
    /// Pd's console; what the box's information outlet said is there after `info:`.
    pub console: String,
}

impl Rig<'_> {
    /// Plays the rig in `folder`, where its model files lie.
    ///
    /// # Panics
    /// When Pd fails or records nothing.
    pub fn play(&self, folder: &Path) -> Render {
        self.play_with(External::build(), folder)
    }

    /// As [`play`](Self::play), with other externals and the Pd that they are for.
    ///
    /// # Panics
    /// As [`play`](Self::play).
    pub fn play_with(&self, external: &External, folder: &Path) -> Render {
        let scratch = tempfile::tempdir_in(folder).expect("a writable folder");
        let at = |name: &str| scratch.path().join(name);
        write_wav(&at("in.wav"), self.rate, self.input);
        // Beside the models, so that they are found beside the patch.
        let patch = folder.join(format!(
            "{}.pd",
            scratch
                .path()
                .file_name()
                .expect("a named folder")
                .to_string_lossy()
                .replace('.', "")
        ));
        std::fs::write(&patch, self.patch(scratch.path()).text()).expect("a writable folder");

        let Outcome {
            console,
            ended_well,
        } = run(external, &patch, self.rate, &[]);
        assert!(ended_well, "Pd did not end well; its console:\n{console}");
        let audio = read_wav(&at("out.wav"))
            .unwrap_or_else(|| panic!("Pd recorded nothing; its console:\n{console}"));
        Render { audio, console }
    }

    fn patch(&self, scratch: &Path) -> Patch {
        let (length, scratch) = (self.input.len(), scratch.display());
        let mut patch = Patch::default();
        for table in ["in", "out"] {
            patch.object(&format!("array define {table} {length}"));
        }
        let start = patch.object("loadbang");
        let order = patch.object("t b b b b b b");
        patch.connect(start, 0, order, 0);

        let read = patch.message(&format!("read {scratch}/in.wav in"));
        let files = patch.object("soundfiler");
        patch.connect(order, 5, read, 0);
        patch.connect(read, 0, files, 0);

        let (voice, inner) = self.voice(&mut patch);
        let info = patch.object("print info");
        patch.connect(voice, inner, info, 0);
        for &(sample, text) in self.messages {
            let message = patch.message(text);
            if sample == 0 {
                patch.connect(order, 4, message, 0);
            } else {
                let delay = patch.object(&format!("delay {sample} 1 samp"));
                patch.connect(order, 4, delay, 0);
                patch.connect(delay, 0, message, 0);
            }
            patch.connect(message, 0, voice, 0);
        }

        let dsp = patch.message("; pd dsp 1");
        patch.connect(order, 3, dsp, 0);
        let (play, record) = (patch.object("tabplay~ in"), patch.object("tabwrite~ out"));
        patch.connect(order, 2, play, 0);
        patch.connect(order, 1, record, 0);
        patch.connect(play, 0, voice, 0);
        patch.connect(voice, 0, record, 0);

        // One block more than the recording, so that its last block is complete.
        let end = patch.object(&format!("delay {} 1 samp", length + 4096));
        let finish = patch.object("t b b");
        let write = patch.message(&format!("write -wave -bytes 4 {scratch}/out.wav out"));
        let quit = patch.message("; pd quit");
        patch.connect(order, 0, end, 0);
        patch.connect(end, 0, finish, 0);
        patch.connect(finish, 1, write, 0);
        patch.connect(write, 0, files, 0);
        patch.connect(finish, 0, quit, 0);
        patch
    }

    /// The box under test, alone or inside a reblocked subpatch, and the number of its
    /// information outlet.
    fn voice(&self, patch: &mut Patch) -> (super::Box, usize) {
        let Some(block) = self.block else {
            let voice = patch.object(self.object);
            self.control(patch, voice);
            return (voice, 1);
        };
        let mut inner = Patch::default();
        // With `fwd` messages come in through the same door as the signal.
        let signal = inner.object("inlet~ fwd");
        let voice = inner.object(self.object);
        let (out, info) = (inner.object("outlet~"), inner.object("outlet"));
        inner.object(block);
        inner.connect(signal, 0, voice, 0);
        inner.connect(signal, 1, voice, 0);
        inner.connect(voice, 0, out, 0);
        inner.connect(voice, 1, info, 0);
        self.control(&mut inner, voice);
        (patch.subpatch("reblocked", &inner), 1)
    }

    fn control(&self, patch: &mut Patch, voice: super::Box) {
        for &(inlet, value) in self.controls {
            let signal = patch.object(&format!("sig~ {value}"));
            patch.connect(signal, 0, voice, inlet);
        }
    }
}

/// Mono 32-bit float.
pub fn write_wav(path: &Path, rate: u32, samples: &[f32]) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 32,
        sample_format: hound::SampleFormat::Float,
    };
    let mut file = hound::WavWriter::create(path, spec).expect("a writable folder");
    for &sample in samples {
        file.write_sample(sample).expect("a writable folder");
    }
    file.finalize().expect("a writable folder");
}

/// The samples of a 32-bit float file, interleaved; `None` where there is none.
pub fn read_wav(path: &Path) -> Option<Vec<f32>> {
    hound::WavReader::open(path)
        .ok()?
        .into_samples()
        .collect::<Result<_, _>>()
        .ok()
}
