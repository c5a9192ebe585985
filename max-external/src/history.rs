//! What messages have set, so that a voice that comes later plays like the others.

use neurorave_core::instrument::Command;
use std::mem::discriminant;

/// The commands that still count, in the order in which they came.
#[derive(Debug, Default)]
pub struct History(Vec<Command>);

impl History {
    /// Adds a command; those that it makes void are forgotten.
    pub fn add(&mut self, command: Command) {
        if matches!(command, Command::Reset | Command::ClearCounters) {
            return;
        }
        self.0.retain(|earlier| !replaces(command, *earlier));
        self.0.push(command);
    }

    /// What a new voice has to be told.
    pub fn commands(&self) -> &[Command] {
        &self.0
    }
}

/// Whether nothing is left of `earlier` after `later`.
fn replaces(later: Command, earlier: Command) -> bool {
    use Command::{
        Follow, FollowAll, FollowPitch, Offset, ReleasePitch, Scale, Set, SetPitch, Setting,
    };
    match (later, earlier) {
        (Set(a, _) | Follow(a), Set(b, _) | Follow(b)) => a == b,
        (Setting(a), Setting(b)) => a.name() == b.name(),
        (Scale(a, _), Scale(b, _)) | (Offset(a, _), Offset(b, _)) => a == b,
        (SetPitch(_) | FollowPitch, SetPitch(_) | FollowPitch | ReleasePitch) => true,
        (FollowAll, Set(..) | Follow(_) | SetPitch(_) | FollowPitch | ReleasePitch) => true,
        (Scale(..) | Offset(..) | Set(..) | Follow(_), _) => false,
        (later, earlier) => discriminant(&later) == discriminant(&earlier),
    }
}
