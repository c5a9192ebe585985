//! The spectral baseline learns, answers its attributes, and comes back from its folder.

use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::PitchSpec;
use nrave::audio::{Audio, write_wav};
use nrave::baseline::{Baseline, HOP, Kind, Options, RATE, SAMPLES, Shape, Trained, train};
use nrave::prepare::{Measure, Request, prepare};
use nrave::train::corpus::Corpus;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Sounds that differ in level and brightness.
fn recordings(folder: &Path) {
    for index in 0..24 {
        let (level, partials) = (0.02 * 1.2f32.powi(index % 12), 1 + index % 7);
        let tone = |n: usize| {
            let phase = std::f32::consts::TAU * 220.0 * n as f32 / RATE as f32;
            let wave: f32 = (1..=partials).map(|k| (k as f32 * phase).sin()).sum();
            level * wave / partials as f32
        };
        let audio = Audio::from_mono(RATE, (0..RATE as usize).map(tone).collect());
        write_wav(&folder.join(format!("tone{index}.wav")), &audio).unwrap();
    }
}

fn corpus(folder: &Path) -> Corpus {
    let range = PitchSpec {
        min_hz: 50.0,
        max_hz: 2000.0,
    };
    let measure = Measure {
        hop: HOP,
        min_hz: range.min_hz,
        max_hz: range.max_hz,
    };
    let request = Request {
        sources: &[folder.join("tones")],
        rate: RATE,
        trim_db: None,
        seed: None,
        measures: &[measure],
    };
    let set = folder.join("set");
    prepare(&set, &request, &mut |_, _, _| {}).unwrap();
    let which = [Descriptor::Rms, Descriptor::Centroid];
    Corpus::load(&[set], RATE, HOP, &which, &range).unwrap()
}

fn small(kind: Kind) -> Shape {
    Shape {
        kind,
        channels: 2,
        dense: 32,
        latents: 8,
        attributes: 0,
    }
}

fn trained(corpus: &Corpus, kind: Kind, steps: u64) -> Trained {
    let options = Options {
        shape: small(kind),
        steps,
        batch: 4,
        seed: 1,
    };
    train(corpus, &options, &AtomicBool::new(false)).unwrap()
}

#[test]
fn it_learns_answers_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("tones")).unwrap();
    recordings(&folder.path().join("tones"));
    let corpus = corpus(folder.path());
    for kind in [Kind::Vae, Kind::CVae, Kind::FVae] {
        let first = trained(&corpus, kind, 2).error;
        let Trained {
            baseline, error, ..
        } = trained(&corpus, kind, 120);
        assert!(error < 0.5 * first, "{kind:?}: {first} became {error}");

        let audio = &corpus.train[0].audio;
        let width = baseline.attributes().len();
        assert_eq!(width, if kind == Kind::Vae { 0 } else { 2 });
        let heard = baseline.reconstruct(audio, &vec![0.0; width]);
        assert_eq!(heard.len(), audio.len().min(SAMPLES));
        let power = heard.iter().map(|x| x * x).sum::<f32>() / heard.len() as f32;
        assert!(power > 1e-6 && power < 1.0, "{kind:?}: power {power}");
        if width > 0 {
            let other = baseline.reconstruct(audio, &vec![1.0; width]);
            assert_ne!(heard, other, "{kind:?} doesn't hear its attributes");
        }

        let run = folder.path().join(format!("{kind:?}"));
        baseline.save(&run).unwrap();
        let again = Baseline::load(&run).unwrap();
        assert_eq!(again.reconstruct(audio, &vec![0.0; width]), heard);
    }
    assert!(Baseline::load(folder.path()).is_err());
}
