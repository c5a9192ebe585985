//! What a run's figures say is wrong with it, and what to do about it.

use std::collections::VecDeque;

/// Figures that a diagnosis needs; shorter histories say nothing.
const WINDOW: usize = 20;
/// Nats a frame under which a latent carries nothing.
const SILENT_LATENT: f32 = 0.1;
/// Standard deviation of the posterior above which a latent is mostly noise.
const NOISY_LATENT: f32 = 0.95;
/// Share of the latents that must carry something.
const LIVING: f32 = 0.15;
/// Times chance that the latent discriminator must once have guessed right, over a window.
const AWAKE: f32 = 1.1;
/// Share of the way from chance to certainty above which it is not confused at all.
const CERTAIN: f32 = 0.5;
/// Hinge losses of a waveform discriminator that always, or never, knows; 2 is guessing.
const KNOWS: f32 = 0.1;
const GUESSES: f32 = 1.95;
/// Decibels by which silence may come out louder than was asked for.
const SILENCE_MARGIN_DB: f32 = 6.0;

/// How far a run has come: an adversary needs longer than anything else to show what it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Losses are still coming in.
    Young,
    /// Every loss has its full weight.
    Warm,
    /// And has had it for long.
    Settled,
}

/// What was measured at one step.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Figures {
    /// Divergence of each latent's posterior from noise, nats a frame.
    pub kl: Vec<f32>,
    /// Mean standard deviation of each latent's posterior.
    pub deviation: Vec<f32>,
    /// Share of the classes that the latent discriminator guesses right, where there is one.
    pub guessed: Option<f32>,
    /// The share that guessing without looking gets right.
    pub chance: f32,
    /// The waveform discriminator's hinge loss, in the adversarial phase.
    pub hinge: Option<f32>,
}

/// What silence, asked to be silent, comes out as.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Silence {
    /// Loudness of the output, dBFS.
    pub heard_dbfs: f32,
    /// Loudness at the bottom of the rms attribute's range, dBFS.
    pub asked_dbfs: f32,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Illness {
    /// Latents that the decoder gets nothing from.
    PosteriorCollapse,
    /// A latent discriminator that never learnt to read.
    AdversaryAsleep,
    /// A latent discriminator that the encoder never hides anything from.
    AdversaryNeverConfused,
    /// A waveform discriminator so far ahead that it no longer teaches.
    DiscriminatorAhead,
    /// A waveform discriminator that can't tell anything apart.
    DiscriminatorBehind,
    /// Sound out of silence.
    SilenceNotSilent,
}

/// One thing wrong.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// Its name.
    pub illness: Illness,
    /// What was seen.
    pub symptom: String,
    /// What helps.
    pub cure: String,
}

/// The figures of late, and what was found so far. Part of the checkpoint.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Health {
    recent: VecDeque<Figures>,
    silence: VecDeque<Silence>,
    awake: bool,
    /// Everything found, each illness once.
    pub findings: Vec<Finding>,
}

impl Health {
    /// Takes a step's figures into account. Returns what is new.
    pub fn observe(&mut self, figures: Figures, age: Age) -> Vec<Finding> {
        self.recent.push_back(figures);
        if self.recent.len() > WINDOW {
            self.recent.pop_front();
        }
        if self.recent.len() < WINDOW {
            return Vec::new();
        }
        let recent = self.recent.make_contiguous();
        self.awake |= reads(recent);
        if age == Age::Young {
            return Vec::new();
        }
        let settled = age == Age::Settled;
        let found = [
            collapse(recent),
            asleep(recent, self.awake).filter(|_| settled),
            never_confused(recent).filter(|_| settled),
            discriminator(recent),
        ];
        self.note(found)
    }

    /// As [`Health::observe`] for what silence became. Twice in a row is no accident.
    pub fn listen(&mut self, silence: Silence, age: Age) -> Vec<Finding> {
        self.silence.push_back(silence);
        if self.silence.len() > 2 {
            self.silence.pop_front();
        }
        if age == Age::Young || self.silence.len() < 2 {
            return Vec::new();
        }
        let found = loud_silence(self.silence.make_contiguous());
        self.note([found])
    }

    fn note(&mut self, found: impl IntoIterator<Item = Option<Finding>>) -> Vec<Finding> {
        let known = |finding: &Finding| {
            let mut findings = self.findings.iter();
            findings.any(|known| known.illness == finding.illness)
        };
        let new: Vec<_> = found
            .into_iter()
            .flatten()
            .filter(|finding| !known(finding))
            .collect();
        self.findings.extend(new.iter().cloned());
        new
    }

    /// A list for the model's card.
    pub fn markdown(&self) -> String {
        if self.findings.is_empty() {
            return "- health checks found nothing\n".to_owned();
        }
        self.findings
            .iter()
            .map(|finding| format!("- {}; {}\n", finding.symptom, finding.cure))
            .collect()
    }
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), x| (sum + x, count + 1));
    sum / count.max(1) as f32
}

/// Unmoved by the first lines of a window, where a run that changes still was another.
fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Too few latents that say anything.
fn collapse(recent: &[Figures]) -> Option<Finding> {
    let latents = recent.last()?.kl.len();
    let living = (0..latents)
        .filter(|&latent| {
            let kl = median(recent.iter().map(|figures| figures.kl[latent]));
            let deviation = median(recent.iter().map(|figures| figures.deviation[latent]));
            kl > SILENT_LATENT && deviation < NOISY_LATENT
        })
        .count();
    let enough = (latents as f32 * LIVING).ceil() as usize;
    (latents > 0 && living < enough).then(|| Finding {
        illness: Illness::PosteriorCollapse,
        symptom: format!(
            "posterior collapse: {living} of {latents} latents carry anything, the decoder plays without them"
        ),
        cure: "start over with a smaller --kl or a longer --kl-warm-up".to_owned(),
    })
}

/// Whether the latent discriminator does better than chance.
fn reads(recent: &[Figures]) -> bool {
    let guessed = mean(recent.iter().map(|figures| figures.guessed.unwrap_or(0.0)));
    guessed > AWAKE * mean(recent.iter().map(|figures| figures.chance))
}

/// A discriminator that was at chance from the start.
fn asleep(recent: &[Figures], awake: bool) -> Option<Finding> {
    let last = recent.last()?;
    let guessed = mean(recent.iter().filter_map(|figures| figures.guessed));
    (last.guessed.is_some() && !awake).then(|| Finding {
        illness: Illness::AdversaryAsleep,
        symptom: format!(
            "latent discriminator at chance from the start: it guesses {:.0} % of the classes right, blind guessing {:.0} %",
            100.0 * guessed,
            100.0 * mean(recent.iter().map(|figures| figures.chance))
        ),
        cure: "so it pushes nothing out of the latents: raise --adversary-rate, and trust a fresh \
               probe (nrave evaluate), not its loss"
            .to_owned(),
    })
}

/// A discriminator that reads the latents all the time.
fn never_confused(recent: &[Figures]) -> Option<Finding> {
    let certain = |figures: &Figures| {
        let border = figures.chance + CERTAIN * (1.0 - figures.chance);
        figures.guessed.is_some_and(|guessed| guessed > border)
    };
    recent.iter().all(certain).then(|| Finding {
        illness: Illness::AdversaryNeverConfused,
        symptom: format!(
            "latent discriminator never confused: it still guesses {:.0} % of the classes right",
            100.0 * mean(recent.iter().filter_map(|figures| figures.guessed))
        ),
        cure: "so the latents keep the attributes and the knobs do less: raise --leak".to_owned(),
    })
}

/// A gap between the waveform discriminator and the decoder.
fn discriminator(recent: &[Figures]) -> Option<Finding> {
    let hinges: Option<Vec<f32>> = recent.iter().map(|figures| figures.hinge).collect();
    let hinges = hinges?;
    let level = mean(hinges.iter().copied());
    if hinges.iter().all(|&hinge| hinge < KNOWS) {
        Some(Finding {
            illness: Illness::DiscriminatorAhead,
            symptom: format!(
                "discriminator gap: it tells every reconstruction from a recording (hinge loss {level:.2}, guessing is 2)"
            ),
            cure: "so it no longer teaches: lower --discriminator-rate or raise --matching"
                .to_owned(),
        })
    } else if hinges.iter().all(|&hinge| hinge > GUESSES) {
        Some(Finding {
            illness: Illness::DiscriminatorBehind,
            symptom: format!(
                "discriminator gap: it can't tell reconstructions from recordings (hinge loss {level:.2}, guessing is 2)"
            ),
            cure: "so it teaches nothing: raise --discriminator-rate or lower --adversarial"
                .to_owned(),
        })
    } else {
        None
    }
}

fn loud_silence(silence: &[Silence]) -> Option<Finding> {
    let loud = |silence: &Silence| silence.heard_dbfs > silence.asked_dbfs + SILENCE_MARGIN_DB;
    let last = silence.last()?;
    silence.iter().all(loud).then(|| Finding {
        illness: Illness::SilenceNotSilent,
        symptom: format!(
            "silence not mapped to silence: silent input with rms at its minimum, {:.0} dBFS, comes out at {:.0} dBFS",
            last.asked_dbfs, last.heard_dbfs
        ),
        cure: "leave pauses in the recordings (no silence trimming), or raise --consistency".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up, after what a good run logs.
    fn healthy() -> Figures {
        Figures {
            kl: [
                0.9, 1.4, 0.3, 0.02, 2.2, 0.7, 0.6, 1.1, 0.004, 0.8, 0.5, 0.4, 1.9, 0.1, 0.9, 0.2,
            ]
            .to_vec(),
            deviation: vec![0.4; 16],
            guessed: Some(0.12),
            chance: 1.0 / 16.0,
            hinge: None,
        }
    }

    fn found(figures: impl Fn(usize) -> Figures, age: Age) -> Vec<Illness> {
        let mut health = Health::default();
        (0..100)
            .flat_map(|at| health.observe(figures(at), age))
            .map(|finding| finding.illness)
            .collect()
    }

    fn logged(lines: &str, age: Age) -> Vec<Illness> {
        let figures: Vec<Figures> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(figures.len(), WINDOW);
        let mut health = Health::default();
        figures
            .into_iter()
            .flat_map(|figures| health.observe(figures, age))
            .map(|finding| finding.illness)
            .collect()
    }

    /// The last lines of two runs of 300 steps on strings, one of them with `--kl 20`.
    #[test]
    fn real_runs_are_told_apart() {
        let well = include_str!("../../tests/fixtures/health_well.jsonl");
        assert_eq!(logged(well, Age::Warm), []);
        let collapsed = include_str!("../../tests/fixtures/health_collapsed.jsonl");
        assert_eq!(logged(collapsed, Age::Warm), [Illness::PosteriorCollapse]);
        // Neither adversary has got anywhere yet; were it not so early, that would be wrong.
        assert_eq!(logged(well, Age::Settled), [Illness::AdversaryAsleep]);
    }

    #[test]
    fn a_healthy_run_is_left_alone() {
        assert!(found(|_| healthy(), Age::Settled).is_empty());
    }

    #[test]
    fn nothing_is_found_before_everything_is_warm() {
        assert!(
            found(
                |_| Figures {
                    kl: vec![0.0; 16],
                    ..healthy()
                },
                Age::Young
            )
            .is_empty()
        );
    }

    #[test]
    fn collapse_is_found_once() {
        let dead = |at: usize| Figures {
            kl: vec![if at > 40 { 0.001 } else { 1.0 }; 16],
            ..healthy()
        };
        assert_eq!(found(dead, Age::Settled), [Illness::PosteriorCollapse]);
        let noisy = |_| Figures {
            deviation: vec![0.99; 16],
            ..healthy()
        };
        assert_eq!(found(noisy, Age::Settled), [Illness::PosteriorCollapse]);
    }

    #[test]
    fn an_adversary_that_learnt_once_is_not_asleep() {
        let asleep = |_| Figures {
            guessed: Some(0.065),
            ..healthy()
        };
        assert_eq!(found(asleep, Age::Settled), [Illness::AdversaryAsleep]);
        let beaten = |at: usize| Figures {
            guessed: Some(if at < 25 { 0.2 } else { 0.065 }),
            ..healthy()
        };
        assert!(found(beaten, Age::Settled).is_empty());
        let without = |_| Figures {
            guessed: None,
            ..healthy()
        };
        assert!(found(without, Age::Settled).is_empty());
    }

    #[test]
    fn an_adversary_that_always_knows_is_found() {
        let knows = |_| Figures {
            guessed: Some(0.8),
            ..healthy()
        };
        assert_eq!(
            found(knows, Age::Settled),
            [Illness::AdversaryNeverConfused]
        );
    }

    #[test]
    fn both_sides_of_the_discriminator_gap_are_found() {
        let hinge = |hinge| {
            move |_| Figures {
                hinge: Some(hinge),
                ..healthy()
            }
        };
        assert_eq!(
            found(hinge(0.02), Age::Settled),
            [Illness::DiscriminatorAhead]
        );
        assert_eq!(
            found(hinge(1.99), Age::Settled),
            [Illness::DiscriminatorBehind]
        );
        assert!(found(hinge(1.3), Age::Settled).is_empty());
    }

    #[test]
    fn sound_out_of_silence_is_found_the_second_time() {
        let mut health = Health::default();
        let silence = |heard_dbfs| Silence {
            heard_dbfs,
            asked_dbfs: -52.0,
        };
        assert!(health.listen(silence(-52.0), Age::Settled).is_empty());
        assert!(health.listen(silence(-30.0), Age::Settled).is_empty());
        let found = health.listen(silence(-31.0), Age::Settled);
        assert_eq!(found[0].illness, Illness::SilenceNotSilent);
        assert!(health.listen(silence(-31.0), Age::Settled).is_empty());
        assert!(
            health.markdown().contains("-31 dBFS"),
            "{}",
            health.markdown()
        );
    }

    #[test]
    fn health_survives_a_checkpoint() {
        let mut health = Health::default();
        for _ in 0..30 {
            health.observe(
                Figures {
                    guessed: Some(0.07),
                    ..healthy()
                },
                Age::Settled,
            );
        }
        let text = serde_json::to_string(&health).unwrap();
        assert_eq!(serde_json::from_str::<Health>(&text).unwrap(), health);
    }
}
