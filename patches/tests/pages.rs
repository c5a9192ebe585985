//! The reference pages and the small files of the package say what the table says.

use neurorave_core::object::{INFO_NAME, NAME, PAGES, PROPERTIES, VOICES_NAME, WORDS};
use nrave_patches::files;
use roxmltree::{Document, Node};

fn text(path: &str) -> String {
    let file = files::written().into_iter().find(|(name, _)| name == path);
    String::from_utf8(file.unwrap_or_else(|| panic!("no {path}")).1).unwrap()
}

fn children<'a>(root: Node<'a, 'a>, list: &str) -> Vec<Node<'a, 'a>> {
    let list = root.children().find(|node| node.has_tag_name(list));
    let list = list.unwrap_or_else(|| panic!("a list is missing"));
    list.children().filter(Node::is_element).collect()
}

fn names(root: Node<'_, '_>, list: &str) -> Vec<String> {
    let list = root
        .children()
        .find(|node| node.has_tag_name(list))
        .unwrap();
    let elements = list.children().filter(Node::is_element);
    elements
        .map(|node| node.attribute("name").unwrap().to_owned())
        .collect()
}

#[test]
fn the_pages_have_every_word_and_property() {
    for page in &PAGES {
        let text = text(&format!("docs/{}.maxref.xml", page.name));
        let document = Document::parse(&text).unwrap();
        let root = document.root_element();
        assert!(root.has_tag_name("c74object"));
        assert_eq!(root.attribute("name"), Some(page.name));
        let digest = root.children().find(|node| node.has_tag_name("digest"));
        assert_eq!(digest.and_then(|node| node.text()), Some(page.digest));
        let methods = names(root, "methodlist");
        let attributes = names(root, "attributelist");
        for word in page
            .messages
            .iter()
            .chain(WORDS.iter().filter(|_| page.plays))
        {
            assert!(
                methods.contains(&word.name.to_owned()),
                "{}: {}",
                page.name,
                word.name
            );
        }
        for property in PROPERTIES {
            let has = page.plays && property.only.is_none_or(|only| only == page.name);
            assert_eq!(
                attributes.contains(&property.name.to_owned()),
                has,
                "{}: {}",
                page.name,
                property.name
            );
        }
        assert_eq!(names(root, "seealsolist"), page.see_also);
        assert!(!children(root, "metadatalist").is_empty());
    }
}

#[test]
fn the_pages_tell_the_inlets_of_the_first_model() {
    let text = text(&format!("docs/{NAME}.maxref.xml"));
    let document = Document::parse(&text).unwrap();
    let inlets = children(document.root_element(), "inletlist");
    assert_eq!(inlets.len(), 8, "seven, and the side inlet");
    assert!(inlets[3].text().is_some());
    let says = inlets[3]
        .descendants()
        .filter_map(|node| node.text())
        .collect::<String>();
    assert!(says.contains("centroid, brightness"), "{says}");
    assert_eq!(children(document.root_element(), "outletlist").len(), 2);
}

#[test]
fn the_package_says_what_it_is() {
    let info: serde_json::Value = serde_json::from_str(&text("package-info.json")).unwrap();
    assert_eq!(info["name"], "neurorave");
    assert_eq!(info["version"], env!("CARGO_PKG_VERSION"));
    let licence = include_str!("../../LICENSE-MIT");
    assert!(licence.contains(info["author"].as_str().unwrap()));
    assert_eq!(info["max_version_min"], "8.6");
    assert_eq!(
        info["os"]["macintosh"]["platform"],
        serde_json::json!(["x64", "aarch64"])
    );
    let home = info["homepatcher"].as_str().unwrap();
    assert!(
        files::written()
            .iter()
            .any(|(path, _)| path.ends_with(home)),
        "{home}"
    );
}

#[test]
fn max_is_told_which_file_has_the_other_objects() {
    let expected =
        format!("max objectfile {VOICES_NAME} {NAME};\nmax objectfile {INFO_NAME} {NAME};\n");
    assert_eq!(text("init/nrave.txt"), expected);
}
