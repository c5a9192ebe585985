//! What commands have set: one flat value, copied whole into every job.

use super::Command;
use super::kept::Kept;
use crate::attributes::Setting;
use crate::descriptors::Descriptor;

/// How many descriptors there are.
pub(crate) const DESCRIPTORS: usize = Descriptor::ALL.len();

/// The place of a descriptor in arrays that hold one entry for each.
pub(crate) fn index(descriptor: Descriptor) -> usize {
    Descriptor::ALL
        .iter()
        .position(|&d| d == descriptor)
        .unwrap_or(0)
}

/// What messages have made of the pitch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PitchSetting {
    /// Frequency in Hz and voicing, or `None` while the pitch follows the sound.
    pub set: Option<(f32, f32)>,
    /// Semitones.
    pub transpose: f32,
}

/// Everything that reaches the network through a job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Settings {
    pub attributes: [Setting; DESCRIPTORS],
    pub pitch: PitchSetting,
    /// The model's own settings.
    pub kept: Kept,
    /// See [`Command::Temperature`].
    pub temperature: f32,
    /// Time constant in ms.
    pub smooth: f32,
    pub seed: u64,
    /// Counts the seed commands: each starts the noise over.
    pub seedings: u32,
    /// Whether the side inlet is what is followed.
    pub side: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            attributes: [Setting::default(); DESCRIPTORS],
            pitch: PitchSetting {
                set: None,
                transpose: 0.0,
            },
            kept: Kept::default(),
            temperature: 1.0,
            smooth: 10.0,
            seed: 0,
            seedings: 0,
            side: false,
        }
    }
}

impl Settings {
    /// Applies a command as far as it concerns the network. Values that are not finite are ignored.
    pub fn apply(&mut self, command: Command) {
        use crate::attributes::Value::{Normalised, Unit};
        match command {
            Command::Set(d, Normalised(v) | Unit(v)) if !v.is_finite() => {
                let _ = d;
            }
            Command::Set(d, value) => self.attributes[index(d)].set = Some(value),
            Command::Follow(d) => self.attributes[index(d)].set = None,
            Command::FollowAll => {
                self.attributes.iter_mut().for_each(|a| a.set = None);
                self.pitch.set = None;
            }
            Command::Scale(d, v) => put(&mut self.attributes[index(d)].scale, v),
            Command::Offset(d, v) => put(&mut self.attributes[index(d)].offset, v),
            Command::SetPitch(hz) if hz.is_finite() && hz > 0.0 => self.pitch.set = Some((hz, 1.0)),
            Command::ReleasePitch => {
                self.pitch.set = self.pitch.set.map(|(hz, _)| (hz, 0.0));
            }
            Command::FollowPitch => self.pitch.set = None,
            Command::Transpose(v) => put(&mut self.pitch.transpose, v),
            Command::Setting(numbers) => self.kept.put(numbers),
            Command::Temperature(v) => put(&mut self.temperature, v.clamp(0.0, 4.0)),
            Command::Smooth(v) => put(&mut self.smooth, v.clamp(0.0, 10_000.0)),
            Command::Seed(seed) => {
                self.seed = seed;
                self.seedings = self.seedings.wrapping_add(1);
            }
            Command::Side(on) => self.side = on,
            Command::SetPitch(_)
            | Command::Reset
            | Command::Enable(_)
            | Command::Bypass(_)
            | Command::ClearCounters => {}
        }
    }
}

fn put(place: &mut f32, value: f32) {
    if value.is_finite() {
        *place = value;
    }
}
