//! The networks that `nrave train` knows by name.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use nrave::baseline::Kind;
use nrave::train::preset::{PRESETS, Preset};
use std::sync::LazyLock;

/// A network by name.
#[derive(Clone, Copy)]
pub enum Choice {
    /// One that becomes a model file.
    Model(&'static Preset),
    /// A spectral baseline.
    Baseline(Kind),
}

impl ValueEnum for Choice {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Choice>> = LazyLock::new(|| {
            let models = PRESETS.iter().map(Choice::Model);
            models.chain(Kind::ALL.map(Choice::Baseline)).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Model(preset) => PossibleValue::new(preset.name).help(preset.summary),
            Self::Baseline(kind) => PossibleValue::new(kind.name()).help(match kind {
                Kind::Vae => {
                    "baseline for nrave evaluate, plays in no host: whole clips as mel spectrograms at \
                     16 kHz, a folder instead of a model file (published capacity 64)"
                }
                Kind::CVae => "vae with attributes, means over a clip, in its decoder",
                Kind::FVae => "c-vae with latents stripped of the attributes",
            }),
        })
    }
}
