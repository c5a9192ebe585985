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
    xruns: u64,
}

impl Known {
    /// What a look shows.
    pub fn of(view: &View<'_>) -> Self {
        Self {
            models: view.models.iter().map(|model| model.name.clone()).collect(),
            model: view.model.map(str::to_owned),
            celsius: view.health.celsius,
            fallen_back: view.fallen_back,
            xruns: view.xruns,
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
        state.xruns = self.xruns;
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
    use nrave_module::appliance::health::Health;
    use nrave_module::appliance::store::Settings;
    use std::path::Path;

    #[test]
    fn the_screen_knows_what_the_supervisor_knows() {
        let health = Health {
            celsius: Some(51.5),
            ..Health::default()
        };
        let view = View {
            playing: true,
            patch: Path::new("fall-back.pd"),
            fallen_back: true,
            model: Some("drums"),
            models: &[],
            settings: &Settings::default(),
            health: &health,
            restarts: 3,
            xruns: 7,
        };
        let mut state = State::default();
        Known::of(&view).show(&mut state);
        assert_eq!((state.temperature, state.xruns), (Some(51.5), 7));
        assert!(state.fallen_back);
    }

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
