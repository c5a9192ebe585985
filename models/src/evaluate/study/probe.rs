//! What a fresh probe reads from the latents: a small network that sees five frames of them learns
//! to tell each attribute of the middle one, on recordings that the model was not trained on, and is
//! asked about others of those.

use super::figures::Leak;
use super::latents::Encoded;
use super::learner::{Examples, Learner};

/// Classes an attribute is divided into, equally frequent.
const CLASSES: usize = 16;
/// Frames seen on either side.
const BESIDE: usize = 2;
/// One recording in this many is asked about, not learned from.
const ASKED: usize = 4;
const STEPS: usize = 800;
/// Fewer frames than this teach nothing.
const ENOUGH: usize = 200;

/// What a probe reads of `attributes` from the recordings; `None` where they are too few.
pub fn read(encoded: &[Encoded], attributes: &[String], seed: u64) -> Option<Vec<Leak>> {
    let of = |asked: bool| {
        let some = encoded.iter().enumerate();
        let some = some.filter(|(index, _)| (index % ASKED == ASKED - 1) == asked);
        some.flat_map(|(_, one)| rows(one)).unzip()
    };
    let (inputs, targets): (Vec<Vec<f32>>, Vec<Vec<f32>>) = of(false);
    let (asked, truth): (Vec<Vec<f32>>, Vec<Vec<f32>>) = of(true);
    if inputs.len() < ENOUGH || asked.is_empty() {
        return None;
    }
    let borders: Vec<Vec<f32>> = (0..attributes.len())
        .map(|a| borders(&targets, a))
        .collect();
    let classes = |rows: &[Vec<f32>]| -> Vec<Vec<usize>> {
        let class = |row: &Vec<f32>| {
            let pairs = row.iter().zip(&borders);
            pairs
                .map(|(v, borders)| borders.partition_point(|b| b <= v))
                .collect()
        };
        rows.iter().map(class).collect()
    };
    let learned_from = Examples {
        classes: classes(&targets),
        inputs,
        targets: targets.clone(),
    };
    let groups = vec![CLASSES; attributes.len()];
    let learner = Learner::train(&learned_from, &groups, STEPS, 0.0, seed)?;
    let (guesses, right) = (learner.guess(&asked), classes(&truth));
    let count = asked.len() as f64;
    let leak = |(index, name): (usize, &String)| {
        let hits = guesses.iter().zip(&right);
        let hits = hits.filter(|(g, r)| g.classes[index] == r[index]).count();
        let mean = truth.iter().map(|row| f64::from(row[index])).sum::<f64>() / count;
        let pairs = guesses.iter().zip(&truth);
        let (error, all) = pairs.fold((0.0, 0.0), |(error, all), (guess, row)| {
            let value = f64::from(row[index]);
            let miss = f64::from(guess.values[index]) - value;
            (error + miss * miss, all + (value - mean).powi(2))
        });
        Leak {
            attribute: name.clone(),
            accuracy: hits as f64 / count,
            chance: blind(&learned_from.classes, &right, index),
            r2: 1.0 - error / f64::max(all, 1e-9),
            share_of_baseline: None,
        }
    };
    Some(attributes.iter().enumerate().map(leak).collect())
}

/// What guessing without looking gets right: each class as often as it occurred in what was learned
/// from. The commonest class of what is asked about would be hindsight.
fn blind(learned: &[Vec<usize>], asked: &[Vec<usize>], attribute: usize) -> f64 {
    let frequencies = |rows: &[Vec<usize>]| {
        let mut frequencies = [0.0; CLASSES];
        for row in rows {
            frequencies[row[attribute]] += 1.0 / rows.len() as f64;
        }
        frequencies
    };
    let pairs = frequencies(learned).into_iter().zip(frequencies(asked));
    pairs.map(|(learned, asked)| learned * asked).sum()
}

/// Latents of the frames around, and attributes, of each frame that sounds.
fn rows(one: &Encoded) -> impl Iterator<Item = (Vec<f32>, Vec<f32>)> {
    let last = one.latents.len().saturating_sub(1);
    let frames = (BESIDE..one.latents.len()).filter(|frame| one.sounds[*frame]);
    frames.map(move |frame| {
        let around = frame - BESIDE..=frame + BESIDE;
        let seen = around.flat_map(|at| one.latents[at.min(last)].iter().copied());
        (seen.collect(), one.attributes[frame].clone())
    })
}

/// The values between [`CLASSES`] equally frequent classes.
fn borders(rows: &[Vec<f32>], attribute: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row[attribute]).collect();
    values.sort_by(f32::total_cmp);
    (1..CLASSES)
        .map(|class| values[values.len() * class / CLASSES])
        .collect()
}

/// How far `leak` is on the way from its chance to the accuracy of `baseline`.
pub fn share(leak: &Leak, baseline: &Leak) -> Option<f64> {
    let whole = baseline.accuracy - baseline.chance;
    // A baseline that tells nothing is no yardstick.
    (whole > 0.01).then(|| ((leak.accuracy - leak.chance) / whole).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::random::Random;

    /// Attribute 0 is in the first latent, attribute 1 nowhere.
    fn encoded() -> Vec<Encoded> {
        let mut random = Random::new(4, 0);
        let one = |random: &mut Random| {
            let mut one = Encoded {
                latents: Vec::new(),
                attributes: Vec::new(),
                sounds: vec![true; 60],
            };
            for _ in 0..60 {
                let (told, hidden) = (random.uniform(-1.0, 1.0), random.uniform(-1.0, 1.0));
                one.latents.push(vec![told * 3.0, random.normal()]);
                one.attributes.push(vec![told, hidden]);
            }
            one
        };
        (0..80).map(|_| one(&mut random)).collect()
    }

    #[test]
    fn a_probe_reads_what_is_told_and_nothing_else() {
        let names = ["told".to_owned(), "hidden".to_owned()];
        let leaks = read(&encoded(), &names, 1).unwrap();
        assert!(leaks[0].accuracy > 0.35 && leaks[0].r2 > 0.9, "{leaks:?}");
        assert!(leaks[1].accuracy < 0.12 && leaks[1].r2 < 0.1, "{leaks:?}");
        assert!(leaks[1].chance < 0.12);
        assert!(share(&leaks[1], &leaks[0]).unwrap() < 0.1);
        assert_eq!(share(&leaks[0], &leaks[0]), Some(1.0));
        assert_eq!(share(&leaks[0], &leaks[1]), None);
    }

    #[test]
    fn too_little_is_no_answer() {
        assert!(read(&encoded()[..2], &["a".to_owned(), "b".to_owned()], 1).is_none());
    }
}
