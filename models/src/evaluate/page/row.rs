//! One row of a table: how its figures are written and which of them is best.

use crate::evaluate::study::figures::{Entry, Figures};

/// One figure of every model.
pub struct Row {
    /// What it is.
    pub title: String,
    /// One a model; `None` where it does not exist.
    pub cells: Vec<Option<f64>>,
    /// How numbers are written.
    pub form: Form,
    /// Which way is better.
    pub better: Better,
    /// What is aimed at.
    pub target: Option<f64>,
    /// What was published for F-RAVE.
    pub published: Option<f64>,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// With this many decimals.
    Number(usize),
    /// A share, as per cent with this many decimals.
    Percent(usize),
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Better {
    /// More.
    High,
    /// Less.
    Low,
    /// Near 1: within this of it is what is aimed at.
    One(f64),
    /// Neither: a fact.
    Fact,
}

impl Form {
    /// A number as people read it.
    pub fn write(self, value: f64) -> String {
        match self {
            Self::Number(decimals) => format!("{value:.decimals$}").replace('-', "−"),
            Self::Percent(decimals) => format!("{:.decimals$} %", 100.0 * value).replace('-', "−"),
        }
    }
}

impl Row {
    /// A figure without values yet.
    pub fn new(title: impl Into<String>, form: Form, better: Better) -> Self {
        Self {
            title: title.into(),
            cells: Vec::new(),
            form,
            better,
            target: None,
            published: None,
        }
    }

    /// With something to aim at.
    pub fn aim(mut self, target: f64) -> Self {
        self.target = Some(target);
        self
    }

    /// With what was published.
    pub fn beside(mut self, published: Option<f64>) -> Self {
        self.published = published;
        self
    }

    /// With `value` of every model; none where it is no number.
    pub fn fill(mut self, entries: &[&Entry], value: impl Fn(&Figures) -> Option<f64>) -> Self {
        let finite = |entry: &&Entry| value(&entry.figures).filter(|v| v.is_finite());
        self.cells = entries.iter().map(finite).collect();
        self
    }

    /// What a cell says.
    pub fn text(&self, index: usize) -> String {
        self.cells[index].map_or_else(|| "–".into(), |value| self.form.write(value))
    }

    /// Whether a model is the best, or as good as the best to the last digit shown, where there are
    /// several to choose from.
    pub fn is_best(&self, index: usize) -> bool {
        let worth = |value: f64| match self.better {
            Better::High => Some(value),
            Better::Low => Some(-value),
            Better::One(_) => Some(-(value - 1.0).abs()),
            Better::Fact => None,
        };
        let filled: Vec<f64> = self.cells.iter().flatten().copied().collect();
        let best = filled.iter().copied().max_by(|a, b| {
            let worth = |value: f64| worth(value).unwrap_or(0.0);
            worth(*a).total_cmp(&worth(*b))
        });
        let best = best.filter(|value| filled.len() > 1 && worth(*value).is_some());
        best.is_some_and(|best| self.form.write(best) == self.text(index))
    }

    /// Whether a model reaches what is aimed at; `None` where nothing is, or nothing is there.
    pub fn reached(&self, index: usize) -> Option<bool> {
        let value = self.cells[index]?;
        match self.better {
            Better::High => self.target.map(|target| value >= target),
            Better::Low => self.target.map(|target| value <= target),
            Better::One(within) => Some((value - 1.0).abs() <= within),
            Better::Fact => None,
        }
    }

    /// What is aimed at, in words.
    pub fn aim_text(&self) -> String {
        match (self.better, self.target) {
            (Better::High, Some(target)) => format!("≥ {}", self.form.write(target)),
            (Better::Low, Some(target)) => format!("≤ {}", self.form.write(target)),
            (Better::One(within), _) => format!(
                "{} to {}",
                self.form.write(1.0 - within),
                self.form.write(1.0 + within)
            ),
            _ => String::new(),
        }
    }

    /// What was published, in words.
    pub fn published_text(&self) -> String {
        self.published
            .map_or_else(String::new, |value| self.form.write(value))
    }

    /// Whether no model has it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(better: Better, cells: &[Option<f64>]) -> Row {
        let mut row = Row::new("a", Form::Number(2), better).aim(0.5);
        row.cells = cells.to_vec();
        row
    }

    #[test]
    fn the_best_depends_on_the_way() {
        let best = |better, cells: &[Option<f64>]| -> Vec<usize> {
            let row = row(better, cells);
            (0..cells.len())
                .filter(|index| row.is_best(*index))
                .collect()
        };
        let cells = [Some(0.4), None, Some(1.1), Some(0.401)];
        assert_eq!(best(Better::High, &cells), [2]);
        assert_eq!(best(Better::Low, &cells), [0, 3]);
        assert_eq!(best(Better::One(0.2), &cells), [2]);
        assert!(best(Better::Fact, &cells).is_empty());
        assert!(best(Better::High, &[Some(1.0), None]).is_empty());
    }

    #[test]
    fn what_is_aimed_at_is_reached_or_not() {
        let high = row(Better::High, &[Some(0.4), None, Some(0.5)]);
        let reached: Vec<_> = (0..3).map(|i| high.reached(i)).collect();
        assert_eq!(reached, [Some(false), None, Some(true)]);
        assert_eq!(high.text(1), "–");
        assert_eq!(high.aim_text(), "≥ 0.50");
        let one = row(Better::One(0.2), &[Some(0.79)]);
        assert_eq!(
            (one.reached(0), one.aim_text()),
            (Some(false), "0.80 to 1.20".into())
        );
        assert_eq!(Form::Percent(1).write(-0.0512), "−5.1 %");
    }
}
