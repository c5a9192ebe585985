//! The face of the module: what its screen shows, and what its encoder and button do.
//!
//! [`State`] is what is known, [`Navigation`] where the musician is, and [`draw`] paints both on
//! anything that takes pixels: a [`Canvas`] in memory, which [`Panel`](panel::Panel) brings to the
//! screen and tests and docs save as PNG. [`Face`] holds all of these together. Nothing here reads a
//! clock: the time comes in as an argument.

mod canvas;
mod damage;
mod hear;
mod letters_only;
mod look;
mod navigation;
mod note;
mod notice;
mod page;
mod pages;
#[cfg(target_os = "linux")]
pub mod panel;
mod pen;
mod state;
mod text;

use std::time::Duration;

pub use canvas::Canvas;
pub use damage::Shown;
pub use look::SIDE;
pub use navigation::{Choice, IDLE, LONG_PRESS, Navigation};
pub use note::note;
pub use notice::{Fault, Notice};
pub use page::Page;
pub use pages::draw;
pub use state::{Attribute, Cpu, Input, InputKind, Level, Model, State};

use crate::link::FromPd;

/// What is known, where the musician is, and the picture of both.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// What is known. Whoever knows more than Pd tells writes it here.
    pub state: State,
    navigation: Navigation,
    canvas: Canvas,
}

impl Face {
    /// Where the musician is.
    pub fn navigation(&self) -> &Navigation {
        &self.navigation
    }

    /// Takes in what Pd tells at `now`, the time since any one moment. Returns what a press asks for.
    pub fn hear(&mut self, message: &FromPd, now: Duration) -> Option<Choice> {
        match *message {
            FromPd::Turn(steps) => self.navigation.turn(steps, now, &self.state),
            FromPd::Button { down } => return self.navigation.button(down, now, &self.state),
            _ => {
                self.state.hear(message);
            }
        }
        None
    }

    /// The picture at `now`: call it some ten to thirty times a second.
    pub fn picture(&mut self, now: Duration) -> &Canvas {
        self.navigation.tick(now, &self.state);
        let Ok(()) = draw(&self.state, &self.navigation, &mut self.canvas);
        &self.canvas
    }
}
