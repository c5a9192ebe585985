//! Functions of the host that nrave~ can do without: looked up when they are wanted, so that a Max
//! without them loads the external all the same.

use crate::abi::{Error, Handle, Symbol};
use crate::atoms::symbol;
use std::ffi::CStr;

/// `jdrag_object_add`: the object takes what is dragged, as a message with its path.
type DragAdd = unsafe extern "C" fn(drag: Handle, object: Handle, message: *mut Symbol);

/// A file is dragged over an object: letting it go sends it `load`. Whether that can be done, as Max
/// wants it told.
pub fn accept(drag: Handle, object: Handle) -> i64 {
    let Some(address) = find(c"jdrag_object_add") else {
        return 0;
    };
    // SAFETY: the host's function of this name has this type; drag and object are Max's own.
    unsafe {
        let add = std::mem::transmute::<Handle, DragAdd>(address);
        add(drag, object, symbol("load"));
    }
    1
}

/// `object_attr_touch`: an attribute has changed.
type Touch = unsafe extern "C" fn(object: Handle, name: *mut Symbol) -> Error;

/// Tells the inspector, where it can be told, that properties have changed without it.
///
/// # Safety
/// `object` must be a live object. Not for the audio thread.
pub unsafe fn touch(object: Handle, properties: &[&str]) {
    let Some(address) = find(c"object_attr_touch") else {
        return;
    };
    // SAFETY: the host's function of this name has this type; the object is alive.
    unsafe {
        let touch = std::mem::transmute::<Handle, Touch>(address);
        for property in properties {
            touch(object, symbol(property));
        }
    }
}

#[cfg(unix)]
fn find(name: &CStr) -> Option<Handle> {
    // SAFETY: the name ends with a NUL; any symbol of the process will do.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    (!address.is_null()).then_some(address)
}

#[cfg(windows)]
fn find(name: &CStr) -> Option<Handle> {
    use std::ffi::c_char;
    #[link(name = "kernel32", kind = "raw-dylib")]
    unsafe extern "system" {
        fn GetModuleHandleA(name: *const c_char) -> Handle;
        fn GetProcAddress(module: Handle, name: *const c_char) -> Handle;
    }
    // SAFETY: both names end with a NUL; a library that is not loaded gives null, which is checked.
    let address = unsafe {
        let library = GetModuleHandleA(c"MaxAPI.dll".as_ptr());
        if library.is_null() {
            return None;
        }
        GetProcAddress(library, name.as_ptr())
    };
    (!address.is_null()).then_some(address)
}
