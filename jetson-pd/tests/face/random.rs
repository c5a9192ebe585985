//! States that no module has.

use nrave_module::face::{Attribute, Cpu, Face, Input, InputKind, Level, Model, Notice, State};

#[path = "../random/mod.rs"]
mod numbers;

pub use numbers::Random;

impl Random {
    fn number(&mut self) -> f32 {
        let extremes = [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::MAX,
            f32::MIN,
            f32::MIN_POSITIVE,
            -0.,
            -1e9,
        ];
        match self.below(3) {
            0 => extremes[self.below(extremes.len())],
            1 => self.below(2000) as f32 / 1000. - 1.,
            _ => self.below(2000) as f32 - 1000.,
        }
    }

    fn name(&mut self) -> String {
        let long = "a name that is much longer than any screen of a module is wide ".repeat(40);
        let names = [
            "",
            " ",
            "strings",
            "é",
            "🎻🎻🎻",
            "a\nb\tc\0",
            "日本語",
            "\u{202e}\u{200b}e\u{301}",
            "W",
            "-",
            &long,
            &"W".repeat(5000),
            &"🎻".repeat(500),
        ];
        names[self.below(names.len())].to_owned()
    }

    fn many<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| one(self)).collect()
    }

    fn perhaps<T>(&mut self, one: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| one(self))
    }

    fn count(&mut self) -> u64 {
        [0, 1, 9_999, 10_000, 123_456_789, u64::MAX][self.below(6)]
    }

    pub fn state(&mut self) -> State {
        let kinds = [
            InputKind::Cv,
            InputKind::Voct,
            InputKind::Gate,
            InputKind::Trigger,
        ];
        let mut face = Face::default();
        let state = &mut face.state;
        state.models = self.many(20, Self::name);
        state.model = self.perhaps(|random| Model {
            name: random.name(),
            method: random.name(),
        });
        state.attributes = self.many(20, |random| Attribute {
            name: random.name(),
            asked: random.number(),
            measured: random.perhaps(Self::number),
            volts: random.perhaps(Self::number),
        });
        state.pitch = self.perhaps(Self::number);
        state.level = self.perhaps(|random| Level {
            input: random.number(),
            output: random.number(),
        });
        state.cpu = self.perhaps(|random| Cpu {
            mean: random.number(),
            worst: random.number(),
        });
        (state.dropouts, state.late_gates, state.xruns) =
            (self.count(), self.count(), self.count());
        state.temperature = self.perhaps(Self::number);
        state.inputs = self.many(20, |random| Input {
            name: random.name(),
            kind: kinds[random.below(4)],
            volts: random.number(),
            value: random.number(),
            patched: random.below(2) == 0,
        });
        if self.below(2) == 0 {
            let (part, why) = (self.name(), self.name());
            state.fail(&part, &why);
        }
        state.fallen_back = self.below(2) == 0;
        let notice = |random: &mut Self| Notice::new(random.name(), random.name());
        state.notices = if self.below(2) == 0 {
            self.many(3, notice)
        } else {
            Vec::new()
        };
        face.state
    }
}
