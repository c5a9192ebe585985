//! What the shipped models ask of the cores of small boards: computed, not measured.

use super::page::Page;
use super::work::{Work, work};
use neurorave_core::model::Model;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Methods that sound.
const METHODS: [&str; 3] = ["forward", "decode", "prior"];

/// A core, as its makers publish it.
struct Core {
    name: &'static str,
    ghz: f64,
    /// Multiply-accumulates of single precision a cycle: vectors of four, by the multiply units.
    macs_a_cycle: f64,
    /// Of the whole board's memory, 10⁹ bytes a second.
    memory: f64,
}

/// Sources: Arm's Software Optimization Guides (Cortex-A57 UAN0015B, A72 UAN0016A: one vector of four
/// a cycle; A76 and A78: two), NVIDIA's and Raspberry Pi's data sheets for clocks and memory.
const CORES: [Core; 4] = [
    Core {
        name: "Jetson Nano (A57, 1.43 GHz)",
        ghz: 1.43,
        macs_a_cycle: 4.0,
        memory: 25.6,
    },
    Core {
        name: "Jetson Orin Nano (A78AE, 1.5 GHz)",
        ghz: 1.5,
        macs_a_cycle: 8.0,
        memory: 68.0,
    },
    Core {
        name: "Raspberry Pi 4 (A72, 1.5 GHz)",
        ghz: 1.5,
        macs_a_cycle: 4.0,
        memory: 12.8,
    },
    Core {
        name: "Raspberry Pi 5 (A76, 2.4 GHz)",
        ghz: 2.4,
        macs_a_cycle: 8.0,
        memory: 17.1,
    },
];

/// What a method takes for a second of sound.
struct Need {
    name: String,
    step_ms: f64,
    /// 10⁹ multiply-accumulates a second.
    gmacs: f64,
    /// 10⁹ bytes of weights a second.
    weights: f64,
}

impl Need {
    fn of(name: String, work: Work, seconds: f64) -> Self {
        Self {
            name,
            step_ms: seconds * 1e3,
            gmacs: work.macs as f64 / seconds / 1e9,
            weights: work.weight_bytes as f64 / seconds / 1e9,
        }
    }

    /// The share of a core's peak, in percent: of its arithmetic, or of the memory if that is more.
    fn share(&self, core: &Core) -> f64 {
        let arithmetic = self.gmacs / (core.ghz * core.macs_a_cycle);
        100.0 * arithmetic.max(self.weights / core.memory)
    }
}

/// The page for all models in `folder`.
pub fn page(folder: &Path) -> Result<String, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.flatten().map(|e| e.path());
    let is_model = |file: &PathBuf| file.extension().is_some_and(|end| end == "nrave");
    let mut files: Vec<_> = entries.filter(is_model).collect();
    files.sort();
    let mut needs = Vec::new();
    for file in files {
        let model = Model::open(&file)?;
        let rate = f64::from(model.manifest().sample_rate);
        for method in METHODS {
            let Ok(described) = model.method(method) else {
                continue;
            };
            let seconds = described.step as f64 / rate;
            let name = format!("{}, {method}", model.manifest().name);
            needs.push(Need::of(name, work(&model.graph(method)?)?, seconds));
        }
    }
    let head = ["model, method", "step, ms", "GMAC/s", "weights, GB/s"];
    let head = [head.as_slice(), &CORES.map(|core| core.name)].concat();
    let head: [&str; 4 + CORES.len()] = head.try_into().expect("four columns and the cores");
    let rows = needs.iter().map(|need| {
        let [a, b, c, d] = CORES.map(|core| format!("{:.0} %", need.share(&core)));
        let step = format!("{:.1}", need.step_ms);
        let gmacs = format!("{:.2}", need.gmacs);
        let weights = format!("{:.2}", need.weights);
        [need.name.clone(), step, gmacs, weights, a, b, c, d]
    });
    let page = Page::computed(
        "What small boards need",
        "bench --boards",
        "Multiply-accumulates and bytes of weights (f16) that a second of sound takes, and their share of \
         what one core is published to do at most: four or eight multiply-accumulates a cycle, or the \
         board's memory, whichever is the narrower. Computed, not measured, and without activations, \
         noise and attributes: a real program reaches perhaps half of a peak. What a board really does, \
         `nrave bench MODEL.nrave` tells there.",
    );
    Ok(page.table(head, rows).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_of_arithmetic_and_memory_counts() {
        let need = |macs, weight_bytes| {
            let work = Work {
                macs,
                weight_bytes,
                weights: 1,
            };
            Need::of("a".into(), work, 0.01)
        };
        let nano = &CORES[0];
        assert!((need(28_600_000, 1000).share(nano) - 50.0).abs() < 1e-6);
        assert!((need(1000, 128_000_000).share(nano) - 50.0).abs() < 1e-6);
    }
}
