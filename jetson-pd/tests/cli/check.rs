//! `nrave-module check`.

use super::Bench;

/// The line of an input in the last table.
pub fn line(text: &str, input: &str) -> String {
    let begin = format!("{input} ");
    let mut lines = text.lines().rev();
    let found = lines.find(|line| line.starts_with(&begin));
    found
        .unwrap_or_else(|| panic!("no {input} in {text}"))
        .to_owned()
}

#[test]
fn volts_notes_and_noise_are_those_of_the_script() {
    let bench = Bench::new();
    // A volt is an octave, C4 is 0 V: A4 is 9 semitones.
    let rows = (0..2001).map(|n| {
        let noise = 0.00526 * ((n % 3) as f32 - 1.0);
        format!(
            "{},2.5,-5,{},{}\n",
            f64::from(n) / 1000.0,
            0.75,
            1.0 + noise
        )
    });
    let script = format!("seconds,cv1,cv2,cv4,cv3\n{}", rows.collect::<String>());
    bench.write("volts.csv", &script);
    let text = bench.works(&["check", "--simulate", "volts.csv", "--once"]);
    assert!(text.starts_with("Neurorack, the usual inputs\n"), "{text}");
    assert!(text.contains("simulated with volts.csv"));
    let says = |input, words: &[&str]| {
        let line = line(&text, input);
        for word in words {
            assert!(line.contains(word), "{word}: {line}");
        }
    };
    says(
        "morph",
        &["cv1", "+2.500", "+0.500", "3000", "0.00 / 0 LSB"],
    );
    says("centroid", &["-4.99", "-1.000"]);
    says("pitch", &["cv4", "voct", "+0.75", "A4 +0 cents, 4", " Hz"]);
    says("play", &["gate", "off", " 0"]);
    // Two counts up and down.
    assert!(line(&text, "edge").contains("/ 4 LSB"), "{text}");
    assert_eq!(text.matches("input     jack").count(), 1);
}

#[test]
fn gates_are_counted_and_the_shortest_measured() {
    let bench = Bench::new();
    let input = "kind = \"gate\"\n[[input]]\nname = \"gate2\"\nkind = \"trigger\"\n";
    let config = format!("board = \"raspberry-pi-4\"\n[[input]]\nname = \"gate1\"\n{input}");
    bench.write("state/module.toml", &config);
    // Lines of a chip have edges, whose times are known.
    let gates = "seconds,gate1,gate2\n0,0,0\n0.1,5,0\n0.15,0,5\n0.2,5,0\n0.202,0,0\n";
    bench.write("gates.csv", &format!("{gates}2.5,0,5\n"));
    let text = bench.works(&["check", "--simulate", "gates.csv"]);
    let gate = line(&text, "gate1");
    assert!(gate.ends_with("off    2      2.00 ms"), "{gate}");
    assert!(line(&text, "gate2").ends_with(" 1"), "{text}");
    assert_eq!(text.matches("input").count(), 3, "one a second: {text}");
}

#[test]
fn cables_and_macros_are_shown() {
    let bench = Bench::new();
    let config = "board = \"neurorack\"\n\
        [[input]]\nname = \"cv1\"\nkind = \"cv\"\nunpatched = {}\n\
        [[input]]\nname = \"cv2\"\nkind = \"cv\"\nunpatched = {}\n\
        [[input]]\nname = \"all\"\njack = \"cv3\"\nkind = \"macro\"\n\
        [[input.target]]\nname = \"noise\"\nfrom = 1\nto = -1\n\
        [[input.target]]\nname = \"loud\"\n";
    bench.write("my.toml", config);
    bench.write("volts.csv", "seconds,cv2,cv3\n0,1,5\n");
    let call = [
        "check",
        "--config",
        "my.toml",
        "--simulate",
        "volts.csv",
        "--once",
    ];
    let text = bench.works(&call);
    assert!(line(&text, "cv1").contains("  no "), "{text}");
    assert!(line(&text, "cv2").contains("  yes "), "{text}");
    assert!(
        line(&text, "all").contains("noise -1.000, loud +1.000"),
        "{text}"
    );
}

#[test]
fn a_computer_without_the_hardware_is_told_how_to_simulate() {
    let bench = Bench::new();
    let board = "name = \"Nowhere\"\ndriver = \"linux\"\n\
        [[adc]]\nname = \"a\"\nchip = \"ads1115\"\nbus = 250\naddress = 0x48\nfull_scale = 4.096\n\
        [[jack]]\nname = \"cv1\"\nadc = \"a\"\nchannel = 0\n";
    bench.write("nowhere.toml", board);
    let input = "board = \"nowhere.toml\"\n[[input]]\nname = \"cv1\"\nkind = \"cv\"\n";
    bench.write("module.toml", input);
    let call = ["check", "--config", "module.toml", "--once"];
    bench.fails(&call, 1, "there is no /dev/i2c-250");
    bench.fails(&call, 1, "--simulate FILE.csv");
}

#[test]
fn two_readers_are_refused() {
    let bench = Bench::new();
    let _pd = nrave_module::link::Socket::open(bench.0.path(), nrave_module::link::Side::Pd);
    bench.fails(&["check", "--once"], 1, "systemctl stop nrave-module");
}

#[test]
fn files_with_mistakes_are_named_with_their_line() {
    let bench = Bench::new();
    bench.write(
        "state/module.toml",
        "board = \"neurorack\"\nrate = 9\ninput = []\n",
    );
    bench.fails(&["check", "--once"], 1, "module.toml, line 2: rate is 20");
    let config = bench.write("module.toml", nrave_module::config::USUAL);
    let config = config.to_str().unwrap();
    let check = |file| ["check", "--config", config, "--once", "--simulate", file];
    bench.fails(&check("none.csv"), 1, "none.csv: can't read");
    bench.write("time.csv", "seconds,cv1\n0,1\n0,x\n");
    bench.fails(
        &check("time.csv"),
        1,
        "time.csv, line 3: \"x\" is no number",
    );
    bench.write("jack.csv", "seconds,pitch\n0,1\n");
    bench.fails(
        &check("jack.csv"),
        1,
        "jack.csv, line 1: the board Neurorack has no jack",
    );
    bench.fails(&check("jack.csv"), 1, "\"pitch\" is on the jack \"cv4\"");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let bench = Bench::new();
    bench.write("volts.csv", "seconds,cv1\n0,1\n3600,2\n");
    let mut command = bench.command(&["check", "--simulate", "volts.csv"]);
    command.stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
