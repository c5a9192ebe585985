//! The module comes back playing, whatever happens, and says what happened.
#![cfg(target_os = "linux")]

mod fake_pd;
mod stage;

use stage::Stage;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Not a test of its own but the program that the tests switch on.
#[test]
fn module() {
    if let Some(stage) = std::env::var_os(stage::STAGE) {
        stage::be_module(Path::new(&stage));
    }
}

/// Not a test of its own but the program that is started as Pd.
#[test]
fn pd() {
    if let Ok(arguments) = std::env::var(fake_pd::ARGUMENTS) {
        let stage = std::env::var_os(stage::STAGE).unwrap();
        fake_pd::play(Path::new(&stage), &arguments);
    }
}

fn signal(process: i32, signal: i32) {
    // SAFETY: kill takes numbers only.
    unsafe { libc::kill(process, signal) };
}

fn lives(process: i32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = status.rsplit(") ").next().unwrap_or_default();
    !state.is_empty() && !state.starts_with('Z')
}

#[test]
fn pd_is_started_as_was_asked_and_systemd_hears_of_it() {
    let mut stage = Stage::new();
    stage.play();
    let (_, line) = &stage.starts()[0];
    let shipped = stage.path("shipped");
    let shipped = shipped.display();
    assert_eq!(
        *line,
        format!(
            "-nogui -rt -noprefs -stderr -sleepgrain 1 -r 48000 -blocksize 64 -jack -path {shipped} \
             -path {shipped}/models -lib nrave -open {shipped}/module.pd"
        )
    );
    stage.until("the watchdog is fed", |stage| stage.told("WATCHDOG=1") > 5);
    assert_eq!(stage.told("READY=1"), 1);
    let status = format!("STATUS=playing {shipped}/module.pd");
    assert_eq!(stage.told(&status), 1);
    stage.until("the model", |stage| {
        stage.read("heard").contains("digits.nrave")
    });
    assert!(stage.read("heard").starts_with("volume 0.8\n"));
    assert_eq!(stage.read("noticed"), "");
}

#[test]
fn a_pd_that_is_killed_is_started_again() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "children");
    stage.play();
    stage.until("a child", |stage| stage.read("child").ends_with('\n'));
    let child = stage.read("child").trim().parse().unwrap();
    assert!(lives(child));
    stage.write("play/module.pd", "");
    signal(stage.starts()[0].0, libc::SIGKILL);
    stage.until("another start", |stage| stage.starts().len() == 2);
    stage.until("a notice", |stage| {
        stage.noticed("it was killed (signal 9)")
    });
    // Once at each time that it began to play.
    let again = |stage: &Stage| stage.told("WATCHDOG_USEC=5000000") == 2;
    stage.until("playing", again);
    stage.until("its child is gone", |_| !lives(child));
    assert_eq!(stage.told("READY=1"), 1);
    // The watchdog waits longer in between, and is not fed.
    let told = stage.all_told();
    let at = |line: &str, from: usize| {
        from + told[from..]
            .iter()
            .position(|told| told == line)
            .expect(line)
    };
    let longer = at("WATCHDOG_USEC=120000000", 0);
    let usual = at("WATCHDOG_USEC=5000000", longer);
    assert!(!told[longer..usual].iter().any(|line| line == "WATCHDOG=1"));
}

#[test]
fn a_pd_that_hangs_is_killed_and_started_again() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "hang deaf");
    stage.play();
    stage.write("play/module.pd", "");
    stage.until("a notice", |stage| {
        stage.noticed("Pd's sound stood still for 1.5s")
    });
    stage.until("another start", |stage| stage.starts().len() == 2);
    assert!(!lives(stage.starts()[0].0));
    stage.until("playing", |stage| {
        stage.read("view").starts_with("module.pd true")
    });
}

#[test]
fn a_pd_without_sound_is_not_ready() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "silent");
    stage.start();
    stage.until("a notice", |stage| {
        stage.noticed("Pd did not play within 4s")
    });
    assert_eq!(stage.told("READY=1"), 0);
    assert_eq!(stage.told("WATCHDOG=1"), 0);
}

#[test]
fn three_crashes_bring_the_fall_back_and_a_button_the_patch() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "crash");
    stage.play();
    let patches = ["module.pd", "module.pd", "module.pd", "fall-back.pd"];
    assert_eq!(stage.patches(), patches);
    assert!(stage.noticed("it ended with code 3"));
    assert!(stage.noticed("The fall-back patch plays instead"));
    // It is no better yet.
    stage.write("tell", "button 1\nbutton 0");
    stage.until("three more starts", |stage| stage.starts().len() == 8);
    assert_eq!(stage.patches()[4..], patches);
    stage.until("playing", |stage| {
        stage.read("view").starts_with("fall-back.pd true")
    });
    stage.write("play/module.pd", "");
    stage.write("ask", "retry");
    let playing = |stage: &Stage| stage.read("view").starts_with("module.pd true");
    stage.until("the patch", playing);
}

#[test]
fn with_a_screen_only_the_screen_says_what_a_press_does() {
    let mut stage = Stage::new();
    stage.write("screen", "");
    stage.write("play/module.pd", "crash");
    stage.play();
    stage.write("tell", "button 1\nbutton 0\nsaid volume 0.3");
    let heard = |stage: &Stage| stage.read("view").ends_with(" 0.3");
    stage.until("heard", heard);
    let log = stage.read("state/nrave-module.log");
    assert!(!log.contains("is tried again"), "{log}");
    stage.write("play/module.pd", "");
    stage.write("ask", "retry");
    let playing = |stage: &Stage| stage.read("view").starts_with("module.pd true");
    stage.until("the patch", playing);
}

#[test]
fn a_pd_that_falls_again_and_again_brings_the_fall_back() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "fall");
    stage.play();
    let playing = |stage: &Stage| stage.read("view").starts_with("fall-back.pd true");
    stage.until("the fall-back", playing);
    assert!(stage.noticed("it was ended by signal 6"));
}

#[test]
fn damaged_settings_don_t_keep_it_from_playing() {
    let mut stage = Stage::new();
    stage.write("state/settings.toml", "volume = 3 and what not");
    stage.play();
    assert!(stage.noticed("settings.toml is damaged: line 1"));
    assert!(stage.path("state/settings.toml.damaged").is_file());
}

#[test]
fn a_missing_model_is_replaced_and_told() {
    let mut stage = Stage::new();
    stage.write(
        "state/settings.toml",
        "version = 1\nmodel = \"choir\"\nvolume = 0.5\n",
    );
    stage.play();
    stage.until("a notice", |stage| {
        stage.noticed("The model choir is not found")
    });
    stage.until("another", |stage| {
        stage.read("view").contains("true digits")
    });
    let heard = |stage: &Stage| stage.read("heard").starts_with("volume 0.5\n");
    stage.until("the volume", heard);
}

#[test]
fn a_damaged_model_is_replaced_and_told() {
    let mut stage = Stage::new();
    stage.write("shipped/models/digits.nrave", "broken");
    stage.play();
    let text = "The model digits can't be loaded: digits.nrave: no manifest";
    stage.until("a notice", |stage| stage.noticed(text));
    stage.until("another", |stage| {
        stage.read("view").contains("true strings")
    });
}

#[test]
fn a_missing_patch_or_program_is_told_until_it_is_there() {
    let mut stage = Stage::new();
    fs::remove_file(stage.path("pd")).unwrap();
    stage.start();
    stage.until("a notice", |stage| stage.noticed("Pd can't be started"));
    stage.make_pd();
    stage.until("READY", |stage| stage.told("READY=1") > 0);

    let mut stage = Stage::new();
    fs::remove_file(stage.path("shipped/module.pd")).unwrap();
    stage.play();
    assert!(stage.noticed("there is no patch"));
    assert_eq!(stage.patches(), ["fall-back.pd"]);
}

#[test]
fn without_a_fall_back_the_patch_is_tried_again_and_again() {
    let mut stage = Stage::new();
    fs::remove_file(stage.path("shipped/fall-back.pd")).unwrap();
    stage.write("play/module.pd", "crash");
    stage.start();
    stage.until("many starts", |stage| stage.starts().len() > 5);
    stage.write("play/module.pd", "");
    stage.until("READY", |stage| stage.told("READY=1") > 0);
    assert!(stage.patches().iter().all(|patch| patch == "module.pd"));
}

#[test]
fn a_full_disk_is_told_and_it_plays() {
    let mut stage = Stage::new();
    if !stage.mount() {
        println!("skipped: mounting a small file system needs root");
        return;
    }
    let mut filler = fs::File::create(stage.path("state/filler")).unwrap();
    while filler.write_all(&[0; 512]).is_ok() {}
    drop(filler);
    stage.play();
    stage.write("ask", "load strings");
    let told = |stage: &Stage, text| stage.read("noticed").contains(text);
    stage.until("the log", |stage| {
        told(stage, "nrave-module.log: No space left")
    });
    stage.until("the settings", |stage| {
        told(stage, "settings.toml: No space left")
    });
    fs::remove_file(stage.path("state/filler")).unwrap();
    let saved = |stage: &Stage| stage.read("state/settings.toml").contains("strings");
    stage.until("saved after all", saved);
    signal(stage.starts()[0].0, libc::SIGKILL);
    stage.until("logged", |stage| stage.noticed("signal 9"));
    assert!(
        stage
            .read("state/nrave-module.log")
            .contains("lines of the log could not be written")
    );
}

#[test]
fn a_state_folder_that_cant_be_is_told_and_it_plays() {
    let mut stage = Stage::new();
    fs::remove_dir(stage.path("state")).unwrap();
    stage.write("state", "a file in its place");
    stage.play();
    stage.until("told", |stage| {
        stage.read("noticed").contains("Can't make the folder")
    });
}

#[test]
fn it_ends_as_it_should_and_remembers() {
    let mut stage = Stage::new();
    stage.write("rarely", "settings are written at the end only");
    stage.play();
    stage.write("tell", "said remember morph 0.25\nsaid volume 0.3");
    stage.write("ask", "load strings");
    let heard = |stage: &Stage| stage.read("view").ends_with("strings 0.3");
    stage.until("heard", heard);
    assert!(!stage.path("state/settings.toml").exists());
    let process = stage.module().id() as i32;
    signal(process, libc::SIGTERM);
    assert!(stage.module().wait().unwrap().success());
    assert!(!lives(stage.starts()[0].0));
    let settings = stage.read("state/settings.toml");
    for line in ["model = \"strings\"", "volume = 0.3", "morph = \"0.25\""] {
        assert!(settings.contains(line), "{settings}");
    }
    stage.until("systemd", |stage| stage.told("STOPPING=1") == 1);
    // And plays it again.
    stage.write("heard", "");
    stage.start();
    let again = |stage: &Stage| stage.read("heard").contains("strings.nrave");
    stage.until("again", again);
    let heard = stage.read("heard");
    assert!(
        heard.starts_with("volume 0.3\nrecall morph 0.25\n"),
        "{heard}"
    );
    assert_eq!(stage.read("noticed"), "");
}

#[test]
fn a_stick_brings_models_and_a_patch_and_takes_them_along() {
    let mut stage = Stage::new();
    stage.write(
        "state/settings.toml",
        "version = 1\nmodel = \"my choir\"\nvolume = 1.0\n",
    );
    stage.play();
    stage.until("a notice", |stage| {
        stage.noticed("The model my choir is not found")
    });
    stage.plug("a", &["my choir.nrave"]);
    // Pd gets a name without blanks.
    let loaded = |stage: &Stage| stage.read("heard").contains("my_choir.nrave");
    stage.until("the model", loaded);
    assert_eq!(stage.starts().len(), 1);

    stage.plug("b", &["module.pd"]);
    stage.until("another start", |stage| stage.starts().len() == 2);
    assert!(stage.starts()[1].1.ends_with("media/b/module.pd"));
    stage.until("a notice", |stage| {
        stage.noticed("media/b/module.pd is there")
    });
    let playing = |stage: &Stage| stage.read("view").starts_with("module.pd true");
    stage.until("playing", playing);

    stage.unplug();
    signal(stage.starts()[1].0, libc::SIGKILL);
    let shipped = |stage: &Stage| {
        let starts = stage.starts();
        starts.len() > 2 && starts[starts.len() - 1].1.ends_with("shipped/module.pd")
    };
    stage.until("the shipped patch", shipped);
    stage.until("playing", playing);
}

#[test]
fn a_stick_whose_patch_fails_is_followed_by_the_fall_back() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "crash");
    stage.plug("a", &["module.pd"]);
    stage.play();
    assert_eq!(stage.patches().last().unwrap(), "fall-back.pd");
}

#[test]
fn a_pd_that_doesn_t_want_to_end_is_killed() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "deaf");
    stage.play();
    let process = stage.module().id() as i32;
    signal(process, libc::SIGTERM);
    assert!(stage.module().wait().unwrap().success());
    let pd = stage.starts()[0].0;
    stage.until("gone", |_| !lives(pd));
}

#[test]
fn a_module_that_is_killed_takes_pd_along_and_says_so_the_next_time() {
    let mut stage = Stage::new();
    stage.play();
    stage.module().kill().unwrap();
    stage.module().wait().unwrap();
    let pd = stage.starts()[0].0;
    stage.until("gone", |_| !lives(pd));
    stage.play();
    stage.until("a notice", |stage| {
        stage.noticed("The module's program was killed")
    });
    stage.until("playing", |stage| stage.told("READY=1") == 2);
}

#[test]
fn misses_of_the_audio_device_are_counted_for_the_screen() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "xruns");
    stage.play();
    stage.until("three", |stage| stage.read("xruns") == "3");
    stage.write("play/module.pd", "");
    signal(stage.starts()[0].0, libc::SIGKILL);
    stage.until("none after another start", |stage| {
        stage.starts().len() == 2 && stage.read("xruns") == "0"
    });
}

#[test]
fn a_flood_of_printing_neither_stops_it_nor_fills_the_disk() {
    let mut stage = Stage::new();
    stage.write("play/module.pd", "flood");
    stage.play();
    let log = stage.read("state/nrave-module.log");
    assert!(log.contains("xrun audio I/O error 0"), "{log}");
    assert!(log.len() < 10_000);
}
