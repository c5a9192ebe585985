//! The pages, their order, and the lists on them.

use super::pages::SEEN;
use super::state::State;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The model that plays, and those to choose from.
    #[default]
    Model,
    /// The attributes.
    Attributes,
    /// The jacks.
    Inputs,
    /// How loud and how busy it is.
    Levels,
    /// What went wrong; there only if something did.
    Troubles,
}

/// The pages, in their order.
pub(super) fn pages(is_trouble: bool) -> &'static [Page] {
    const ALL: &[Page] = &[
        Page::Model,
        Page::Attributes,
        Page::Inputs,
        Page::Levels,
        Page::Troubles,
    ];
    if is_trouble { ALL } else { &ALL[..4] }
}

/// How many rows the list of a page has: the models, or how far one can scroll.
pub(super) fn rows(page: Page, state: &State) -> usize {
    let scrolled = |rows: usize| if rows > SEEN { rows - SEEN + 1 } else { 0 };
    match page {
        Page::Model => state.models.len(),
        Page::Attributes => scrolled(state.attributes.len()),
        Page::Inputs => scrolled(
            state
                .inputs
                .iter()
                .filter(|input| !input.kind.is_lamp())
                .count(),
        ),
        Page::Levels | Page::Troubles => 0,
    }
}

/// Where a list opens: at the model that plays, so that two presses change nothing.
pub(super) fn first_row(page: Page, state: &State) -> usize {
    let plays = |name: &String| {
        state
            .model
            .as_ref()
            .is_some_and(|model| model.name == *name)
    };
    match page {
        Page::Model => state.models.iter().position(plays).unwrap_or(0),
        _ => 0,
    }
}
