//! Pictures are valid PNG files that show what they were given.
//!
//! `NRAVE_PICTURES=folder cargo test -p nrave --test picture` keeps them to be looked at.

use nrave::picture::{Axis, Figure, Line, Panel, SpectrogramView};
use std::f64::consts::TAU;
use std::path::PathBuf;

const RATE: u32 = 44_100;

/// A tone of ten partials that glides up an octave and gets brighter.
fn glide(seconds: f64) -> Vec<f32> {
    let mut phase = 0.0;
    (0..(seconds * f64::from(RATE)) as usize)
        .map(|n| {
            let share = n as f64 / f64::from(RATE) / seconds;
            phase += 220.0 * 2f64.powf(share) / f64::from(RATE);
            let brightness = 0.3 + 0.6 * share;
            (1..=20)
                .map(|k| brightness.powi(k) * (TAU * phase * f64::from(k)).sin())
                .sum::<f64>() as f32
                * 0.2
        })
        .collect()
}

fn keep(name: &str, png: &[u8]) {
    if let Some(folder) = std::env::var_os("NRAVE_PICTURES") {
        std::fs::write(PathBuf::from(folder).join(name), png).unwrap();
    }
}

fn pixels(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    (info.width, info.height, bytes)
}

#[test]
fn requested_and_measured_curves_lie_over_the_sound() {
    let sound = glide(6.0);
    let sweep = |scale: f64, shift: f64| {
        (0..500).map(move |i| {
            let t = f64::from(i) * 6.0 / 499.0;
            (t, scale * (TAU * (t - shift) / 3.0).sin())
        })
    };
    let mut figure = Figure::new("demo - digits through strings.nrave")
        .caption("latency 1264 samples reported, 1264 measured; no dropouts; realtime factor 8.4");
    let view = SpectrogramView {
        min_hz: 60.0,
        ..SpectrogramView::default()
    };
    let over = Panel::spectrogram("output", &sound, RATE, &view)
        .right_axis(Axis::linear("normalised", -1.0, 1.0))
        .right_line(Line::new("centroid requested", sweep(0.8, 0.0)).dashed())
        .right_line(Line::new("measured", sweep(0.7, 0.05)))
        .weight(2.0);
    figure = figure.row([over]);
    for name in ["rms", "centroid", "bandwidth"] {
        figure = figure.row([Panel::curves(name, Axis::linear("normalised", -1.0, 1.0))
            .line(Line::new("requested", sweep(0.8, 0.0)).dashed())
            .line(Line::new("measured", sweep(0.7, 0.05)))]);
    }
    let png = figure.to_png().unwrap();
    keep("demo.png", &png);
    let (width, height, bytes) = pixels(&png);
    assert_eq!((width, height), (1600, 1000));
    let distinct: std::collections::HashSet<&[u8]> = bytes.chunks_exact(3).collect();
    assert!(distinct.len() > 100);
}

#[test]
fn input_and_output_stand_side_by_side() {
    let mut figure = Figure::new("four notes").size(1600, 1300);
    for note in ["violin A4", "viola D4", "cello G2", "double bass E1"] {
        let view = SpectrogramView {
            top_db: Some(-20.0),
            ..SpectrogramView::linear(8000.0)
        };
        figure = figure.row([
            Panel::spectrogram(format!("{note}: input"), &glide(2.0), RATE, &view),
            Panel::spectrogram(
                "output",
                &glide(1.7),
                RATE,
                &SpectrogramView {
                    seconds: Some(2.0),
                    ..view
                },
            ),
        ]);
    }
    let png = figure.to_png().unwrap();
    keep("notes.png", &png);
    assert_eq!(pixels(&png).0, 1600);
}

#[test]
fn nothing_to_show_is_shown() {
    let strange = Line::new(
        "",
        [
            (0.0, f64::NAN),
            (f64::INFINITY, 1.0),
            (1.0, 1e30),
            (2.0, -1e30),
        ],
    );
    let figure = Figure::new("").size(0, 0).row([
        Panel::spectrogram("", &[], 8000, &SpectrogramView::default()).line(strange.clone()),
        Panel::curves("", Axis::log("Hz", 0.0, -1.0)).right_line(strange.dashed()),
    ]);
    let (width, height, _) = pixels(&figure.to_png().unwrap());
    assert_eq!((width, height), (400, 200));
    assert!(Figure::new("").to_png().is_ok());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = Figure::new("")
        .write_png("/nowhere/at/all.png".as_ref())
        .unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all.png"));
}

#[test]
fn a_real_note_and_its_pitch() {
    let shared = std::env::var_os("NRAVE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/strings/violin_A4_very-long_crescendo_arco-normal.mp3");
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return;
    }
    let audio = nrave::audio::read_audio(&path).unwrap();
    let described = nrave::describe::describe(&audio, &mut |_, _| {});
    let pitch = described.frames.iter().map(|frame| {
        (
            frame.seconds,
            if frame.pitch.voicing > 0.5 {
                f64::from(frame.pitch.hz)
            } else {
                f64::NAN
            },
        )
    });
    let view = SpectrogramView::default();
    let centroid = described.curve(neurorave_core::descriptors::Descriptor::Centroid);
    let rms = described.curve(neurorave_core::descriptors::Descriptor::Rms);
    let frame = 512.0 / f64::from(audio.rate);
    let png = Figure::new("violin A4, crescendo")
        .row([
            Panel::spectrogram("sound", &audio.mono(), audio.rate, &view)
                .line(Line::new("pitch", pitch))
                .line(Line::uniform("centroid", frame, &centroid))
                .weight(3.0),
        ])
        .row([Panel::curves(
            "rms",
            Axis::around("dBFS", rms.iter().map(|v| f64::from(*v))),
        )
        .line(Line::uniform("", frame, &rms))])
        .to_png()
        .unwrap();
    keep("note.png", &png);
}
