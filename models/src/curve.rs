//! Curves over time from CSV files, as drawn in a spreadsheet or an editor.

use std::fs;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: a million points or so.
const MAX_BYTES: u64 = 32 << 20;

/// A value over time: straight lines between points, constant before the first and after the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// (seconds, value), at least one, times never decreasing.
    points: Vec<(f64, f32)>,
}

/// A curve file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum CurveError {
    /// The file could not be read.
    #[error("{}: cannot read the curve ({reason}); check the path", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What is in the way.
        reason: String,
    },
    /// A line is not `seconds,value`.
    #[error("{}, line {line}: {problem}; write one point a line as seconds,value, for example 1.5,-0.25", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// No points at all.
    #[error("{}: the curve has no points; write one a line as seconds,value", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

impl Curve {
    /// Straight lines through points of (seconds, value).
    ///
    /// # Panics
    ///
    /// Without points, or where a time is earlier than the one before.
    pub fn new(points: impl IntoIterator<Item = (f64, f32)>) -> Self {
        let points: Vec<_> = points.into_iter().collect();
        assert!(points.is_sorted_by(|a, b| a.0 <= b.0) && !points.is_empty());
        Self { points }
    }

    /// Reads a CSV file of lines `seconds,value`. The first line may be a header; empty lines and
    /// lines that begin with `#` are skipped. Two points at one time make a jump.
    ///
    /// # Errors
    ///
    /// [`CurveError`], which names the file and the line.
    pub fn read(path: &Path) -> Result<Self, CurveError> {
        let failed = |reason: String| CurveError::Read {
            path: path.into(),
            reason,
        };
        let size = fs::metadata(path)
            .map_err(|error| failed(error.to_string()))?
            .len();
        if size > MAX_BYTES {
            return Err(failed(format!(
                "{} MB, more than any curve needs",
                size >> 20
            )));
        }
        let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        Self::parse(&text, path)
    }

    /// Reads the text of such a file; `path` is named in errors.
    ///
    /// # Errors
    ///
    /// [`CurveError::Line`] and [`CurveError::Empty`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, CurveError> {
        let text = text.trim_start_matches('\u{feff}');
        let mut points: Vec<(f64, f32)> = Vec::new();
        let mut header_allowed = true;
        for (i, line) in text.lines().enumerate() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let wrong = |problem: String| CurveError::Line {
                path: path.into(),
                line: i + 1,
                problem,
            };
            let is_header = header_allowed && !content.contains(|c: char| c.is_ascii_digit());
            header_allowed = false;
            if is_header {
                continue;
            }
            let point = point(content).map_err(wrong)?;
            if points.last().is_some_and(|last| point.0 < last.0) {
                return Err(wrong(format!(
                    "{} s is earlier than the line before",
                    point.0
                )));
            }
            points.push(point);
        }
        if points.is_empty() {
            return Err(CurveError::Empty { path: path.into() });
        }
        Ok(Self { points })
    }

    /// The value at `seconds`.
    pub fn at(&self, seconds: f64) -> f32 {
        // The first point that is later: at a jump, the value after it.
        let after = self.points.partition_point(|p| p.0 <= seconds);
        let Some(&(t1, v1)) = self.points.get(after) else {
            return self.points[self.points.len() - 1].1;
        };
        let Some(&(t0, v0)) = after.checked_sub(1).map(|before| &self.points[before]) else {
            return v1;
        };
        let share = (seconds - t0) / (t1 - t0);
        (f64::from(v0) + f64::from(v1 - v0) * share) as f32
    }

    /// Writes the values of consecutive samples at `rate` Hz, the first of them number `start`.
    pub fn fill(&self, start: usize, rate: u32, out: &mut [f32]) {
        for (i, value) in out.iter_mut().enumerate() {
            *value = self.at((start + i) as f64 / f64::from(rate));
        }
    }
}

fn point(line: &str) -> Result<(f64, f32), String> {
    let mut fields = line.split(',').map(str::trim);
    let (Some(time), Some(value), None) = (fields.next(), fields.next(), fields.next()) else {
        return Err(format!(
            "\"{}\" is not two numbers with a comma between",
            shorten(line)
        ));
    };
    let seconds: f64 = time
        .parse()
        .map_err(|_| format!("the time \"{}\" is not a number", shorten(time)))?;
    let value: f32 = value
        .parse()
        .map_err(|_| format!("the value \"{}\" is not a number", shorten(value)))?;
    if !seconds.is_finite() || !value.is_finite() {
        return Err("a number is infinite or not a number".into());
    }
    Ok((seconds, value))
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.into()
    } else {
        text.chars().take(37).collect::<String>() + "..."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Curve, CurveError> {
        Curve::parse(text, Path::new("sweep.csv"))
    }

    fn error(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn lines_join_the_points() {
        let curve = parse("seconds,value\n# slow start\n0,-1\n\n2, 1\r\n4,0\n").unwrap();
        assert_eq!(
            [-1.0, 0.0, 1.0, 3.0, 9.0].map(|t| curve.at(t)),
            [-1.0, -1.0, 0.0, 0.5, 0.0]
        );
    }

    #[test]
    fn two_points_at_one_time_are_a_jump() {
        let curve = parse("0,0\n1,0\n1,1\n2,1").unwrap();
        assert_eq!([0.999, 1.0, 1.5].map(|t| curve.at(t)), [0.0, 1.0, 1.0]);
    }

    #[test]
    fn samples_fall_on_their_times() {
        let curve = parse("\u{feff}0,0\n1,1").unwrap();
        let mut values = [0.0; 3];
        curve.fill(2, 4, &mut values);
        assert_eq!(values, [0.5, 0.75, 1.0]);
    }

    #[test]
    fn errors_name_the_line() {
        assert!(error("t,v\n0,0\n1;1\n").contains("sweep.csv, line 3: \"1;1\" is not two numbers"));
        assert!(error("0,0\n1,loud").contains("line 2: the value \"loud\""));
        assert!(error("0,0\nx1,0").contains("line 2: the time \"x1\""));
        assert!(error("2,0\n1,0").contains("line 2: 1 s is earlier"));
        assert!(error("0,inf\n").contains("no points") || error("0,inf\n").contains("line 1"));
        assert!(error("0,1e99\n").contains("line 1"));
        assert!(error("t,v\nt,v\n").contains("line 2"));
        assert!(error("seconds,value\n").contains("no points"));
        assert!(error("").contains("no points"));
        assert!(error(&format!("0,{}", "9x".repeat(500))).len() < 300);
    }
}
