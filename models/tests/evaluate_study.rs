//! A whole study: figures that must come out a certain way, and the page in a real browser.

mod support;

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model_file::manifest::{FORMAT, Kind, Manifest, Method, Port};
use neurorave_core::model_file::write_model;
use nrave::audio::{Audio, write_wav};
use nrave::evaluate::page;
use nrave::evaluate::study::figures::{Entry, Report};
use std::collections::BTreeMap;
use std::f64::consts::TAU;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::{RATE, STEP, nrave_fails, nrave_json, text, write_teller};

/// A label that must stay text.
const ODD: &str = "<i>wire</i> & co";

/// One study for all tests: the shipped model, a wire and a model that tells what it was told.
fn study() -> &'static (PathBuf, Report) {
    static STUDY: OnceLock<(PathBuf, Report)> = OnceLock::new();
    STUDY.get_or_init(|| {
        let room = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("study");
        let _ = std::fs::remove_dir_all(&room);
        for folder in ["notes", "hits"] {
            std::fs::create_dir_all(room.join(folder)).unwrap();
        }
        for k in 0..8 {
            let write = |name: String, samples| {
                write_wav(&room.join(name), &Audio::from_mono(RATE, samples)).unwrap();
            };
            let step = 2f64.powf(k as f64 / 12.0);
            write(format!("notes/low_{k}.wav"), note(110.0 * step));
            write(format!("notes/high_{k}.wav"), note(620.0 * step));
            write(format!("hits/hit_{k}.wav"), hit(k));
        }
        let path = |name: &str| room.join(name).to_str().unwrap().to_owned();
        write_wire(&room.join("wire.nrave"));
        write_teller(&room.join("teller.nrave"));
        let zoo = concat!(env!("CARGO_MANIFEST_DIR"), "/zoo/strings.nrave");
        let out = path("report");
        let json = nrave_json(&[
            "evaluate",
            &format!("strings={zoo}@notes"),
            &format!("wire={}@notes", path("wire.nrave")),
            &format!("{}@notes", path("teller.nrave")),
            &format!("{ODD}={}@hits", path("wire.nrave")),
            "--data",
            &path("notes"),
            "--data",
            &path("hits"),
            "--classify",
            "notes",
            "--all",
            "--quick",
            "--out",
            &out,
            "--json",
        ]);
        (room.join("report"), serde_json::from_value(json).unwrap())
    })
}

fn entry(label: &str, family: &str) -> &'static Entry {
    let entries = &study().1.entries;
    let found = entries
        .iter()
        .find(|e| e.label == label && e.family == family);
    found.unwrap()
}

/// A tenth of a second of silence, then twelve partials with vibrato.
fn note(hz: f64) -> Vec<f32> {
    let rate = f64::from(RATE);
    let mut phase = 0.0;
    let sample = |n: i32| {
        let time = f64::from(n) / rate;
        let cents = 30.0 * (TAU * 5.5 * time).sin();
        phase += hz * (cents / 1200.0).exp2() / rate;
        let partials = (1..=12).map(|k| (TAU * phase * f64::from(k)).sin() / f64::from(k));
        let level = ((time - 0.1) * 400.0).clamp(0.0, 1.0) * (-time).exp();
        (0.2 * level * partials.sum::<f64>()) as f32
    };
    (0..(1.6 * rate) as i32).map(sample).collect()
}

/// A burst of noise.
fn hit(seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let sample = |n: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = state as f32 / u32::MAX as f32 * 2.0 - 1.0;
        let time = n as f32 / RATE as f32 - 0.1;
        if time < 0.0 {
            0.0
        } else {
            0.5 * noise * (-time * 25.0).exp()
        }
    };
    (0..RATE * 7 / 10).map(sample).collect()
}

/// A model without attributes or pitch: `forward` is its input, `encode` four samples of a step.
fn write_wire(path: &Path) {
    let port = |name: &str, kind, channels, samples| Port {
        name: name.into(),
        kind,
        channels,
        samples,
    };
    let mut graph = GraphBuilder::new("forward", WeightFormat::F32);
    let audio = graph.input("audio", &[1, 1, STEP]);
    let one = graph.constant(&[1, 1, 1], &[1.0]);
    let same = graph.mul(&audio, &one);
    graph.output("out", &same, &[1, 1, STEP]);
    let forward = graph.finish();
    let mut graph = GraphBuilder::new("encode", WeightFormat::F32);
    let audio = graph.input("audio", &[1, 1, STEP]);
    let some = graph.slice(&audio, 2, 0, 4);
    let latent = graph.reshape(&some, &[1, 4, 1]);
    graph.output("latent", &latent, &[1, 4, 1]);
    let encode = graph.finish();
    let method = |graph: &str, output: Port, states| Method {
        graph: graph.into(),
        step: STEP,
        delay: 0,
        inputs: vec![port("audio", Kind::Audio, 1, STEP)],
        outputs: vec![output],
        states,
    };
    let out = port("out", Kind::Audio, 1, STEP);
    let latent = port("latent", Kind::Latent, 4, 1);
    let manifest = Manifest {
        format: FORMAT,
        name: "wire".into(),
        sample_rate: RATE,
        channels: 1,
        methods: BTreeMap::from([
            (
                "forward".into(),
                method("forward.onnx", out, forward.states),
            ),
            (
                "encode".into(),
                method("encode.onnx", latent, encode.states),
            ),
        ]),
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    };
    let graphs = BTreeMap::from([
        ("forward.onnx".to_string(), forward.model),
        ("encode.onnx".to_string(), encode.model),
    ]);
    std::fs::write(path, write_model(&manifest, &graphs, "").unwrap()).unwrap();
}

#[test]
fn a_wire_is_perfect_and_has_no_knobs() {
    let figures = &entry("wire", "notes").figures;
    let sound = figures.reconstruction.as_ref().unwrap();
    assert!(sound.own.ratio < 0.01, "{sound:?}");
    assert!(sound.stft < 1e-3 && sound.mel < 1e-6, "{sound:?}");
    assert_eq!(figures.tuning.len(), 1, "no pitch to transpose");
    assert!(figures.tuning[0].in_tune > 0.999 && figures.tuning[0].frames > 200);
    let vibrato = figures.vibrato.as_ref().unwrap();
    assert!((vibrato.depth - 1.0).abs() < 1e-3 && vibrato.rate_error < 1e-3);
    assert!(
        vibrato.notes >= 6 && (20.0..35.0).contains(&vibrato.cents),
        "{vibrato:?}"
    );
    let recognition = figures.recognition.as_ref().unwrap();
    assert_eq!(recognition.classes, ["high", "low"]);
    assert!(
        recognition.originals > 0.9 && recognition.kept == 1.0,
        "{recognition:?}"
    );
    assert!(figures.control.is_none());
    assert!(
        figures
            .cycle
            .as_ref()
            .is_some_and(|c| c.twice < 0.01 && c.to_input.is_none())
    );
    assert_eq!(figures.latents.as_ref().unwrap().spectrum.len(), 4);

    let hits = &entry(ODD, "hits").figures;
    let attacks = hits.attacks.as_ref().unwrap();
    assert_eq!(
        (attacks.onsets, attacks.within_3_ms, attacks.extra),
        (6, 1.0, 0.0)
    );
    assert_eq!(attacks.pre_echo, 0.0);
    assert!(hits.tuning.is_empty() && hits.recognition.is_none());
}

#[test]
fn knobs_that_obey_are_told_from_those_that_do_not() {
    // The teller's rms scales the input by the normalised value itself, so it says little; its
    // centroid moves nothing. The shipped model obeys.
    let single = |label: &str| {
        let control = entry(label, "notes").figures.control.as_ref().unwrap();
        let knobs = control.single.iter();
        knobs
            .map(|k| (k.attribute.clone(), k.all))
            .collect::<BTreeMap<_, _>>()
    };
    let (teller, strings) = (single("teller"), single("strings"));
    assert!(teller["centroid"].pearson.abs() < 0.5, "{teller:?}");
    assert!(strings["centroid"].agreement > 0.9, "{strings:?}");
    assert!(strings["rms"].agreement > 0.95 && strings["rms"].frames > 500);
    let control = entry("strings", "notes").figures.control.as_ref().unwrap();
    let changed: Vec<usize> = control.together.iter().map(|t| t.changed).collect();
    assert_eq!(changed, [2, 3, 4, 5]);
    assert_eq!(control.traces.len(), 5);
    let kinds: usize = control.single[0].kinds.iter().map(|(_, a)| a.frames).sum();
    assert_eq!(kinds, control.single[0].all.frames);
}

#[test]
fn leakage_is_told_against_the_model_without_attributes() {
    let report = &study().1;
    assert_eq!(report.families[0].baseline.as_deref(), Some("wire"));
    assert_eq!(
        report.families[0].attributes,
        ["rms", "centroid", "bandwidth", "sharpness", "booming"]
    );
    let leakage = entry("strings", "notes").figures.leakage.as_ref().unwrap();
    assert_eq!(leakage.mean.len(), 5);
    let sampled = leakage.sampled.as_ref();
    assert_eq!(
        sampled.map(Vec::len),
        Some(5),
        "the file tells its posterior"
    );
    assert!(
        entry("teller", "notes").figures.leakage.is_none(),
        "it has no latents"
    );
}

#[test]
fn the_report_can_be_made_again_from_its_json() {
    let (folder, report) = study();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let stored: Report = serde_json::from_str(&read("report.json")).unwrap();
    assert_eq!(page::page(&stored), page::page(report));
    assert_eq!(page::markdown(report), read("report.md"));
    assert_eq!(page::page(report), read("index.html"));
    let markdown = read("report.md");
    assert!(markdown.contains("| in tune within 25 cents |"));
    assert!(markdown.contains("distance to the input, silence is 1, by family"));
    let page = read("index.html");
    assert!(!page.contains("<i>wire") && page.contains("&lt;i&gt;wire&lt;/i&gt; &amp; co"));
    assert!(
        !page.contains("http:") && !page.contains("https:"),
        "nothing from elsewhere"
    );
}

#[test]
fn what_is_asked_wrongly_is_explained() {
    let room = study().0.parent().unwrap();
    let path = |name: &str| room.join(name).to_str().unwrap().to_owned();
    let (wire, notes, hits) = (path("wire.nrave"), path("notes"), path("hits"));
    let fails = |more: &[&str]| {
        let out = path("refused");
        let mut args = vec!["evaluate", "--all", "--quick", "--out", &out];
        args.extend(more);
        nrave_fails(1, &args)
    };
    let two = fails(&[&wire, "--data", &notes, "--data", &hits]);
    assert!(
        two.contains("@FAMILY") && two.contains("notes, hits"),
        "{two}"
    );
    let same = fails(&[&wire, &wire, "--data", &notes]);
    assert!(same.contains("give them labels"), "{same}");
    let kind = fails(&[&wire, "--data", &notes, "--classify", "drums"]);
    assert!(kind.contains("--classify drums"), "{kind}");
    let class = fails(&[&wire, "--data", &hits, "--classify", "hits"]);
    assert!(class.contains("7_jackson_32.wav"), "{class}");
    let baseline = fails(&[&wire, "--data", &hits, "--baseline", "RAVE"]);
    assert!(baseline.contains("no model has this label"), "{baseline}");
    let many = nrave_fails(1, &["evaluate", &wire, &wire, "--data", &notes]);
    assert!(many.contains("--out"), "{many}");
}

/// Opened in a browser, with what a person would see and hear checked from inside.
#[test]
fn every_player_and_picture_is_there() {
    let Some(browser) = browser() else {
        eprintln!("skipped: the report's page in a browser; install Debian's chromium");
        return;
    };
    let (folder, report) = study();
    let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
    std::fs::write(folder.join("check.html"), page + CHECK).unwrap();
    let items: usize = report.shelves.iter().map(|shelf| shelf.items.len()).sum();
    assert!(items > 20);

    let url = format!("file://{}", folder.join("check.html").display());
    let (dom, log) = browser.open(&["--window-size=500,900", "--dump-dom", &url]);
    assert!(!log.contains("CONSOLE"), "{log}");
    let found = dom
        .split_once("<pre id=\"check\">")
        .and_then(|(_, rest)| rest.split_once('<'));
    let found: serde_json::Value =
        serde_json::from_str(found.expect("the check's answer").0).unwrap();
    assert_eq!(found["sounds"], items, "{found}");
    assert_eq!(found["pictures"], items, "{found}");
    for wrong in ["silent", "blank", "errors", "elsewhere"] {
        assert_eq!(found[wrong], serde_json::json!([]), "{wrong}: {found}");
    }
    assert_eq!(found["italics"], 0, "labels are text");
    assert_eq!(
        found["too_wide"], 0,
        "nothing beyond the edge of a narrow screen: {found}"
    );

    for (name, size) in [("desktop", "1280,3000"), ("phone", "500,3000")] {
        let shot = folder.join(format!("{name}.png"));
        let url = format!("file://{}", folder.join("index.html").display());
        let window = format!("--window-size={size}");
        let into = format!("--screenshot={}", shot.display());
        browser.open(&[&window, &into, "--hide-scrollbars", &url]);
        let picture = std::fs::File::open(&shot).expect("a screenshot");
        let mut reader = png::Decoder::new(std::io::BufReader::new(picture))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let colours: std::collections::BTreeSet<&[u8]> = pixels.chunks(4).collect();
        assert!(colours.len() > 500, "{name}: {} colours", colours.len());
    }
}

/// Writes what it finds into the page.
const CHECK: &str = r#"<script>
const errors = [];
addEventListener("error", event => errors.push(String(event.message)));
addEventListener("load", async () => {
  const pictures = [...document.images], sounds = [...document.querySelectorAll("audio")];
  pictures.forEach(picture => picture.loading = "eager");
  const settled = (element, good, ready) => ready || new Promise(done => {
    for (const event of [good, "error"]) element.addEventListener(event, done, { once: true });
    setTimeout(done, 15000);
  });
  await Promise.all(pictures.map(p => settled(p, "load", p.complete && p.naturalWidth)));
  await Promise.all(sounds.map(s => settled(s, "loadedmetadata", s.readyState > 0)));
  const loaded = performance.getEntriesByType("resource").map(entry => entry.name);
  const pre = document.createElement("pre");
  pre.id = "check";
  pre.textContent = JSON.stringify({
    sounds: sounds.length, silent: sounds.filter(s => !(s.duration > 0)).map(s => s.src),
    pictures: pictures.length, blank: pictures.filter(p => !(p.naturalWidth > 0)).map(p => p.src),
    errors, elsewhere: loaded.filter(name => !/^(file|data):/.test(name)),
    italics: document.querySelectorAll("i").length,
    too_wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  });
  document.body.append(pre);
});
</script>"#;

struct Browser(PathBuf);

fn browser() -> Option<Browser> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let files = ["chromium", "chromium-browser"].into_iter();
    let mut files = files.flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.find(|file| file.is_file()).map(Browser)
}

impl Browser {
    /// Opens a page without a window; gives standard output and standard error.
    fn open(&self, more: &[&str]) -> (String, String) {
        let profile = tempfile::tempdir().unwrap();
        let output = Command::new(&self.0)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
            ])
            .args(["--no-first-run", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync"])
            .args(["--enable-logging=stderr", "--virtual-time-budget=30000"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(more)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    }
}
