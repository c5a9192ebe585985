//! The words of `nn~` that mean something else here, or nothing.

use super::reply::{number, reply};
use super::{Action, MessageError, Query, Reply};
use crate::object::sentence;

/// Understands one of these words; `None` where it is another.
pub(super) fn parse(word: &str) -> Option<Result<Action, MessageError>> {
    Some(Ok(Action::Query(match word {
        "get_attributes" => Query::Attributes,
        "get_methods" => Query::Methods,
        "dump" => Query::Dump,
        "gpu" => Query::Gpu,
        "bufsize" => Query::Buffer,
        "print_available_models" | "download" | "delete" => {
            return Some(Err(MessageError(format!(
                "{word}: nrave~ neither fetches nor deletes models: put the file beside the patch \
                 and send \"load FILE\""
            ))));
        }
        _ => return None,
    })))
}

/// What stands in place of a graphics processor.
pub(super) fn gpu() -> Vec<Reply> {
    let why = "nrave~ computes without a GPU: there is none to turn on";
    vec![reply("gpu", [number(0.0)]), sentence("note", why)]
}

/// What stands in place of a buffer.
pub(super) fn buffer() -> Vec<Reply> {
    let why = "nrave~ needs no buffer: ask for its latency with \"latency\"";
    vec![reply("bufsize", [number(0.0)]), sentence("note", why)]
}
