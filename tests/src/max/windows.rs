//! The double for Windows, as Max has it: two libraries, and a program.

use super::host::sources;
use crate::cross::products;
use crate::cross::wine::Stage;
use nrave_runner::cross::Platform;
use std::path::PathBuf;
use std::process::Command;

/// The double and the external for Windows on a stage.
pub struct Windows {
    stage: Stage,
}

impl Windows {
    /// Builds both; `None`, told, where that or running them can't be done.
    ///
    /// # Panics
    /// When they do not build.
    pub fn build() -> Option<Self> {
        let products = products(Platform::Windows)?;
        let stage = Stage::new()?;
        let files: Vec<_> = sources()
            .iter()
            .map(|file| format!("max-host/{file}"))
            .collect();
        let is = |file: &&String, name: &str| file.ends_with(&format!("/{name}.c"));
        let api = files
            .iter()
            .filter(|file| !is(file, "main") && !is(file, "audio"));
        let api: Vec<_> = api.map(String::as_str).collect();
        let import = format!("-Wl,--out-implib,{}", stage.file("libMaxAPI.a").display());
        stage.compile(
            &api,
            "MaxAPI.dll",
            &["-shared", &import, "-static", "-lpthread"],
        );
        stage.compile(
            &["max-host/audio.c"],
            "MaxAudio.dll",
            &["-shared", "-lMaxAPI"],
        );
        stage.compile(&["max-host/main.c"], "max-host.exe", &["-lMaxAPI"]);
        for folder in ["externals", "models"] {
            std::fs::create_dir(stage.file(folder)).expect("a writable folder");
        }
        let windows = Self { stage };
        std::fs::copy(products.join("nrave~.mxe64"), windows.external()).expect("it was built");
        Some(windows)
    }

    /// The file that the host loads, in a package.
    pub fn external(&self) -> PathBuf {
        self.stage.file("externals/nrave~.mxe64")
    }

    /// The folder that `nrave~` looks for models in, after the search path.
    pub fn models(&self) -> PathBuf {
        self.stage.file("models")
    }

    /// The double, to be started.
    pub fn program(&self) -> Command {
        self.stage.run("max-host.exe")
    }
}
