//! What places hold, and what they held before a branch wrote to them.

use super::tensor::Cell;
use super::{CELL, Content, ENTRY, Heap, ITEM, Place};
use std::collections::BTreeMap;

/// How far the journal was when one side of a branch began.
#[must_use = "a side that begins must end"]
pub struct Mark(usize);

impl Heap {
    /// What a place holds.
    pub fn content(&self, place: &Place) -> Content {
        match place {
            Place::Tensor(tensor) => match self.cells[tensor.0 as usize] {
                Cell::Own(id) | Cell::Merged(id) => Content::Values(id),
                // Views hold nothing: writing goes to their base.
                Cell::View { .. } => Content::Attribute(None),
            },
            Place::List(list) => Content::Items(self.items(*list)),
            Place::Dict(dict) => Content::Entries(self.entries(*dict)),
            Place::Attribute(object, name) => {
                Content::Attribute(self.instance(*object).attributes.get(name).cloned())
            }
        }
    }

    /// Writes to a place.
    pub fn set(&mut self, place: Place, content: Content) {
        self.budget.owe(match &content {
            Content::Items(items) => items.len() * ITEM,
            Content::Entries(entries) => entries.len() * ENTRY,
            _ => ENTRY,
        });
        if self.branches > 0 {
            self.budget.owe(2 * CELL);
            let before = self.content(&place);
            self.journal.push((place.clone(), before));
        }
        self.replace(place, content);
    }

    fn replace(&mut self, place: Place, content: Content) {
        match (place, content) {
            (Place::Tensor(tensor), Content::Values(id)) => {
                self.cells[tensor.0 as usize] = Cell::Own(id);
            }
            (Place::List(list), Content::Items(items)) => self.lists[list.0 as usize] = items,
            (Place::Dict(dict), Content::Entries(entries)) => {
                self.dicts[dict.0 as usize] = entries;
            }
            (Place::Attribute(object, name), Content::Attribute(value)) => {
                let attributes = &mut self.objects[object.0 as usize].attributes;
                match value {
                    Some(value) => attributes.insert(name, value),
                    None => attributes.remove(&name),
                };
            }
            // A place and a content of another kind never meet.
            _ => {}
        }
    }

    /// Begins one side of a branch.
    pub fn begin(&mut self) -> Mark {
        self.branches += 1;
        Mark(self.journal.len())
    }

    /// Ends one side of a branch: all that it wrote, which is undone.
    pub fn end(&mut self, mark: Mark) -> BTreeMap<Place, Content> {
        let undone = self.journal.split_off(mark.0);
        let written = undone
            .iter()
            .map(|(place, _)| (place.clone(), self.content(place)))
            .collect();
        for (place, before) in undone.into_iter().rev() {
            self.replace(place, before);
        }
        self.branches -= 1;
        written
    }

    /// Ends what began with `mark`, without undoing it: what was written to, and what it held at first.
    pub fn settle(&mut self, mark: Mark) -> BTreeMap<Place, Content> {
        let mut first = BTreeMap::new();
        for (place, before) in self.journal.drain(mark.0..) {
            first.entry(place).or_insert(before);
        }
        self.branches -= 1;
        first
    }
}
