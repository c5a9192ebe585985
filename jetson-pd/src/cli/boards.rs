//! `nrave-module boards`.

use super::Failure;
use clap::Args;
use nrave_module::config::{BOARDS, Board};
use std::io::Write;
use std::path::Path;

#[derive(Args)]
pub struct Arguments {
    /// Print the file of this board, to copy and change
    name: Option<String>,
}

pub fn boards(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let Some(name) = &arguments.name else {
        return list(out);
    };
    let Some((_, text)) = BOARDS.iter().find(|(known, _)| known == name) else {
        return Err(Failure::misused(format!(
            "there is no board \"{name}\": nrave-module boards lists those that there are"
        )));
    };
    Ok(write!(out, "{text}")?)
}

fn list(out: &mut impl Write) -> Result<(), Failure> {
    for (name, text) in BOARDS {
        let board = Board::parse(Path::new(name), text).map_err(Failure::failed)?;
        let jacks: Vec<_> = board.jacks.iter().map(|jack| jack.name.as_str()).collect();
        writeln!(out, "{name:18} {}: {}", board.name, jacks.join(", "))?;
    }
    writeln!(
        out,
        "\nFor another one: nrave-module boards NAME > my-board.toml, change it, and write \
         board = \"my-board.toml\" into the module.toml beside it"
    )?;
    Ok(())
}
