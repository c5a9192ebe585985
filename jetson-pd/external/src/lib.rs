//! `nrave.cv` and `nrave.cv~` for Pure Data: the control voltages and gates of a module.
//!
//! `[nrave.cv module.toml]` tells as messages what the inputs of the configuration do; `[nrave.cv~
//! module.toml]` has a signal outlet for each of their streams as well. What they mean is decided in
//! [`nrave_module`]; nothing here knows hardware. Both objects are in one library, and share one
//! reader. Pd looks for a file of either name: give the library both names, by a link or a copy.

mod answer;
mod arrive;
mod class;
mod find;
mod module;
mod order;
mod shared;
mod source;

/// The name of both objects on the console.
const NAME: &str = "nrave.cv";
