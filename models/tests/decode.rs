//! Every supported format decodes to the same tone, and every bad file to an error that says
//! what to do.
//!
//! `fixtures/tone.*`: 0.3 s at 44.1 kHz, silence for 0.05 s, then 440 Hz at half scale with a
//! 10 ms attack.

use nrave::audio::{AudioError, read_audio};
use std::f64::consts::TAU;
use std::fs;
use std::path::{Path, PathBuf};

const RATE: u32 = 44_100;
const FRAMES: usize = 13_230;
const ONSET: usize = 2_205;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn tone() -> Vec<f32> {
    (0..FRAMES)
        .map(|n| {
            let t = n as f64 - ONSET as f64;
            let attack = (t / 441.0).clamp(0.0, 1.0);
            (0.5 * attack * (TAU * 440.0 * t / f64::from(RATE)).sin()) as f32
        })
        .collect()
}

/// Difference from the tone in dB relative to it: a shift by one sample gives −24 dB.
fn error_db(decoded: &[f32]) -> f64 {
    let power = |x: &mut dyn Iterator<Item = f32>| x.map(|v| f64::from(v).powi(2)).sum::<f64>();
    let tone = tone();
    let difference = power(&mut tone.iter().zip(decoded).map(|(a, b)| a - b));
    10.0 * (difference / power(&mut tone.iter().copied())).log10()
}

fn check(path: &Path, at_most_db: f64) {
    let audio = read_audio(path).unwrap();
    assert_eq!(audio.rate, RATE);
    assert_eq!(audio.channels.len(), 1);
    assert_eq!(audio.frames(), FRAMES, "{}", path.display());
    let db = error_db(&audio.mono());
    assert!(db < at_most_db, "{}: {db:.1} dB", path.display());
}

#[test]
fn flac_is_exact() {
    check(&fixture("tone.flac"), -80.0);
}

#[test]
fn aiff_caf_and_alac_are_exact() {
    for name in ["tone.aiff", "tone.caf", "tone-alac.m4a"] {
        check(&fixture(name), -80.0);
    }
}

#[test]
fn aac_comes_with_its_encoder_delay() {
    let audio = read_audio(&fixture("tone-aac.m4a")).unwrap();
    let late = audio.frames() - FRAMES;
    assert!(late <= 3 * 1024, "{late}");
    let best = (0..=late)
        .map(|shift| error_db(&audio.mono()[shift..shift + FRAMES]))
        .fold(0.0, f64::min);
    assert!(best < -35.0, "{best:.1} dB");
}

#[test]
fn what_is_not_supported_is_said_with_the_remedy() {
    let error = read_audio(&fixture("opus.ogg")).unwrap_err().to_string();
    assert!(
        error.contains("Opus") && error.contains("ffmpeg"),
        "{error}"
    );
}

#[test]
fn mp3_starts_on_the_sample() {
    check(&fixture("tone.mp3"), -35.0);
}

#[test]
fn ogg_starts_on_the_sample() {
    check(&fixture("tone.ogg"), -35.0);
}

#[test]
fn wav_of_every_common_width_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for (bits, sample_format, at_most_db) in [
        (8, hound::SampleFormat::Int, -35.0),
        (16, hound::SampleFormat::Int, -80.0),
        (24, hound::SampleFormat::Int, -120.0),
        (32, hound::SampleFormat::Float, -300.0),
    ] {
        let path = folder.path().join(format!("tone{bits}.wav"));
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: RATE,
            bits_per_sample: bits,
            sample_format,
        };
        let mut writer = hound::WavWriter::create(&path, spec).unwrap();
        for sample in tone() {
            if bits == 32 {
                writer.write_sample(sample).unwrap();
            } else {
                let scale = (1i64 << (bits - 1)) as f32;
                writer
                    .write_sample((sample * scale).round() as i32)
                    .unwrap();
            }
        }
        writer.finalize().unwrap();
        check(&path, at_most_db);
    }
}

#[test]
fn the_extension_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tone.wav");
    fs::copy(fixture("tone.flac"), &path).unwrap();
    check(&path, -80.0);
}

#[test]
fn a_missing_file_is_named() {
    let error = read_audio(Path::new("/nowhere/cello.wav")).unwrap_err();
    assert!(matches!(error, AudioError::Open { .. }));
    assert!(error.to_string().contains("/nowhere/cello.wav"), "{error}");
    assert!(matches!(
        read_audio(Path::new("/")),
        Err(AudioError::Open { .. })
    ));
}

#[test]
fn empty_and_foreign_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.mp3");
    fs::write(&empty, b"").unwrap();
    let error = read_audio(&empty).unwrap_err();
    assert!(matches!(error, AudioError::Empty { .. }), "{error}");
    assert!(error.to_string().contains("0 bytes"));

    let letter = folder.path().join("letter.wav");
    fs::write(
        &letter,
        "Dear sir or madam, this is not music. ".repeat(200),
    )
    .unwrap();
    let error = read_audio(&letter).unwrap_err();
    assert!(matches!(error, AudioError::Unsupported { .. }), "{error}");
    assert!(error.to_string().contains("convert it to wav"), "{error}");

    let header = folder.path().join("header.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    hound::WavWriter::create(&header, spec)
        .unwrap()
        .finalize()
        .unwrap();
    let error = read_audio(&header).unwrap_err();
    assert!(matches!(error, AudioError::NoSamples { .. }), "{error}");
}

#[test]
fn a_sample_that_is_not_a_number_is_located() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nan.wav");
    let mut samples = tone();
    samples[4_410] = f32::NAN;
    nrave::audio::write_wav(&path, &nrave::audio::Audio::from_mono(RATE, samples)).unwrap();
    let error = read_audio(&path).unwrap_err();
    assert!(error.to_string().contains("0.100 s"), "{error}");
}

#[test]
fn files_cut_short_give_what_they_hold() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["tone.flac", "tone.mp3", "tone.ogg"] {
        let whole = fs::read(fixture(name)).unwrap();
        for share in 0..20 {
            let path = folder.path().join(name);
            fs::write(&path, &whole[..whole.len() * share / 20]).unwrap();
            if let Ok(audio) = read_audio(&path) {
                assert!(
                    audio.frames() <= FRAMES + 2_304,
                    "{name}: {}",
                    audio.frames()
                );
            }
        }
    }
}

#[test]
fn damaged_files_never_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut seed = 1u64;
    let mut random = move || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for name in ["tone.flac", "tone.mp3", "tone.ogg"] {
        let whole = fs::read(fixture(name)).unwrap();
        for _ in 0..100 {
            let mut bytes = whole.clone();
            for _ in 0..1 + random() % 20 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
            let path = folder.path().join(name);
            fs::write(&path, &bytes).unwrap();
            let _ = read_audio(&path);
        }
    }
}

#[test]
fn the_empty_recording_of_the_strings_is_refused() {
    let shared = std::env::var_os("NRAVE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/strings/viola_D6_05_piano_arco-normal.mp3");
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return;
    }
    assert!(matches!(read_audio(&path), Err(AudioError::Empty { .. })));
    let good = read_audio(&path.with_file_name("violin_A4_1_fortissimo_arco-normal.mp3")).unwrap();
    assert_eq!(good.rate, 44_100);
    assert!(good.is_audible());
}
