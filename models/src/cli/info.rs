//! `nrave info`: what a model file holds.

use super::{Failure, output};
use clap::Args as ClapArgs;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Kind, LatentSpec, Manifest, Method, Port, Scale};
use neurorave_core::{network, opening};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// Shows what a model file holds: methods, attributes, pitch, timing, card.
#[derive(ClapArgs)]
pub struct Args {
    /// The model file (.nrave, or a TorchScript file).
    file: PathBuf,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Info<'a> {
    file: String,
    bytes: u64,
    content_hash: String,
    weights: WeightCount,
    manifest: &'a Manifest,
    /// What runs each method, or why nothing does.
    executors: BTreeMap<&'a str, String>,
    card: &'a str,
}

#[derive(Serialize)]
struct WeightCount {
    f16: usize,
    f32: usize,
    other: usize,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let model = opening::open_telling(&args.file, || {
        eprintln!("importing {}", args.file.display());
    })?;
    let weights = model.weights();
    let info = Info {
        file: args.file.display().to_string(),
        bytes: std::fs::metadata(&args.file).map_or(0, |about| about.len()),
        content_hash: model.content_hash().to_string(),
        weights: WeightCount {
            f16: weights.f16,
            f32: weights.f32,
            other: weights.other,
        },
        manifest: model.manifest(),
        executors: executors(&model),
        card: model.card(),
    };
    if args.json {
        output::json(&info)
    } else {
        output::text(&page(&info))
    }
}

fn executors(model: &Model) -> BTreeMap<&str, String> {
    let executor = |method: &str| match network::shared(model, method) {
        Ok(network) => match network.fallback() {
            None => network.executor().name().to_owned(),
            Some(why) => format!("{}; native: {why}", network.executor().name()),
        },
        Err(error) => format!("nothing: {error}"),
    };
    let methods = model.manifest().methods.keys();
    methods.map(|m| (m.as_str(), executor(m))).collect()
}

fn page(info: &Info) -> String {
    let manifest = info.manifest;
    let mut page = String::new();
    line(&mut page, "model", &manifest.name);
    line(
        &mut page,
        "file",
        &format!("{}, {:.2} MB", info.file, info.bytes as f64 / 1e6),
    );
    let WeightCount { f16, f32, other } = info.weights;
    line(
        &mut page,
        "weights",
        &format!(
            "{} ({f16} half, {f32} single precision, {other} other)",
            f16 + f32 + other
        ),
    );
    let channels = if manifest.channels == 1 {
        "mono".into()
    } else {
        format!("{} channels", manifest.channels)
    };
    line(
        &mut page,
        "sound",
        &format!("{} Hz, {channels}", manifest.sample_rate),
    );
    if let Some(pitch) = &manifest.pitch {
        line(
            &mut page,
            "pitch",
            &format!("{:.0} to {:.0} Hz", pitch.min_hz, pitch.max_hz),
        );
    }
    for (name, method) in &manifest.methods {
        line(
            &mut page,
            "method",
            &describe(name, method, manifest.sample_rate),
        );
        line(&mut page, "  runs on", &info.executors[name.as_str()]);
        line(&mut page, "  in", &ports(&method.inputs));
        line(&mut page, "  out", &ports(&method.outputs));
    }
    if let Some(latent) = &manifest.latent {
        line(&mut page, "latents", &latents(latent));
    }
    for attribute in &manifest.attributes {
        let scale = match attribute.scale {
            Scale::Linear => "",
            Scale::Log => ", logarithmic",
        };
        let range = format!(
            "{}: -1 is {} {unit}, 1 is {} {unit}{scale}",
            attribute.name,
            attribute.min,
            attribute.max,
            unit = attribute.unit
        );
        line(&mut page, "attribute", &range);
    }
    for setting in &manifest.settings {
        let numbers = setting.numbers.iter();
        let numbers: Vec<_> = numbers
            .map(|number| match setting.word(number.form, number.initial) {
                Some(word) => format!("\"{word}\""),
                None => format!("{} {}", number.form.name(), number.initial),
            })
            .collect();
        let mut told = format!("{}: {} at first", setting.name, numbers.join(", "));
        if !setting.words.is_empty() {
            told += &format!(", one of \"{}\"", setting.words.join("\", \""));
        }
        if setting.fixed {
            told += ", changed by importing anew";
        }
        line(&mut page, "setting", &told);
    }
    if !info.card.trim().is_empty() {
        page.push('\n');
        page.push_str(info.card.trim_end());
        page.push('\n');
    }
    page
}

fn line(page: &mut String, name: &str, content: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(page, "{name:<10} {content}");
}

fn describe(name: &str, method: &Method, rate: u32) -> String {
    let ms = |samples: usize| samples as f64 * 1000.0 / f64::from(rate);
    format!(
        "{name}: steps of {} samples ({:.1} ms), delay {} samples ({:.1} ms)",
        method.step,
        ms(method.step),
        method.delay,
        ms(method.delay)
    )
}

/// How many, and how much the first 1, 2, 4 … of them say.
fn latents(latent: &LatentSpec) -> String {
    let count = latent.mean.len();
    let firsts = std::iter::successors(Some(1), |n| Some(2 * n));
    let shares: Vec<String> = firsts
        .map_while(|n| Some((n, latent.fidelity.get(n - 1)?)))
        .map(|(n, share)| format!("{n}: {:.0} %", share * 100.0))
        .collect();
    if shares.is_empty() {
        return count.to_string();
    }
    format!("{count}; variance in the first {}", shares.join(", "))
}

fn ports(ports: &[Port]) -> String {
    let port = |port: &Port| {
        let kind = match port.kind {
            Kind::Audio => "audio",
            Kind::Latent => "latent",
            Kind::Attribute => "attribute",
            Kind::Pitch => "pitch",
            Kind::Excitation => "excitation",
            Kind::Noise => "noise",
            Kind::Draw => "draw",
            Kind::Temperature => "temperature",
            Kind::Base => "base",
            Kind::Setting => "settings",
            Kind::Control => "control",
        };
        let named = if port.name == kind {
            kind.into()
        } else {
            format!("{} ({kind})", port.name)
        };
        format!("{named} {}x{}", port.channels, port.samples)
    };
    ports.iter().map(port).collect::<Vec<_>>().join(", ")
}
