//! The Max ABI, declared by hand: the part that is used, and nothing else.
//!
//! Max is 64-bit only. Its `long` is C's: 32 bits on Windows, 64 elsewhere. Functions come from the
//! host by name: `MaxAPI.dll` and `MaxAudio.dll` on Windows, the process itself elsewhere. All of
//! them were in Max 6 already; what is newer is looked up when it is wanted ([`crate::weak`]).
//!
//! Source: the Max API's public documentation, chapters "Anatomy of an MSP object", "Attributes",
//! "Threading" and "MC".

#![allow(non_camel_case_types)]

use std::ffi::{c_char, c_double, c_long, c_short, c_void};

/// An object of the host's that is only passed on.
pub type Handle = *mut c_void;
/// A function, its arguments unknown.
pub type Method = *const c_void;
/// `t_max_err`: 0 is success.
pub type Error = i64;
/// `MAX_ERR_GENERIC`.
pub const ERROR_GENERIC: Error = -1;

/// `t_symbol`: unique for its text and never freed.
#[repr(C)]
pub struct Symbol {
    pub name: *const c_char,
    pub thing: Handle,
}

/// `t_atom`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Atom {
    pub kind: c_short,
    pub value: Value,
}

/// The value of an atom, by its kind.
#[repr(C)]
#[derive(Clone, Copy)]
pub union Value {
    pub long: i64,
    pub float: f64,
    pub symbol: *mut Symbol,
    pub object: Handle,
}

/// `t_object`.
#[repr(C)]
pub struct Header {
    messages: Handle,
    magic: isize,
    inlet: Handle,
    outlet: Handle,
}

/// `t_pxobject`: the header of an object with signals.
#[repr(C)]
pub struct SignalHeader {
    pub header: Header,
    inlet: c_long,
    proxies: Handle,
    disabled: c_long,
    count: c_short,
    /// A sum of [`NO_INPLACE`] and [`MC_INLETS`].
    pub misc: c_short,
}

const _: () = assert!(size_of::<Atom>() == 16 && size_of::<Header>() == 32);
const _: () = assert!(size_of::<SignalHeader>() == if cfg!(windows) { 56 } else { 64 });
const _: () =
    assert!(std::mem::offset_of!(SignalHeader, misc) == if cfg!(windows) { 54 } else { 58 });

/// `Z_NO_INPLACE`: no output vector may be the memory of an input vector.
pub const NO_INPLACE: c_short = 1;
/// `Z_MC_INLETS`: an inlet may have several channels.
pub const MC_INLETS: c_short = 32;

/// Kinds of atoms, and of arguments in the lists that end with [`NONE`].
pub const LONG: c_short = 1;
pub const FLOAT: c_short = 2;
pub const SYMBOL: c_short = 3;

/// Kinds of methods. As wide as a register: variadic arguments lie on the stack on Apple's ARM.
pub const GIMME: i64 = 8;
/// A method that no patch can call.
pub const CANT: i64 = 9;
pub const ARG_LONG: i64 = 1;
pub const ARG_FLOAT: i64 = 2;
/// The end of a list of kinds.
pub const NONE: i64 = 0;

/// A creation function of kind [`GIMME`].
pub type New = unsafe extern "C" fn(*mut Symbol, c_long, *mut Atom) -> Handle;
/// The perform routine: object, chain, inputs, their number, outputs, their number, samples in
/// each, flags, what was given to `dsp_add64`.
pub type Perform = unsafe extern "C" fn(
    Handle,
    Handle,
    *mut *mut f64,
    c_long,
    *mut *mut f64,
    c_long,
    c_long,
    c_long,
    Handle,
);

#[cfg_attr(windows, link(name = "MaxAPI", kind = "raw-dylib"))]
unsafe extern "C" {
    pub fn gensym(text: *const c_char) -> *mut Symbol;

    pub fn class_new(
        name: *const c_char,
        new: New,
        free: Method,
        size: c_long,
        menu: Method,
        kind: c_short,
        ...
    ) -> Handle;
    pub fn class_addmethod(class: Handle, method: Method, name: *const c_char, ...) -> Error;
    pub fn class_register(space: *mut Symbol, class: Handle) -> Error;

    pub fn attr_offset_new(
        name: *const c_char,
        kind: *mut Symbol,
        flags: c_long,
        get: Method,
        set: Method,
        offset: c_long,
    ) -> Handle;
    pub fn class_addattr(class: Handle, attribute: Handle) -> Error;
    pub fn class_attr_get(class: Handle, name: *mut Symbol) -> Handle;
    pub fn class_attr_addattr_parse(
        class: Handle,
        attribute: *const c_char,
        name: *const c_char,
        kind: *mut Symbol,
        flags: c_long,
        text: *const c_char,
    ) -> Error;
    pub fn attr_addfilter_clip(
        attribute: Handle,
        min: c_double,
        max: c_double,
        use_min: c_long,
        use_max: c_long,
    ) -> Error;
    pub fn attr_args_process(object: Handle, argc: c_short, argv: *mut Atom);

    pub fn object_alloc(class: Handle) -> Handle;
    pub fn object_free(object: Handle) -> Error;
    pub fn object_method_imp(
        object: Handle,
        message: *mut Symbol,
        p1: Handle,
        p2: Handle,
        p3: Handle,
        p4: Handle,
        p5: Handle,
        p6: Handle,
        p7: Handle,
        p8: Handle,
    ) -> Handle;
    pub fn object_post(object: Handle, format: *const c_char, ...);
    pub fn object_error(object: Handle, format: *const c_char, ...);

    pub fn outlet_new(object: Handle, kind: *const c_char) -> Handle;
    pub fn object_obex_store(object: Handle, key: *mut Symbol, value: Handle) -> Error;
    pub fn outlet_anything(
        outlet: Handle,
        message: *mut Symbol,
        argc: c_short,
        argv: *mut Atom,
    ) -> Handle;
    pub fn proxy_getinlet(object: Handle) -> c_long;

    pub fn clock_new(object: Handle, tick: Method) -> Handle;
    pub fn clock_fdelay(clock: Handle, milliseconds: c_double);
    pub fn clock_unset(clock: Handle);
    pub fn defer_low(
        object: Handle,
        method: Method,
        message: *mut Symbol,
        argc: c_short,
        argv: *mut Atom,
    ) -> Handle;
    pub fn systhread_ismainthread() -> c_short;

    pub fn locatefile_extended(
        name: *mut c_char,
        path: *mut c_short,
        kind: *mut u32,
        kinds: *const u32,
        count: c_short,
    ) -> c_short;
    pub fn path_toabsolutesystempath(
        path: c_short,
        name: *const c_char,
        absolute: *mut c_char,
    ) -> c_short;
    pub fn sysmem_newptr(bytes: c_long) -> Handle;

    pub fn dictionary_new() -> Handle;
    pub fn dictionary_appendlong(dictionary: Handle, key: *mut Symbol, value: i64) -> Error;
    pub fn dictionary_appendfloat(dictionary: Handle, key: *mut Symbol, value: c_double) -> Error;
    pub fn dictionary_appendsym(dictionary: Handle, key: *mut Symbol, value: *mut Symbol) -> Error;
    pub fn dictionary_appendatoms(
        dictionary: Handle,
        key: *mut Symbol,
        argc: c_long,
        argv: *mut Atom,
    ) -> Error;
    pub fn dictionary_appenddictionary(
        dictionary: Handle,
        key: *mut Symbol,
        value: Handle,
    ) -> Error;
    pub fn dictobj_register(dictionary: Handle, name: *mut *mut Symbol) -> Handle;
}

#[cfg_attr(windows, link(name = "MaxAudio", kind = "raw-dylib"))]
unsafe extern "C" {
    pub fn class_dspinit(class: Handle);
    pub fn z_dsp_setup(object: Handle, inlets: c_long);
    pub fn z_dsp_free(object: Handle);
}
