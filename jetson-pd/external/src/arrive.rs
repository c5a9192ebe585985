//! What arrives from the inputs, as messages.

use crate::NAME;
use crate::answer::{Answer, number, word, words};
use nrave_module::bridge::{News, Told};
use nrave_pd_host::console;
use pd_sys::t_object;

/// How else to play without hardware: where Pd can be told by another program.
const TERMINAL: &str = if cfg!(unix) {
    ", or from a terminal: nrave-module simulate FILE.csv"
} else {
    ""
};

/// The message for what an input did.
pub fn played(told: Told, streams: &[String]) -> Answer {
    let name = |stream: usize| word(&streams[stream]);
    let switch = |on: bool| number(f32::from(u8::from(on)));
    match told {
        Told::Cv(stream, value) | Told::Pitch(stream, value) => {
            Answer::played("cv", [name(stream), number(value)])
        }
        Told::Gate(stream, on) => Answer::played("gate", [name(stream), switch(on)]),
        Told::Trigger(stream) => Answer::played("trigger", [name(stream)]),
        Told::Patched(stream, patched) => {
            Answer::status("patched", [name(stream), switch(patched)])
        }
    }
}

/// The message for news.
pub fn answer(news: &News) -> Answer {
    match news {
        News::Fault { part, why } => Answer::status("fault", words(part).chain(words(why))),
        News::Well { part } => Answer::status("well", words(part)),
        News::Simulated { why } => Answer::status("simulated", words(why)),
        News::Heard(line) => {
            let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
            Answer::played(first, words(rest))
        }
    }
}

/// News as a line on the console.
pub fn write(object: *const t_object, news: &News) {
    match news {
        News::Fault { part, why } => {
            let said =
                format!("{part}: {why}; its last values stay, and it is tried until it works");
            console::error(object, NAME, &said);
        }
        News::Well { part } => console::note(object, NAME, &format!("{part} works again")),
        News::Simulated { why } => {
            let said = format!(
                "no module's hardware here ({why}). Play it with messages (cv NAME VALUE, gate NAME \
                 0|1, volts JACK V, simulate FILE.csv){TERMINAL}"
            );
            console::note(object, NAME, &said);
        }
        News::Heard(_) => {}
    }
}
