//! Which flags a command line holds, those left at their defaults aside.

use clap::error::Error;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, FromArgMatches};

/// The flags given. Where it is flattened into a command's arguments it must be the first of them:
/// those after it take their values out of what it looks at.
pub struct Given(Vec<String>);

impl Given {
    /// Whether this flag, its name without dashes before it, is given.
    pub fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|given| given == flag)
    }

    /// The first flag given that is not one of `known`.
    pub fn beyond(&self, known: &[&str]) -> Option<&str> {
        let unknown = self.0.iter().find(|flag| !known.contains(&flag.as_str()));
        unknown.map(String::as_str)
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = matches.ids().map(clap::Id::as_str).filter(|id| {
            // clap groups the arguments of each struct under the struct's name.
            id.starts_with(char::is_lowercase)
                && matches.value_source(id) == Some(ValueSource::CommandLine)
        });
        Ok(Self(given.map(|id| id.replace('_', "-")).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Given {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}
