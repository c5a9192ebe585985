//! XML, written by hand.

use std::fmt::Write;

/// XML on its way, a level of tabs for each element around.
#[derive(Default)]
pub struct Xml {
    /// What is written so far.
    pub text: String,
    depth: usize,
}

impl Xml {
    fn head(&mut self, name: &str, head: &[(&str, &str)], end: &str) {
        self.text.push_str(&"\t".repeat(self.depth));
        let _ = write!(self.text, "<{name}");
        for (key, value) in head {
            let _ = write!(self.text, " {key}=\"{}\"", escaped(value));
        }
        self.text.push_str(end);
    }

    pub fn element(&mut self, name: &str, head: &[(&str, &str)], within: impl FnOnce(&mut Self)) {
        self.head(name, head, ">\n");
        self.depth += 1;
        within(self);
        self.depth -= 1;
        let indent = "\t".repeat(self.depth);
        let _ = writeln!(self.text, "{indent}</{name}>");
    }

    pub fn leaf(&mut self, name: &str, head: &[(&str, &str)], text: &str) {
        self.head(name, head, ">");
        let _ = writeln!(self.text, "{}</{name}>", escaped(text));
    }

    pub fn empty(&mut self, name: &str, head: &[(&str, &str)]) {
        self.head(name, head, " />\n");
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_would_read_is_escaped() {
        assert_eq!(escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&apos;");
    }
}
