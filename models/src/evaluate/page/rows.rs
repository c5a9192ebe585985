//! The figures as rows of tables: what each means, which way is better, and what is aimed at.

use super::published;
use super::row::{Better, Form, Row};
use crate::evaluate::study::figures::{Entry, Figures, Leak, Report};

/// Rows that belong together.
pub struct Section {
    /// What they are about.
    pub title: &'static str,
    /// What they mean, for people.
    pub note: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Every section of which something was measured, for the models of one family.
pub fn sections(entries: &[&Entry]) -> Vec<Section> {
    let mut sections = vec![
        sound(entries),
        pitch(entries),
        attacks(entries),
        words(entries),
        control(entries),
        together(entries),
        apart(entries),
        latents(entries),
        prior(entries),
        cost(entries),
    ];
    for section in &mut sections {
        section.rows.retain(|row| !row.is_empty());
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// The rows that say most.
pub fn headlines(entries: &[&Entry]) -> Vec<Row> {
    let all = sections(entries)
        .into_iter()
        .flat_map(|section| section.rows);
    let mut chosen: Vec<Row> = all
        .filter(|row| HEADLINES.contains(&row.title.as_str()))
        .collect();
    chosen.sort_by_key(|row| HEADLINES.iter().position(|title| *title == row.title));
    chosen
}

/// A label and, for each family, the place of its entry.
pub type Places = (String, Vec<Option<usize>>);

/// For each headline of a study of several families: its title, its row over all entries, where
/// each label's figures are in it, and the families' names.
pub fn across(report: &Report) -> Vec<(String, Row, Vec<Places>, Vec<String>)> {
    let entries: Vec<&Entry> = report.entries.iter().collect();
    let used = |name: &&str| entries.iter().any(|entry| entry.family == **name);
    let names = report.families.iter().map(|family| family.name.as_str());
    let families: Vec<&str> = names.filter(used).collect();
    if families.len() < 2 {
        return Vec::new();
    }
    let mut places: Vec<Places> = Vec::new();
    for entry in &entries {
        if places.iter().any(|(label, _)| *label == entry.label) {
            continue;
        }
        let place = |family: &&str| {
            let own = |e: &&Entry| e.label == entry.label && e.family == *family;
            entries.iter().position(own)
        };
        places.push((entry.label.clone(), families.iter().map(place).collect()));
    }
    let rows = headlines(&entries).into_iter();
    rows.map(|row| {
        let names = families.iter().map(|name| (*name).to_owned()).collect();
        (row.title.clone(), row, places.clone(), names)
    })
    .collect()
}

/// What a place says; nothing where there is no such entry.
pub fn cell_text(row: &Row, place: Option<usize>) -> String {
    place.map_or_else(String::new, |place| row.text(place))
}

const RATIO: &str = "distance to the input, silence is 1";
const IN_TUNE: &str = "in tune within 25 cents";
const ON_TIME: &str = "onsets within 3 ms";
const KEPT: &str = "recognised, of the originals";
const MEAN: &str = "one knob, mean of the attributes";
const ALL: &str = "all knobs at once";
const LEAK: &str = "leakage, of the baseline's";
const HEADLINES: [&str; 7] = [RATIO, IN_TUNE, ON_TIME, KEPT, MEAN, ALL, LEAK];

fn sound(entries: &[&Entry]) -> Section {
    let number = |title, better| Row::new(title, Form::Number(2), better);
    Section {
        title: "Sound",
        note: "How close the output comes when everything follows the input.",
        rows: vec![
            Row::new(RATIO, Form::Number(3), Better::Low)
                .aim(0.35)
                .fill(entries, |f| Some(f.reconstruction.as_ref()?.own.ratio)),
            number("distance to the input", Better::Low)
                .fill(entries, |f| Some(f.reconstruction.as_ref()?.own.distance)),
            number("mSTFT, as published", Better::Low)
                .beside(Some(published::STFT))
                .fill(entries, |f| Some(f.reconstruction.as_ref()?.stft)),
            number("mel L1, as published", Better::Low)
                .fill(entries, |f| Some(f.reconstruction.as_ref()?.mel)),
            number("mel L1 of silence", Better::Fact)
                .fill(entries, |f| Some(f.reconstruction.as_ref()?.mel_silence)),
        ],
    }
}

fn pitch(entries: &[&Entry]) -> Section {
    let tuned = |shift: f32| {
        move |f: &Figures| {
            let there = f
                .tuning
                .iter()
                .find(|t| t.transposition == shift && t.frames > 0);
            there.map(|tuning| tuning.in_tune)
        }
    };
    let percent = |title: &str| Row::new(title, Form::Percent(1), Better::High);
    Section {
        title: "Pitch",
        note: "Voiced frames whose pitch is where it should be; vibrato of sustained notes.",
        rows: vec![
            percent(IN_TUNE).aim(0.95).fill(entries, tuned(0.0)),
            percent("a fifth down").fill(entries, tuned(-7.0)),
            percent("a fifth up").fill(entries, tuned(7.0)),
            Row::new(
                "vibrato depth, output over input",
                Form::Number(2),
                Better::One(0.2),
            )
            .fill(entries, |f| Some(f.vibrato.as_ref()?.depth)),
            percent("notes whose vibrato is within 20 %")
                .fill(entries, |f| Some(f.vibrato.as_ref()?.within_20)),
            Row::new("vibrato rate, error in Hz", Form::Number(2), Better::Low)
                .fill(entries, |f| Some(f.vibrato.as_ref()?.rate_error)),
            Row::new("notes with vibrato", Form::Number(0), Better::Fact)
                .fill(entries, |f| Some(f.vibrato.as_ref()?.notes as f64)),
        ],
    }
}

fn attacks(entries: &[&Entry]) -> Section {
    let decibels = |title: &str| Row::new(title, Form::Number(1), Better::Fact);
    Section {
        title: "Attacks",
        note: "Onsets found in the input and in the output by the same detector.",
        rows: vec![
            Row::new(ON_TIME, Form::Percent(1), Better::High)
                .fill(entries, |f| Some(f.attacks.as_ref()?.within_3_ms)),
            Row::new("timing error, median ms", Form::Number(2), Better::Low)
                .aim(3.0)
                .fill(entries, |f| {
                    let attacks = f.attacks.as_ref()?;
                    (!attacks.errors_ms.is_empty()).then_some(attacks.error_ms)
                }),
            Row::new("onsets missed", Form::Percent(1), Better::Low)
                .fill(entries, |f| Some(f.attacks.as_ref()?.missed)),
            Row::new("onsets added", Form::Percent(1), Better::Low)
                .fill(entries, |f| Some(f.attacks.as_ref()?.extra)),
            Row::new("onsets with a pre-echo", Form::Percent(1), Better::Low)
                .fill(entries, |f| Some(f.attacks.as_ref()?.pre_echo)),
            decibels("level before the onset, dB")
                .fill(entries, |f| Some(f.attacks.as_ref()?.before_output_db)),
            decibels("the same in the input, dB")
                .fill(entries, |f| Some(f.attacks.as_ref()?.before_input_db)),
            Row::new("onsets", Form::Number(0), Better::Fact)
                .fill(entries, |f| Some(f.attacks.as_ref()?.onsets as f64)),
        ],
    }
}

fn words(entries: &[&Entry]) -> Section {
    let percent = |title: &str, better| Row::new(title, Form::Percent(1), better);
    Section {
        title: "Recognition",
        note: "A classifier trained on originals hears held-out originals and reconstructions.",
        rows: vec![
            percent(KEPT, Better::High)
                .aim(0.8)
                .fill(entries, |f| Some(f.recognition.as_ref()?.kept)),
            percent("right, reconstructions", Better::High)
                .fill(entries, |f| Some(f.recognition.as_ref()?.reconstructions)),
            percent("right, originals", Better::Fact)
                .fill(entries, |f| Some(f.recognition.as_ref()?.originals)),
        ],
    }
}

/// Every attribute that a model of these has, in the order met.
pub fn attributes(entries: &[&Entry]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in entries.iter().flat_map(|entry| &entry.model.attributes) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn control(entries: &[&Entry]) -> Section {
    let number = |title: &str, better| Row::new(title, Form::Number(3), better);
    let mut rows = vec![
        number(MEAN, Better::High)
            .aim(0.98)
            .beside(Some(published::CONTROL_MEAN))
            .fill(entries, |f| mean_of(f, |knob| Some(knob.agreement))),
    ];
    for name in attributes(entries) {
        let published = published::control(&name);
        rows.push(
            number(&name, Better::High)
                .aim(0.95)
                .beside(published)
                .fill(entries, |f| Some(knob(f, &name)?.agreement)),
        );
    }
    rows.extend([
        number("Pearson, mean", Better::High).fill(entries, |f| mean_of(f, |k| Some(k.pearson))),
        number("Spearman, mean", Better::High).fill(entries, |f| mean_of(f, |k| Some(k.spearman))),
        number("Pearson within a curve, mean", Better::High)
            .fill(entries, |f| mean_of(f, |knob| knob.within)),
        number("L1 of normalised values, mean", Better::Low)
            .fill(entries, |f| mean_of(f, |knob| Some(knob.l1))),
    ]);
    Section {
        title: "One knob",
        note: "One attribute along constants, ramps, sines, interpolations and other recordings' \
               curves, the others following: (r + 1) / 2 of asked and heard.",
        rows,
    }
}

type Score = crate::evaluate::study::figures::Agreement;

fn knob<'a>(figures: &'a Figures, name: &str) -> Option<&'a Score> {
    let knobs = &figures.control.as_ref()?.single;
    knobs
        .iter()
        .find(|knob| knob.attribute == name)
        .map(|knob| &knob.all)
}

fn mean_of(figures: &Figures, value: impl Fn(&Score) -> Option<f64>) -> Option<f64> {
    let knobs = &figures.control.as_ref()?.single;
    let values: Vec<f64> = knobs.iter().filter_map(|knob| value(&knob.all)).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn together(entries: &[&Entry]) -> Section {
    let number = |title: String| Row::new(title, Form::Number(3), Better::High);
    let mut rows: Vec<Row> = (2..=4)
        .map(|count| {
            number(format!("{count} at once"))
                .beside(published::together(count))
                .fill(entries, |f| {
                    let all = &f.control.as_ref()?.together;
                    all.iter()
                        .find(|one| one.changed == count)
                        .map(|one| one.mean)
                })
        })
        .collect();
    rows.push(
        number(ALL.into())
            .aim(0.95)
            .fill(entries, |f| Some(f.control.as_ref()?.together.last()?.mean)),
    );
    rows.push(
        number("all knobs at once, the least attribute".into()).fill(entries, |f| {
            Some(f.control.as_ref()?.together.last()?.least)
        }),
    );
    rows.push(
        number("all knobs from another recording".into()).fill(entries, |f| {
            let knobs = &f.control.as_ref()?.transfer;
            let sum: f64 = knobs.iter().map(|knob| knob.all.agreement).sum();
            (!knobs.is_empty()).then(|| sum / knobs.len() as f64)
        }),
    );
    Section {
        title: "Several knobs",
        note: "Attributes changed at once, each along a curve of its own: mean of (r + 1) / 2.",
        rows,
    }
}

fn apart(entries: &[&Entry]) -> Section {
    let mut rows = vec![
        Row::new(
            "there and back, to the reconstruction",
            Form::Number(3),
            Better::Low,
        )
        .fill(entries, |f| f.cycle.as_ref()?.to_reconstruction),
        Row::new("there and back, to the input", Form::Number(3), Better::Low)
            .fill(entries, |f| f.cycle.as_ref()?.to_input),
        Row::new("two plain passes", Form::Number(3), Better::Low)
            .fill(entries, |f| Some(f.cycle.as_ref()?.twice)),
        Row::new(LEAK, Form::Percent(0), Better::Low)
            .aim(1.0 / 3.0)
            .fill(entries, |f| {
                let leakage = f.leakage.as_ref()?;
                mean_leak(leakage.sampled.as_ref().unwrap_or(&leakage.mean), |leak| {
                    leak.share_of_baseline
                })
            }),
    ];
    let percent = |title: String| Row::new(title, Form::Percent(1), Better::Low);
    rows.push(percent("probe right, mean".into()).fill(entries, |f| {
        mean_leak(&f.leakage.as_ref()?.mean, |leak| Some(leak.accuracy))
    }));
    rows.push(
        percent("probe right on sampled latents, mean".into()).fill(entries, |f| {
            mean_leak(f.leakage.as_ref()?.sampled.as_ref()?, |leak| {
                Some(leak.accuracy)
            })
        }),
    );
    let chance = Row::new("chance, mean", Form::Percent(1), Better::Fact);
    rows.push(chance.fill(entries, |f| {
        mean_leak(&f.leakage.as_ref()?.mean, |leak| Some(leak.chance))
    }));
    rows.push(
        Row::new("probe R², mean", Form::Number(2), Better::Low).fill(entries, |f| {
            mean_leak(&f.leakage.as_ref()?.mean, |leak| Some(leak.r2))
        }),
    );
    Section {
        title: "Latents and attributes apart",
        note: "Distances after a pass under foreign attributes and one back, of those of silence; \
               what a fresh probe reads of the attributes from the latents, in 16 classes.",
        rows,
    }
}

fn mean_leak(leaks: &[Leak], value: impl Fn(&Leak) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = leaks.iter().filter_map(value).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn latents(entries: &[&Entry]) -> Section {
    let count = |title: &str| Row::new(title, Form::Number(0), Better::Fact);
    Section {
        title: "Latents",
        note: "Principal axes of the latents over the recordings.",
        rows: vec![
            count("latents").fill(entries, |f| Some(f.latents.as_ref()?.spectrum.len() as f64)),
            count("axes for 95 % of the variance")
                .fill(entries, |f| Some(f.latents.as_ref()?.for_95 as f64)),
            count("axes for 99 %").fill(entries, |f| Some(f.latents.as_ref()?.for_99 as f64)),
        ],
    }
}

fn prior(entries: &[&Entry]) -> Section {
    let mut names: Vec<&str> = Vec::new();
    for prior in entries
        .iter()
        .filter_map(|entry| entry.figures.prior.as_ref())
    {
        for (name, _) in &prior.variance {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let row = |name: &str| {
        let title = format!("{name}: variance over the data's");
        let own = name.to_owned();
        Row::new(title, Form::Number(2), Better::Fact).fill(entries, move |f| {
            let all = &f.prior.as_ref()?.variance;
            all.iter()
                .find(|(other, _)| *other == own)
                .map(|(_, ratio)| *ratio)
        })
    };
    let silent = Row::new("silent, of the time", Form::Percent(0), Better::Fact)
        .fill(entries, |f| Some(f.prior.as_ref()?.silent));
    let longest = Row::new("longest note, s", Form::Number(1), Better::Fact)
        .fill(entries, |f| Some(f.prior.as_ref()?.longest_note_seconds));
    Section {
        title: "Playing by itself",
        note: "What the prior plays, against the data: half to twice the variance is alive.",
        rows: names
            .into_iter()
            .map(row)
            .chain([silent, longest])
            .collect(),
    }
}

fn cost(entries: &[&Entry]) -> Section {
    let fact = |title: &str, form, value: &dyn Fn(&Entry) -> Option<f64>| {
        let mut row = Row::new(title, form, Better::Fact);
        row.cells = entries.iter().map(|entry| value(entry)).collect();
        row
    };
    Section {
        title: "Size",
        note: "What a model costs.",
        rows: vec![
            fact("weights, millions", Form::Number(2), &|entry| {
                Some(entry.model.weights as f64 / 1e6)
            }),
            fact("file, MB", Form::Number(2), &|entry| {
                Some(entry.model.megabytes)
            }),
            fact("step and delay, ms", Form::Number(1), &|entry| {
                entry.model.latency_ms
            }),
            fact("sample rate, kHz", Form::Number(1), &|entry| {
                Some(f64::from(entry.model.sample_rate) / 1000.0)
            }),
            fact("samples replaced", Form::Number(0), &|entry| {
                let repaired = entry.figures.repaired_samples;
                (repaired > 0).then_some(repaired as f64)
            }),
        ],
    }
}
