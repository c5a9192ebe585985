//! Sounds to play and compare.

use crate::evaluate::study::figures::{Item, Shelf, ShelfKind};
use maud::{Markup, html};

/// The kinds, in the order shown, with what they are for.
const KINDS: [(ShelfKind, &str, &str); 6] = [
    (
        ShelfKind::Reconstruction,
        "The same sound again",
        "A recording, and what each model makes of it.",
    ),
    (
        ShelfKind::Knobs,
        "Turning one knob",
        "One attribute moves from low to high while everything else follows the recording.",
    ),
    (
        ShelfKind::Attributes,
        "Someone else's expression",
        "One recording, played with the loudness and brightness of another.",
    ),
    (
        ShelfKind::Timbre,
        "Other sounds, this timbre",
        "Recordings of another family, played by this one's models.",
    ),
    (
        ShelfKind::Traversal,
        "Inside the latents",
        "One latent sweeps while all others rest.",
    ),
    (
        ShelfKind::Prior,
        "Left to itself",
        "The prior goes on alone: moments of a minute.",
    ),
];

/// Everything there is to hear of a family.
pub fn family(shelves: &[Shelf], family: &str) -> Markup {
    html! {
        @for (kind, title, note) in KINDS {
            @let own: Vec<&Shelf> = shelves.iter().filter(|s| s.family == family && s.kind == kind).collect();
            @if !own.is_empty() {
                h3 { (title) }
                p class="note" { (note) }
                @for shelf in own {
                    section class="shelf" {
                        h4 { (shelf.title) }
                        div class="items" { @for item in &shelf.items { (player(item)) } }
                    }
                }
            }
        }
    }
}

fn player(item: &Item) -> Markup {
    let name = if item.note.is_empty() {
        item.label.clone()
    } else {
        format!("{}, {}", item.label, item.note)
    };
    html! {
        figure class=(if item.original { "sound original" } else { "sound" }) {
            button class="strip" type="button" aria-label=(format!("Play {name}")) {
                img src=(item.picture) width="480" height="160" loading="lazy" decoding="async" alt=(format!("Spectrogram: {name}"));
                span class="head" {}
            }
            figcaption { b { (item.label) } @if !item.note.is_empty() { " " small { (item.note) } } }
            audio controls preload="metadata" src=(item.sound) {}
        }
    }
}
