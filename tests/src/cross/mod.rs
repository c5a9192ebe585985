//! What externals for other systems show and want, read from their files, and what is wrong with it.

mod build;
pub mod bundle;
pub mod elf;
mod emulated;
pub mod mac;
pub mod signature;
mod traces;
pub mod windows;
pub mod wine;

pub use build::{names, products};
pub use emulated::machine;
pub use traces::traces;

use object::read::NameOrOrdinal;
use object::{Object, read};
use std::collections::BTreeSet;

/// What an external may show, and may want of its host.
#[derive(Debug)]
pub struct Allowed {
    /// All the functions that it shows, no more and no less.
    pub exports: &'static [&'static str],
    /// The libraries on Windows that have the host's functions, in lower case.
    pub host_libraries: &'static [&'static str],
    pub host_functions: &'static [&'static str],
}

/// The external for Pd. All functions are in Pd 0.53.
pub const PD: Allowed = Allowed {
    exports: &["nrave_tilde_setup"],
    host_libraries: &["pd.dll"],
    host_functions: &[
        "canvas_getcurrent",
        "canvas_getdir",
        "canvas_open",
        "class_addanything",
        "class_addbang",
        "class_addmethod",
        "class_domainsignalin",
        "class_gethelpdir",
        "class_new",
        "clock_delay",
        "clock_free",
        "clock_new",
        "dsp_addv",
        "gensym",
        "logpost",
        "obj_list",
        "outlet_anything",
        "outlet_new",
        "pd_error",
        "pd_new",
        "signalinlet_new",
        "sys_close",
        "sys_getsr",
    ],
};

/// `nrave.cv` and `nrave.cv~`. All functions are in Pd 0.53.
pub const CV: Allowed = Allowed {
    exports: &["setup_nrave0x2ecv", "setup_nrave0x2ecv_tilde"],
    host_libraries: &["pd.dll"],
    host_functions: &[
        "canvas_getcurrent",
        "canvas_getdir",
        "canvas_open",
        "class_addanything",
        "class_addbang",
        "class_addmethod",
        "class_domainsignalin",
        "class_gethelpdir",
        "class_new",
        "class_sethelpsymbol",
        "clock_delay",
        "clock_free",
        "clock_getlogicaltime",
        "clock_gettimesince",
        "clock_new",
        "dsp_addv",
        "gensym",
        "logpost",
        "outlet_anything",
        "outlet_new",
        "pd_error",
        "pd_new",
        "sys_close",
    ],
};

/// A program: nobody calls into it, and it has no host.
pub const COMMAND: Allowed = Allowed {
    exports: &[],
    host_libraries: &[],
    host_functions: &[],
};

/// The external for Max. All functions are in Max 8.6.
pub const MAX: Allowed = Allowed {
    exports: &["ext_main"],
    host_libraries: &["maxapi.dll", "maxaudio.dll"],
    host_functions: &[
        "attr_addfilter_clip",
        "attr_args_process",
        "attr_offset_new",
        "class_addattr",
        "class_addmethod",
        "class_attr_addattr_parse",
        "class_attr_get",
        "class_dspinit",
        "class_new",
        "class_register",
        "clock_fdelay",
        "clock_new",
        "clock_unset",
        "defer_low",
        "dictionary_appendatoms",
        "dictionary_appenddictionary",
        "dictionary_appendfloat",
        "dictionary_appendlong",
        "dictionary_appendsym",
        "dictionary_new",
        "dictobj_register",
        "gensym",
        "locatefile_extended",
        "object_alloc",
        "object_error",
        "object_free",
        "object_method_imp",
        "object_obex_store",
        "object_post",
        "outlet_anything",
        "outlet_new",
        "path_toabsolutesystempath",
        "proxy_getinlet",
        "sysmem_newptr",
        "systhread_ismainthread",
        "z_dsp_free",
        "z_dsp_setup",
    ],
};

/// What a library shows and wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    pub exports: BTreeSet<String>,
    /// The libraries that are loaded with it.
    pub libraries: BTreeSet<String>,
    /// Library and function. On macOS the library is empty for what the host may have.
    pub imports: BTreeSet<(String, String)>,
}

impl Symbols {
    fn of<'data>(file: &impl Object<'data>) -> read::Result<Self> {
        let mut symbols = Self::default();
        for export in file.exports()? {
            symbols.exports.insert(name(export?.name()));
        }
        for library in file.import_libraries()? {
            symbols.libraries.insert(text(library?.name()));
        }
        for import in file.imports()? {
            let import = import?;
            let function = name(import.name());
            symbols.imports.insert((text(import.library()), function));
        }
        Ok(symbols)
    }

    /// Complaints about everything but system libraries. `is_host` tells where the host's functions
    /// come from.
    fn complaints(&self, allowed: &Allowed, is_host: impl Fn(&str) -> bool) -> Vec<String> {
        let mut complaints = Vec::new();
        let wanted: BTreeSet<_> = allowed
            .exports
            .iter()
            .map(|&name| name.to_owned())
            .collect();
        if self.exports != wanted {
            complaints.push(format!("shows {:?} instead of {wanted:?}", self.exports));
        }
        let mut of_host = self.imports.iter().filter(|(library, _)| is_host(library));
        if !allowed.host_functions.is_empty() && of_host.clone().next().is_none() {
            complaints.push("wants nothing of its host".into());
        }
        if let Some((_, name)) =
            of_host.find(|(_, name)| !allowed.host_functions.contains(&name.as_str()))
        {
            complaints.push(format!("wants {name}, which is no function of the host"));
        }
        complaints
    }
}

fn name(name: NameOrOrdinal<&[u8]>) -> String {
    match name {
        NameOrOrdinal::Name(name) => text(name),
        NameOrOrdinal::Ordinal(number) => format!("number {number}"),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(library: &str, name: &str) -> (String, String) {
        (library.into(), name.into())
    }

    fn good() -> Symbols {
        Symbols {
            exports: ["nrave_tilde_setup".to_owned()].into(),
            libraries: ["pd.dll".to_owned()].into(),
            imports: [pair("pd.dll", "gensym"), pair("msvcrt.dll", "malloc")].into(),
        }
    }

    fn complaints(symbols: &Symbols) -> usize {
        symbols.complaints(&PD, |library| library == "pd.dll").len()
    }

    #[test]
    fn nothing_is_said_about_what_is_right() {
        assert_eq!(complaints(&good()), 0);
    }

    #[test]
    fn too_much_or_too_little_is_told() {
        let mut more = good();
        more.exports.insert("nrave_create".into());
        assert_eq!(complaints(&more), 1);
        let mut less = good();
        less.exports.clear();
        assert_eq!(complaints(&less), 1);
        let mut stranger = good();
        stranger.imports.insert(pair("pd.dll", "sys_secret"));
        assert_eq!(complaints(&stranger), 1);
        let mut alone = good();
        alone.imports.remove(&pair("pd.dll", "gensym"));
        assert_eq!(complaints(&alone), 1);
    }
}
