//! Writes wav files of 32-bit float samples, which hold what was computed, bit for bit.

use super::{Audio, AudioError};
use hound::{SampleFormat, WavSpec, WavWriter};
use std::path::Path;

/// Writes `audio` as 32-bit float wav, samples unchanged, even above full scale.
///
/// # Errors
///
/// [`AudioError::Write`] when the file cannot be made, or has no channels or more than 65,535.
pub fn write_wav(path: &Path, audio: &Audio) -> Result<(), AudioError> {
    let failed = |reason: String| AudioError::Write {
        path: path.into(),
        reason,
    };
    let channels = match u16::try_from(audio.channels.len()) {
        Ok(channels) if channels > 0 => channels,
        _ => return Err(failed(format!("{} channels", audio.channels.len()))),
    };
    let spec = WavSpec {
        channels,
        sample_rate: audio.rate,
        bits_per_sample: 32,
        sample_format: SampleFormat::Float,
    };
    let mut writer = WavWriter::create(path, spec).map_err(|error| failed(error.to_string()))?;
    for frame in 0..audio.frames() {
        for channel in &audio.channels {
            writer
                .write_sample(channel[frame])
                .map_err(|error| failed(error.to_string()))?;
        }
    }
    writer.finalize().map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::read_audio;

    #[test]
    fn what_is_written_is_read_back_bit_for_bit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("two.wav");
        let audio = Audio {
            rate: 48_000,
            channels: vec![vec![0.1, -1.5, 1e-20, 0.0], vec![0.3, 0.7, -0.0, 1.0]],
        };
        write_wav(&path, &audio).unwrap();
        assert_eq!(read_audio(&path).unwrap(), audio);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = write_wav(
            Path::new("/nowhere/at/all.wav"),
            &Audio::from_mono(8000, vec![0.0]),
        );
        assert!(
            error
                .unwrap_err()
                .to_string()
                .contains("/nowhere/at/all.wav")
        );
    }
}
