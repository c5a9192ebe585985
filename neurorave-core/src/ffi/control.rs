//! Loading, messages, events.

use super::{Failure, c_text, nrave_code, nrave_instrument, rust_text, with};
use crate::instrument::Event;
use crate::message::Atom;
use std::ffi::c_char;
use std::ptr;

/// Loads a model file and plays it, cross-faded in when it is ready. Returns at once: nrave_event tells
/// the outcome. `path` is UTF-8. `method` may be NULL: then the method stays, or is "forward".
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed; the texts end with 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_load(
    instrument: *mut nrave_instrument,
    path: *const c_char,
    method: *const c_char,
) -> nrave_code {
    let load = |i: &nrave_instrument| {
        // SAFETY: the texts end with 0 by contract.
        let (path, method) = unsafe { (rust_text(path, "path")?, optional(method)?) };
        i.remote.load(path, method);
        Ok(())
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, load) }
}

/// Like nrave_load, but waits until the model is read and ready. In offline and synchronous mode the
/// next nrave_process plays it, if nrave_prepare was called before.
///
/// # Safety
/// As nrave_load.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_load_and_wait(
    instrument: *mut nrave_instrument,
    path: *const c_char,
    method: *const c_char,
) -> nrave_code {
    let load = |i: &nrave_instrument| {
        // SAFETY: the texts end with 0 by contract.
        let (path, method) = unsafe { (rust_text(path, "path")?, optional(method)?) };
        let failed = |e: std::sync::Arc<crate::instrument::LoadError>| Failure {
            code: nrave_code::NRAVE_LOAD_FAILED,
            text: e.to_string(),
        };
        i.remote
            .load_and_wait(path, method)
            .map(drop)
            .map_err(failed)
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, load) }
}

/// Sends a message in the words of the nrave~ object: "set centroid 0.5", "mode offline", "seed 3",
/// "get centroid" … A path with spaces goes to nrave_load instead. Answers are in nrave_reply.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed; the text ends with 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_message(
    instrument: *mut nrave_instrument,
    message: *const c_char,
) -> nrave_code {
    let send = |i: &nrave_instrument| {
        i.texts.lock().reply = c_text("");
        // SAFETY: the text ends with 0 by contract.
        let text = unsafe { rust_text(message, "message")? };
        let mut words = text.split_whitespace();
        let word = words.next().unwrap_or_default();
        let atoms: Vec<_> = words.map(Atom::from_text).collect();
        let action = i.remote.understand(word, &atoms);
        let replies = action.and_then(|action| i.remote.act(&action));
        let replies = replies.map_err(|e| Failure {
            code: nrave_code::NRAVE_BAD_MESSAGE,
            text: e.to_string(),
        })?;
        let lines: Vec<_> = replies.iter().map(ToString::to_string).collect();
        i.texts.lock().reply = c_text(&lines.join("\n"));
        Ok(())
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, send) }
}

/// The answers to the last nrave_message, one a line, "" where there are none. Never NULL. Valid until
/// the next nrave_message or nrave_free.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_reply(instrument: *const nrave_instrument) -> *const c_char {
    // SAFETY: by contract.
    match unsafe { instrument.as_ref() } {
        // The text itself does not move when the lock is released.
        Some(i) => i.texts.lock().reply.as_ptr(),
        None => c"".as_ptr(),
    }
}

/// What the last call that failed has to say, "" before any. Never NULL. Valid until the next call with
/// this handle other than nrave_process. (nrave_process leaves no text.)
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_error(instrument: *const nrave_instrument) -> *const c_char {
    // SAFETY: by contract.
    match unsafe { instrument.as_ref() } {
        Some(i) => i.texts.lock().error.as_ptr(),
        None => c"the instrument is NULL; make one with nrave_create".as_ptr(),
    }
}

/// The next thing that has happened, in a sentence ("importing …", "loaded …", "live …", "failed …"),
/// or NULL if there is nothing new. Valid until the next nrave_event or nrave_free.
///
/// # Safety
/// `instrument` is NULL or came from nrave_create and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrave_event(instrument: *mut nrave_instrument) -> *const c_char {
    let mut text = ptr::null();
    let next = |i: &nrave_instrument| {
        if let Some(event) = i.remote.poll_event() {
            let mut texts = i.texts.lock();
            texts.event = c_text(&sentence(&event));
            text = texts.event.as_ptr();
        }
        Ok(())
    };
    // SAFETY: the contract is handed on.
    unsafe { with(instrument, next) };
    text
}

fn sentence(event: &Event) -> String {
    match event {
        Event::Importing(path) => format!("importing {}", path.display()),
        Event::Loaded(playing) => format!("loaded {} {}", playing.name, playing.method),
        Event::LoadFailed { error, .. } => format!("failed {error}"),
        Event::Live { mode, latency } => format!("live {} {latency}", mode.name()),
        Event::Failed(problem) => format!("failed {problem}"),
    }
}

/// # Safety
/// `text` is NULL or ends with 0.
unsafe fn optional<'a>(text: *const c_char) -> Result<Option<&'a str>, Failure> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: by contract.
    unsafe { rust_text(text, "method") }.map(Some)
}
