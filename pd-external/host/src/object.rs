//! A box as Pd allocates it, around what is ours.

use crate::guard;
use pd_sys::{_class, t_object};

/// What lives in a box.
pub trait Inside {
    /// One of its callbacks panicked: it is to be silent from now on, and to say so.
    fn give_up(&mut self);
}

/// An object of a class whose instances have this size, zeroed.
#[repr(C)]
pub struct Object<T> {
    /// Pd's part, always first.
    header: t_object,
    /// What the first inlet reads when it is a signal inlet and no signal is connected to it.
    pub first_inlet: f32,
    /// Ours; null while the box is made.
    inside: *mut T,
}

/// Makes a box of `class` with what `make` puts into it.
///
/// # Safety
/// `class` must be registered for objects of the size of `Object<T>`; Pd must be creating an object.
pub unsafe fn create<T>(
    class: *mut _class,
    make: impl FnOnce(*mut t_object) -> T,
) -> *mut t_object {
    // SAFETY: promised by the caller: the object has room for an `Object`.
    unsafe {
        let object = pd_sys::pd_new(class).cast::<Object<T>>();
        (*object).inside = Box::into_raw(Box::new(make(object.cast())));
        object.cast()
    }
}

/// The free function of a class of such objects.
///
/// # Safety
/// Pd calls it, once for each object.
pub unsafe extern "C" fn free<T>(object: *mut t_object) {
    // SAFETY: promised by the caller; what is inside came from a box.
    guard(|| unsafe {
        let object = object.cast::<Object<T>>();
        let inside = std::mem::replace(&mut (*object).inside, std::ptr::null_mut());
        if !inside.is_null() {
            drop(Box::from_raw(inside));
        }
    });
}

/// Runs `body` on what is in a box. A panic silences the box; Pd goes on.
///
/// # Safety
/// `object` must be a live `Object<T>`, and `body` must not call back into Pd in a way that reaches
/// this object again: sending waits until this has returned.
pub unsafe fn with<T: Inside, R>(
    object: *mut t_object,
    body: impl FnOnce(&mut T) -> R,
) -> Option<R> {
    // SAFETY: promised by the caller; Pd runs one callback at a time.
    let inside = unsafe { (*object.cast::<Object<T>>()).inside.as_mut() }?;
    let result = guard(|| body(inside));
    if result.is_none() {
        guard(|| inside.give_up());
    }
    result
}
