//! The encoder and the button: which page is shown, and what is chosen.
//!
//! A turn goes from page to page, round and round. A short press opens the list of the page, where
//! it has one: then a turn moves in it, and a second press takes what is selected. A long press goes
//! to the first page from anywhere. A trouble that is new comes up by itself; a press says that it
//! was read, or, where it is that the fall-back patch plays, tries the wanted one again and does
//! nothing else. Whatever is open for a moment closes by itself after a while.

use std::time::Duration;

use super::notice::Notice;
use super::page::{Page, first_row, pages, rows};
use super::state::State;

/// A button that is held for so long goes to the first page.
pub const LONG_PRESS: Duration = Duration::from_millis(700);
/// After so long without a hand at the module a list closes, and so does a trouble.
pub const IDLE: Duration = Duration::from_secs(30);
/// How long a model that was chosen may take to load.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a press asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The model of this name.
    Load(String),
    /// The wanted patch, where the fall-back patch plays.
    Retry,
}

/// Where the musician is. Times are those since any one moment.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    page: Page,
    /// The row that is selected in the list of the page, while it is open.
    row: Option<usize>,
    /// The page before a trouble came up.
    before: Page,
    /// The trouble that is shown.
    trouble: usize,
    /// The titles of the troubles that came up by themselves; each does so once.
    told: Vec<String>,
    /// The titles of those that a press has put away.
    read: Vec<String>,
    touched: Duration,
    pressed: Option<Duration>,
    chosen: Option<(String, Duration)>,
}

impl Navigation {
    /// The page that is shown.
    pub fn page(&self) -> Page {
        self.page
    }

    /// The row that is selected in the list of the page, while it is open: of the models, the first
    /// of the attributes or of the jacks that is seen.
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// The trouble that the last page shows.
    pub fn trouble(&self) -> usize {
        self.trouble
    }

    /// The model that was chosen and does not play yet.
    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_ref().map(|(name, _)| &**name)
    }

    /// The first trouble to tell below the other pages: faults and the fall-back patch for as long as
    /// they last, notices until they were read.
    pub fn warning(&self, state: &State) -> Option<Notice> {
        let unread = || {
            state
                .notices
                .iter()
                .find(|notice| !self.read.contains(&notice.title))
        };
        state.lasting().next().or_else(|| unread().cloned())
    }

    /// The encoder was turned.
    pub fn turn(&mut self, steps: i32, now: Duration, state: &State) {
        self.tick(now, state);
        self.touched = now;
        // What lies beyond a turn of the hand is noise.
        let steps = steps.clamp(-64, 64);
        if let Some(row) = &mut self.row {
            let last = rows(self.page, state).saturating_sub(1);
            *row = row.saturating_add_signed(steps as isize).min(last);
            return;
        }
        for _ in 0..steps.abs() {
            self.go(steps.signum(), state);
        }
    }

    /// The button went down or up. Returns what that asks for.
    pub fn button(&mut self, down: bool, now: Duration, state: &State) -> Option<Choice> {
        self.tick(now, state);
        self.touched = now;
        if down {
            self.pressed.get_or_insert(now);
            return None;
        }
        // Nothing where a long press has already done its work.
        self.pressed.take()?;
        self.press(now, state)
    }

    /// Time passes: call it some ten times a second, and whenever the state has changed.
    pub fn tick(&mut self, now: Duration, state: &State) {
        let after = |then: Duration| now.saturating_sub(then);
        if self.pressed.is_some_and(|then| after(then) >= LONG_PRESS) {
            self.pressed = None;
            self.show(Page::Model);
            self.touched = now;
        }
        if after(self.touched) >= IDLE {
            self.row = None;
            if self.page == Page::Troubles {
                self.show(self.before);
            }
        }
        let plays = |name: &String| {
            state
                .model
                .as_ref()
                .is_some_and(|model| model.name == *name)
        };
        let is_over = |(name, then): &(String, Duration)| plays(name) || after(*then) >= PATIENCE;
        if self.chosen.as_ref().is_some_and(is_over) {
            self.chosen = None;
        }
        if let Some(row) = &mut self.row {
            match rows(self.page, state) {
                0 => self.row = None,
                count => *row = (*row).min(count - 1),
            }
        }
        self.look_at_troubles(now, state);
    }

    fn look_at_troubles(&mut self, now: Duration, state: &State) {
        let titles: Vec<_> = state
            .troubles()
            .into_iter()
            .map(|trouble| trouble.title)
            .collect();
        self.read.retain(|read| titles.contains(read));
        // Each time that the fall-back patch plays is told anew.
        let fall_back = Notice::fall_back().title;
        let has_ended = !state.fallen_back && self.told.contains(&fall_back);
        if has_ended {
            self.told.retain(|title| *title != fall_back);
        }
        if (titles.is_empty() || has_ended) && self.page == Page::Troubles {
            self.show(self.before);
        }
        self.trouble = self.trouble.min(titles.len().saturating_sub(1));
        // Nobody who is choosing is interrupted: it waits until the list is closed.
        if self.row.is_some() {
            return;
        }
        let Some(new) = titles.iter().position(|title| !self.told.contains(title)) else {
            return;
        };
        let untold = titles
            .into_iter()
            .filter(|title| !self.told.contains(title));
        self.told.extend(untold.collect::<Vec<_>>());
        if self.page != Page::Troubles {
            self.before = self.page;
        }
        (self.page, self.trouble, self.touched) = (Page::Troubles, new, now);
    }

    fn press(&mut self, now: Duration, state: &State) -> Option<Choice> {
        if self.page == Page::Troubles {
            let troubles = state.troubles();
            let shown = troubles.get(self.trouble);
            if state.fallen_back && shown == Some(&Notice::fall_back()) {
                return Some(Choice::Retry);
            }
            self.read = troubles.into_iter().map(|trouble| trouble.title).collect();
            self.show(self.before);
            return None;
        }
        let Some(row) = self.row.take() else {
            self.row = (rows(self.page, state) > 0).then(|| first_row(self.page, state));
            return None;
        };
        let name = state.models.get(row).filter(|_| self.page == Page::Model)?;
        if state
            .model
            .as_ref()
            .is_some_and(|model| model.name == *name)
        {
            return None;
        }
        self.chosen = Some((name.clone(), now));
        Some(Choice::Load(name.clone()))
    }

    fn go(&mut self, step: i32, state: &State) {
        let troubles = state.troubles().len();
        if self.page == Page::Troubles {
            let next = self.trouble.saturating_add_signed(step as isize);
            if next != self.trouble && next < troubles {
                self.trouble = next;
                return;
            }
        }
        let pages = pages(troubles > 0);
        let at = pages
            .iter()
            .position(|page| *page == self.page)
            .unwrap_or(0);
        let next = (at as i32 + step).rem_euclid(pages.len() as i32) as usize;
        if pages[next] == Page::Troubles {
            self.before = Page::Model;
            self.trouble = if step > 0 { 0 } else { troubles - 1 };
        }
        self.page = pages[next];
    }

    fn show(&mut self, page: Page) {
        (self.page, self.row) = (page, None);
    }
}
