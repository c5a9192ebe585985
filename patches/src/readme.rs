//! The page of the repository's folder.

use neurorave_core::object::PAGES;
use std::fmt::Write;

/// What each part of the package is.
const PARTS: [(&str, &str); 7] = [
    ("help", "a help patch for each object"),
    ("docs", "its page in the reference"),
    (
        "patchers",
        "the demo: one attribute after the other is swept",
    ),
    ("extras", "the overview in Max's menu Extras"),
    ("devices", "an audio effect for Live"),
    ("init", "tells Max which file holds the objects"),
    ("pictures", "what the patches look like"),
];

/// The page, with these pictures.
pub fn text(pictures: &[&str]) -> String {
    let mut text = String::from(
        "# The Max package: patches and pages\n\n\
         `cargo patches` writes everything in this folder from the table in `neurorave-core/src/object`; the tests of\n\
         `patches` say when it is out of date, and check each patch: boxes, cords, messages, files.\n\n\
         | | |\n|---|---|\n",
    );
    for (part, holds) in PARTS {
        let _ = writeln!(text, "| `{part}` | {holds} |");
    }
    text.push('\n');
    for page in &PAGES {
        let _ = writeln!(text, "- `{}` {}", page.name, page.digest);
    }
    for picture in pictures {
        let name = picture
            .trim_start_matches("pictures/")
            .trim_end_matches(".png");
        let _ = write!(text, "\n## {name}\n\n![{name}]({picture})\n");
    }
    text
}
