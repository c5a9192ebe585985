//! Columns of text.

/// A table: all rows have as many cells as the first one.
pub struct Table(Vec<Vec<String>>);

impl Table {
    /// With these headers.
    pub fn new(headers: &[&str]) -> Self {
        Self(vec![headers.iter().map(|&cell| cell.to_owned()).collect()])
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.0.push(cells);
    }

    /// Its lines, each column as wide as its widest cell. A column with nothing in it is left out.
    pub fn text(&self) -> String {
        let width = |column: usize| {
            let cells = self.0.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or(0)
        };
        let is_used = |column: &usize| self.0[1..].iter().any(|row| !row[*column].is_empty());
        let columns: Vec<_> = (0..self.0[0].len()).filter(is_used).collect();
        let mut text = String::new();
        for row in &self.0 {
            let cells = columns.iter().map(|&column| {
                let (cell, width) = (&row[column], width(column));
                format!("{cell:width$}")
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            text += line.trim_end();
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_must_be_and_empty_ones_are_left_out() {
        let mut table = Table::new(&["jack", "none", "Hz"]);
        table.row(vec!["cv1".into(), String::new(), "1".into()]);
        table.row(vec!["gate1♯".into(), String::new(), "22".into()]);
        assert_eq!(table.text(), "jack    Hz\ncv1     1\ngate1♯  22\n");
    }
}
