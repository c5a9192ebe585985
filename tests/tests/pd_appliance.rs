//! The whole appliance with real Pd: `nrave-module run` brings the sound back whatever happens, and
//! says what did.

use nrave_tests::built::program;
use nrave_tests::pd::{External, Patch, pd_is_here};
use std::fs;
use std::io::Write;
use std::net::UdpSocket;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing that a test waits for takes this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A module's folders, what hears its sound, and the program while it runs.
struct Module {
    folder: tempfile::TempDir,
    ear: UdpSocket,
    running: Option<Child>,
}

impl Module {
    /// The shipped patch and model, and nothing remembered.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ear = UdpSocket::bind("127.0.0.1:0").unwrap();
        let module = Self {
            folder,
            ear,
            running: None,
        };
        for name in ["state", "run", "models"] {
            fs::create_dir(module.path(name)).unwrap();
        }
        let patches = Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches/pd");
        for name in ["module.pd", "module.toml", "fall-back.pd", "swing.csv"] {
            fs::copy(patches.join(name), module.path(name)).unwrap();
        }
        let zoo = patches.join("../../models/zoo");
        for name in ["strings.nrave", "digits.nrave"] {
            fs::copy(zoo.join(name), module.path("models").join(name)).unwrap();
        }
        for name in ["module.pd", "fall-back.pd"] {
            module.listen(name);
        }
        module
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts an ear into the place of a patch's loudspeakers: it says 1 while it sounds, else 0.
    fn listen(&self, name: &str) {
        let file = self.path(name);
        let text = fs::read_to_string(&file).unwrap();
        let mut ear = Patch::default();
        let [left, _right] = [(); 2].map(|()| ear.object("inlet~"));
        let chain = [
            "env~ 4096",
            "> 40",
            "list prepend send",
            "list trim",
            "netsend -u",
        ];
        let mut last = left;
        for object in chain {
            let next = ear.object(object);
            ear.connect(last, 0, next, 0);
            last = next;
        }
        let start = ear.object("loadbang");
        let port = self.ear.local_addr().unwrap().port();
        let connect = ear.message(&format!("connect localhost {port}"));
        ear.connect(start, 0, connect, 0);
        ear.connect(connect, 0, last, 0);
        fs::write(&file, ear.instead_of_speakers(&text)).unwrap();
    }

    fn start(&mut self) {
        let external = External::build();
        let output = || {
            fs::File::options()
                .create(true)
                .append(true)
                .open(self.path("output"))
        };
        let child = Command::new(program("nrave-module"))
            .args(["run", "--audio", "dummy", "--patch"])
            .arg(self.path("module.pd"))
            .arg("--pd")
            .arg(external.pd().get_program())
            .arg("--models")
            .arg(self.path("models"))
            .arg("--path")
            .arg(external.folder())
            .env("NRAVE_MODULE_STATE", self.path("state"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env_remove("NOTIFY_SOCKET")
            .stdin(Stdio::null())
            .stdout(output().unwrap())
            .stderr(output().unwrap())
            .spawn()
            .expect("the program was built");
        self.running = Some(child);
    }

    fn output(&self) -> String {
        fs::read_to_string(self.path("output")).unwrap_or_default()
    }

    /// Waits until the program has said `text`.
    fn until(&self, text: &str) {
        let start = Instant::now();
        while !self.output().contains(text) {
            assert!(
                start.elapsed() < PATIENCE,
                "no \"{text}\":\n{}",
                self.output()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits for sound, from now on.
    fn hear(&self) {
        let mut word = [0; 16];
        self.ear.set_nonblocking(true).unwrap();
        while self.ear.recv(&mut word).is_ok() {}
        self.ear.set_nonblocking(false).unwrap();
        word[0] = 0;
        let deadline = Instant::now() + PATIENCE;
        while word[0] != b'1' {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it is silent:\n{}", self.output());
            self.ear.set_read_timeout(Some(left)).unwrap();
            // None in time is found out above.
            let _ = self.ear.recv(&mut word);
        }
    }

    /// Starts it and waits for sound.
    fn play(&mut self) {
        self.start();
        self.hear();
    }

    fn kill(&mut self) {
        let mut child = self.running.take().expect("it runs");
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// The processes whose command line names this module's folder, but for the program itself.
    fn pds(&self) -> Vec<i32> {
        let folder = self.folder.path().display().to_string();
        let own = self.running.as_ref().map(Child::id);
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let ours = ids.filter(|id| {
            let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(&folder) && Some(*id) != own
        });
        ours.map(|id| id as i32).collect()
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        if let Some(mut child) = self.running.take() {
            // It may have ended by itself; then there is nothing to do.
            let _ = child.kill();
            let _ = child.wait();
        }
        self.pds().into_iter().for_each(kill);
    }
}

fn kill(process: i32) {
    // SAFETY: kill takes numbers only.
    unsafe { libc::kill(process, libc::SIGKILL) };
}

#[test]
fn a_killed_pd_comes_back_with_its_sound() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    module.play();
    for times in 1..=2 {
        let pds = module.pds();
        assert_eq!(pds.len(), 1, "{pds:?}");
        kill(pds[0]);
        while module.pds() == pds {
            std::thread::sleep(Duration::from_millis(1));
        }
        module.hear();
        let output = module.output();
        let starts = output.matches("restart starting").count();
        assert_eq!(starts, times + 1, "{output}");
    }
}

#[test]
fn a_killed_program_takes_pd_along_and_plays_when_it_is_started_again() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    module.play();
    module.kill();
    let start = Instant::now();
    while !module.pds().is_empty() {
        assert!(start.elapsed() < PATIENCE, "Pd plays on alone");
        std::thread::sleep(Duration::from_millis(10));
    }
    module.play();
    let said = "The module's program was killed or has crashed";
    assert_eq!(module.output().matches(said).count(), 1);
}

#[test]
fn damaged_settings_are_told_and_the_usual_ones_play() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    let own = module.path("state").join("module.toml");
    fs::write(&own, "board = \"neurorack\"\n[[input]]\nname = 7\n").unwrap();
    fs::write(module.path("state").join("settings.toml"), [0xff; 100]).unwrap();
    module.play();
    let output = module.output();
    assert!(output.contains("module.toml, line 3"), "{output}");
    assert!(output.contains("settings.toml"), "{output}");
}

#[test]
fn without_its_model_another_one_plays() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    fs::remove_file(module.path("models").join("strings.nrave")).unwrap();
    module.play();
    assert!(module.output().contains("can't find the model strings"));
    module.until("digits");
    module.kill();
    // One that is there, but isn't a model any more.
    let digits = module.path("models").join("digits.nrave");
    fs::write(&digits, b"not a model").unwrap();
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo/strings.nrave");
    fs::copy(zoo, module.path("models").join("strings.nrave")).unwrap();
    module.play();
}

#[test]
fn a_full_disk_is_told_and_it_plays() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    let state = module.path("state");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"])
        .arg(&state)
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: no small disk can be mounted here (only root may)");
        return;
    }
    let unmount = Unmount(state.clone());
    let mut filler = fs::File::create(state.join("filler")).unwrap();
    while filler.write_all(&[0; 512]).is_ok() {}
    drop(filler);
    module.play();
    module.until("No space left");
    module.kill();
    drop(module);
    drop(unmount);
}

/// Takes a disk away again.
struct Unmount(PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        // It goes with the machine if it can't be taken away.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_patch_that_ends_again_and_again_gives_way_to_the_fall_back() {
    if !pd_is_here() {
        return;
    }
    let mut module = Module::new();
    let quits = "#N canvas 0 0 450 300 12;\n#X obj 20 20 loadbang;\n#X msg 20 60 \\; pd quit;\n\
        #X connect 0 0 1 0;\n";
    fs::write(module.path("module.pd"), quits).unwrap();
    module.play();
    let output = module.output();
    assert!(output.matches("starting").count() >= 3, "{output}");
    assert!(output.contains("fall-back.pd"), "{output}");
}
