//! Which parts of the board answer.

use super::Failure;
use nrave_module::bridge::Report;
use nrave_module::config::Config;
use nrave_module::drivers::parts;
use std::path::Path;

/// The parts, and what is wrong with some.
pub struct Parts {
    names: Vec<String>,
    /// Parts and what they fail with.
    faults: Vec<(String, String)>,
    /// The screen, and whether its device is there: it has no way to answer.
    screen: Option<(String, bool)>,
    /// The script in place of all of them.
    simulated: Option<String>,
}

impl Parts {
    /// None has failed so far.
    pub fn new(config: &Config, simulated: Option<&Path>) -> Self {
        let jacks: Vec<_> = config.inputs.iter().map(|input| input.jack).collect();
        let names = parts(&config.board, &jacks);
        let screen = config.board.screen.as_ref();
        Self {
            names: names.iter().map(ToString::to_string).collect(),
            faults: Vec::new(),
            screen: screen.map(|screen| (screen.spi.display().to_string(), screen.spi.exists())),
            simulated: simulated.map(|file| file.display().to_string()),
        }
    }

    /// Takes what a scan has found.
    pub fn take(&mut self, report: &Report) {
        match report {
            Report::Fault { part, why } => self.faults.push((part.clone(), why.clone())),
            Report::Well { part: well } => self.faults.retain(|(part, _)| part != well),
            _ => {}
        }
    }

    /// What is wrong now: the part, and why.
    pub fn faults(&self) -> &[(String, String)] {
        &self.faults
    }

    /// A line for each part.
    pub fn text(&self) -> String {
        if let Some(script) = &self.simulated {
            return format!("  simulated with {script}\n");
        }
        let mut text = String::new();
        for name in &self.names {
            let fault = self.faults.iter().find(|(part, _)| part == name);
            let state = fault.map_or("fine", |(_, why)| why);
            text += &format!("  {name:32} {state}\n");
        }
        if let Some((device, is_there)) = &self.screen {
            let state = if *is_there {
                "is there"
            } else {
                "is not there: switch SPI on"
            };
            text += &format!("  {:32} {state}\n", format!("screen at {device}"));
        }
        text
    }

    /// Whether all is well in the end.
    pub fn verdict(&self) -> Result<(), Failure> {
        if self.faults.is_empty() {
            return Ok(());
        }
        let parts: Vec<_> = self.faults.iter().map(|(part, _)| part.as_str()).collect();
        Err(Failure::failed(format!(
            "no good answer from {}: check its power and its wires, and that bus and address in the \
             board's file are right",
            parts.join(", ")
        )))
    }
}
