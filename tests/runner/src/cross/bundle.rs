//! The bundle that Max loads on macOS: a folder with a library, a type and a description.
//!
//! Source: the layout of the externals that Max's own SDK builds.

use std::io;
use std::path::Path;

/// Type and signature, in the file that has nothing else.
const PKG_INFO: &[u8; 8] = b"iLaX????";

/// Writes the bundle `folder` around `library`, for macOS `oldest` and newer. The library in it is
/// named as the folder is, without its extension.
pub fn write(folder: &Path, library: &[u8], version: &str, oldest: &str) -> io::Result<()> {
    let name = folder.file_stem().and_then(|stem| stem.to_str());
    let name = name.ok_or(io::ErrorKind::InvalidFilename)?;
    let contents = folder.join("Contents");
    std::fs::create_dir_all(contents.join("MacOS"))?;
    std::fs::write(contents.join("PkgInfo"), PKG_INFO)?;
    let description = description(name, version, oldest);
    std::fs::write(contents.join("Info.plist"), description)?;
    std::fs::write(contents.join("MacOS").join(name), library)
}

/// `Info.plist`.
fn description(name: &str, version: &str, oldest: &str) -> String {
    // An identifier has letters, digits, dots and hyphens only.
    let identifier = format!("org.nrave.{}", name.trim_end_matches('~'));
    let entries = [
        ("CFBundleDevelopmentRegion", "English"),
        ("CFBundleExecutable", name),
        ("CFBundleIdentifier", &identifier),
        ("CFBundleInfoDictionaryVersion", "6.0"),
        ("CFBundleName", name),
        ("CFBundlePackageType", "iLaX"),
        ("CFBundleShortVersionString", version),
        ("CFBundleSignature", "max2"),
        ("CFBundleVersion", version),
        ("LSMinimumSystemVersion", oldest),
    ];
    let entries: String = entries
        .iter()
        .map(|(key, value)| format!("\t<key>{key}</key>\n\t<string>{value}</string>\n"))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n{entries}</dict>\n</plist>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_bundle_has_its_three_files() {
        let folder = std::env::temp_dir().join(format!("nrave-bundle-{}", std::process::id()));
        let bundle = folder.join("nrave~.mxo");
        write(&bundle, b"library", "1.2.3", "10.13").unwrap();
        let read = |file: &str| fs::read(bundle.join("Contents").join(file)).unwrap();
        assert_eq!(read("PkgInfo"), b"iLaX????");
        assert_eq!(read("MacOS/nrave~"), b"library");
        let plist = String::from_utf8(read("Info.plist")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        for (key, value) in [
            ("CFBundleExecutable", "nrave~"),
            ("CFBundleIdentifier", "org.nrave.nrave"),
            ("CFBundlePackageType", "iLaX"),
            ("CFBundleSignature", "max2"),
            ("CFBundleVersion", "1.2.3"),
            ("LSMinimumSystemVersion", "10.13"),
        ] {
            let entry = format!("<key>{key}</key>\n\t<string>{value}</string>");
            assert!(plist.contains(&entry), "{key}: {plist}");
        }
    }

    #[test]
    fn a_bundle_that_cannot_be_written_is_an_error() {
        assert!(write(Path::new("/dev/null/nrave~.mxo"), b"", "1", "1").is_err());
    }
}
