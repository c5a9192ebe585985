//! From hardware to whoever plays: a thread reads, a wait-free ring hands over, and a timeline puts
//! what happened onto samples.

mod bursts;
mod desk;
mod envelope;
mod messages;
mod priority;
mod reader;
mod scanner;
mod signals;
mod slot;
mod tap;
mod timeline;

pub use messages::{Messages, Told};
pub use reader::{Bridge, Progress};
pub use scanner::{Report, Scanner};
pub use signals::{Block, Signals};
pub use tap::{Item, News, Notice, Tap, Wants};
pub use timeline::Timeline;
