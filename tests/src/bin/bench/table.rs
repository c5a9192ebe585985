//! What was measured, as tables.

use super::engine::Engine;
use super::machine::Machine;
use super::page::Page;
use super::rounds::Measured;
use super::times::Times;

/// What the engine is made for, first in the table: network, samples a step, weights.
const FIRST: [(&str, usize, Engine); 6] = [
    ("v1", 2048, Engine::NativeHalf),
    ("v2", 2048, Engine::NativeHalf),
    ("v2_small", 512, Engine::NativeHalf),
    ("BRAVE", 128, Engine::NativeHalf),
    ("BRAVE", 2048, Engine::NativeSingle),
    ("raspberry", 2048, Engine::NativeHalf),
];

/// Others that a native step is compared with.
const OTHERS: [Engine; 3] = [Engine::Torch, Engine::Tract, Engine::Onnx];

/// The page of results.
pub fn results(measured: &[Measured], machine: &Machine, rounds: usize) -> Page {
    let about = format!(
        "A step of method `forward` in milliseconds: the median over {rounds} rounds, in which all engines took turns, \
         and in brackets the fastest. Weights are those of the native executor; the others compute in f32 with the \
         same numbers. How many times as long another takes is the median over rounds. The roofline is the shortest \
         time that the core could need for the step's arithmetic or for reading its weights, measured between the \
         turns; `of the roofline` is the share of the native step's time that it makes up."
    );
    let mut page = Page::new("How fast a step is", "bench", machine);
    let versions = versions(measured);
    if !versions.is_empty() {
        page = page.text(&format!("Beside {versions}."));
    }
    page.text(&about)
        .table(
            [
                "network, step, weights",
                "native",
                "tract",
                "libtorch",
                "ONNX Runtime",
                "to libtorch",
                "to tract",
                "to ONNX Runtime",
                "of the roofline",
            ],
            rows(measured),
        )
        .text("![share of one core](results.png)")
        .text(
            "What is computed, counted in the graphs, filter banks included, beside the public networks (encoder and \
             decoder, counted in their code, whose encoders also write a posterior's scale that nothing here plays).",
        )
        .table(
            [
                "network, step",
                "million weights",
                "public",
                "10⁹ multiply-accumulates a second of sound",
                "public",
                "f32 peak, GFLOP/s",
                "reading its f16 weights, GB/s",
            ],
            measured.iter().map(network),
        )
}

/// One line on one case, as soon as it is measured.
pub fn line(measured: &Measured) -> String {
    let times = measured
        .times
        .iter()
        .map(|(engine, times)| format!("{} {} ms", engine.name(), milliseconds(times.median())));
    let times: Vec<_> = times.collect();
    format!("{}: {}", measured.case.name(), times.join(", "))
}

/// The rows in which native steps are compared, the important ones first.
fn rows(measured: &[Measured]) -> Vec<[String; 9]> {
    let natives = [Engine::NativeHalf, Engine::NativeSingle];
    let pairs = measured
        .iter()
        .flat_map(|measured| natives.map(|native| (measured, native)));
    let place = |(measured, native): &(&Measured, Engine)| {
        let this = (measured.case.network.name, measured.case.step, *native);
        FIRST
            .iter()
            .position(|first| *first == this)
            .unwrap_or(FIRST.len())
    };
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(place);
    let rows = pairs.into_iter();
    rows.filter_map(|(measured, native)| row(measured, native))
        .collect()
}

/// `None` where there is no such native step.
fn row(measured: &Measured, native: Engine) -> Option<[String; 9]> {
    let ours = measured.times.get(&native)?;
    let time = |engine| measured.times.get(&engine).map_or("–".to_owned(), both);
    let ratio = |engine: Engine| {
        let theirs = measured.times.get(&engine);
        theirs.map_or("–".to_owned(), |theirs| {
            format!("{:.1}×", theirs.over(ours))
        })
    };
    let share = measured.roofline.get(&native)?.over(ours);
    let weights = match native {
        Engine::NativeHalf => "f16",
        _ => "f32",
    };
    let [to_torch, to_tract, to_onnx] = OTHERS.map(ratio);
    let [torch, tract, onnx] = OTHERS.map(time);
    Some([
        format!("{}, {weights}", measured.case.name()),
        both(ours),
        tract,
        torch,
        onnx,
        to_torch,
        to_tract,
        to_onnx,
        format!("{:.0} %", 100.0 * share),
    ])
}

fn network(measured: &Measured) -> [String; 7] {
    let (case, core) = (&measured.case, &measured.core);
    let public = |value: fn(&super::networks::Public) -> f64, digits: usize| {
        let known = case.network.public();
        known.map_or("–".to_owned(), |known| {
            format!("{:.digits$}", value(&known))
        })
    };
    [
        case.name(),
        format!("{:.2}", case.half.work.weights as f64 / 1e6),
        public(|known| known.millions, 2),
        format!("{:.3}", case.gmacs()),
        public(|known| known.gmacs, 3),
        format!("{:.0}", core.peak / 1e9),
        format!("{:.0}", core.bandwidth / 1e9),
    ]
}

/// Of the peers: what they say themselves.
fn versions(measured: &[Measured]) -> String {
    let version = |engine: Engine| {
        let said = measured
            .iter()
            .find_map(|measured| measured.versions.get(&engine))?;
        Some(format!("{} {said}", engine.name()))
    };
    let versions: Vec<_> = [Engine::Torch, Engine::Onnx]
        .into_iter()
        .filter_map(version)
        .collect();
    versions.join(" and ")
}

/// The median, and the fastest in brackets.
fn both(times: &Times) -> String {
    let (median, fastest) = (milliseconds(times.median()), milliseconds(times.fastest()));
    format!("{median} ({fastest})")
}

/// Three significant digits.
pub fn milliseconds(seconds: f64) -> String {
    let value = seconds * 1e3;
    let digits = match value {
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        value if value >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Stored};
    use crate::networks::NETWORKS;
    use crate::roofline::Roofline;
    use crate::work::Work;
    use std::collections::BTreeMap;

    /// A case whose native steps take 1 ms with f16 and 2 ms with f32 weights.
    fn measured(name: &str, step: usize) -> Measured {
        let stored = || Stored {
            file: Default::default(),
            work: Work {
                macs: 4_000_000,
                weight_bytes: 2_000_000,
                weights: 1_000_000,
            },
        };
        let network = NETWORKS
            .iter()
            .find(|network| network.name == name)
            .unwrap();
        let case = Case::test(network, step, stored);
        let times = [
            (Engine::NativeHalf, 1e-3),
            (Engine::NativeSingle, 2e-3),
            (Engine::Tract, 3e-3),
            (Engine::Torch, 12.34e-3),
        ];
        let times = times.map(|(engine, seconds)| (engine, Times::of(&[seconds])));
        let roofline = [(Engine::NativeHalf, 0.6e-3), (Engine::NativeSingle, 1.5e-3)];
        let roofline = roofline.map(|(engine, seconds)| (engine, Times::of(&[seconds])));
        Measured {
            case,
            times: BTreeMap::from(times),
            roofline: BTreeMap::from(roofline),
            core: Roofline {
                peak: 200e9,
                bandwidth: 37e9,
            },
            versions: BTreeMap::from([(Engine::Torch, "2.0".to_owned())]),
        }
    }

    #[test]
    fn the_important_rows_come_first() {
        let rows = rows(&[measured("BRAVE", 2048), measured("v1", 2048)]);
        let names: Vec<_> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(
            names,
            [
                "v1, 2048, f16",
                "BRAVE, 2048, f32",
                "BRAVE, 2048, f16",
                "v1, 2048, f32"
            ]
        );
        assert_eq!(
            rows[0][1..],
            [
                "1.00 (1.00)",
                "3.00 (3.00)",
                "12.3 (12.3)",
                "–",
                "12.3×",
                "3.0×",
                "–",
                "60 %"
            ]
        );
        assert_eq!(rows[1][8], "75 %");
    }

    #[test]
    fn networks_are_shown_beside_the_public_ones() {
        let row = network(&measured("v1", 2048));
        // 4 million in 2048 samples at 48 kHz.
        assert_eq!(
            row,
            ["v1, 2048", "1.00", "17.60", "0.094", "2.263", "200", "37"]
        );
        assert_eq!(versions(&[measured("v1", 2048)]), "libtorch 2.0");
    }
}
