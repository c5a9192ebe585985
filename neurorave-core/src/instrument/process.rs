//! What the audio thread does with every vector.

use super::audio::Instrument;
use super::mix::Mix;
use super::resampler::CHUNK;
use super::sample::Sample;
use super::voice::{Entry, Voice};
use crate::network::{FlushDenormals, Layout};
use ringbuf::traits::{Consumer, Producer};
use std::sync::atomic::Ordering::{Acquire, Relaxed};

impl Instrument {
    /// Computes one vector: as many samples as the longest output has (the longest input, where
    /// there is no output). Any length will do, and any number of slices: inputs that are missing or
    /// short read as zeros, outputs beyond the model's get zeros, and no input can do harm.
    ///
    /// Real-time safe, except in offline mode, where it waits for the network.
    pub fn process(&mut self, inputs: &[&[f32]], outputs: &mut [&mut [f32]]) {
        let longest = outputs.iter().map(|x| x.len()).max();
        let frames = longest
            .or(inputs.iter().map(|x| x.len()).max())
            .unwrap_or(0);
        let _flush = FlushDenormals::new();
        self.begin(inputs.len(), outputs.len());
        let mut at = 0;
        while at < frames {
            let length = CHUNK.min(frames - at);
            for (i, row) in self.inputs[..self.rows.0].iter_mut().enumerate() {
                let samples = inputs.get(i).and_then(|x| x.get(at..)).unwrap_or(&[]);
                load(row, samples.iter().copied(), length);
            }
            self.chunk(length);
            for (output, row) in outputs.iter_mut().zip(self.outputs.iter()) {
                let end = output.len().min(at + length);
                if at < end {
                    output[at..end].copy_from_slice(&row[..end - at]);
                }
            }
            for output in outputs.iter_mut().skip(Layout::MAX_JACKS) {
                output.fill(0.0);
            }
            at += length;
        }
    }

    /// Like [`Instrument::process`], through pointers, for hosts that give the same memory as input
    /// and output (Pd and Max do), and for samples of either width.
    ///
    /// # Safety
    /// Every pointer in `inputs` is null (reads as zeros) or valid for reads of `frames` samples, and
    /// every pointer in `outputs` is null (ignored) or valid for writes of `frames` samples. An
    /// output may be the very memory of an input, but must not overlap one partly, nor another
    /// output. No other thread may touch the memory meanwhile.
    pub unsafe fn process_raw<S: Sample>(
        &mut self,
        inputs: &[*const S],
        outputs: &[*mut S],
        frames: usize,
    ) {
        let _flush = FlushDenormals::new();
        self.begin(inputs.len(), outputs.len());
        let mut at = 0;
        while at < frames {
            let length = CHUNK.min(frames - at);
            for (i, row) in self.inputs[..self.rows.0].iter_mut().enumerate() {
                match inputs.get(i) {
                    Some(&input) if !input.is_null() => {
                        // SAFETY: valid for `frames` samples by contract, and `at + length` is not
                        // more. All inputs of a chunk are read before any output of it is written,
                        // and no reference to either outlives its copy.
                        let sample = |j| unsafe { input.add(at + j).read() }.narrow();
                        load(row, (0..length).map(sample), length);
                    }
                    _ => load(row, [].into_iter(), length),
                }
            }
            self.chunk(length);
            for (i, &output) in outputs.iter().enumerate() {
                if output.is_null() {
                    continue;
                }
                for j in 0..length {
                    let sample = self.outputs.get(i).map_or(0.0, |row| row[j]);
                    // SAFETY: valid for `frames` samples by contract, and `at + j` is less.
                    unsafe { output.add(at + j).write(S::widen(sample)) };
                }
            }
            at += length;
        }
    }

    /// What happens once a vector: commands and voices that have arrived.
    fn begin(&mut self, inputs: usize, outputs: usize) {
        if self.shared.offline.load(Acquire) {
            self.shared.freshen();
            let mut desk = self.shared.desk.lock();
            while self.shared.pending.load(Acquire) > 0 && !desk.closed {
                self.shared.finished.wait(&mut desk);
            }
        }
        while let Some(command) = self.commands.try_pop() {
            self.obey(command);
        }
        if let Some(voice) = self.refuse.take() {
            self.retire(Some(voice));
        }
        self.adopt();
        let mut rows = (inputs, outputs);
        for voice in [&self.current, &self.next].into_iter().flatten() {
            // One more for the side inlet.
            let inlets =
                (voice.playing.layout.inlets.len() + 1).max(self.side_inlet.map_or(0, |i| i + 1));
            rows = (rows.0.max(inlets), rows.1.max(voice.outlets()));
        }
        self.rows = (rows.0.min(Layout::MAX_JACKS), rows.1.min(Layout::MAX_JACKS));
    }

    /// Takes in voices that have arrived. One that is still silent makes way for a newer one; one
    /// that fades in is let finish.
    fn adopt(&mut self) {
        while self.refuse.is_none()
            && self
                .next
                .as_ref()
                .is_none_or(|voice| !voice.envelope.is_rising())
        {
            let Some(mut voice) = self.arriving.try_pop() else {
                return;
            };
            if self
                .host
                .is_none_or(|host| host.generation != voice.generation)
            {
                self.retire(Some(voice));
                continue;
            }
            let heard = self
                .current
                .as_ref()
                .is_some_and(|v| v.envelope.is_rising());
            let old = if heard && !self.resting {
                voice.enter(Entry::Swap);
                self.next.replace(voice)
            } else {
                voice.enter(Entry::Start);
                self.current.replace(voice)
            };
            self.retire(old);
        }
    }

    /// Sends a voice to where it may be dropped.
    pub(super) fn retire(&mut self, voice: Option<Box<Voice>>) {
        if let Some(voice) = voice
            && let Err(voice) = self.trash.try_push(voice)
        {
            self.refuse = Some(voice);
        }
    }

    /// Computes `outputs` from `inputs`.
    fn chunk(&mut self, length: usize) {
        let fading = self.next.is_some();
        let rows = self.rows.1;
        let side = |v: &Voice| self.side_inlet.unwrap_or(v.playing.layout.inlets.len());
        let (inputs, settings) = (&*self.inputs, &self.settings);
        self.outputs[..rows]
            .iter_mut()
            .for_each(|row| row[..length].fill(0.0));
        if !self.resting {
            if let Some(next) = &mut self.next {
                let before = next.now();
                self.second[..rows]
                    .iter_mut()
                    .for_each(|row| row[..length].fill(0.0));
                let side = side(next);
                next.process(settings, inputs, side, &mut self.second, length);
                if let (Some(start), Some(current)) = (next.envelope.rises_at(), &mut self.current)
                    && !current.envelope.is_falling()
                {
                    current.leave(current.now() + start.saturating_sub(before));
                }
            }
            if let Some(current) = &mut self.current {
                let side = side(current);
                current.process(settings, inputs, side, &mut self.outputs, length);
            }
            if fading {
                for (sum, row) in self.outputs[..rows].iter_mut().zip(self.second.iter()) {
                    sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
                }
            }
        }
        let mut mix = Mix {
            inputs,
            outputs: &mut self.outputs[..rows],
            dry: &mut self.second[..rows],
            length,
            enable: &mut self.enable,
            bypass: &mut self.bypass,
            residue: &mut self.residue,
            meters: &self.shared.meters,
        };
        mix.finish(
            self.current.as_deref_mut(),
            self.next.as_deref_mut(),
            self.resting,
        );
        self.end(length);
    }

    fn end(&mut self, length: usize) {
        if self.enable.rests_at(false) {
            self.resting = true;
        }
        if self
            .current
            .as_ref()
            .is_some_and(|voice| voice.envelope.is_over(voice.now()))
        {
            let old = self.current.take();
            self.retire(old);
            self.current = self.next.take();
        }
        let heard = [&self.next, &self.current];
        let mut heard = heard
            .into_iter()
            .flatten()
            .filter(|v| v.envelope.is_rising());
        self.shared
            .live
            .store(heard.next().map_or(0, |voice| voice.id), Relaxed);
        self.shared.frames.fetch_add(length as u64, Relaxed);
    }
}

/// Copies samples to a row, zeros where there are none; what is not finite becomes 0.
fn load(row: &mut [f32; CHUNK], samples: impl Iterator<Item = f32>, length: usize) {
    let mut filled = 0;
    for (place, x) in row[..length].iter_mut().zip(samples) {
        *place = if x.is_finite() { x } else { 0.0 };
        filled += 1;
    }
    row[filled..length].fill(0.0);
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Numbers};
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    /// Waited for in full only by the control, which must block, and by a test that fails.
    const PATIENCE: Duration = Duration::from_secs(5);

    /// Holds every lock that the halves of an instrument share while `work` runs on another thread;
    /// `false` if it has not come to its end.
    fn with_all_locks_held(
        instrument: Instrument,
        work: impl FnOnce(&mut Instrument) + Send + 'static,
    ) -> bool {
        let shared = Arc::clone(&instrument.shared);
        let (done, end) = channel();
        let desk = shared.desk.lock();
        let outbox = shared.outbox.lock();
        let events = shared.events.lock();
        let playing = shared.playing.lock();
        let mut instrument = instrument;
        let thread = thread::spawn(move || {
            work(&mut instrument);
            let _ = done.send(());
            instrument
        });
        let ended = end.recv_timeout(PATIENCE).is_ok();
        drop((desk, outbox, events, playing));
        drop(thread.join());
        ended
    }

    #[test]
    fn processing_takes_no_lock() {
        let (mut instrument, remote) = Instrument::new();
        instrument.prepare(48000.0, 64);
        remote.send(Command::Transpose(1.0));
        let numbers = Numbers::new("gain", &[0.5]).unwrap();
        let work = move |instrument: &mut Instrument| {
            let mut output = [0.0; 64];
            for _ in 0..1000 {
                instrument.process(&[&[0.1; 64]], &mut [&mut output]);
                instrument.apply(Command::Reset);
                instrument.apply(Command::Setting(numbers));
            }
        };
        assert!(with_all_locks_held(instrument, work));
    }

    #[test]
    fn the_lock_detector_sees_a_lock() {
        let (instrument, remote) = Instrument::new();
        assert!(!with_all_locks_held(instrument, move |_| drop(
            remote.status()
        )));
    }
}
