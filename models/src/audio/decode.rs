//! Reads sound files through Symphonia, block by block or whole.

use super::{Audio, AudioError};
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
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

/// A file whose header promises more than this many frames beyond what it holds was cut short;
/// fewer may be an encoder's padding.
const TOLERATED_LOSS: u64 = 4_608;

/// Reads a whole sound file: wav and aiff (PCM, float, ADPCM), caf, flac, mp3, ogg vorbis, and m4a
/// with AAC or ALAC.
///
/// The delay and padding that mp3 and ogg encoders add are removed where the file declares them; AAC
/// begins with the silence that its encoder put there, up to 3072 samples.
/// Packets that cannot be decoded become silence of their length, so that what follows stays in
/// time; a file in which more than a tenth are so is refused.
///
/// # Errors
///
/// Every [`AudioError`] but `Silent` (silence is a sound) and `Write`.
pub fn read_audio(path: &Path) -> Result<Audio, AudioError> {
    let mut reader = Reader::open(path)?;
    let mut channels: Vec<Vec<f32>> = Vec::new();
    while let Some(block) = reader.block()? {
        channels.resize(block.len(), Vec::new());
        let most = MAX_SAMPLES / block.len();
        if channels[0].len() + block[0].len() > most {
            return Err(AudioError::TooLong {
                path: path.into(),
                minutes: most as u64 / u64::from(reader.rate) / 60,
                channels: channels.len(),
                rate: reader.rate,
            });
        }
        for (channel, samples) in channels.iter_mut().zip(block) {
            channel.extend_from_slice(samples);
        }
    }
    Ok(Audio {
        rate: reader.rate,
        channels,
    })
}

/// Stretches of a sound file of any length, mono, in one pass; `seconds` ascend and do not overlap.
/// Shorter, or empty, where the file ends before they do.
///
/// # Errors
///
/// As [`read_audio`], but `TooLong` only for the stretches together.
pub fn read_stretches(path: &Path, seconds: &[Range<f64>]) -> Result<Vec<Audio>, AudioError> {
    let mut reader = Reader::open(path)?;
    let mut stretches = vec![Vec::new(); seconds.len()];
    let mut kept = 0;
    while let Some(block) = reader.block()? {
        let (length, block) = (block[0].len(), Audio::mix(block));
        let (rate, end) = (f64::from(reader.rate), reader.frames as usize);
        let start = end - length;
        let frame = |at: f64| ((at * rate) as usize).clamp(start, end) - start;
        for (stretch, range) in stretches.iter_mut().zip(seconds) {
            let wanted = &block[frame(range.start)..frame(range.end)];
            kept += wanted.len();
            stretch.extend_from_slice(wanted);
        }
        if kept > MAX_SAMPLES {
            return Err(AudioError::TooLong {
                path: path.into(),
                minutes: MAX_SAMPLES as u64 / u64::from(reader.rate) / 60,
                channels: 1,
                rate: reader.rate,
            });
        }
        if seconds
            .last()
            .is_none_or(|last| last.end * rate <= end as f64)
        {
            break;
        }
    }
    let rate = reader.rate;
    let audio = |samples| Audio::from_mono(rate, samples);
    Ok(stretches.into_iter().map(audio).collect())
}

/// A sound file of any length, read block by block: what [`read_audio`] does, in little memory.
pub struct Reader {
    path: PathBuf,
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    promised: Option<u64>,
    /// Sample rate in Hz; 0 before the first block.
    rate: u32,
    /// The block just decoded, one vector a channel.
    block: Vec<Vec<f32>>,
    frames: u64,
    packets: usize,
    damaged_packets: usize,
}

impl Reader {
    /// Opens a file and reads its header.
    pub fn open(path: &Path) -> Result<Self, AudioError> {
        let format = open(path)?;
        let unsupported = |reason: String| AudioError::Unsupported {
            path: path.into(),
            reason,
        };
        let track = format
            .default_track(TrackType::Audio)
            .ok_or_else(|| unsupported("it has no audio track".into()))?;
        let Some(CodecParameters::Audio(params)) = &track.codec_params else {
            return Err(unsupported("its audio codec is unknown".into()));
        };
        let decoder = symphonia::default::get_codecs()
            .make_audio_decoder(params, &AudioDecoderOptions::default())
            .map_err(|error| match params.codec {
                CODEC_ID_OPUS => unsupported("it is coded in Opus".into()),
                _ => unsupported(error.to_string()),
            })?;
        Ok(Self {
            path: path.into(),
            decoder,
            track: track.id,
            promised: track.num_frames,
            format,
            rate: 0,
            block: Vec::new(),
            frames: 0,
            packets: 0,
            damaged_packets: 0,
        })
    }

    /// Sample rate in Hz, the same for every block; 0 before the first.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Frames given so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Frames that the header promises, where it does.
    pub fn promised(&self) -> Option<u64> {
        self.promised
    }

    /// Whether the file has ended well before its header said.
    pub fn is_cut_short(&self) -> bool {
        self.promised
            .is_some_and(|promised| promised > self.frames + TOLERATED_LOSS)
    }

    /// The next frames, a vector a channel, all of one length above zero; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`read_audio`], but never `TooLong`.
    pub fn block(&mut self) -> Result<Option<&[Vec<f32>]>, AudioError> {
        loop {
            let packet = match self.format.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => return self.end(),
                // A file that was cut short: what is there is still sound.
                Err(Symphonia::IoError(error))
                    if error.kind() == std::io::ErrorKind::UnexpectedEof =>
                {
                    return self.end();
                }
                Err(error) => return Err(self.damaged(error.to_string())),
            };
            if packet.track_id != self.track {
                continue;
            }
            self.packets += 1;
            let expected = self.block.len();
            match self.decoder.decode(&packet) {
                Ok(buffer) => {
                    let rate = buffer.spec().rate();
                    buffer.copy_to_vecs_planar(&mut self.block);
                    if self.block.iter().any(|channel| !channel.is_empty()) {
                        self.check(rate, expected)?;
                        break;
                    }
                }
                Err(Symphonia::DecodeError(_) | Symphonia::IoError(_)) => {
                    self.damaged_packets += 1;
                    let frames = packet.dur.get() as usize;
                    if self.rate > 0 && frames > 0 {
                        for channel in &mut self.block {
                            channel.clear();
                            channel.resize(frames, 0.0);
                        }
                        break;
                    }
                }
                Err(error) => return Err(self.damaged(error.to_string())),
            }
            // What decodes to nothing leaves the number of channels as it was.
            self.block.resize(expected, Vec::new());
        }
        self.frames += self.block[0].len() as u64;
        Ok(Some(&self.block))
    }

    fn check(&mut self, rate: u32, channels: usize) -> Result<(), AudioError> {
        if self.rate == 0 {
            if !RATES_HZ.contains(&rate) {
                return Err(self.damaged(format!("it claims a sample rate of {rate} Hz")));
            }
            self.rate = rate;
        } else if rate != self.rate || self.block.len() != channels {
            return Err(AudioError::Unsupported {
                path: self.path.clone(),
                reason: format!("it changes its format after {:.1} s", self.seconds(0)),
            });
        }
        let not_a_number = |x: &Vec<f32>| x.iter().position(|v| !v.is_finite());
        if let Some(at) = self.block.iter().filter_map(not_a_number).min() {
            let seconds = self.seconds(at);
            return Err(self.damaged(format!("a sample at {seconds:.3} s is not a number")));
        }
        Ok(())
    }

    fn end(&self) -> Result<Option<&[Vec<f32>]>, AudioError> {
        let (bad, all) = (self.damaged_packets, self.packets);
        // The first packet of an mp3 that was cut refers to bytes that went with the cut.
        if bad > 1 && bad * TOLERATED_DAMAGE > all {
            return Err(self.damaged(format!("{bad} of its {all} packets cannot be decoded")));
        }
        if self.frames == 0 {
            return Err(AudioError::NoSamples {
                path: self.path.clone(),
            });
        }
        Ok(None)
    }

    fn damaged(&self, reason: String) -> AudioError {
        AudioError::Damaged {
            path: self.path.clone(),
            reason,
        }
    }

    fn seconds(&self, more: usize) -> f64 {
        (self.frames + more as u64) as f64 / f64::from(self.rate.max(1))
    }
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
