//! Finding a file the way Pd finds things.

use nrave_guest::c_string;
use pd_sys::{_class, _glist};
use std::ffi::{CStr, c_char};
use std::path::{Path, PathBuf};

const MAX_PATH: usize = 4096;

/// Where a patch's object looks for a file.
#[derive(Clone, Copy)]
pub struct SearchPath {
    canvas: *const _glist,
    class: *const _class,
}

impl SearchPath {
    /// For objects of `class` on the canvas now being filled.
    ///
    /// # Safety
    /// To be called only while Pd creates an object, and used only while that object lives.
    pub unsafe fn of_current_canvas(class: *const _class) -> Self {
        // SAFETY: during creation Pd has a current canvas.
        let canvas = unsafe { pd_sys::canvas_getcurrent() };
        Self { canvas, class }
    }

    /// Pd's own lookup: absolute, beside the patch, then the search path with what `declare` adds.
    pub fn through_pd(&self, name: &str) -> Option<PathBuf> {
        let name = c_string(name);
        let mut folder = [0 as c_char; MAX_PATH];
        let mut file: *mut c_char = std::ptr::null_mut();
        // SAFETY: the buffers have the stated size; Pd writes NUL-terminated strings into `folder`
        // and points `file` into it.
        let descriptor = unsafe {
            pd_sys::canvas_open(
                self.canvas,
                name.as_ptr(),
                c"".as_ptr(),
                folder.as_mut_ptr(),
                &mut file,
                MAX_PATH as u32,
                1,
            )
        };
        if descriptor < 0 || file.is_null() {
            return None;
        }
        // SAFETY: the descriptor came from `canvas_open`; both strings are NUL-terminated.
        let (folder, file) = unsafe {
            pd_sys::sys_close(descriptor);
            (CStr::from_ptr(folder.as_ptr()), CStr::from_ptr(file))
        };
        Some(Path::new(folder.to_str().ok()?).join(file.to_str().ok()?))
    }

    /// The folder that the external was loaded from.
    pub fn own_folder(&self) -> Option<PathBuf> {
        // SAFETY: the class lives as long as Pd; the name is an interned, NUL-terminated string.
        let folder = unsafe {
            let folder = pd_sys::class_gethelpdir(self.class);
            (!folder.is_null()).then(|| CStr::from_ptr(folder))
        }?;
        let folder = folder.to_str().ok()?;
        (!folder.is_empty()).then(|| PathBuf::from(folder))
    }

    /// The folder of the patch.
    pub fn patch_folder(&self) -> PathBuf {
        // SAFETY: the canvas outlives its objects; the symbol's name is NUL-terminated.
        let folder = unsafe { CStr::from_ptr((*pd_sys::canvas_getdir(self.canvas)).s_name) };
        PathBuf::from(folder.to_string_lossy().into_owned())
    }
}
