//! Where the buffers lie for everyone whom a step is done for at once.

/// Tables of places, one a player: for each turn that it takes, where each buffer's first value is.
#[derive(Clone, Copy)]
pub struct Lanes<'a> {
    tables: &'a [&'a [*mut f32]],
    /// Buffers.
    width: usize,
    /// The only turn that is looked at, or all of them.
    turn: Option<usize>,
}

impl<'a> Lanes<'a> {
    /// All turns of all players; a table's length is a multiple of `width`.
    pub fn new(tables: &'a [&'a [*mut f32]], width: usize) -> Self {
        Lanes {
            tables,
            width: width.max(1),
            turn: None,
        }
    }

    /// Most turns that a player takes.
    pub fn turns(&self) -> usize {
        let turns = self.tables.iter().map(|table| table.len() / self.width);
        turns.max().unwrap_or(0)
    }

    /// One turn of all players that take it.
    pub fn of(self, turn: usize) -> Self {
        Lanes {
            turn: Some(turn),
            ..self
        }
    }

    /// Calls `visit` with the places of all buffers, player by player and turn by turn.
    pub fn each(&self, mut visit: impl FnMut(&[*mut f32])) {
        for table in self.tables {
            let mut turns = table.chunks_exact(self.width);
            match self.turn {
                Some(turn) => turns.nth(turn).into_iter().for_each(&mut visit),
                None => turns.for_each(&mut visit),
            }
        }
    }
}
