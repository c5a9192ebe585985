//! Every dependency's licence is on the list in `deny.toml`, and what a host
//! loads (the core and the externals) is free of copyleft per file as well, but for one crate that
//! is named here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The quoted strings of `allow = [ … ]` in `deny.toml`.
fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let (_, list) = text.split_once("allow = [").unwrap();
    let (list, _) = list.split_once("\n]").unwrap();
    list.lines()
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

/// Licence expressions by package, as cargo resolves the dependencies of
/// `scope` for every platform.
fn licences(scope: &[&str]) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .arg("tree")
        .args(scope)
        .args(["--all-features", "--target", "all", "--prefix", "none"])
        .args(["--format", "{p}|{l}"])
        .current_dir(root())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree: {errors}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once('|'))
        // A package that was listed before has a mark at the end of its line.
        .map(|(package, licence)| {
            (
                package.to_owned(),
                licence.trim_end_matches(" (*)").to_owned(),
            )
        })
        .collect()
}

/// Whether an SPDX expression can be met with `allowed` licences. The old form
/// `MIT/Apache-2.0` reads as OR; an empty or malformed expression is not met.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words, allowed) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = both(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        return either(words, allowed) & words.next_if_eq(&")").is_some();
    }
    let Some(mut licence) = words.next().map(str::to_owned) else {
        return false;
    };
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().unwrap_or_default());
    }
    allowed.contains(&licence)
}

fn refused(scope: &[&str], allowed: &[String]) -> Vec<(String, String)> {
    let licences = licences(scope);
    assert!(licences.len() > 20, "cargo tree named few packages");
    licences
        .into_iter()
        .filter(|(_, licence)| !is_met(licence, allowed))
        .collect()
}

#[test]
fn all_dependencies_are_on_the_list() {
    assert_eq!(refused(&["--workspace"], &allowed()), []);
}

#[test]
fn what_a_host_loads_is_permissive() {
    let mut permissive = allowed();
    permissive.retain(|licence| licence != "MPL-2.0");
    let linked = ["-p", "neurorave-core", "-p", "nrave-pd", "-e", "normal"];
    assert_eq!(refused(&linked, &permissive), []);
}

/// `nrave.cv` despikes with a crate under MPL-2.0, unchanged: its sources are where crates come from.
#[test]
fn the_external_of_the_module_has_one_exception() {
    let mut permissive = allowed();
    permissive.retain(|licence| licence != "MPL-2.0");
    let refused = refused(&["-p", "nrave-cv", "-e", "normal"], &permissive);
    let names: Vec<_> = refused
        .iter()
        .map(|(package, _)| package.split(' ').next().unwrap())
        .collect();
    assert_eq!(names, ["median"]);
}

#[test]
fn expressions_are_read_as_spdx_says() {
    let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    let is_met = |expression| is_met(expression, &allowed);
    assert!(is_met("MIT"));
    assert!(is_met("GPL-3.0-only OR MIT"));
    assert!(is_met("MIT/Apache-2.0"));
    assert!(is_met("(GPL-2.0-only OR MIT) AND Unicode-3.0"));
    assert!(is_met("Apache-2.0 WITH LLVM-exception"));
    assert!(!is_met("Apache-2.0"));
    assert!(!is_met("GPL-3.0-only"));
    assert!(!is_met("MIT AND GPL-3.0-only"));
    assert!(!is_met("GPL-3.0-only OR MIT AND LGPL-2.1-only"));
    assert!(!is_met("(MIT"));
    assert!(!is_met("MIT MIT"));
    assert!(!is_met(""));
}
