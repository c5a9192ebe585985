//! Libraries and programs for the module: 64-bit ARM, Linux.

use super::{Allowed, Symbols, name, text};
use nrave_runner::cross::module::OLDEST;
use object::read::Error;
use object::read::elf::ElfFile64;
use object::{Architecture, Import, ImportFlags, Object, ObjectKind, elf};
use std::collections::BTreeSet;

/// The C library and its loader, which every such system has.
const SYSTEM: [&str; 5] = [
    "ld-linux-aarch64.so.1",
    "libc.so.6",
    "libdl.so.2",
    "libm.so.6",
    "libpthread.so.0",
];

/// What a file is and wants.
#[derive(Clone, Debug)]
pub struct File {
    pub symbols: Symbols,
    /// The versions of the C library that it wants, such as `GLIBC_2.17`.
    pub versions: BTreeSet<String>,
    pub processor: Architecture,
    /// A library, or a program that may lie anywhere.
    pub is_dynamic: bool,
    /// It says in which folders its libraries are looked for.
    pub has_search_path: bool,
    /// It has names of what nobody may call.
    pub has_own_symbols: bool,
}

/// Reads a file.
///
/// # Errors
/// When it is no such file.
pub fn read(file: &[u8]) -> Result<File, Error> {
    let parsed = ElfFile64::<object::Endianness>::parse(file)?;
    let mut symbols = Symbols::of(&parsed)?;
    let mut versions = BTreeSet::new();
    for import in parsed.imports()? {
        let import = import?;
        versions.extend(version(&import));
        // It does without what is weak.
        if import.is_weak() && import.library().is_empty() {
            symbols
                .imports
                .remove(&(String::new(), name(import.name())));
        }
    }
    let mut dynamic = parsed.elf_dynamic_table()?.iter();
    Ok(File {
        symbols,
        versions,
        processor: parsed.architecture(),
        is_dynamic: parsed.kind() == ObjectKind::Dynamic,
        has_search_path: dynamic.any(|entry| [elf::DT_RPATH, elf::DT_RUNPATH].contains(&entry.tag)),
        has_own_symbols: parsed.symbol_table().is_some(),
    })
}

/// What of `file` would not work, or is not as it should be.
pub fn complaints(file: &[u8], allowed: &Allowed) -> Vec<String> {
    match read(file) {
        Ok(file) => of_file(&file, allowed),
        Err(error) => vec![format!("not a file for 64-bit Linux: {error}")],
    }
}

fn of_file(file: &File, allowed: &Allowed) -> Vec<String> {
    // What names no library is looked for in the host.
    let mut complaints = file.symbols.complaints(allowed, str::is_empty);
    if file.processor != Architecture::Aarch64 {
        complaints.push(format!("is for {:?}", file.processor));
    }
    for (wrong, what) in [
        (!file.is_dynamic, "lies at a fixed address"),
        (
            file.has_search_path,
            "looks for libraries in folders of its own",
        ),
        (file.has_own_symbols, "holds names that nobody needs"),
    ] {
        if wrong {
            complaints.push(what.into());
        }
    }
    let foreign = file.symbols.libraries.iter();
    let foreign = foreign.filter(|library| !SYSTEM.contains(&library.as_str()));
    complaints.extend(foreign.map(|name| format!("wants {name}, which is not the C library")));
    let newer = file.versions.iter();
    let newer = newer.filter(|version| numbers(version).is_none_or(|found| found > OLDEST));
    let (major, minor) = OLDEST;
    complaints.extend(newer.map(|found| format!("wants {found}, above {major}.{minor}")));
    complaints
}

/// The version that an imported function must have.
fn version(import: &Import) -> Option<String> {
    match import.flags() {
        ImportFlags::Elf { version, .. } => version.map(text),
        _ => None,
    }
}

/// Major and minor number of a version of the C library.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix("GLIBC_")?.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.parse().ok()?;
    Some((major, minor))
}

#[cfg(test)]
mod tests {
    use super::super::PD;
    use super::*;

    fn good() -> File {
        File {
            symbols: Symbols {
                exports: ["nrave_tilde_setup".to_owned()].into(),
                libraries: ["libc.so.6".to_owned()].into(),
                imports: [(String::new(), "gensym".to_owned())].into(),
            },
            versions: ["GLIBC_2.17", "GLIBC_2.27", "GLIBC_2.2.5"]
                .map(str::to_owned)
                .into(),
            processor: Architecture::Aarch64,
            is_dynamic: true,
            has_search_path: false,
            has_own_symbols: false,
        }
    }

    #[test]
    fn each_fault_is_told() {
        let told = |file: &File| of_file(file, &PD).len();
        assert_eq!(told(&good()), 0);
        let faults: [fn(&mut File); 8] = [
            |file| file.processor = Architecture::X86_64,
            |file| file.is_dynamic = false,
            |file| file.has_search_path = true,
            |file| file.has_own_symbols = true,
            |file| file.symbols.libraries.extend(["libgcc_s.so.1".into()]),
            |file| file.versions.extend(["GLIBC_2.28".into()]),
            |file| file.versions.extend(["GLIBC_ABI_DT_RELR".into()]),
            |file| {
                file.symbols
                    .imports
                    .extend([(String::new(), "iconv".into())])
            },
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut bad = good();
            fault(&mut bad);
            assert_eq!(told(&bad), 1, "fault {number}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_program_is_not_for_the_module() {
        let this = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let file = read(&this).unwrap();
        assert!(file.has_own_symbols && file.is_dynamic);
        assert!(file.symbols.libraries.contains("libc.so.6"), "{file:?}");
        assert!(
            file.versions.iter().any(|v| numbers(v).is_some()),
            "{file:?}"
        );
        assert_eq!(complaints(b"\x7fELF", &PD).len(), 1);
    }
}
