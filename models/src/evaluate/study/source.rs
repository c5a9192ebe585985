//! Words of the command line: which models, on which recordings, under which names.

use super::clips;
use crate::baseline::Baseline;
use crate::evaluate::EvaluateError;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::Manifest;
use std::path::{Path, PathBuf};

/// A folder of recordings under a name: `NAME=DIR`, or `DIR` alone, which is its own name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// What tables call it.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
}

/// A model on a family: `LABEL=PATH@FAMILY`; label and family may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The column's title; `None`: the model's own name.
    pub label: Option<String>,
    /// A model file, the folder of a run that holds one, or that of a spectral baseline.
    pub path: PathBuf,
    /// The name of the [`Data`]; `None`: the only one.
    pub family: Option<String>,
}

/// What is to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A model file.
    Model(PathBuf),
    /// The folder of a spectral baseline.
    Baseline(PathBuf),
}

impl Source {
    /// The file or folder.
    pub fn path(&self) -> &Path {
        match self {
            Self::Model(path) | Self::Baseline(path) => path,
        }
    }

    /// The file that holds the weights.
    pub fn weights_file(&self) -> PathBuf {
        match self {
            Self::Model(path) => path.clone(),
            Self::Baseline(folder) => Baseline::weights_file(folder),
        }
    }

    /// What it says about itself. A baseline has no methods: it is played whole clips.
    pub fn manifest(&self) -> Result<Manifest, EvaluateError> {
        match self {
            Self::Model(path) => Ok(Model::peek(path)?),
            Self::Baseline(folder) => clips::manifest(folder),
        }
    }
}

impl Data {
    /// Reads `[NAME=]DIR`.
    pub fn parse(text: &str) -> Self {
        let (name, folder) = labelled(text);
        let folder = PathBuf::from(folder);
        let own = || {
            let full = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let last = full.file_name().map(|name| name.to_string_lossy());
            last.map_or_else(|| "recordings".into(), |name| name.into_owned())
        };
        Self {
            name: name.unwrap_or_else(own),
            folder,
        }
    }
}

impl Run {
    /// Reads `[LABEL=]PATH[@FAMILY]`. A path that exists may hold these signs itself.
    pub fn parse(text: &str) -> Self {
        let (label, rest) = labelled(text);
        let (path, family) = match rest.rsplit_once('@') {
            Some((path, family)) if !family.is_empty() && !Path::new(rest).exists() => {
                (path, Some(family.to_owned()))
            }
            _ => (rest, None),
        };
        Self {
            label,
            path: path.into(),
            family,
        }
    }

    /// What is to be played: a baseline's folder, or a [`model`](Self::model).
    pub fn source(&self) -> Result<Source, EvaluateError> {
        if Baseline::is_at(&self.path) {
            return Ok(Source::Baseline(self.path.clone()));
        }
        self.model().map(Source::Model)
    }

    /// The model file: the path itself, or the one `.nrave` file in that folder.
    pub fn model(&self) -> Result<PathBuf, EvaluateError> {
        if !self.path.is_dir() {
            return Ok(self.path.clone());
        }
        let shown = self.path.display();
        if Baseline::is_at(&self.path) {
            return Err(EvaluateError::Asked(format!(
                "{shown}: a spectral baseline is measured in a study: add --out FOLDER"
            )));
        }
        let entries = std::fs::read_dir(&self.path)
            .map_err(|e| EvaluateError::Asked(format!("{shown}: cannot list the folder ({e})")))?;
        let is_model = |path: &PathBuf| path.extension().is_some_and(|e| e == "nrave");
        let mut models: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(is_model)
            .collect();
        models.sort();
        match models.as_slice() {
            [model] => Ok(model.clone()),
            [] => Err(EvaluateError::Asked(format!(
                "{shown}: this folder holds no .nrave file; finish the training, or name the model file"
            ))),
            many => Err(EvaluateError::Asked(format!(
                "{shown}: this folder holds {} .nrave files; name the one you mean",
                many.len()
            ))),
        }
    }

    /// Which of `families` it is played on.
    pub fn family<'a>(&self, families: &'a [Data]) -> Result<&'a Data, EvaluateError> {
        let names = || {
            let names: Vec<_> = families.iter().map(|data| data.name.as_str()).collect();
            names.join(", ")
        };
        match (&self.family, families) {
            (None, [only]) => Ok(only),
            (None, _) => Err(EvaluateError::Asked(format!(
                "{}: on which recordings? write {}@FAMILY, with one of {}",
                self.path.display(),
                self.path.display(),
                names()
            ))),
            (Some(name), _) => families
                .iter()
                .find(|data| data.name == *name)
                .ok_or_else(|| {
                    EvaluateError::Asked(format!("there is no --data {name}; there is {}", names()))
                }),
        }
    }
}

fn labelled(text: &str) -> (Option<String>, &str) {
    match text.split_once('=') {
        Some((label, rest)) if !label.is_empty() && !Path::new(text).exists() => {
            (Some(label.to_owned()), rest)
        }
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_and_family_may_be_left_out() {
        let run = |text| Run::parse(text);
        let of = |label: Option<&str>, path: &str, family: Option<&str>| Run {
            label: label.map(Into::into),
            path: path.into(),
            family: family.map(Into::into),
        };
        assert_eq!(run("a.nrave"), of(None, "a.nrave", None));
        assert_eq!(run("a.nrave@drums"), of(None, "a.nrave", Some("drums")));
        assert_eq!(
            run("F-RAVE=runs/a@drums"),
            of(Some("F-RAVE"), "runs/a", Some("drums"))
        );
    }

    #[test]
    fn a_path_may_hold_the_signs() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("a=b@c.nrave");
        std::fs::write(&odd, "").unwrap();
        let run = Run::parse(odd.to_str().unwrap());
        assert_eq!((run.label, run.path, run.family), (None, odd, None));
    }

    #[test]
    fn several_families_want_a_choice() {
        let families = [Data::parse("a=/x"), Data::parse("b=/y")];
        let run = Run::parse("m.nrave");
        let said = run.family(&families).unwrap_err().to_string();
        assert!(
            said.contains("m.nrave@FAMILY") && said.contains("a, b"),
            "{said}"
        );
        assert_eq!(run.family(&families[..1]).unwrap().name, "a");
        let said = Run::parse("m.nrave@c").family(&families).unwrap_err();
        assert!(said.to_string().contains("no --data c"));
    }

    #[test]
    fn a_folder_has_one_model() {
        let folder = tempfile::tempdir().unwrap();
        let run = Run::parse(folder.path().to_str().unwrap());
        assert!(run.model().unwrap_err().to_string().contains("no .nrave"));
        let one = folder.path().join("one.nrave");
        std::fs::write(&one, "").unwrap();
        assert_eq!(run.model().unwrap(), one);
        std::fs::write(folder.path().join("two.nrave"), "").unwrap();
        assert!(run.model().unwrap_err().to_string().contains("2 .nrave"));
        std::fs::write(folder.path().join("baseline.json"), "").unwrap();
        assert!(run.model().unwrap_err().to_string().contains("--out"));
        assert_eq!(run.source().unwrap(), Source::Baseline(run.path.clone()));
    }
}
