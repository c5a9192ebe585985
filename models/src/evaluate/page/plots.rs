//! The plots of one family.

use super::plot::{Curve, Range, Series, bars, dots, lines};
use super::published;
use super::rows::attributes;
use crate::evaluate::study::figures::{Agreement, Entry, Leak};
use maud::{Markup, html};

/// Plots of colour beyond the models': what was asked, or published.
const NO_MODEL: usize = 8;
const HALF_TO_ONE: Range = Range {
    low: 0.5,
    high: 1.0,
};
const ZERO_TO_ONE: Range = Range {
    low: 0.0,
    high: 1.0,
};

/// One knob, several knobs.
pub fn control(entries: &[&Entry]) -> Markup {
    let names = attributes(entries);
    if names.is_empty() {
        return html! {};
    }
    let knob = |entry: &Entry, name: &str| -> Option<Agreement> {
        let knobs = &entry.figures.control.as_ref()?.single;
        knobs
            .iter()
            .find(|knob| knob.attribute == name)
            .map(|knob| knob.all)
    };
    let able: Vec<(usize, &&Entry)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.figures.control.is_some())
        .collect();
    let single: Vec<Series> = able
        .iter()
        .map(|(colour, entry)| {
            let values = names
                .iter()
                .map(|name| knob(entry, name).map(|a| a.agreement));
            (entry.label.clone(), *colour, values.collect())
        })
        .collect();
    let marks: Vec<Option<f64>> = names.iter().map(|name| published::control(name)).collect();
    let most = names.len().max(4);
    let mut curves: Vec<Curve> = able
        .iter()
        .filter_map(|(colour, entry)| {
            let control = entry.figures.control.as_ref()?;
            let alone: Vec<f64> = control.single.iter().map(|k| k.all.agreement).collect();
            let alone = alone.iter().sum::<f64>() / alone.len().max(1) as f64;
            let more = control.together.iter().map(|t| (t.changed as f64, t.mean));
            Some(Curve {
                label: entry.label.clone(),
                points: std::iter::once((1.0, alone)).chain(more).collect(),
                dashed: false,
                colour: *colour % NO_MODEL,
            })
        })
        .collect();
    let published = (1..=4).filter_map(|n| Some((n as f64, published::together(n)?)));
    curves.push(Curve {
        label: published::SYSTEM.into(),
        points: published.collect(),
        dashed: true,
        colour: NO_MODEL,
    });
    html! {
        (bars("One knob: (r + 1) / 2 of asked and heard", &names, &single, HALF_TO_ONE, &marks, published::SYSTEM))
        (lines("Knobs turned at once", &curves, (1.0, (most as f64).max(5.0)), "attributes changed", HALF_TO_ONE))
    }
}

/// What was asked of each knob and what was heard, one plot a model and attribute.
pub fn traces(entry: &Entry) -> Markup {
    let traces = entry
        .figures
        .control
        .as_ref()
        .map_or(&[][..], |control| &control.traces);
    html! {
        @for trace in traces {
            @let points = |values: &[f32]| values.iter().enumerate().map(|(i, v)| (i as f64 * trace.hop, f64::from(*v))).collect::<Vec<_>>();
            @let curves = [
                Curve { label: "asked".into(), points: points(&trace.asked), dashed: true, colour: NO_MODEL },
                Curve { label: "heard".into(), points: points(&trace.heard), dashed: false, colour: 0 },
            ];
            (lines(&format!("{}, {}", trace.attribute, entry.label), &curves, (0.0, trace.asked.len() as f64 * trace.hop), "seconds", Range { low: -1.0, high: 1.0 }))
        }
    }
}

/// Leakage and fidelity.
pub fn latents(entries: &[&Entry]) -> Markup {
    let able: Vec<(usize, &Entry, &[Leak])> = entries
        .iter()
        .enumerate()
        .filter_map(|(colour, entry)| {
            let leakage = entry.figures.leakage.as_ref()?;
            let leaks = leakage.sampled.as_ref().unwrap_or(&leakage.mean);
            Some((colour, *entry, leaks.as_slice()))
        })
        .collect();
    let names: Vec<String> = able.first().map_or_else(Vec::new, |(_, _, leaks)| {
        leaks.iter().map(|l| l.attribute.clone()).collect()
    });
    let of = |leaks: &[Leak], name: &String, value: fn(&Leak) -> f64| {
        leaks.iter().find(|leak| leak.attribute == *name).map(value)
    };
    let series: Vec<Series> = able
        .iter()
        .map(|(colour, entry, leaks)| {
            let values = names
                .iter()
                .map(|name| of(leaks, name, |leak| leak.accuracy));
            (entry.label.clone(), *colour, values.collect())
        })
        .collect();
    let chance: Vec<Option<f64>> = names
        .iter()
        .map(|name| {
            able.first()
                .and_then(|(_, _, leaks)| of(leaks, name, |leak| leak.chance))
        })
        .collect();
    let curves: Vec<Curve> = entries
        .iter()
        .enumerate()
        .filter_map(|(colour, entry)| {
            let mut sum = 0.0;
            let spectrum = &entry.figures.latents.as_ref()?.spectrum;
            let shares = spectrum.iter().enumerate().map(|(axis, share)| {
                sum += share;
                ((axis + 1) as f64, sum)
            });
            Some(Curve {
                label: entry.label.clone(),
                points: std::iter::once((0.0, 0.0)).chain(shares).collect(),
                dashed: false,
                colour: colour % NO_MODEL,
            })
        })
        .collect();
    let most = curves
        .iter()
        .map(|curve| curve.points.len())
        .max()
        .unwrap_or(0);
    html! {
        @if !names.is_empty() {
            (bars("What a probe reads from the latents: share right of 16 classes", &names, &series, ZERO_TO_ONE, &chance, "chance"))
        }
        @if most > 0 {
            (lines("Fidelity: variance held by the first principal axes", &curves, (0.0, (most - 1) as f64), "axes", ZERO_TO_ONE))
        }
    }
}

/// Timing of onsets.
pub fn attacks(entries: &[&Entry]) -> Markup {
    let rows: Vec<(String, usize, Vec<f64>)> = entries
        .iter()
        .enumerate()
        .filter_map(|(colour, entry)| {
            let attacks = entry.figures.attacks.as_ref()?;
            Some((entry.label.clone(), colour, attacks.errors_ms.clone()))
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (dots("Onsets, output minus input; the band is 3 ms either way", &rows, (-12.0, 12.0), (-3.0, 3.0), "milliseconds"))
        }
    }
}
