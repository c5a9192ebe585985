//! Libraries for Windows.

use super::{Allowed, Symbols};
use object::pe;
use object::read::pe::{ImageNtHeaders, ImageOptionalHeader, PeFile64};

/// Libraries that every Windows from 8 on has. What mingw's own programs bring along is not among them.
const SYSTEM: [&str; 8] = [
    "advapi32.dll",
    "api-ms-win-core-synch-l1-2-0.dll",
    "bcryptprimitives.dll",
    "kernel32.dll",
    "msvcrt.dll",
    "ntdll.dll",
    "userenv.dll",
    "ws2_32.dll",
];

/// What of the library `file` would not work, or is not as it should be.
pub fn complaints(file: &[u8], allowed: &Allowed) -> Vec<String> {
    let parsed = PeFile64::parse(file).and_then(|file| {
        let symbols = Symbols::of(&file)?;
        Ok((file, symbols))
    });
    let (file, symbols) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return vec![format!("not a library for 64-bit Windows: {error}")],
    };
    let mut complaints = of_header(&file);
    complaints.extend(of_symbols(&symbols, allowed));
    complaints
}

fn of_header(file: &PeFile64) -> Vec<String> {
    let mut complaints = Vec::new();
    let headers = file.nt_headers();
    let header = headers.file_header();
    if header.machine.get(object::LittleEndian) != pe::IMAGE_FILE_MACHINE_AMD64 {
        complaints.push("not for x86-64".into());
    }
    if header.time_date_stamp.get(object::LittleEndian) != 0 {
        complaints.push("says when it was built".into());
    }
    let is_library = header.characteristics.get(object::LittleEndian) & pe::IMAGE_FILE_DLL;
    if is_library != pe::IMAGE_FILE_DLL {
        complaints.push("not a library".into());
    }
    let defences =
        pe::IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE | pe::IMAGE_DLLCHARACTERISTICS_NX_COMPAT;
    if headers.optional_header().dll_characteristics() & defences != defences {
        complaints.push("lies at a fixed address, or its data may be run".into());
    }
    complaints
}

fn of_symbols(symbols: &Symbols, allowed: &Allowed) -> Vec<String> {
    let is_host = |library: &str| {
        let library = library.to_lowercase();
        allowed.host_libraries.contains(&library.as_str())
    };
    let mut complaints = symbols.complaints(allowed, is_host);
    let foreign = symbols
        .libraries
        .iter()
        .filter(|library| !is_host(library) && !SYSTEM.contains(&library.to_lowercase().as_str()));
    complaints.extend(foreign.map(|name| format!("wants {name}, which Windows doesn't have")));
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::PD;
    use super::*;

    #[test]
    fn libraries_that_would_be_missing_are_named() {
        let mut symbols = Symbols {
            exports: ["nrave_tilde_setup".to_owned()].into(),
            libraries: ["pd.dll", "KERNEL32.dll"].map(str::to_owned).into(),
            imports: [("pd.dll".to_owned(), "gensym".to_owned())].into(),
        };
        assert_eq!(of_symbols(&symbols, &PD), [""; 0]);
        symbols.libraries.insert("libgcc_s_seh-1.dll".into());
        let complaints = of_symbols(&symbols, &PD);
        assert_eq!(complaints.len(), 1);
        assert!(
            complaints[0].contains("libgcc_s_seh-1.dll"),
            "{complaints:?}"
        );
    }

    #[test]
    fn something_else_is_no_library() {
        let this = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        for file in [&this[..], b"MZ", b""] {
            let complaints = complaints(file, &PD);
            assert_eq!(complaints.len(), 1, "{complaints:?}");
        }
    }
}
