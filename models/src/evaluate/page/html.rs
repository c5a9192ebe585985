//! `index.html`.

use super::row::Row;
use super::rows::{across, headlines, sections};
use super::words::{DEFINITIONS, about, played};
use super::{listen, plots, published};
use crate::evaluate::study::figures::{Entry, Family, Report};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The page. Everything that comes from files and command lines is escaped.
pub fn page(report: &Report) -> String {
    let families: Vec<(&Family, Vec<&Entry>)> = report
        .families
        .iter()
        .map(|family| {
            let own = report
                .entries
                .iter()
                .filter(|entry| entry.family == family.name);
            (family, own.collect())
        })
        .filter(|(_, entries): &(_, Vec<&Entry>)| !entries.is_empty())
        .collect();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "How well the models play" }
                // No icon: a browser would ask for one.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                header class="top" {
                    p class="brand" { "nrave~" }
                    h1 { "How well the models play" }
                    p class="lead" { (about(report)) }
                    nav {
                        @for (index, (family, _)) in families.iter().enumerate() {
                            a href=(format!("#family-{index}")) { (family.name) }
                        }
                        a href="#how" { "how it is measured" }
                    }
                }
                main {
                    (compare(report))
                    @for (index, (family, entries)) in families.iter().enumerate() {
                        (show(index, family, entries, report))
                    }
                    (how(report))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Where there are several families: each headline by model and family.
fn compare(report: &Report) -> Markup {
    let tables = across(report);
    html! {
        @if !tables.is_empty() {
            article {
                h2 { "Across families" }
                div class="plots" {
                    @for (title, row, labels, families) in &tables {
                        div class="wide" {
                            table {
                                thead { tr {
                                    th { (title) @if !row.aim_text().is_empty() { " " small { (row.aim_text()) } } }
                                    @for family in families { th scope="col" { (family) } }
                                } }
                                tbody {
                                    @for (label, places) in labels {
                                        tr {
                                            th scope="row" { (label) }
                                            @for place in places {
                                                @match place {
                                                    Some(index) => (cell(row, *index, false)),
                                                    None => td {},
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn show(index: usize, family: &Family, entries: &[&Entry], report: &Report) -> Markup {
    html! {
        article id=(format!("family-{index}")) {
            h2 { (family.name) }
            p class="note" { (played(report, family)) }
            (glance(entries))
            (listen::family(&report.shelves, &family.name))
            h3 { "Knobs, latents, attacks" }
            div class="plots" {
                (plots::control(entries))
                (plots::latents(entries))
                (plots::attacks(entries))
            }
            @for entry in entries.iter().filter(|entry| entry.figures.control.is_some()) {
                details open[entries.len() == 1] {
                    summary { "Asked and heard: " (entry.label) }
                    div class="plots" { (plots::traces(entry)) }
                }
            }
            h3 { "All figures" }
            @for section in sections(entries) {
                h4 { (section.title) }
                p class="note" { (section.note) }
                (table(&section.rows, entries))
            }
        }
    }
}

/// The figures that say most, with a mark where what is aimed at is reached.
fn glance(entries: &[&Entry]) -> Markup {
    let rows = headlines(entries);
    html! {
        div class="wide" {
            table class="glance" {
                thead { tr {
                    th {}
                    @for row in &rows { th scope="col" { (row.title) @if !row.aim_text().is_empty() { small { (row.aim_text()) } } } }
                } }
                tbody {
                    @for (index, entry) in entries.iter().enumerate() {
                        tr {
                            th scope="row" { span class=(format!("swatch c{}", index % 8)) {} (entry.label) }
                            @for row in &rows { (cell(row, index, true)) }
                        }
                    }
                }
            }
        }
    }
}

/// One figure; with `rank`, the best of its row stands out.
fn cell(row: &Row, index: usize, rank: bool) -> Markup {
    let (mark, word) = match row.reached(index) {
        Some(true) => ("yes", "reached"),
        Some(false) => ("no", "not reached"),
        None => ("", ""),
    };
    let best = if rank && row.is_best(index) {
        " best"
    } else {
        ""
    };
    html! {
        td class=(format!("{mark}{best}")) title=(word) { (row.text(index)) }
    }
}

fn table(rows: &[Row], entries: &[&Entry]) -> Markup {
    let published = rows.iter().any(|row| row.published.is_some());
    let aims = rows.iter().any(|row| !row.aim_text().is_empty());
    html! {
        div class="wide" {
            table {
                thead { tr {
                    th {}
                    @for entry in entries { th scope="col" { (entry.label) } }
                    @if aims { th scope="col" { "aim" } }
                    @if published { th scope="col" class="aside" { (published::SYSTEM) } }
                } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (row.title) }
                            @for index in 0..entries.len() { (cell(row, index, true)) }
                            @if aims { td class="aside" { (row.aim_text()) } }
                            @if published { td class="aside" { (row.published_text()) } }
                        }
                    }
                }
            }
        }
    }
}

fn how(report: &Report) -> Markup {
    html! {
        article id="how" {
            h2 { "How it is measured" }
            dl {
                @for (name, meaning) in DEFINITIONS {
                    dt { (name) }
                    dd { (meaning) }
                }
            }
            h3 { "Models" }
            div class="wide" {
                table {
                    thead { tr { th { "model" } th { "family" } th { "file" } th { "knobs" } th { "SHA-256" } } }
                    tbody {
                        @for entry in &report.entries {
                            tr {
                                th scope="row" { (entry.label) }
                                td { (entry.family) }
                                td { (entry.model.file) }
                                td { (knobs(entry)) }
                                td { code { (entry.model.sha256.get(..12).unwrap_or_default()) "…" } }
                            }
                        }
                    }
                }
            }
            h3 { "The same again" }
            pre { code { (report.made.command) } }
        }
    }
}

fn knobs(entry: &Entry) -> String {
    let mut knobs = entry.model.attributes.clone();
    if entry.model.pitch {
        knobs.push("pitch".into());
    }
    if knobs.is_empty() {
        "none".into()
    } else {
        knobs.join(", ")
    }
}
