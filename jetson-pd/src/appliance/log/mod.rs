//! The module's diary: a line an event, in files that rotate.
//!
//! A log must never be the reason why something else fails. What can't be written is dropped and
//! counted, and told once.

mod file;
mod repeats;
mod utc;

use super::Notice;
use file::Rotating;
use repeats::Repeats;
use std::fmt;
use std::io::Write;
use std::path::Path;
use std::time::{Instant, SystemTime};

/// The name of the newest file; older ones end in `.1`, `.2` …
pub const FILE: &str = "nrave-module.log";

/// What an event is about; the second word of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The audio device missed a deadline.
    Xrun,
    /// Something was computed or arrived too late.
    Late,
    /// How warm it is.
    Temperature,
    /// A part does not work, or works again.
    Fault,
    /// Pd was started, stopped or started again.
    Restart,
    /// What the person at the module was told.
    Notice,
    /// Anything else that Pd printed.
    Pd,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xrun => "xrun",
            Self::Late => "late",
            Self::Temperature => "temperature",
            Self::Fault => "fault",
            Self::Restart => "restart",
            Self::Notice => "notice",
            Self::Pd => "pd",
        })
    }
}

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes a file.
    pub bytes: u64,
    /// Files, with the newest.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 * 1024,
            files: 4,
        }
    }
}

/// Writes the events, and repeats each line on `echo` (a terminal, or the journal).
///
/// A line is the UTC time, the seconds since the log was opened (a module without network often
/// doesn't know the time), the kind, and the text:
/// `2025-03-01T12:34:56.789Z +12.345 restart Pd started with module.pd`.
pub struct Log<'a> {
    file: Rotating,
    repeats: Repeats,
    echo: &'a mut dyn Write,
    opened: Instant,
    dropped: u64,
    trouble: Option<Notice>,
}

impl<'a> Log<'a> {
    /// A log in `folder`. Nothing is opened before the first event.
    pub fn open(folder: &Path, limits: Limits, echo: &'a mut dyn Write) -> Self {
        Self {
            file: Rotating::new(folder.join(FILE), limits),
            repeats: Repeats::default(),
            echo,
            opened: Instant::now(),
            dropped: 0,
            trouble: None,
        }
    }

    /// Writes an event. Of one that repeats (numbers aside) within a minute, only how often is
    /// written, at the end of the minute; each start has its line, since they wait longer and longer.
    pub fn event(&mut self, kind: Kind, text: &str) {
        self.tick();
        if kind == Kind::Restart || self.repeats.admit(self.opened.elapsed(), kind, text) {
            self.line(kind, text);
        }
    }

    /// Writes what is due of repeated events; to be called now and then.
    pub fn tick(&mut self) {
        for (kind, text) in self.repeats.due(self.opened.elapsed()) {
            self.line(kind, &text);
        }
    }

    /// That the log began to fail; told once until it has worked again.
    pub fn trouble(&mut self) -> Option<Notice> {
        self.trouble.take()
    }

    fn line(&mut self, kind: Kind, text: &str) {
        if self.dropped > 0 {
            let lost = format!("{} lines of the log could not be written", self.dropped);
            if self.write(Kind::Fault, &lost).is_ok() {
                self.dropped = 0;
            }
        }
        self.echo(kind, text);
        if let Err(error) = self.write(kind, text) {
            if self.dropped == 0 {
                let notice = Notice::new(
                    format!("Can't write {}: {error}", self.file.path().display()),
                    "Remove files from the disk, or make it writable; the module plays on",
                );
                self.echo(Kind::Notice, &notice.to_string());
                self.trouble = Some(notice);
            }
            self.dropped += 1;
        }
    }

    fn echo(&mut self, kind: Kind, text: &str) {
        let line = self.format(kind, text);
        // Without a terminal or a journal there is nobody to tell.
        let _ = self.echo.write_all(line.as_bytes());
        let _ = self.echo.flush();
    }

    fn write(&mut self, kind: Kind, text: &str) -> std::io::Result<()> {
        let line = self.format(kind, text);
        self.file.append(&line)
    }

    fn format(&self, kind: Kind, text: &str) -> String {
        let text = text.replace(|c: char| c.is_control(), " ");
        let time = utc::format(SystemTime::now());
        let since = self.opened.elapsed().as_secs_f64();
        format!("{time} +{since:.3} {kind} {}\n", text.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn an_event_is_one_line_with_time_and_kind() {
        let folder = tempfile::tempdir().unwrap();
        let mut echo = Vec::new();
        let mut log = Log::open(folder.path(), Limits::default(), &mut echo);
        log.event(Kind::Xrun, "two\nlines");
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        let words: Vec<_> = text.split_whitespace().collect();
        assert!(words[0].ends_with('Z') && words[0].len() == 24, "{text}");
        assert!(words[1].starts_with('+'), "{text}");
        assert_eq!(words[2..], ["xrun", "two", "lines"]);
        assert_eq!(text.lines().count(), 1);
        assert!(log.trouble().is_none());
        assert_eq!(String::from_utf8(echo).unwrap().lines().count(), 1);
    }

    #[test]
    fn a_log_that_fails_stops_nothing_and_says_so_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("later");
        let mut echo = Vec::new();
        let mut log = Log::open(&place, Limits::default(), &mut echo);
        for n in 0..10 {
            log.event(Kind::Fault, &"x".repeat(n + 1));
        }
        let trouble = log.trouble().unwrap().to_string();
        assert!(trouble.contains(FILE), "{trouble}");
        assert!(log.trouble().is_none());
        fs::create_dir(&place).unwrap();
        log.event(Kind::Notice, "well");
        let text = fs::read_to_string(place.join(FILE)).unwrap();
        assert!(text.contains("fault 10 lines of the log could not be written"));
        assert!(text.trim_end().ends_with("notice well"), "{text}");
        // Each line, and that there is trouble.
        assert_eq!(String::from_utf8(echo).unwrap().lines().count(), 12);
    }

    #[test]
    fn a_flood_is_a_line_and_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let mut echo = std::io::sink();
        let mut log = Log::open(folder.path(), Limits::default(), &mut echo);
        for n in 0..100_000 {
            log.event(Kind::Xrun, &format!("missed {n} samples"));
        }
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!(text.lines().count(), 1);
    }
}
