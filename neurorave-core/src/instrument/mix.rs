//! The end of the line: bypass, enable, and a last look at every sample.

use super::fade::Switch;
use super::feed::Rows;
use super::meters::Meters;
use super::resampler::CHUNK;
use super::voice::Voice;
use crate::model_file::manifest::Kind;
use crate::network::Layout;
use std::sync::atomic::Ordering::Relaxed;

/// Audio beyond this is a mistake of the network and is limited to it.
const CEILING: f32 = 4.0;
/// Samples over which a jump is smoothed out.
const RESIDUE: usize = 128;

/// Smooths the jump of a restart: the last sample before it, fading.
pub(crate) struct Residue {
    last: [f32; Layout::MAX_JACKS],
    caught: [f32; Layout::MAX_JACKS],
    left: usize,
}

impl Default for Residue {
    fn default() -> Self {
        let silence = [0.0; Layout::MAX_JACKS];
        Residue {
            last: silence,
            caught: silence,
            left: 0,
        }
    }
}

impl Residue {
    /// From here on, what sounded last fades.
    pub fn catch(&mut self) {
        self.caught = self.last;
        self.left = RESIDUE;
    }
}

/// One chunk on its way out.
pub(crate) struct Mix<'a> {
    pub inputs: &'a Rows,
    pub outputs: &'a mut Rows,
    /// Room for the dry signal.
    pub dry: &'a mut Rows,
    pub length: usize,
    pub enable: &'a mut Switch,
    pub bypass: &'a mut Switch,
    pub residue: &'a mut Residue,
    pub meters: &'a Meters,
}

impl Mix<'_> {
    /// Finishes the chunk. `current` sounds, `next` comes in.
    pub fn finish(
        &mut self,
        mut current: Option<&mut Voice>,
        next: Option<&mut Voice>,
        resting: bool,
    ) {
        let layout = current.as_ref().map(|voice| voice.playing.clone());
        let is_audio = |row: usize| {
            let outlet = layout
                .as_ref()
                .and_then(|playing| playing.layout.outlets.get(row));
            outlet.is_none_or(|jack| jack.kind == Kind::Audio)
        };
        let (mut wet, mut open) = ([1.0; CHUNK], [1.0; CHUNK]);
        let bypassing = !self.bypass.rests_at(false);
        for i in 0..self.length {
            wet[i] = 1.0 - self.bypass.next();
            open[i] = self.enable.next();
        }
        if !resting {
            self.dry
                .iter_mut()
                .for_each(|row| row[..self.length].fill(0.0));
            // The delay lines run at all times, so that bypass has its past at once.
            if let Some(voice) = next {
                voice.bypass(self.inputs, self.dry, self.length);
            }
            match &mut current {
                Some(voice) => voice.bypass(self.inputs, self.dry, self.length),
                None => self.pass(),
            }
            if bypassing {
                for (output, dry) in self.outputs.iter_mut().zip(self.dry.iter()) {
                    for i in 0..self.length {
                        output[i] = output[i] * wet[i] + dry[i] * (1.0 - wet[i]);
                    }
                }
            }
        }
        let left = self.residue.left;
        let mut repaired = 0;
        for (row, output) in self.outputs.iter_mut().enumerate() {
            let audio = is_audio(row);
            let caught = self.residue.caught[row];
            for i in 0..self.length {
                let mut x = output[i] * open[i];
                if audio && i < left {
                    x += caught * (left - i) as f32 / RESIDUE as f32;
                }
                if !x.is_finite() || (audio && x.abs() > CEILING) {
                    repaired += 1;
                    x = if x.is_finite() {
                        x.clamp(-CEILING, CEILING)
                    } else {
                        0.0
                    };
                }
                output[i] = x;
            }
            if self.length > 0 {
                self.residue.last[row] = output[self.length - 1];
            }
        }
        self.residue.left = left.saturating_sub(self.length);
        if repaired > 0 {
            self.meters.repaired.fetch_add(repaired, Relaxed);
        }
    }

    /// Without a voice the input passes as it is.
    fn pass(&mut self) {
        for (dry, input) in self.dry.iter_mut().zip(self.inputs) {
            dry[..self.length].copy_from_slice(&input[..self.length]);
        }
    }
}
