//! A module that plays, and a hand at its encoder.
#![allow(dead_code, reason = "each test uses a part")]

pub mod random;
#[cfg(target_os = "linux")]
pub mod st7789;

use std::time::Duration;

use nrave_module::face::{Canvas, Choice, Face, Input, InputKind, Notice, Page};
use nrave_module::link::FromPd;

/// The reference module while it plays strings.
pub fn playing() -> Face {
    let mut face = Face::default();
    face.state.models = ["bells", "digits", "drums", "strings", "voice", "water"]
        .map(str::to_owned)
        .to_vec();
    for (name, kind, volts, value, patched) in [
        ("pitch", InputKind::Voct, 1.77, 442.5, true),
        ("cv 1", InputKind::Cv, 2.48, 0.5, true),
        ("cv 2", InputKind::Cv, -3.1, -0.62, true),
        ("cv 3", InputKind::Cv, 0., 0., false),
        ("gate 1", InputKind::Gate, 5., 1., true),
        ("gate 2", InputKind::Trigger, 0., 0., true),
    ] {
        face.state.inputs.push(Input {
            name: name.to_owned(),
            kind,
            volts,
            value,
            patched,
        });
    }
    for line in [
        "said loaded strings forward",
        "said attribute loudness 0.42 0.3",
        "said attribute brightness -0.62 -0.7",
        "said attribute roughness 0.05 0.1",
        "said attribute warmth -0.2",
        "said pitch 442.5",
        "said level -18.4 -6.2",
        "said cpu 0.38 0.61",
    ] {
        assert_eq!(hear(&mut face, line), None);
    }
    face.state.attributes[0].volts = Some(2.48);
    face.state.attributes[1].volts = Some(-3.1);
    face.state.temperature = Some(54.3);
    face
}

/// The same with an ADC that is gone.
pub fn troubled() -> Face {
    let mut face = playing();
    face.state.fail("ADS1015 at i2c-1 0x48", "no answer");
    face.state.notices.push(Notice::disk_full());
    face.state.dropouts = 3;
    face.state.late_gates = 12_345;
    let line = "said level -12 -0.2";
    assert_eq!(hear(&mut face, line), None);
    face
}

fn hear(face: &mut Face, line: &str) -> Option<Choice> {
    face.hear(&FromPd::parse(line).unwrap(), Duration::ZERO)
}

/// Turns and presses, a tenth of a second apart.
pub struct Hand {
    pub face: Face,
    now: Duration,
}

impl Hand {
    pub fn new(face: Face) -> Self {
        let mut hand = Self {
            face,
            now: Duration::ZERO,
        };
        hand.wait(100);
        hand
    }

    /// Turns until `page` is shown; troubles that came up are left unread.
    pub fn at(face: Face, page: Page) -> Self {
        let mut hand = Self::new(face);
        for _ in 0..9 {
            if hand.page() == page {
                return hand;
            }
            hand.turn(1);
        }
        panic!("no turn leads to {page:?}");
    }

    pub fn page(&self) -> Page {
        self.face.navigation().page()
    }

    pub fn row(&self) -> Option<usize> {
        self.face.navigation().row()
    }

    pub fn wait(&mut self, milliseconds: u64) {
        self.now += Duration::from_millis(milliseconds);
        self.face.picture(self.now);
    }

    pub fn turn(&mut self, steps: i32) {
        self.wait(100);
        assert_eq!(self.face.hear(&FromPd::Turn(steps), self.now), None);
    }

    pub fn button(&mut self, down: bool) -> Option<Choice> {
        self.wait(100);
        self.face.hear(&FromPd::Button { down }, self.now)
    }

    pub fn press(&mut self) -> Option<Choice> {
        assert_eq!(self.button(true), None);
        self.button(false)
    }

    pub fn picture(&mut self) -> &Canvas {
        self.face.picture(self.now)
    }
}
