//! A script: volts over time, as a table that any spreadsheet writes.

use std::fmt;
use std::path::Path;

/// A script as read: a column of volts over time for each jack it names.
///
/// ```text
/// seconds,cv1,gate1
/// 0,-5,0
/// 0.5,0,5
/// 1,5,
/// ```
///
/// Between rows a jack's voltage is drawn as a line where it is read by a converter; a line of a GPIO
/// chip keeps its level until the next row. Two rows with the same time are a step. An empty cell
/// says nothing. Before the first row the first one holds, after the last one the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    columns: Vec<(String, Vec<Point>)>,
    length: f64,
}

/// Seconds and volts.
type Point = (f64, f32);

/// What is wrong with a script: the line, and what should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError(String);

impl std::error::Error for ScriptError {}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nobody plays more than a day.
const LONGEST_S: f64 = 86_400.0;

impl Script {
    /// Reads a file.
    ///
    /// # Errors
    /// Names file and line, and what should be there.
    pub fn load(file: &Path) -> Result<Self, ScriptError> {
        let name = file.display();
        let text = std::fs::read_to_string(file)
            .map_err(|error| ScriptError(format!("{name}: can't read the script: {error}")))?;
        Self::parse(&text)
            .map_err(|(line, said)| ScriptError(format!("{name}, line {line}: {said}")))
    }

    /// As [`load`](Self::load), from its text.
    ///
    /// # Errors
    /// The line, and what should be there.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut lines = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let (_, header) = lines.next().ok_or_else(|| {
            (
                1,
                "the first row names the columns: seconds,cv1,gate1".into(),
            )
        })?;
        let mut names = header.split(',').map(str::trim);
        if names.next() != Some("seconds") {
            return Err((1, "the first column is seconds: seconds,cv1,gate1".into()));
        }
        let mut columns: Vec<(String, Vec<Point>)> = Vec::new();
        for name in names {
            if name.is_empty() || columns.iter().any(|(other, _)| other == name) {
                return Err((1, format!("\"{name}\": each column is a jack, named once")));
            }
            columns.push((name.to_owned(), Vec::new()));
        }
        let mut length = 0.0;
        for (number, line) in lines {
            let mut cells = line.split(',').map(str::trim);
            let seconds = cells
                .next()
                .and_then(|cell| cell.parse::<f64>().ok())
                .filter(|seconds| (0.0..=LONGEST_S).contains(seconds))
                .ok_or_else(|| (number, "a row begins with a time in seconds".to_owned()))?;
            if seconds < length {
                return Err((number, "time goes on from row to row".into()));
            }
            length = seconds;
            for (_, points) in &mut columns {
                match cells.next() {
                    None | Some("") => {}
                    Some(cell) => {
                        let volts = cell.parse::<f32>().ok().filter(|volts| volts.is_finite());
                        let volts = volts
                            .ok_or_else(|| (number, format!("\"{cell}\" is no number of volts")))?;
                        points.push((seconds, volts));
                    }
                }
            }
            if cells.next().is_some() {
                return Err((number, "more cells than the first row has names".into()));
            }
        }
        Ok(Self { columns, length })
    }

    /// Seconds from the start to the last row.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// The jacks that it names.
    pub fn jacks(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// Volts of a jack, on the line between two rows; `None` where it says nothing about that jack.
    pub fn volts(&self, jack: &str, seconds: f64) -> Option<f32> {
        let points = self.points(jack)?;
        let after = points.partition_point(|point| point.0 <= seconds);
        let before = points[..after].last().or(points.first())?;
        let next = points.get(after).unwrap_or(before);
        let width = next.0 - before.0;
        if width <= 0.0 || seconds < before.0 {
            return Some(before.1);
        }
        let share = (seconds - before.0) / width;
        Some(before.1 + (next.1 - before.1) * share as f32)
    }

    /// Its rows for a jack from `from` to before `to`, in seconds.
    pub fn steps(&self, jack: &str, from: f64, to: f64) -> &[Point] {
        let points = self.points(jack).unwrap_or(&[]);
        let begin = points.partition_point(|point| point.0 < from);
        let end = points.partition_point(|point| point.0 < to);
        &points[begin..end.max(begin)]
    }

    fn points(&self, jack: &str) -> Option<&[Point]> {
        let (_, points) = self.columns.iter().find(|(name, _)| name == jack)?;
        (!points.is_empty()).then_some(points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volts_are_on_the_line_between_rows() {
        let script =
            Script::parse("seconds,cv1,gate1\n# up\n0,-5,0\n1,5,\n1,2,5\n\n3,2,0\n").unwrap();
        let volts = |seconds| script.volts("cv1", seconds).unwrap();
        assert_eq!(
            [
                volts(0.0),
                volts(0.25),
                volts(0.999_999),
                volts(1.0),
                volts(9.0)
            ],
            [-5.0, -2.5, 4.999_989_5, 2.0, 2.0]
        );
        assert_eq!(script.volts("gate1", 0.5), Some(2.5));
        assert_eq!(script.volts("cv9", 0.5), None);
        assert_eq!(script.steps("gate1", 0.0, 3.0), [(0.0, 0.0), (1.0, 5.0)]);
        assert_eq!(script.steps("gate1", 3.0, 3.1), [(3.0, 0.0)]);
        assert_eq!(script.length(), 3.0);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, line, said) in [
            ("", 1, "seconds,cv1"),
            ("time,cv1\n", 1, "seconds"),
            ("seconds,cv1,cv1\n", 1, "once"),
            ("seconds,cv1\n0,1\nx,2\n", 3, "time in seconds"),
            ("seconds,cv1\n1,1\n0,2\n", 3, "goes on"),
            ("seconds,cv1\n0,high\n", 2, "no number"),
            ("seconds,cv1\n0,inf\n", 2, "no number"),
            ("seconds,cv1\n0,1,2\n", 2, "more cells"),
            ("seconds,cv1\n1e9,1\n", 2, "time in seconds"),
        ] {
            let (at, error) = Script::parse(text).unwrap_err();
            assert_eq!(at, line, "{text}");
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
