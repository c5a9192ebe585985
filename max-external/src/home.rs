//! Where the external lies: in a package, its models lie beside it.

use std::path::PathBuf;

/// How far up from the library the package may be: `externals`, on macOS within a bundle.
const DEPTH: usize = 6;

/// The package that the external belongs to: the folder that has `externals` in it, and the library
/// in that. `None` where it was put somewhere else.
pub fn package() -> Option<PathBuf> {
    let library = library()?;
    let folders = library.ancestors().skip(1).take(DEPTH);
    let externals = folders
        .into_iter()
        .find(|folder| folder.file_name().is_some_and(|name| name == "externals"))?;
    externals.parent().map(PathBuf::from)
}

#[cfg(unix)]
fn library() -> Option<PathBuf> {
    use std::ffi::{CStr, OsStr};
    use std::os::unix::ffi::OsStrExt;
    // SAFETY: `dladdr` fills the record in, or says that it has not; the name that it gives lives as
    // long as the library. The address is one of this library's.
    unsafe {
        let mut found: libc::Dl_info = std::mem::zeroed();
        let here = package as *const libc::c_void;
        if libc::dladdr(here, &mut found) == 0 || found.dli_fname.is_null() {
            return None;
        }
        let name = CStr::from_ptr(found.dli_fname);
        Some(PathBuf::from(OsStr::from_bytes(name.to_bytes())))
    }
}

#[cfg(windows)]
fn library() -> Option<PathBuf> {
    use std::ffi::{OsString, c_void};
    use std::os::windows::ffi::OsStringExt;
    const FROM_ADDRESS: u32 = 4;
    const KEEP_COUNT: u32 = 2;
    const LONGEST: usize = 4096;
    #[link(name = "kernel32", kind = "raw-dylib")]
    unsafe extern "system" {
        fn GetModuleHandleExW(flags: u32, address: *const c_void, module: *mut *mut c_void) -> i32;
        fn GetModuleFileNameW(module: *mut c_void, name: *mut u16, size: u32) -> u32;
    }
    let mut module = std::ptr::null_mut();
    let mut name = [0u16; LONGEST];
    // SAFETY: the address is one of this library's, the buffer has the size that is told.
    let length = unsafe {
        let here = package as *const c_void;
        if GetModuleHandleExW(FROM_ADDRESS | KEEP_COUNT, here, &mut module) == 0 {
            return None;
        }
        GetModuleFileNameW(module, name.as_mut_ptr(), LONGEST as u32) as usize
    };
    (0 < length && length < LONGEST).then(|| OsString::from_wide(&name[..length]).into())
}
