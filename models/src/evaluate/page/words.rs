//! What the report says in words: the same in Markdown and on the page.

use crate::evaluate::study::figures::{Family, Report};

/// What was done, in two sentences.
pub fn about(report: &Report) -> String {
    let made = &report.made;
    let recordings = match made.all_files {
        true => "recordings, also those that training may have seen",
        false => "recordings that training never saw",
    };
    format!(
        "{} on {} of sounds, played through the instrument that musicians play, on {recordings}. \
         nrave {}, seed {}, {} of playing and measuring.",
        count(report.entries.len(), "model"),
        match report.families.len() {
            1 => "1 family".into(),
            n => format!("{n} families"),
        },
        made.version,
        made.seed,
        time(made.seconds),
    )
}

/// How many recordings of a family were played.
pub fn played(report: &Report, family: &Family) -> String {
    let (some, all) = (family.recordings.len(), family.held_out);
    match report.made.all_files {
        true => format!("{some} recordings played, of {all}."),
        false => format!("{some} recordings played, of {all} that training leaves out."),
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{s:.0} seconds"),
        s => format!("{:.0} minutes", s / 60.0),
    }
}

/// Definitions of what is measured.
pub const DEFINITIONS: [(&str, &str); 14] = [
    (
        "distance to the input",
        "multi-scale spectral distance that training here minimises: Hann windows of 2048 to 128 \
         samples, three quarters overlap; the root of the relative squared error of magnitudes plus \
         the mean difference of ln(magnitude + 3e-4), five scales added up. Its share of the \
         distance of silence is what is aimed at.",
    ),
    (
        "mSTFT, mel L1",
        "as published for F-RAVE, as far as its sources tell: mSTFT is ‖x − y‖ / ‖x‖ plus the mean \
         difference of ln(magnitude + 1e-7) over the same five windows, full band; mel L1 is the \
         mean difference of power mel spectra (2048/512, 512 bands), unscaled, so that it depends \
         on the level of the recordings (published on NSynth: 14.58; compare with silence). The \
         published figures are of other recordings.",
    ),
    (
        "in tune",
        "voiced, sounding frames of the input whose pitch in the output is within 25 cents of the \
         one asked for, both tracked by the engine's tracker. Where fewer than half of the \
         frames are voiced, nothing is said.",
    ),
    (
        "vibrato",
        "on notes sustained for 0.6 s or more: the strongest movement of log f0 between 4 and 8 Hz, \
         Hann-windowed, without its straight line; notes with 10 cents or more in the input. Lost \
         notes count as depth 0.",
    ),
    (
        "attacks",
        "onsets are rises of 10 dB in 2 ms energies of the differentiated sound, timed where the \
         energy comes within 10 dB of the peak that follows; matched within 30 ms. A pre-echo is \
         sound 40 to 6 ms before the input's onset that is above −40 dB of what follows and 6 dB \
         above what the input has there.",
    ),
    (
        "recognition",
        "a small network on log-mel spectra learns the classes that file names begin with, from \
         recordings that training sees, and hears held-out originals and reconstructions.",
    ),
    (
        "one knob, several knobs",
        "asked along curves drawn by seed from a pool: three constants and two ramps, ten sines of \
         0.25 to 4 Hz, interpolations between these, other recordings' curves; a quarter each, \
         values within ±0.8. Heard is what the engine's own descriptors measure in the output, over \
         frames in which the input sounds (and, but for rms, the output too). r is over all frames \
         together; (r + 1) / 2 is the published measure.",
    ),
    (
        "there and back",
        "a recording is played under the next one's attributes, and the result under its own again; \
         the distance of that from the plain reconstruction (and from the input) over the distance \
         of silence. Two plain passes, the reconstruction played once more, are what passes cost \
         without any change of attributes.",
    ),
    (
        "leakage",
        "encoded held-out recordings are split anew by file, three quarters to learn from; a small \
         network sees five frames of latents and tells each attribute of the middle one, in 16 \
         equally frequent classes. The share of the baseline's is the way from chance to what it \
         tells from the latents of the model without attributes, on average over attributes; on \
         sampled latents where the model file tells its posterior, else on the posterior's mean.",
    ),
    (
        "principal axes",
        "of the covariance of latents over sounding frames; fidelity is the share of the variance \
         that the first axes hold.",
    ),
    (
        "traversal",
        "one latent moves from −2.5 to 2.5 standard deviations, the others rest at their means, \
         attributes at 0, pitch, where there is one, at 220 Hz.",
    ),
    (
        "playing by itself",
        "the variance of each descriptor over what the prior plays, over its variance in the data.",
    ),
    (
        "sample rate, baselines",
        "every model is played and measured at its own rate: distances and descriptors of models of \
         different rates are of different bands. The spectral baselines (vae, c-vae, f-vae) hear a \
         whole clip of up to 4.1 s and answer with another; phases are found by Griffin and Lim's \
         algorithm. Their attributes are means over a clip: of a curve they are asked for its mean, \
         and what is heard is the mean of the output, one pair a clip. Attacks, which need a moment \
         before the sound, and leakage, which is read frame by frame, are not measured of them.",
    ),
    (
        "samples replaced",
        "samples that were no numbers or far beyond full scale, which the instrument replaced.",
    ),
];
