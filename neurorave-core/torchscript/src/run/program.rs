//! The classes and functions of an archive, parsed when they are first needed.

use super::{Stop, Words};
use crate::budget::Budget;
use crate::script::{Class, Function, Name, Unit, parse};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Bytes that a byte of text becomes, at most, and the work of it.
const PARSED: usize = 48;
const PARSING: usize = 20;

/// Where a program's text comes from.
pub trait Texts {
    /// The text of a file such as `code/__torch__/rave/pqmf.py`; none where there is no such file.
    ///
    /// # Errors
    /// When it cannot be read.
    fn text(&self, file: &str) -> Result<Option<String>, String>;
}

/// The program of an archive.
pub struct Program {
    texts: Box<dyn Texts>,
    budget: Rc<Budget>,
    files: RefCell<HashMap<String, Option<Rc<File>>>>,
    words: Words,
}

/// A parsed file.
pub struct File {
    /// Its name in the archive.
    pub name: Name,
    unit: Unit,
    classes: HashMap<Name, usize>,
    /// Of each class.
    methods: Vec<HashMap<Name, usize>>,
    functions: HashMap<Name, usize>,
}

/// A function and the file that it is in.
#[derive(Clone)]
pub struct Code {
    /// The file.
    pub file: Rc<File>,
    class: Option<usize>,
    function: usize,
}

/// A class and the file that it is in.
#[derive(Clone)]
pub struct Kind {
    /// The file.
    pub file: Rc<File>,
    class: usize,
}

impl Program {
    /// The program with these texts; `budget` pays for what they become.
    pub fn new(texts: Box<dyn Texts>, budget: Rc<Budget>) -> Self {
        Self {
            texts,
            budget,
            files: RefCell::default(),
            words: Words::default(),
        }
    }

    /// The words that texts of it may be.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The class of a full name such as `__torch__.rave.pqmf.CachedPQMF`.
    ///
    /// # Errors
    /// When its file cannot be read or understood.
    pub fn class(&self, name: &str) -> Result<Option<Kind>, Stop> {
        let Some((file, own)) = self.file_of(name)? else {
            return Ok(None);
        };
        let class = file.classes.get(own).copied();
        Ok(class.map(|class| Kind { file, class }))
    }

    /// The function of a full name.
    ///
    /// # Errors
    /// When its file cannot be read or understood.
    pub fn function(&self, name: &str) -> Result<Option<Code>, Stop> {
        let Some((file, own)) = self.file_of(name)? else {
            return Ok(None);
        };
        let function = file.functions.get(own).copied();
        Ok(function.map(|function| Code {
            file,
            class: None,
            function,
        }))
    }

    /// The file of a full name, and what the name is there.
    fn file_of<'a>(&self, name: &'a str) -> Result<Option<(Rc<File>, &'a str)>, Stop> {
        let Some((module, own)) = name.rsplit_once('.') else {
            return Ok(None);
        };
        if let Some(file) = self.files.borrow().get(module) {
            return Ok(file.clone().map(|file| (file, own)));
        }
        let path = format!("code/{}.py", module.replace('.', "/"));
        let text = self.texts.text(&path).map_err(Stop::new)?;
        let file = match text {
            Some(text) => {
                self.budget.work(text.len().saturating_mul(PARSING))?;
                self.budget.keep(text.len().saturating_mul(PARSED))?;
                let unit = parse(&path, &text).map_err(|error| Stop::new(error.to_string()))?;
                Some(Rc::new(File::new(path.as_str().into(), unit)))
            }
            None => None,
        };
        self.files
            .borrow_mut()
            .insert(module.to_owned(), file.clone());
        Ok(file.map(|file| (file, own)))
    }
}

impl File {
    fn new(name: Name, unit: Unit) -> Self {
        let places = |names: Vec<&Name>| {
            let numbered = names.into_iter().enumerate();
            numbered.map(|(i, name)| (name.clone(), i)).collect()
        };
        Self {
            classes: places(unit.classes.iter().map(|class| &class.name).collect()),
            methods: unit
                .classes
                .iter()
                .map(|class| places(class.methods.iter().map(|f| &f.name).collect()))
                .collect(),
            functions: places(unit.functions.iter().map(|f| &f.name).collect()),
            name,
            unit,
        }
    }
}

impl Kind {
    /// The class.
    pub fn class(&self) -> &Class {
        &self.file.unit.classes[self.class]
    }

    /// A method of the class.
    pub fn method(&self, name: &str) -> Option<Code> {
        let function = *self.file.methods[self.class].get(name)?;
        Some(Code {
            file: Rc::clone(&self.file),
            class: Some(self.class),
            function,
        })
    }
}

impl Code {
    /// The function.
    pub fn function(&self) -> &Function {
        match self.class {
            Some(class) => &self.file.unit.classes[class].methods[self.function],
            None => &self.file.unit.functions[self.function],
        }
    }
}
