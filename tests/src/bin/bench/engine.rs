//! What runs networks here: our executors in processes of this program, the peers in Python.

use super::case::{Case, METHOD};
use neurorave_core::model::Model;
use neurorave_core::network::{Executor, Native, Tract};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Our own executor, weights in half precision.
    NativeHalf,
    /// Our own executor, weights in single precision.
    NativeSingle,
    /// The executor for any graph.
    Tract,
    /// libtorch, a traced and frozen module.
    Torch,
    /// ONNX Runtime.
    Onnx,
}

impl Engine {
    /// In the order of their turns.
    pub const ALL: [Self; 5] = [
        Self::NativeHalf,
        Self::NativeSingle,
        Self::Tract,
        Self::Torch,
        Self::Onnx,
    ];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::NativeHalf => "native, f16",
            Self::NativeSingle => "native, f32",
            Self::Tract => "tract",
            Self::Torch => "libtorch",
            Self::Onnx => "ONNX Runtime",
        }
    }

    /// Its own word, for command lines and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::NativeHalf => "native-f16",
            Self::NativeSingle => "native-f32",
            Self::Tract => "tract",
            Self::Torch => "torch",
            Self::Onnx => "onnxruntime",
        }
    }

    /// The engine of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.word() == word)
    }

    /// The model file that it reads; `None` where there is none in its precision.
    pub fn file(self, case: &Case) -> Option<&Path> {
        let stored = match self {
            Self::NativeHalf => &case.half,
            Self::NativeSingle => case.single.as_ref()?,
            Self::Tract | Self::Torch | Self::Onnx => case.common(),
        };
        Some(&stored.file)
    }

    /// The command that runs it on `file` and the inputs in the case's folder.
    pub fn command(self, case: &Case, file: &Path) -> Result<Command, Box<dyn Error>> {
        let script = match self {
            Self::NativeHalf | Self::NativeSingle | Self::Tract => {
                let mut command = Command::new(std::env::current_exe()?);
                command.args(["--worker", self.word()]).arg(file);
                command.arg(case.folder());
                return Ok(command);
            }
            Self::Torch => "torch_steps.py",
            Self::Onnx => "onnxruntime_steps.py",
        };
        let mut command = Command::new(python());
        command
            .arg(scripts().join(script))
            .arg(file)
            .arg(METHOD)
            .arg(case.folder())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("OMP_NUM_THREADS", "1")
            .env("MKL_NUM_THREADS", "1");
        Ok(command)
    }

    /// The Python package that it comes from.
    fn package(self) -> Option<&'static str> {
        match self {
            Self::NativeHalf | Self::NativeSingle | Self::Tract => None,
            Self::Torch => Some("torch"),
            Self::Onnx => Some("onnxruntime"),
        }
    }

    /// Whether it can run here; says so where it cannot.
    pub fn is_installed(self) -> bool {
        let Some(package) = self.package() else {
            return true;
        };
        let works = Command::new(python())
            .args(["-c", &format!("import numpy, {package}")])
            // As when a script runs: elsewhere a folder may have the package's name.
            .current_dir(scripts())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !works {
            println!(
                "{} skipped: {} has no {package} (pip install numpy {package}, or name another in NRAVE_PYTHON)",
                self.name(),
                python().display()
            );
        }
        works
    }

    /// The executor for `method` of `model`, where it is one of ours.
    pub fn executor(
        self,
        model: &Model,
        method: &str,
    ) -> Result<Box<dyn Executor>, Box<dyn Error>> {
        Ok(match self {
            Self::NativeHalf | Self::NativeSingle => {
                let native = Native::load(model, method)?;
                Box::new(native.map_err(|why| format!("{}: {why:?}", model.file()))?)
            }
            Self::Tract => Box::new(Tract::compile(
                &model.graph(method)?,
                model.method(method)?,
            )?),
            Self::Torch | Self::Onnx => return Err("no executor of ours".into()),
        })
    }
}

/// The folder of the scripts for other engines.
fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench")
}

/// The interpreter named by `NRAVE_PYTHON`, or `python3`.
fn python() -> PathBuf {
    PathBuf::from(std::env::var_os("NRAVE_PYTHON").unwrap_or("python3".into()))
}
