//! A page of Markdown with tables.

use super::machine::Machine;
use std::fmt;

/// The page.
pub struct Page(String);

impl Page {
    /// With a title, how it was made, and on what.
    pub fn new(title: &str, command: &str, machine: &Machine) -> Self {
        let core = machine
            .core
            .map_or("not bound to a core".to_owned(), |core| {
                format!("on core {core} alone")
            });
        Self(format!(
            "# {title}\n\nWritten by `{command}` on {}: {}, {} cores, {core}. nrave {}, tract {}, {}.\n",
            machine.date,
            machine.processor,
            machine.cores,
            machine.ours,
            machine.tract,
            machine.rustc
        ))
    }

    /// With a title, how it was made, and what it says: for what no machine has a part in.
    pub fn computed(title: &str, command: &str, text: &str) -> Self {
        Self(format!("# {title}\n\nWritten by `{command}`.\n\n{text}\n"))
    }

    /// Adds a paragraph.
    pub fn text(mut self, text: &str) -> Self {
        self.0 += &format!("\n{text}\n");
        self
    }

    /// Adds a table; its first column is text, the others are numbers.
    pub fn table<const N: usize>(
        mut self,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        self.0 += &format!("\n{}", row(&head.map(str::to_owned)));
        let rule = (0..N).map(|column| if column == 0 { "---" } else { "---:" });
        self.0 += &format!("|{}|\n", rule.collect::<Vec<_>>().join("|"));
        for cells in rows {
            self.0 += &row(&cells);
        }
        self
    }
}

/// A line of a table.
fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_markdown() {
        let machine = Machine {
            processor: "A Processor".into(),
            cores: 2,
            core: Some(1),
            date: "2026-01-01".into(),
            rustc: "rustc 1".into(),
            ours: "0.1.0".into(),
            tract: "0.2",
        };
        let page = Page::new("Title", "bench", &machine)
            .text("Words.")
            .table(["what", "ms"], [["a".to_owned(), "1.0".to_owned()]]);
        assert_eq!(
            page.to_string(),
            "# Title\n\nWritten by `bench` on 2026-01-01: A Processor, 2 cores, on core 1 alone. \
             nrave 0.1.0, tract 0.2, rustc 1.\n\nWords.\n\n| what | ms |\n|---|---:|\n| a | 1.0 |\n"
        );
    }
}
