//! Configurations: the boards that come with it are whole, and mistakes are named where they are.

use nrave_module::config::{BOARDS, Board, Config, Kind};
use std::path::Path;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(Path::new("module.toml"), text).map_err(|error| error.to_string())
}

const GATE: &str = "[[input]]\nname = \"gate1\"\nkind = \"gate\"\n";

#[test]
fn every_board_is_whole_and_has_the_same_jacks() {
    for (name, text) in BOARDS {
        let board = Board::parse(Path::new(name), text).unwrap();
        for jack in ["gate1", "gate2", "cv1", "cv2", "cv3", "cv4"] {
            assert!(board.jacks.iter().any(|j| j.name == jack), "{name} {jack}");
        }
        assert!(board.button.is_some() && board.encoder.is_some() && board.screen.is_some());
    }
}

#[test]
fn little_is_enough() {
    let config = parse(&format!("board = \"neurorack\"\n{GATE}")).unwrap();
    assert_eq!(config.rate, 1000.0);
    assert!((4.0..6.0).contains(&config.delay_ms), "{}", config.delay_ms);
    assert_eq!(config.streams().collect::<Vec<_>>(), ["gate1"]);
}

#[test]
fn a_macro_has_a_stream_for_each_target() {
    let config = parse(
        "board = \"neurorack\"\n\
         [[input]]\nname = \"lean\"\njack = \"cv1\"\nkind = \"macro\"\n\
         [[input.target]]\nname = \"rms\"\n\
         [[input.target]]\nname = \"centroid\"\nfrom = 0.5\nto = -0.5\n\
         [[input.target]]\nname = \"booming\"\npoints = [[-1, 0], [0, 0.25], [1, 1]]\n",
    )
    .unwrap();
    assert_eq!(
        config.streams().collect::<Vec<_>>(),
        ["rms", "centroid", "booming"]
    );
    let Kind::Macro { targets, .. } = &config.inputs[0].kind else {
        panic!("no macro");
    };
    let at = |target: usize, x: f32| targets[target].curve.at(x);
    assert_eq!([at(0, -1.0), at(0, 0.25), at(0, 1.0)], [-1.0, 0.25, 1.0]);
    assert_eq!([at(1, -1.0), at(1, 0.0), at(1, 1.0)], [0.5, 0.0, -0.5]);
    assert_eq!([at(2, -2.0), at(2, -0.5), at(2, 0.5)], [0.0, 0.125, 0.625]);
}

#[test]
fn mistakes_are_named_with_their_line_and_what_would_be_right() {
    let input = |lines: &str| format!("board = \"neurorack\"\n[[input]]\nname = \"cv1\"\n{lines}");
    let pi =
        |lines: &str| format!("board = \"raspberry-pi-4\"\n[[input]]\nname = \"gate1\"\n{lines}");
    let cases = [
        ("board = \"moog\"\ninput = []\n".to_owned(), 1, "neurorack"),
        (
            "board = \"neurorack\"\ninput = []\n".to_owned(),
            0,
            "[[input]]",
        ),
        (input("kind = \"knob\"\n"), 4, "voct"),
        (input("kind = \"cv\"\ncolour = 3\n"), 5, "hysteresis"),
        (input("kind = \"cv\"\nvolts = [1, 1]\n"), 5, "[at -1, at 1]"),
        (input("kind = \"cv\"\nvolts = [1]\n"), 5, "length 2"),
        (input("kind = \"cv\"\nhysteresis = 3\n"), 5, "0 to 2.5"),
        (input("kind = \"cv\"\ndespike = 4\n"), 5, "odd"),
        (input("kind = \"cv\"\nhigh = 4\n"), 5, "means nothing"),
        (
            input("kind = \"gate\"\nhigh = 1\nlow = 2\n"),
            6,
            "below high",
        ),
        (
            input("kind = \"voct\"\nat_1v = 0.1\nat_3v = 3\n"),
            5,
            "right jack",
        ),
        (input("kind = \"voct\"\nat_1v = 1\n"), 5, "together"),
        (input("kind = \"voct\"\nbase_hz = nan\n"), 5, "1 to 20000"),
        (input("kind = \"macro\"\n"), 4, "[[input.target]]"),
        (input("jack = \"cv9\"\nkind = \"cv\"\n"), 4, "it has gate1"),
        (
            input("kind = \"cv\"\n[[input]]\nname = \"cv1\"\nkind = \"cv\"\n"),
            6,
            "twice",
        ),
        (
            input("kind = \"macro\"\n[[input.target]]\nname = \"7\"\n"),
            6,
            "one word",
        ),
        (
            input("kind = \"macro\"\n[[input.target]]\nname = \"a\"\npoints = [[1, 0], [0, 0]]\n"),
            7,
            "in rising",
        ),
        (pi("kind = \"cv\"\n"), 4, "gpio"),
        (pi("kind = \"gate\"\nhigh = 2\n"), 5, "gpio"),
        (
            format!("board = \"neurorack\"\nrate = 3\n{GATE}"),
            2,
            "20 to 8000",
        ),
        (
            format!("board = \"neurorack\"\ndelay_ms = 1\n{GATE}"),
            2,
            "Leave it out",
        ),
        ("board = \"neurorack\n".to_owned(), 1, "string"),
        (String::new(), 1, "board"),
    ];
    for (text, line, remedy) in cases {
        let said = parse(&text).expect_err(&text);
        let place = match line {
            0 => "module.toml: ".to_owned(),
            line => format!("module.toml, line {line}: "),
        };
        assert!(said.starts_with(&place), "{text}\n{said}");
        assert!(said.contains(remedy), "{text}\n{said}");
    }
}

#[test]
fn a_board_of_ones_own_is_a_file_beside_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let own = BOARDS[0].1.replace("Neurorack", "My own");
    std::fs::write(folder.path().join("own.toml"), &own).unwrap();
    let file = folder.path().join("module.toml");
    std::fs::write(&file, format!("board = \"own.toml\"\n{GATE}")).unwrap();
    assert_eq!(Config::load(&file).unwrap().board.name, "My own");
    let broken = own.replace("channel = 2", "channel = 9");
    std::fs::write(folder.path().join("own.toml"), broken).unwrap();
    let said = Config::load(&file).unwrap_err().to_string();
    assert!(
        said.contains("own.toml, line") && said.contains("channels 0 to 3"),
        "{said}"
    );
    let missing = Config::load(&folder.path().join("none.toml")).unwrap_err();
    assert!(missing.to_string().contains("can't read"), "{missing}");
}

#[test]
fn the_inputs_that_come_with_it_are_those_of_the_patch() {
    let config = Config::usual();
    let names: Vec<_> = config.streams().collect();
    let gates = ["morph", "change", "play", "pitch"];
    let attributes = ["centroid", "bandwidth", "sharpness", "booming"];
    assert_eq!(names, [gates, attributes].concat());
}
