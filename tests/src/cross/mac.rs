//! Universal libraries for macOS.

use super::signature;
use super::{Allowed, Symbols};
use nrave_runner::cross::macos::NAME;
use object::macho::{self, MachHeader64};
use object::read::Error;
use object::read::macho::{FatArch, MachHeader, MachOFatFile32, MachOFile64};
use object::{Architecture, LittleEndian as Little};

const SYSTEM: &str = "/usr/lib/libSystem.B.dylib";

/// Processors, with the oldest macOS that their half runs on (major and minor number).
pub const HALVES: [(Architecture, (u16, u8)); 2] = [
    (Architecture::X86_64, (10, 13)),
    (Architecture::Aarch64, (11, 0)),
];

/// One half of a universal library.
#[derive(Clone, Debug)]
pub struct Half {
    pub symbols: Symbols,
    pub is_library: bool,
    /// What the library calls itself.
    pub name: String,
    /// Major and minor number of the oldest macOS.
    pub oldest: Option<(u16, u8)>,
    /// What is wrong with the signature.
    pub signature: Result<(), String>,
}

/// What of the library `file` would not work, or is not as it should be.
pub fn complaints(file: &[u8], allowed: &Allowed) -> Vec<String> {
    let fat = match MachOFatFile32::parse(file) {
        Ok(fat) => fat,
        Err(error) => return vec![format!("not a universal library: {error}")],
    };
    let found: Vec<_> = fat.arches().iter().map(FatArch::architecture).collect();
    let wanted = HALVES.map(|(processor, _)| processor);
    if found != wanted {
        return vec![format!("is for {found:?} instead of {wanted:?}")];
    }
    let mut complaints = Vec::new();
    for (arch, (processor, oldest)) in fat.arches().iter().zip(HALVES) {
        let said = match arch.data(file).and_then(read) {
            Ok(half) => of_half(&half, oldest, allowed),
            Err(error) => vec![format!("cannot be read: {error}")],
        };
        complaints.extend(said.iter().map(|what| format!("{processor:?}: {what}")));
    }
    complaints
}

/// Reads one half.
pub fn read(file: &[u8]) -> Result<Half, Error> {
    let parsed = MachOFile64::<Little>::parse(file)?;
    let mut half = Half {
        symbols: plain(Symbols::of(&parsed)?),
        is_library: parsed.macho_header().filetype(Little) == macho::MH_DYLIB,
        name: String::new(),
        oldest: None,
        signature: Err("there is no signature".into()),
    };
    let mut commands = MachHeader64::<Little>::parse(file, 0)?.load_commands(Little, file, 0)?;
    while let Some(command) = commands.next()? {
        if command.cmd() == macho::LC_ID_DYLIB
            && let Ok(own) = command.data::<macho::DylibCommand<Little>>()
        {
            half.name = super::text(command.string(Little, own.dylib.name)?);
        }
        if command.cmd() == macho::LC_VERSION_MIN_MACOSX
            && let Ok(oldest) = command.data::<macho::VersionMinCommand<Little>>()
        {
            half.oldest = Some(version(oldest.version.get(Little).0));
        }
        if let Some((build, _)) = command.build_version(Little)?
            && build.platform.get(Little) == macho::PLATFORM_MACOS
        {
            half.oldest = Some(version(build.minos.get(Little).0));
        }
        if command.cmd() == macho::LC_CODE_SIGNATURE {
            let place = command.data::<macho::LinkeditDataCommand<Little>>()?;
            half.signature = signature::check(file, &place.code_signature(Little, file)?);
        }
    }
    Ok(half)
}

/// The names as C has them: without the underscore that every one has here.
fn plain(symbols: Symbols) -> Symbols {
    let plain = |name: String| match name.strip_prefix('_') {
        Some(plain) => plain.to_owned(),
        None => name,
    };
    Symbols {
        exports: symbols.exports.into_iter().map(plain).collect(),
        imports: symbols
            .imports
            .into_iter()
            .map(|(library, name)| (library, plain(name)))
            .collect(),
        ..symbols
    }
}

/// Sixteen bits of major, eight of minor number, eight that don't matter here.
fn version(packed: u32) -> (u16, u8) {
    ((packed >> 16) as u16, (packed >> 8) as u8)
}

fn of_half(half: &Half, oldest: (u16, u8), allowed: &Allowed) -> Vec<String> {
    let mut complaints = half.symbols.complaints(allowed, str::is_empty);
    if !half.is_library {
        complaints.push("not a library".into());
    }
    if half.name != NAME {
        complaints.push(format!("calls itself {} instead of {NAME}", half.name));
    }
    if half.oldest != Some(oldest) {
        let found = half.oldest;
        complaints.push(format!("is for macOS {found:?} instead of {oldest:?}"));
    }
    let foreign = half.symbols.libraries.iter().filter(|name| *name != SYSTEM);
    complaints.extend(foreign.map(|name| format!("wants {name}, which is not the system library")));
    complaints.extend(half.signature.clone().err());
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::PD;
    use super::*;

    fn good() -> Half {
        Half {
            symbols: Symbols {
                exports: ["nrave_tilde_setup".to_owned()].into(),
                libraries: [SYSTEM.to_owned()].into(),
                imports: [(String::new(), "gensym".to_owned())].into(),
            },
            is_library: true,
            name: NAME.into(),
            oldest: Some((11, 0)),
            signature: Ok(()),
        }
    }

    #[test]
    fn each_fault_is_told() {
        let told = |half: &Half| of_half(half, (11, 0), &PD).len();
        assert_eq!(told(&good()), 0);
        let faults: [fn(&mut Half); 7] = [
            |half| half.is_library = false,
            |half| half.name = "/builds/libnrave_pd.dylib".into(),
            |half| half.oldest = Some((14, 2)),
            |half| half.oldest = None,
            |half| half.signature = Err("there is no signature".into()),
            |half| half.symbols.libraries.extend(["libiconv.2.dylib".into()]),
            |half| {
                let stranger = (String::new(), "iconv".into());
                half.symbols.imports.extend([stranger]);
            },
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut half = good();
            fault(&mut half);
            assert_eq!(told(&half), 1, "fault {number}");
        }
    }

    #[test]
    fn something_else_is_no_universal_library() {
        let this = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        for file in [&this[..], &[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0], b""] {
            assert_eq!(complaints(file, &PD).len(), 1);
        }
    }

    #[test]
    fn versions_are_packed() {
        assert_eq!(version(0x000a_0d00), (10, 13));
        assert_eq!(version(0x000b_0000), (11, 0));
    }
}
