//! The README's reference is the object's own table.

use neurorave_core::object::{FLAGS, NN_WORDS, PROPERTIES, WORDS};

fn readme() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    std::fs::read_to_string(path).unwrap()
}

/// The rows of the table that begins with this line.
fn table(head: &str) -> Vec<String> {
    let readme = readme();
    let (_, table) = readme.split_once(head).expect(head);
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table.lines().skip(2);
    rows.map(str::to_owned).collect()
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

#[test]
fn the_reference_has_every_message() {
    let rows = WORDS.iter().map(|word| {
        let examples: Vec<_> = word.examples.iter().map(|e| code(e)).collect();
        let usage = code(&word.usage());
        format!("| {usage} | {} | {} |", word.does, examples.join(", "))
    });
    let rows: Vec<_> = rows.collect();
    assert_eq!(table("| message | | such as |"), rows);
}

#[test]
fn the_reference_has_every_word_of_nn() {
    let rows = NN_WORDS
        .iter()
        .map(|word| format!("| {} | {} |", code(&word.usage()), word.does));
    assert_eq!(table("| message of `nn~` | |"), rows.collect::<Vec<_>>());
}

#[test]
fn the_reference_has_every_flag() {
    let rows: Vec<_> = table("| flag | before the file name |");
    let known: Vec<_> = FLAGS
        .iter()
        .map(|flag| format!("| {} | {} |", code(flag.name), flag.does))
        .collect();
    assert_eq!(rows, known);
}

#[test]
fn the_reference_has_every_property() {
    let known = PROPERTIES
        .iter()
        .map(|property| format!("| `@{}` | {} |", property.name, property.does));
    assert_eq!(table("| property | |"), known.collect::<Vec<_>>());
}
