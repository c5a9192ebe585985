//! Reads wav, flac, mp3 and ogg vorbis through Symphonia.

use super::{Audio, AudioError};
use std::fs::File;
use std::path::Path;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::errors::Error as Symphonia;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

/// The most samples, over all channels, that [`read_audio`] keeps in memory: two hours of mono
/// or one of stereo at 44.1 kHz, 1.3 GB.
pub const MAX_SAMPLES: usize = 2 * 3600 * 44_100;

/// Sample rates outside this range mean a broken header.
const RATES_HZ: std::ops::RangeInclusive<u32> = 1_000..=768_000;

/// One packet in this many may be undecodable before the file counts as damaged. A few always
/// are in mp3 files that were cut without re-encoding.
const TOLERATED_DAMAGE: usize = 10;

/// Reads a whole sound file: wav (PCM, float, ADPCM), flac, mp3 or ogg vorbis.
///
/// The delay and padding that mp3 and ogg encoders add are removed where the file declares them.
/// Packets that cannot be decoded become silence of their length, so that what follows stays in
/// time; a file in which more than a tenth are so is refused.
///
/// # Errors
///
/// Every [`AudioError`] but `Silent` (silence is a sound) and `Write`.
pub fn read_audio(path: &Path) -> Result<Audio, AudioError> {
    let mut format = open(path)?;
    let unsupported = |reason: String| AudioError::Unsupported {
        path: path.into(),
        reason,
    };
    let track = format
        .default_track(TrackType::Audio)
        .ok_or_else(|| unsupported("it has no audio track".into()))?;
    let track_id = track.id;
    let Some(CodecParameters::Audio(params)) = &track.codec_params else {
        return Err(unsupported("its audio codec is unknown".into()));
    };
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(params, &AudioDecoderOptions::default())
        .map_err(|error| unsupported(error.to_string()))?;

    let mut clip = Clip::new(path);
    loop {
        let packet = match format.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            // A file that was cut short: what is there is still sound.
            Err(Symphonia::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                break;
            }
            Err(error) => return Err(clip.damaged(error.to_string())),
        };
        if packet.track_id != track_id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(buffer) => {
                let rate = buffer.spec().rate();
                buffer.copy_to_vecs_planar(&mut clip.packet);
                clip.append(rate)?;
            }
            Err(Symphonia::DecodeError(_) | Symphonia::IoError(_)) => {
                clip.append_silence(packet.dur.get() as usize)?;
            }
            Err(error) => return Err(clip.damaged(error.to_string())),
        }
    }
    clip.finish()
}

/// Finds out what kind of file it is and reads its header.
fn open(path: &Path) -> Result<Box<dyn FormatReader>, AudioError> {
    let cannot_open = |source| AudioError::Open {
        path: path.into(),
        source,
    };
    let file = File::open(path).map_err(cannot_open)?;
    let about = file.metadata().map_err(cannot_open)?;
    if about.is_dir() {
        return Err(cannot_open(std::io::ErrorKind::IsADirectory.into()));
    }
    if about.is_file() && about.len() == 0 {
        return Err(AudioError::Empty { path: path.into() });
    }
    let mut hint = Hint::new();
    if let Some(extension) = path.extension().and_then(|e| e.to_str()) {
        hint.with_extension(extension);
    }
    let stream = MediaSourceStream::new(Box::new(file), MediaSourceStreamOptions::default());
    symphonia::default::get_probe()
        .probe(
            &hint,
            stream,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .map_err(|error| match error {
            Symphonia::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
                cannot_open(error)
            }
            Symphonia::IoError(_) => AudioError::Unsupported {
                path: path.into(),
                reason: "no known header in it".into(),
            },
            error => AudioError::Unsupported {
                path: path.into(),
                reason: error.to_string(),
            },
        })
}

/// A clip being decoded, packet by packet.
struct Clip<'a> {
    path: &'a Path,
    rate: u32,
    channels: Vec<Vec<f32>>,
    /// The packet just decoded, one vector a channel.
    packet: Vec<Vec<f32>>,
    packets: usize,
    damaged_packets: usize,
}

impl<'a> Clip<'a> {
    fn new(path: &'a Path) -> Self {
        Self {
            path,
            rate: 0,
            channels: Vec::new(),
            packet: Vec::new(),
            packets: 0,
            damaged_packets: 0,
        }
    }

    fn damaged(&self, reason: String) -> AudioError {
        AudioError::Damaged {
            path: self.path.into(),
            reason,
        }
    }

    fn append(&mut self, rate: u32) -> Result<(), AudioError> {
        self.packets += 1;
        if self.packet.iter().all(Vec::is_empty) {
            return Ok(());
        }
        if self.channels.is_empty() {
            if !RATES_HZ.contains(&rate) {
                return Err(self.damaged(format!("it claims a sample rate of {rate} Hz")));
            }
            self.rate = rate;
            self.channels = vec![Vec::new(); self.packet.len()];
        }
        if rate != self.rate || self.packet.len() != self.channels.len() {
            return Err(AudioError::Unsupported {
                path: self.path.into(),
                reason: format!("it changes its format after {:.1} s", self.seconds()),
            });
        }
        if let Some(at) = self
            .packet
            .iter()
            .filter_map(|x| x.iter().position(|v| !v.is_finite()))
            .min()
        {
            let seconds = self.seconds() + at as f64 / f64::from(rate);
            return Err(self.damaged(format!("a sample at {seconds:.3} s is not a number")));
        }
        self.make_room(self.packet[0].len())?;
        for (channel, samples) in self.channels.iter_mut().zip(&self.packet) {
            channel.extend_from_slice(samples);
        }
        Ok(())
    }

    fn append_silence(&mut self, frames: usize) -> Result<(), AudioError> {
        self.packets += 1;
        self.damaged_packets += 1;
        if self.channels.is_empty() {
            return Ok(());
        }
        self.make_room(frames)?;
        for channel in &mut self.channels {
            channel.resize(channel.len() + frames, 0.0);
        }
        Ok(())
    }

    fn make_room(&self, frames: usize) -> Result<(), AudioError> {
        let most = MAX_SAMPLES / self.channels.len();
        if self.channels[0].len().saturating_add(frames) > most {
            return Err(AudioError::TooLong {
                path: self.path.into(),
                minutes: most as u64 / u64::from(self.rate) / 60,
                channels: self.channels.len(),
                rate: self.rate,
            });
        }
        Ok(())
    }

    fn seconds(&self) -> f64 {
        self.channels.first().map_or(0, Vec::len) as f64 / f64::from(self.rate.max(1))
    }

    fn finish(self) -> Result<Audio, AudioError> {
        let (bad, all) = (self.damaged_packets, self.packets);
        // The first packet of an mp3 that was cut refers to bytes that went with the cut.
        if bad > 1 && bad * TOLERATED_DAMAGE > all {
            return Err(self.damaged(format!("{bad} of its {all} packets cannot be decoded")));
        }
        if self.channels.iter().all(Vec::is_empty) {
            return Err(AudioError::NoSamples {
                path: self.path.into(),
            });
        }
        Ok(Audio {
            rate: self.rate,
            channels: self.channels,
        })
    }
}
