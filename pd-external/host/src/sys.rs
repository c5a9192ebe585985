//! What `pd-sys` 0.1.1 lacks or has wrong, and nothing else.
//!
//! - its `t_int` is `c_long`, 32 bits on 64-bit Windows, where the DSP chain stores pointers in it;
//! - methods and perform routines want one cast to Pd's untyped function pointers;
//! - `CLASS_MAINSIGNALIN` is a C macro over `class_domainsignalin`;
//! - its functions are of no library, where Windows wants to know the one that has them;
//! - its `t_signal` describes Pd 0.53; from 0.54 on only the first three fields are where they were.
//!
//! Source: `m_pd.h` of Pd 0.53 to 0.57.

use pd_sys::{_class, t_atom, t_float, t_method, t_newmethod, t_object, t_symbol};
use std::os::raw::{c_int, c_void};

/// Pd's integer that is as wide as a pointer: the cells of the DSP chain.
pub type Int = isize;

/// A perform routine: receives its cells, the routine's own address first, and returns the next ones.
pub type Perform = unsafe extern "C" fn(cells: *mut Int) -> *mut Int;

/// The part of `t_signal` that is the same in every Pd from 0.53 on.
#[repr(C)]
pub struct Signal {
    /// Samples per block; from 0.54 on, per channel.
    pub n: c_int,
    pub samples: *mut t_float,
    /// Sample rate in Hz, of this (possibly resampled) subpatch.
    pub rate: t_float,
}

#[cfg_attr(windows, link(name = "pd", kind = "raw-dylib"))]
unsafe extern "C" {
    /// Appends a routine and `n` cells to the DSP chain. Copies the cells.
    pub fn dsp_addv(routine: Perform, n: c_int, cells: *mut Int);
}

/// The creation function of a class that takes any arguments.
pub type New = unsafe extern "C" fn(*mut t_symbol, c_int, *mut t_atom) -> *mut c_void;
/// A method without arguments: free, bang, clock tick.
pub type Plain = unsafe extern "C" fn(*mut t_object);
/// A method that takes any message.
pub type Anything = unsafe extern "C" fn(*mut t_object, *mut t_symbol, c_int, *mut t_atom);
/// The `dsp` method.
pub type Dsp = unsafe extern "C" fn(*mut t_object, *mut *mut Signal);

/// A function as Pd takes them: without its argument types, which the class's declaration states.
pub fn new_method(f: New) -> t_newmethod {
    // SAFETY: Pd calls a creation function declared A_GIMME with exactly these three arguments.
    Some(unsafe { std::mem::transmute::<New, unsafe extern "C" fn() -> *mut c_void>(f) })
}

/// As [`new_method`], for a method without arguments.
pub fn plain_method(f: Plain) -> t_method {
    // SAFETY: Pd calls free, bang and clock functions with the object alone.
    Some(unsafe { std::mem::transmute::<Plain, unsafe extern "C" fn()>(f) })
}

/// As [`new_method`], for an `anything` method.
pub fn anything_method(f: Anything) -> t_method {
    // SAFETY: Pd calls an `anything` method with the object, selector, count and atoms.
    Some(unsafe { std::mem::transmute::<Anything, unsafe extern "C" fn()>(f) })
}

/// As [`new_method`], for the `dsp` method.
pub fn dsp_method(f: Dsp) -> t_method {
    // SAFETY: Pd calls `dsp`, declared A_CANT, with the object and its array of signals.
    Some(unsafe { std::mem::transmute::<Dsp, unsafe extern "C" fn()>(f) })
}

/// Makes the first inlet a signal inlet whose scalar, for when nothing is connected, lies
/// `offset` bytes into the object: `CLASS_MAINSIGNALIN`.
///
/// # Safety
/// `class` must be a live class whose objects hold a `t_float` at `offset`, which must not be zero.
pub unsafe fn main_signal_inlet(class: *mut _class, offset: usize) {
    let offset = c_int::try_from(offset).expect("an object smaller than two gigabytes");
    // SAFETY: promised by the caller.
    unsafe { pd_sys::class_domainsignalin(class, offset) }
}
