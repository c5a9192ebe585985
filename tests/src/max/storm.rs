//! What a storm sends, and to which boxes.

use super::{External, Session};
use crate::pd::models::{write_delay, write_expressive, write_like_shipped, write_wanderer};
use neurorave_core::object::{NAME, VOICES_NAME, WORDS};
use std::path::Path;

/// The models that the boxes of a storm name, one of them broken.
///
/// # Panics
/// When the folder is not writable.
pub fn models(folder: &Path) {
    write_expressive(folder, "expressive");
    write_like_shipped(folder, "strings");
    write_wanderer(folder, "wanderer");
    write_delay(folder, "delay", 2048, 100);
    std::fs::write(folder.join("broken.nrave"), b"no model").unwrap();
}

/// A session that can make boxes of every kind, and send every message, right, wrong and without
/// arguments, as far as `wanted` takes them.
pub fn stormy(external: &External, folder: &Path, wanted: fn(&str) -> bool) -> Session {
    let mut session = Session::with(external, folder);
    for object in [NAME, VOICES_NAME] {
        for rest in [
            "",
            "expressive",
            "strings",
            "wanderer prior",
            "delay @latency 4096",
            "broken",
            "nowhere",
            "void 6 2",
            "-side expressive @bypass 1",
            "a b c d",
            "-what",
            "@model strings @enable 0",
            "expressive @chans 3",
            "expressive decode",
            "strings @multichannel 1",
        ] {
            session.say(format!("box {object} {rest}"));
        }
    }
    session.say("box nrave.info expressive");
    let mut send = |message: String| {
        if wanted(&message) {
            session.say(format!("pool {message}"));
        }
    };
    for word in WORDS {
        for example in word.examples {
            send(example.to_string());
        }
        send(word.name.into());
        send(format!("{} nonsense", word.name));
        send(format!("{} 1e30 nan", word.name));
    }
    for file in [
        "expressive",
        "wanderer prior",
        "delay",
        "broken",
        "nowhere",
        "strings forward",
    ] {
        send(format!("load {file}"));
    }
    for more in [
        "bang",
        "0.5",
        "7",
        "0.1 0.2 0.3 0.4 0.5",
        "dance",
        "setvalue 2 set rms 1",
        "setvalue 0 get",
        "setvalue",
        "chans 5",
        "chans 0",
        "mode synchronous",
        "latency 64",
    ] {
        send(more.into());
    }
    session
}
