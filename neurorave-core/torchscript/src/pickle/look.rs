//! A look over what has been built, before anybody follows it.

use super::arena::{Arena, Cell, Kind};
use super::budget::Budget;
use crate::archive::Problem;

/// Most values within each other; an object and its attributes are two.
const MAX_DEPTH: usize = 256;
/// Values that sharing may unfold into, whatever is written, and for each that is.
const UNFOLDED: u64 = 1 << 16;
const UNFOLDED_PER_CELL: u64 = 16;

#[derive(Clone, Copy)]
enum Seen {
    No,
    /// It is being looked at: whoever meets it again is within it.
    Open,
    /// It is `height` values high and as many as `size` once its shared values are written out.
    /// Objects count within others as one: they are told apart, and so followed once.
    Done {
        height: u32,
        size: u64,
    },
}

/// Fails where `root` is no plain value, contains itself, is nested too deeply, or unfolds into far
/// more values than there are.
pub fn over(arena: &Arena, root: Cell, budget: &mut Budget) -> Result<(), Problem> {
    let mut seen = Vec::new();
    budget.reserve(&mut seen, arena.nodes.len())?;
    seen.resize(arena.nodes.len(), Seen::No);
    let (mut cells, mut unfolded): (u64, u64) = (0, 0);
    // The way from the root to where the look is, and which value comes next there. It is no longer
    // than the nesting may be deep.
    let mut way: Vec<(u32, usize)> = Vec::new();
    enter(root, &mut seen, &mut way)?;
    while let Some((index, next)) = way.last_mut() {
        let node = arena.node(*index);
        if let Some(cell) = node.cells.get(*next) {
            *next += 1;
            enter(*cell, &mut seen, &mut way)?;
            continue;
        }
        let (mut height, mut size) = (0, 1);
        for cell in &node.cells {
            let (h, s) = extent(arena, *cell, &seen);
            height = height.max(h);
            size = u64::saturating_add(size, s);
        }
        if height as usize >= MAX_DEPTH {
            return too_deep();
        }
        cells += 1 + node.cells.len() as u64;
        if matches!(node.kind, Kind::Object { .. }) {
            unfolded = unfolded.saturating_add(size);
        }
        let height = height + 1;
        seen[*index as usize] = Seen::Done { height, size };
        way.pop();
    }
    let (_, size) = extent(arena, root, &seen);
    let limit = UNFOLDED + UNFOLDED_PER_CELL * cells;
    match unfolded.saturating_add(size) > limit {
        true => Err(Problem::TooMuchMemory),
        false => Ok(()),
    }
}

/// Steps into a value, unless it has been looked at.
fn enter(cell: Cell, seen: &mut [Seen], way: &mut Vec<(u32, usize)>) -> Result<(), Problem> {
    let index = match cell {
        Cell::Node(index) => index,
        Cell::Storage(_)
        | Cell::StorageType(_)
        | Cell::Dtype(_)
        | Cell::Class(_)
        | Cell::Known(_) => {
            let what = "a class or storage stands where a value should";
            return Err(Problem::Damaged(what.into()));
        }
        _ => return Ok(()),
    };
    let state = &mut seen[index as usize];
    match state {
        Seen::Done { .. } => Ok(()),
        Seen::Open => Err(Problem::Damaged("a value contains itself".into())),
        Seen::No if way.len() == MAX_DEPTH => too_deep(),
        Seen::No => {
            *state = Seen::Open;
            way.push((index, 0));
            Ok(())
        }
    }
}

/// Height and unfolded size of a value within another.
fn extent(arena: &Arena, cell: Cell, seen: &[Seen]) -> (u32, u64) {
    let Cell::Node(index) = cell else {
        return (0, 1);
    };
    match (seen[index as usize], arena.node(index).kind) {
        (Seen::Done { height, .. }, Kind::Object { .. }) => (height, 1),
        (Seen::Done { height, size }, _) => (height, size),
        _ => (0, 1),
    }
}

fn too_deep() -> Result<(), Problem> {
    Err(Problem::Damaged(format!(
        "its values are nested more than {MAX_DEPTH} deep"
    )))
}
