//! What the supervisor knows and Pd doesn't tell.

use nrave_module::appliance::supervisor::View;
use nrave_module::face::State;
use nrave_module::link::FromPd;

/// How things are, as far as the screen shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    models: Vec<String>,
    /// The model that Pd was last told to load.
    model: Option<String>,
    celsius: Option<f32>,
    fallen_back: bool,
}

impl Known {
    /// What a look shows.
    pub fn of(view: &View<'_>) -> Self {
        Self {
            models: view.models.iter().map(|model| model.name.clone()).collect(),
            model: view.model.map(str::to_owned),
            celsius: view.health.celsius,
            fallen_back: view.fallen_back,
        }
    }

    /// Models of these names, one of which is loaded.
    #[cfg(test)]
    pub fn named(models: &[&str], model: &str) -> Self {
        Self {
            models: models.iter().map(|&name| name.to_owned()).collect(),
            model: Some(model.to_owned()),
            ..Self::default()
        }
    }

    /// The same while the fall-back patch plays.
    #[cfg(test)]
    pub fn fallen_back(mut self) -> Self {
        self.fallen_back = true;
        self
    }

    /// Writes it where the screen reads it.
    pub fn show(&self, state: &mut State) {
        state.models.clone_from(&self.models);
        state.temperature = self.celsius;
        state.fallen_back = self.fallen_back;
    }

    /// A message with the name of a model as the list has it: a file whose name Pd can't read is
    /// loaded under another.
    pub fn translated(&self, message: FromPd) -> FromPd {
        match (message, &self.model) {
            (FromPd::Said(mut words), Some(model))
                if words.len() >= 2 && words[0] == "loaded" && !self.models.contains(&words[1]) =>
            {
                words[1].clone_from(model);
                FromPd::Said(words)
            }
            (message, _) => message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_called_what_its_file_is_called() {
        let known = Known::named(&["my choir", "strings"], "my choir");
        let translated = |line: &str| known.translated(FromPd::parse(line).unwrap());
        let words = |message| match message {
            FromPd::Said(words) => words,
            _ => Vec::new(),
        };
        let told = words(translated("said loaded my_choir forward"));
        assert_eq!(told, ["loaded", "my choir", "forward"]);
        let told = words(translated("said loaded strings forward"));
        assert_eq!(told, ["loaded", "strings", "forward"]);
        assert_eq!(translated("turn 1"), FromPd::Turn(1));
    }
}
