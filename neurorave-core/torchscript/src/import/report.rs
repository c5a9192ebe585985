//! What an import has to tell.

/// What an import has to tell.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The methods that play.
    pub methods: Vec<Played>,
    /// Those that don't, and why.
    pub refused: Vec<(String, String)>,
    /// What cannot be set, and why.
    pub unsettable: Vec<(String, String)>,
    /// Settings that the import has decided, and why they cannot change while the model plays.
    pub fixed: Vec<(String, String)>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// A method that plays.
#[derive(Clone, Debug)]
pub struct Played {
    /// Its name.
    pub name: String,
    /// Random draws of a step, in order: which input takes each, where one is needed.
    pub draws: Vec<Option<String>>,
    /// Operators of its graph, the most frequent first.
    pub operators: Vec<(String, usize)>,
}
