//! A module in a folder: this program runs once more as `nrave-module run`, with a fake Pd and a
//! service manager that writes down what it is told.

use nrave_module::appliance::Notice;
use nrave_module::appliance::supervisor::{Options, Periods, Policy, Request, View, Watcher, run};
use std::fs;
use std::io::Write;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// The environment variable with the folder of the module under test.
pub const STAGE: &str = "NRAVE_TEST_STAGE";
/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Options with all files below `stage`, and waits that suit a test.
fn options(stage: &Path) -> Options {
    let shipped = stage.join("shipped");
    Options {
        pd: stage.join("pd"),
        audio: vec!["-jack".into()],
        button_retries: !stage.join("screen").exists(),
        paths: vec![shipped.clone()],
        libraries: vec!["nrave".into()],
        fall_back: Some(shipped.join("fall-back.pd")),
        models: vec![shipped.join("models")],
        state: stage.join("state"),
        sys: stage.join("sys"),
        sticks: vec![(stage.join("media"), 1)],
        mounts: stage.join("mounts"),
        policy: Policy {
            stall: Duration::from_millis(1500),
            silence: Duration::from_secs(4),
            shortest_wait: Duration::from_millis(20),
            longest_wait: Duration::from_millis(100),
            settled: Duration::from_secs(2),
            pulse: Duration::from_millis(50),
            ..Policy::default()
        },
        periods: Periods {
            tick: Duration::from_millis(2),
            library: Duration::from_millis(20),
            save: Duration::from_millis(if stage.join("rarely").exists() {
                1_000_000
            } else {
                20
            }),
            save_again: Duration::from_millis(100),
            end: Duration::from_millis(500),
            ..Periods::default()
        },
        ..Options::new(shipped.join("module.pd"))
    }
}

/// Stands for the screen: writes down notices, and asks for what a test wants.
struct Screen(PathBuf);

impl Watcher for Screen {
    fn noticed(&mut self, notice: &Notice) {
        let mut options = fs::OpenOptions::new();
        let file = options
            .create(true)
            .append(true)
            .open(self.0.join("noticed"));
        file.unwrap()
            .write_all(format!("{notice}\n").as_bytes())
            .unwrap();
    }

    fn tick(&mut self, view: &View<'_>) -> Vec<Request> {
        let name = view.patch.file_name().unwrap().to_string_lossy();
        let model = view.model.unwrap_or("-");
        let volume = view.settings.volume;
        let now = format!("{name} {} {model} {volume}", view.playing);
        fs::write(self.0.join("view"), now).unwrap();
        fs::write(self.0.join("xruns"), view.xruns.to_string()).unwrap();
        let ask = self.0.join("ask");
        let Ok(text) = fs::read_to_string(&ask) else {
            return Vec::new();
        };
        fs::remove_file(ask).unwrap();
        match text.strip_prefix("load ") {
            Some(name) => vec![Request::Load(name.to_owned())],
            None => vec![Request::Retry],
        }
    }
}

/// What the second process does.
pub fn be_module(stage: &Path) {
    run(
        &options(stage),
        &mut Screen(stage.to_owned()),
        &mut std::io::sink(),
    )
    .unwrap();
}

pub struct Stage {
    folder: tempfile::TempDir,
    module: Option<Child>,
    told: Arc<Mutex<Vec<String>>>,
    mounted: bool,
}

impl Stage {
    /// Everything in place, nothing started.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stage = Self {
            told: listen(&folder.path().join("notify")),
            folder,
            module: None,
            mounted: false,
        };
        for folder in ["shipped/models", "state", "play", "run", "media"] {
            fs::create_dir_all(stage.path(folder)).unwrap();
        }
        for file in [
            "module.pd",
            "fall-back.pd",
            "models/digits.nrave",
            "models/strings.nrave",
        ] {
            stage.write(&format!("shipped/{file}"), "fine");
        }
        stage.write("mounts", "");
        stage.make_pd();
        stage
    }

    /// The program that is started as Pd. Written by another process: one that this one has open
    /// for writing, in whatever thread, could not be started.
    pub fn make_pd(&self) {
        let program = std::env::current_exe().unwrap();
        let script = format!(
            "#!/bin/sh\nexport NRAVE_TEST_PD=\"$*\"\nexec '{}' --exact pd --nocapture\n",
            program.display()
        );
        let mut write = Command::new("sh");
        write.args([
            "-c",
            "printf %s \"$1\" > \"$2.new\"; chmod +x \"$2.new\"; mv \"$2.new\" \"$2\"",
            "sh",
        ]);
        assert!(
            write
                .arg(script)
                .arg(self.path("pd"))
                .status()
                .unwrap()
                .success()
        );
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        // In one go: others may be reading.
        let aside = self.path(".aside");
        fs::write(&aside, text).unwrap();
        fs::rename(aside, self.path(name)).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Switches the module on.
    pub fn start(&mut self) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "module", "--nocapture"]);
        command.env(STAGE, self.folder.path());
        command.env("NOTIFY_SOCKET", self.path("notify"));
        command.env("WATCHDOG_USEC", "5000000");
        command.env("RUNTIME_DIRECTORY", self.path("run"));
        command.env_remove("WATCHDOG_PID").stdout(Stdio::null());
        self.module = Some(command.spawn().unwrap());
    }

    /// Switches it on, and waits until it plays.
    pub fn play(&mut self) {
        self.start();
        self.until("READY", |stage| stage.told("READY=1") > 0);
    }

    /// The module's process.
    pub fn module(&mut self) -> &mut Child {
        self.module.as_mut().unwrap()
    }

    /// How often systemd was told this.
    pub fn told(&self, line: &str) -> usize {
        self.all_told().iter().filter(|told| *told == line).count()
    }

    pub fn all_told(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }

    /// The starts of Pd: process and command line.
    pub fn starts(&self) -> Vec<(i32, String)> {
        let starts = self.read("starts");
        let split = |line: &str| {
            let (process, arguments) = line.split_once(' ').unwrap();
            (process.parse().unwrap(), arguments.to_owned())
        };
        starts.lines().map(split).collect()
    }

    /// The names of the patches that were started.
    pub fn patches(&self) -> Vec<String> {
        let name = |(_, line): &(i32, String)| line.rsplit('/').next().unwrap().to_owned();
        self.starts().iter().map(name).collect()
    }

    /// A stick with these files is plugged in.
    pub fn plug(&self, name: &str, files: &[&str]) {
        let stick = self.path("media").join(name);
        fs::create_dir_all(&stick).unwrap();
        for file in files {
            self.write(&format!("media/{name}/{file}"), "fine");
        }
        self.write("mounts", &format!("1 1 8:1 / {} ro", stick.display()));
    }

    /// All sticks are gone.
    pub fn unplug(&self) {
        self.write("mounts", "");
        fs::remove_dir_all(self.path("media")).unwrap();
    }

    /// The person was told, and the log says so.
    pub fn noticed(&self, text: &str) -> bool {
        let log = self.read("state/nrave-module.log");
        let logged = log
            .lines()
            .any(|line| line.contains(" notice ") && line.contains(text));
        logged && self.read("noticed").contains(text)
    }

    /// Waits until `done`.
    pub fn until(&self, what: &str, mut done: impl FnMut(&Self) -> bool) {
        let begun = Instant::now();
        while !done(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited in vain for: {what}\n{}\n{:?}\n{}",
                self.read("state/nrave-module.log"),
                self.all_told(),
                self.read("heard"),
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Puts a small file system in place of the state folder, if that is permitted.
    pub fn mount(&mut self) -> bool {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]);
        mount.arg(self.path("state")).stderr(Stdio::null());
        self.mounted = mount.status().is_ok_and(|status| status.success());
        self.mounted
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(module) = &mut self.module {
            // Pd dies with it.
            let _ = module.kill();
            let _ = module.wait();
        }
        if self.mounted {
            let _ = Command::new("umount").arg(self.path("state")).status();
        }
    }
}

fn listen(path: &Path) -> Arc<Mutex<Vec<String>>> {
    let socket = UnixDatagram::bind(path).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&told);
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(length) = socket.recv(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            lines
                .lock()
                .unwrap()
                .extend(text.lines().map(str::to_owned));
        }
    });
    told
}
