//! Reference pages, in the XML that Max's documentation window reads.

mod xml;

use crate::max::MODEL;
use crate::objects::Asked;
use neurorave_core::object::jacks::{INFORMATION, MESSAGES, SIDE, inlet, outlet};
use neurorave_core::object::{
    FLAGS, Form, INFO_INLET, INFO_OUTLETS, PROPERTIES, Page, Property, VOICES_NAME, WORDS, Word,
};
use std::fmt::Write;
use xml::Xml;

/// Who the pages name.
pub const AUTHOR: &str = "The neurorave contributors";

/// The page of an object.
pub fn page(page: &Page) -> String {
    let mut xml = Xml::default();
    xml.text
        .push_str("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n");
    let kind = if page.plays { "MSP Synthesis" } else { "Files" };
    let root = [
        ("name", page.name),
        ("module", "nrave~"),
        ("category", kind),
    ];
    xml.element("c74object", &root, |xml| {
        xml.leaf("digest", &[], page.digest);
        xml.leaf("description", &[], page.description);
        xml.element("metadatalist", &[], |xml| {
            xml.leaf("metadata", &[("name", "author")], AUTHOR);
            for tag in ["audio", "neural synthesis", "timbre transfer"] {
                xml.leaf("metadata", &[("name", "tag")], tag);
            }
        });
        let (inlets, outlets) = jacks(page);
        ports(xml, "inlet", &inlets);
        ports(xml, "outlet", &outlets);
        xml.element("objarglist", &[], |xml| arguments(xml, page));
        xml.element("methodlist", &[], |xml| {
            let own = page.messages.iter();
            for word in own.chain(WORDS.iter().filter(|_| page.plays)) {
                method(xml, word);
            }
        });
        xml.element("attributelist", &[], |xml| {
            let has = |property: &&Property| {
                page.plays && property.only.is_none_or(|only| only == page.name)
            };
            PROPERTIES
                .iter()
                .filter(has)
                .for_each(|p| attribute(xml, p));
        });
        xml.element("seealsolist", &[], |xml| {
            for name in page.see_also {
                xml.empty("seealso", &[("name", name)]);
            }
        });
    });
    xml.text
}

/// What the inlets and outlets are for, each with Max's word for what it takes or gives. Those of a
/// player are those of the model that comes first.
fn jacks(page: &Page) -> (Vec<Port>, Vec<Port>) {
    let port = |kind: &'static str, says: &str| Port {
        kind,
        says: says.to_owned(),
    };
    if !page.plays {
        let outlets = INFO_OUTLETS.iter().zip(["dictionary", "message"]);
        let outlets = outlets.map(|(says, kind)| port(kind, says)).collect();
        return (vec![port("message", INFO_INLET)], outlets);
    }
    let asked = Asked::read(&format!("{} {MODEL}", page.name)).ok();
    let wanted = asked
        .and_then(|asked| asked.wanted)
        .expect("the model that comes first");
    let (layout, manifest) = (&wanted.layout, &wanted.manifest);
    let voices = page.name == VOICES_NAME;
    let kind = |says: &str| match (says.starts_with("(signal/float)"), voices) {
        (true, false) => "signal/float",
        (false, false) => "signal",
        (true, true) => "multi-channel signal, float",
        (false, true) => "multi-channel signal",
    };
    let told = |says: String| {
        let kind = kind(&says);
        let plain = says
            .split_once(") ")
            .map_or(says.as_str(), |(_, rest)| rest)
            .to_owned();
        Port { kind, says: plain }
    };
    let own = layout.inlets.iter();
    let mut inlets: Vec<_> = own
        .map(|jack| told(inlet(jack, &manifest.attributes, manifest.pitch)))
        .collect();
    if let Some(first) = inlets.first_mut() {
        let _ = write!(first.says, "; {MESSAGES}");
    }
    let mut side = told(SIDE.to_owned());
    side.says.push_str(", with -side or @side 1");
    inlets.push(side);
    let mut outlets: Vec<_> = layout
        .outlets
        .iter()
        .map(|jack| told(outlet(jack)))
        .collect();
    outlets.push(port("message", INFORMATION));
    (inlets, outlets)
}

struct Port {
    kind: &'static str,
    says: String,
}

fn ports(xml: &mut Xml, side: &str, ports: &[Port]) {
    xml.element(&format!("{side}list"), &[], |xml| {
        for (at, port) in ports.iter().enumerate() {
            xml.element(
                side,
                &[("id", &at.to_string()), ("type", port.kind)],
                |xml| {
                    xml.leaf("digest", &[], &port.says);
                },
            );
        }
    });
}

fn arguments(xml: &mut Xml, page: &Page) {
    for argument in page.arguments {
        let head = [
            ("name", argument.name),
            ("optional", "1"),
            ("type", "symbol"),
        ];
        described(xml, "objarg", &head, argument.does);
    }
    for flag in FLAGS.iter().filter(|_| page.plays) {
        let head = [("name", flag.name), ("optional", "1"), ("type", "symbol")];
        described(xml, "objarg", &head, flag.does);
    }
}

fn method(xml: &mut Xml, word: &Word) {
    xml.element("method", &[("name", word.name)], |xml| {
        xml.element("arglist", &[], |xml| {
            for argument in word.arguments.split_whitespace() {
                let optional = argument.starts_with('[');
                let name = argument.trim_matches(['[', ']']);
                let kind = kind(name);
                let optional = if optional { "1" } else { "0" };
                xml.empty(
                    "arg",
                    &[("name", name), ("optional", optional), ("type", kind)],
                );
            }
        });
        xml.leaf("digest", &[], word.does);
        let examples: Vec<_> = word
            .examples
            .iter()
            .map(|example| format!("\"{example}\""))
            .collect();
        let says = match examples.len() {
            0 => sentence(word.does),
            _ => format!(
                "{} For example {}.",
                sentence(word.does),
                examples.join(", ")
            ),
        };
        xml.leaf("description", &[], &says);
    });
}

/// Max's word for what an argument is.
fn kind(argument: &str) -> &'static str {
    match argument {
        "VALUE" | "FACTOR" | "AMOUNT" | "SEMITONES" | "MILLISECONDS" | "NUMBER" => "float",
        "MIDI" | "VELOCITY" | "0|1" | "VOICE" => "int",
        "NUMBERS" | "MESSAGE" => "list",
        _ => "symbol",
    }
}

fn attribute(xml: &mut Xml, property: &Property) {
    let kind = match property.form {
        Form::File | Form::Text => "symbol",
        Form::Switch | Form::Count(_) => "int",
        Form::Latency => "atom",
    };
    let set = if property.made_with { "0" } else { "1" };
    let head = [
        ("name", property.name),
        ("get", "1"),
        ("set", set),
        ("type", kind),
        ("size", "1"),
    ];
    xml.element("attribute", &head, |xml| {
        xml.leaf("digest", &[], property.does);
        let mut says = sentence(property.does);
        if property.made_with {
            says.push_str(" It counts in the text of the box only.");
        }
        xml.leaf("description", &[], &says);
        xml.element("attributelist", &[], |xml| {
            let head = [
                ("name", "label"),
                ("get", "1"),
                ("set", "1"),
                ("type", "symbol"),
                ("size", "1"),
                ("value", property.label),
            ];
            xml.empty("attribute", &head);
        });
    });
}

fn described(xml: &mut Xml, name: &str, head: &[(&str, &str)], does: &str) {
    xml.element(name, head, |xml| {
        xml.leaf("digest", &[], does);
        xml.leaf("description", &[], &sentence(does));
    });
}

/// What the table says in passing, as a sentence.
fn sentence(does: &str) -> String {
    let mut letters = does.chars();
    let first = letters.next().map(|first| first.to_uppercase());
    let first = first.into_iter().flatten();
    first.chain(letters).chain(['.']).collect()
}
