//! What only a module can do, on systems that no module runs.

macro_rules! not_here {
    ($name:ident, $does:literal) => {
        pub mod $name {
            use crate::cli::Failure;
            use std::io::Write;

            #[derive(clap::Args)]
            pub struct Arguments {
                /// Whatever it is
                #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
                _any: Vec<String>,
            }

            pub fn $name(_: &Arguments, _: &mut impl Write) -> Result<(), Failure> {
                Err(super::not_here($does))
            }
        }
    };
}

not_here!(calibrate, "calibrate measures the jacks");
not_here!(run, "run plays on");

/// Both ways.
pub mod install {
    use crate::cli::Failure;
    use std::io::Write;

    #[derive(clap::Args)]
    pub struct Arguments {
        /// Whatever it is
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        _any: Vec<String>,
    }

    pub use Arguments as Uninstall;

    pub fn install(_: &Arguments, _: &mut impl Write) -> Result<(), Failure> {
        Err(super::not_here("install prepares"))
    }

    pub fn uninstall(_: &Arguments, _: &mut impl Write) -> Result<(), Failure> {
        Err(super::not_here("uninstall cleans up"))
    }
}

fn not_here(does: &str) -> super::Failure {
    super::Failure::failed(format!(
        "{does} a module, which is a Raspberry Pi, a Jetson or another computer with Linux: run it \
         there. Here, open the patch in Pd and play it with nrave-module simulate, or check a table \
         of volts with nrave-module check --simulate FILE.csv"
    ))
}
