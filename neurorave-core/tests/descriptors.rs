//! The descriptors against an independent implementation, and against what they promise.

use neurorave_core::descriptors::{Analyzer, Descriptor, WINDOW};

const RATE: f32 = 44100.0;

/// Uniform noise in −1..1, as in `golden/descriptors.py`.
fn noise(length: usize) -> Vec<f64> {
    let mut state = 1_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 40) as f64 / (1 << 23) as f64 - 1.0
    };
    (0..length).map(|_| next()).collect()
}

fn sine(hz: f32, amplitude: f32, length: usize) -> Vec<f32> {
    let step = std::f64::consts::TAU * f64::from(hz) / f64::from(RATE);
    (0..length)
        .map(|n| amplitude * (step * n as f64).sin() as f32)
        .collect()
}

/// Noise with a flat spectrum between two frequencies, of unit power: many sines of random phase.
fn band_noise(lower: f32, upper: f32, length: usize) -> Vec<f32> {
    const PARTIALS: usize = 200;
    let phases = noise(2 * PARTIALS);
    let mut out = vec![0.0_f64; length];
    for partial in 0..PARTIALS {
        // One partial somewhere in each of as many slots, so that the sum does not repeat.
        let place = (partial as f64 + 0.5 + 0.5 * phases[partial]) / PARTIALS as f64;
        let hz = f64::from(lower) + f64::from(upper - lower) * place;
        let step = std::f64::consts::TAU * hz / f64::from(RATE);
        let start = std::f64::consts::PI * phases[PARTIALS + partial];
        for (n, y) in out.iter_mut().enumerate() {
            *y += (step * n as f64 + start).sin();
        }
    }
    let gain = (2.0 / PARTIALS as f64).sqrt();
    out.iter().map(|y| (gain * y) as f32).collect()
}

/// One row per block of `hop` samples.
fn analyze(signal: &[f32], rate: f32, hop: usize, which: &[Descriptor]) -> Vec<Vec<f32>> {
    let mut analyzer = Analyzer::new(rate, hop, which);
    let values = |block: &[f32]| {
        let mut values = vec![f32::NAN; which.len()];
        analyzer.push(block, &mut values);
        values
    };
    signal.chunks_exact(hop).map(values).collect()
}

/// Mean over the frames after the first second.
fn steady(signal: &[f32], descriptor: Descriptor) -> f32 {
    let frames = analyze(signal, RATE, 512, &[descriptor]);
    let late = &frames[87..];
    late.iter().map(|row| row[0]).sum::<f32>() / late.len() as f32
}

fn level(power_db: f32, signal: &[f32]) -> Vec<f32> {
    let gain = 10f32.powf(power_db / 20.0);
    signal.iter().map(|x| gain * x).collect()
}

#[test]
fn spectral_descriptors_and_rms_are_librosas() {
    let golden: serde_json::Value =
        serde_json::from_str(include_str!("golden/descriptors.json")).unwrap();
    const LENGTH: usize = 24576;
    let noise = noise(LENGTH);
    let signal: Vec<f32> = (0..LENGTH)
        .map(|n| {
            let time = n as f64;
            let turn = |hz: f64, at: f64| std::f64::consts::TAU * hz * at / 44100.0;
            let tones = [(0.3, 220.0), (0.15, 1234.5), (0.05, 6789.0)];
            let tones: f64 = tones.iter().map(|(a, hz)| a * turn(*hz, time).sin()).sum();
            let swell = 0.2 * time / LENGTH as f64 * noise[n];
            let since = time - 9000.0;
            let click = match n >= 9000 {
                true => 0.8 * (-since / 300.0).exp() * turn(3000.0, since).cos(),
                false => 0.0,
            };
            (tones + swell + click) as f32
        })
        .collect();
    let which = [
        Descriptor::Rms,
        Descriptor::Centroid,
        Descriptor::Bandwidth,
        Descriptor::Rolloff,
        Descriptor::Flatness,
    ];
    let measured = analyze(&signal, RATE, 512, &which);
    for (column, descriptor) in which.iter().enumerate() {
        let expected = golden[descriptor.name()].as_array().unwrap();
        assert_eq!(expected.len(), measured.len());
        for (frame, (expected, row)) in expected.iter().zip(&measured).enumerate() {
            let expected = expected.as_f64().unwrap();
            let error = (f64::from(row[column]) - expected) / expected;
            assert!(
                error.abs() < 1e-4,
                "{} of frame {frame}: {} for {expected}",
                descriptor.name(),
                row[column]
            );
        }
    }
}

#[test]
fn gain_moves_rms_by_its_decibels_and_leaves_the_spectrums_shape() {
    let signal: Vec<f32> = noise(8 * WINDOW).iter().map(|&x| 0.5 * x as f32).collect();
    let which = [
        Descriptor::Rms,
        Descriptor::Centroid,
        Descriptor::Bandwidth,
        Descriptor::Rolloff,
        Descriptor::Flatness,
    ];
    let loud = analyze(&signal, RATE, 512, &which);
    let soft = analyze(&level(-30.0, &signal), RATE, 512, &which);
    for (loud, soft) in loud.iter().zip(&soft) {
        assert!((loud[0] - soft[0] - 30.0).abs() < 1e-3);
        for column in 1..which.len() {
            assert!((soft[column] / loud[column] - 1.0).abs() < 1e-4);
        }
    }
}

#[test]
fn a_full_scale_sine_reads_minus_3_dbfs_with_its_centroid_on_it() {
    for hz in [441.0, 3000.0, 12345.0] {
        let signal = sine(hz, 1.0, 44100);
        let which = [Descriptor::Rms, Descriptor::Centroid, Descriptor::Rolloff];
        let frames = analyze(&signal, RATE, 512, &which);
        let last = frames.last().unwrap();
        assert!((last[0] + 3.01).abs() < 0.05, "{}", last[0]);
        assert!((last[1] - hz).abs() < 25.0, "{} for {hz}", last[1]);
        assert!((last[2] - hz).abs() < 2.0 * RATE / WINDOW as f32);
    }
}

#[test]
fn frequencies_follow_the_true_sample_rate() {
    let signal: Vec<f32> = noise(4 * WINDOW).iter().map(|&x| x as f32).collect();
    let which = [
        Descriptor::Centroid,
        Descriptor::Bandwidth,
        Descriptor::Rolloff,
    ];
    let low = analyze(&signal, 24000.0, 512, &which);
    let high = analyze(&signal, 96000.0, 512, &which);
    for (low, high) in low.iter().flatten().zip(high.iter().flatten()) {
        assert!((high / low - 4.0).abs() < 1e-4);
    }
}

#[test]
fn flatness_tells_noise_from_a_tone() {
    let hiss: Vec<f32> = noise(2 * 44100).iter().map(|&x| x as f32).collect();
    // The scatter of a single frame's bins takes white noise from 1 to e^-γ.
    assert!((steady(&hiss, Descriptor::Flatness) - 0.5615).abs() < 0.02);
    assert!(steady(&sine(1000.0, 0.5, 2 * 44100), Descriptor::Flatness) < 1e-4);
    // A click's spectrum is even, frame by frame.
    let mut click = vec![0.0; WINDOW];
    click[WINDOW / 2] = 1.0;
    let flatness = analyze(&click, RATE, WINDOW, &[Descriptor::Flatness])[0][0];
    assert!((flatness - 1.0).abs() < 1e-3, "{flatness}");
}

#[test]
fn a_critical_band_of_noise_at_1_khz_and_60_db_has_1_acum() {
    // Critical band 9, 920 to 1080 Hz; 0 dB re full scale is 100 dB SPL.
    let reference = level(-40.0, &band_noise(920.0, 1080.0, 4 * 44100));
    let sharpness = steady(&reference, Descriptor::Sharpness);
    assert!((sharpness - 1.0).abs() < 0.05, "{sharpness} acum");
}

#[test]
fn sharpness_rises_with_the_centre_of_a_noise_band() {
    let bands = [
        (200.0, 300.0),
        (920.0, 1080.0),
        (2700.0, 3150.0),
        (7700.0, 9500.0),
    ];
    let of = |(lower, upper)| {
        let band = level(-40.0, &band_noise(lower, upper, 2 * 44100));
        steady(&band, Descriptor::Sharpness)
    };
    let values: Vec<f32> = bands.into_iter().map(of).collect();
    assert!(
        values.is_sorted() && values[3] > 4.0 * values[0],
        "{values:?}"
    );
}

#[test]
fn rumble_booms_and_hiss_does_not() {
    let rumble = level(-20.0, &band_noise(30.0, 90.0, 3 * 44100));
    let middle = level(-20.0, &band_noise(400.0, 1000.0, 3 * 44100));
    let hiss = level(-20.0, &band_noise(3000.0, 12000.0, 3 * 44100));
    let [rumble, middle, hiss] = [rumble, middle, hiss].map(|s| steady(&s, Descriptor::Booming));
    let others = middle.max(hiss);
    assert!(rumble > others + 20.0, "{rumble} {middle} {hiss}");
}

#[test]
fn every_hop_and_rate_works_and_silence_has_its_defined_values() {
    let silence = [-120.0, 0.0, 0.0, 0.0, 1.0, 0.0, 26.837];
    for rate in [8000.0, 22050.0, 44100.0, 48000.0, 192000.0] {
        for hop in [1, 100, 128, 512, 2048, 4096] {
            for row in analyze(&vec![0.0; 3 * hop], rate, hop, &Descriptor::ALL) {
                assert_eq!(row, silence, "{rate} Hz, hop {hop}");
            }
        }
    }
}

#[test]
fn a_frame_does_not_depend_on_the_hops_that_led_to_it() {
    let signal: Vec<f32> = noise(8192).iter().map(|&x| 0.3 * x as f32).collect();
    let last = |hop| {
        analyze(&signal, RATE, hop, &Descriptor::ALL[..6])
            .pop()
            .unwrap()
    };
    let expected = last(512);
    for hop in [128, 256, 1024, 2048, 4096] {
        for (value, expected) in last(hop).iter().zip(&expected) {
            assert!(
                (value - expected).abs() <= 1e-5 * expected.abs(),
                "hop {hop}"
            );
        }
    }
}

#[test]
fn values_stay_finite_whatever_comes_in_and_recover() {
    let wild = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        f32::MIN,
        1e-40,
        1.0,
        -1e30,
    ];
    let mut analyzer = Analyzer::new(RATE, 512, &Descriptor::ALL);
    let mut values = [0.0; Descriptor::ALL.len()];
    for turn in 0..64 {
        let block: Vec<f32> = (0..512)
            .map(|n| wild[(n * (turn + 1) + turn) % 8])
            .collect();
        analyzer.push(&block, &mut values);
        assert!(values.iter().all(|value| value.is_finite()), "{values:?}");
    }
    for _ in 0..2000 {
        analyzer.push(&[0.0; 512], &mut values);
        assert!(values.iter().all(|value| value.is_finite()), "{values:?}");
    }
    assert_eq!(values[..6], [-120.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn reset_forgets_everything() {
    let signal: Vec<f32> = noise(20 * 512).iter().map(|&x| 0.3 * x as f32).collect();
    let mut analyzer = Analyzer::new(RATE, 512, &Descriptor::ALL);
    let mut run = || {
        let mut values = [0.0; Descriptor::ALL.len()];
        for block in signal.chunks_exact(512) {
            analyzer.push(block, &mut values);
        }
        analyzer.reset();
        (values, analyzer.rms_dbfs())
    };
    assert_eq!(run(), run());
    assert_eq!(run().1, -120.0);
}

#[test]
fn names_lead_back_to_their_descriptors() {
    for descriptor in Descriptor::ALL {
        assert_eq!(Descriptor::from_name(descriptor.name()), Some(descriptor));
    }
    assert_eq!(Descriptor::from_name("loudness"), None);
}
