//! `nrave-module run`: what it tells Pd. What it does when something fails is tested by
//! `appliance_run`.

use super::{Bench, Said};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

impl Bench {
    /// A program in place of Pd that writes down how it was called.
    fn pd(&self) {
        let script = "#!/bin/sh\n\
            { echo \"$NRAVE_MODULE_STATE\"; echo \"$NRAVE_MODULE_CONFIG\"; echo \"$@\"; } > called.new\n\
            mv called.new called\nexec sleep 1000\n";
        // Written by another process: one that this one has open could not be started.
        let mut write = Command::new("sh");
        write.args(["-c", "printf %s \"$1\" > pd && chmod +x pd", "sh", script]);
        assert!(write.current_dir(self.0.path()).status().unwrap().success());
    }

    /// Runs until Pd was called and this was said on standard error; the lines that Pd has written,
    /// and all that was said.
    fn run(&self, arguments: &[&str], said: &str) -> (Vec<String>, Said) {
        let mut command = self.command(&["run", "--pd", "./pd", "--audio", "dummy"]);
        command
            .args(arguments)
            .env("RUNTIME_DIRECTORY", self.path("run"));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(self.path("said")).unwrap())
            .spawn()
            .unwrap();
        self.wait(&mut child, said);
        // SAFETY: the process is our child and was not waited for yet.
        assert_eq!(unsafe { libc::kill(child.id() as i32, libc::SIGTERM) }, 0);
        let mut said = Said::from(child.wait_with_output().unwrap());
        said.error = self.read("said");
        let called = self.read("called").lines().map(str::to_owned).collect();
        (called, said)
    }

    fn wait(&self, child: &mut Child, said: &str) {
        let begun = Instant::now();
        while !self.path("called").exists() || !self.read("said").contains(said) {
            assert!(child.try_wait().unwrap().is_none(), "it has ended");
            assert!(
                begun.elapsed() < PATIENCE,
                "Pd was not called: {}",
                self.read("said")
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn pd_is_told_where_everything_is() {
    let bench = Bench::new();
    bench.pd();
    bench.write("my.pd", "");
    let board = include_str!("../../boards/neurorack.toml");
    bench.write("nowhere.toml", &board.replace("spidev0.0", "spidev250.0"));
    let config = nrave_module::config::USUAL;
    bench.write(
        "my.toml",
        &config.replace("\"neurorack\"", "\"nowhere.toml\""),
    );
    let (called, said) = bench.run(
        &[
            "--patch",
            "my.pd",
            "--config",
            "my.toml",
            "--rate",
            "44100",
            "--block",
            "128",
            "--device",
            "3",
            "--path",
            "objects",
            "--",
            "-audiobuf",
            "5",
        ],
        "the screen's bus",
    );
    assert_eq!(said.code, 0, "{}", said.error);
    let folder = bench.0.path().display();
    assert_eq!(called[0], format!("{folder}/state"));
    assert_eq!(called[1], format!("{folder}/my.toml"));
    assert_eq!(
        called[2],
        format!(
            "-nogui -rt -noprefs -stderr -sleepgrain 1 -r 44100 -blocksize 128 -noaudio -audiodev 3 \
             -path {folder} -path {folder}/objects -audiobuf 5 -open {folder}/my.pd"
        )
    );
    assert!(said.out.contains("starting"), "{}", said.out);
    assert_eq!(said.error.matches("the screen's bus").count(), 1);
}

#[test]
fn a_configuration_with_a_mistake_is_told_and_it_plays() {
    let bench = Bench::new();
    bench.pd();
    bench.write("state/module.pd", "");
    bench.write("state/module.toml", "board = \"neurorack\n");
    let (called, said) = bench.run(&[], "The usual inputs play");
    assert!(called[2].ends_with("state/module.pd"), "{called:?}");
    assert_eq!((said.code, called[1].as_str()), (0, ""));
    assert!(said.error.contains("module.toml, line 1"), "{}", said.error);
    assert!(
        said.error.contains("The usual inputs play"),
        "{}",
        said.error
    );
}

#[test]
fn what_cant_be_run_is_refused_with_its_remedy() {
    let bench = Bench::new();
    bench.fails(&["run"], 2, "name one with --patch FILE");
    bench.fails(
        &["run", "--audio", "tape"],
        2,
        "possible values: alsa, jack",
    );
    bench.fails(&["run", "--block", "100"], 2, "power of two");
}
