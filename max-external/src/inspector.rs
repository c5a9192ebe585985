//! Properties in Max's inspector (Max calls them attributes).

use crate::abi::{self, ERROR_GENERIC, Error, Handle, Method};
use crate::atoms::{atoms, max_atom, symbol};
use crate::boxes::with;
use crate::hook::{self, Place};
use crate::player::on_main_thread;
use neurorave_core::object::c_string;
use neurorave_core::object::{Form, PROPERTIES, Property};
use std::ffi::c_long;

type Get = unsafe extern "C" fn(Handle, Handle, *mut c_long, *mut *mut abi::Atom) -> Error;
type Set = unsafe extern "C" fn(Handle, Handle, c_long, *mut abi::Atom) -> Error;

/// Adds the properties that the class of this name has.
///
/// # Safety
/// `class` must be new and not yet registered.
pub unsafe fn register(class: Handle, name: &str) {
    let accessors: [(Get, Set); PROPERTIES.len()] = [
        (get::<0>, set::<0>),
        (get::<1>, set::<1>),
        (get::<2>, set::<2>),
        (get::<3>, set::<3>),
        (get::<4>, set::<4>),
        (get::<5>, set::<5>),
        (get::<6>, set::<6>),
        (get::<7>, set::<7>),
    ];
    let own = |property: &Property| property.only.is_none_or(|only| only == name);
    for (property, (get, set)) in PROPERTIES.iter().zip(accessors) {
        if own(property) {
            // SAFETY: promised by the caller.
            unsafe { add(class, property, get, set) }
        }
    }
}

/// # Safety
/// As [`register`].
unsafe fn add(class: Handle, property: &Property, get: Get, set: Set) {
    let name = c_string(property.name);
    let (kind, style) = match property.form {
        Form::File => ("symbol", Some("file")),
        Form::Text => ("symbol", None),
        Form::Switch => ("int32", Some("onoff")),
        Form::Latency => ("atom", None),
        Form::Count(_) => ("int32", None),
    };
    // SAFETY: promised by the caller; Max copies the texts. The offset is not read where there are
    // functions that get and set.
    unsafe {
        let (get, set) = (get as Method, set as Method);
        let attribute = abi::attr_offset_new(name.as_ptr(), symbol(kind), 0, get, set, 0);
        abi::class_addattr(class, attribute);
        let word = symbol("symbol");
        let tell = |key: &std::ffi::CStr, text: &str| {
            let text = c_string(text);
            abi::class_attr_addattr_parse(
                class,
                name.as_ptr(),
                key.as_ptr(),
                word,
                0,
                text.as_ptr(),
            );
        };
        // In quotes, because Max reads the text as atoms.
        tell(c"label", &format!("\"{}\"", property.label));
        if let Some(style) = style {
            tell(c"style", style);
        }
        if let Form::Count(most) = property.form {
            let attribute = abi::class_attr_get(class, symbol(property.name));
            abi::attr_addfilter_clip(attribute, 0.0, most as f64, 1, 1);
        }
    }
}

unsafe extern "C" fn get<const N: usize>(
    object: Handle,
    _: Handle,
    argc: *mut c_long,
    argv: *mut *mut abi::Atom,
) -> Error {
    // SAFETY: Max calls this on live objects, with room for an atom, or with none, and then wants
    // room that it can free.
    unsafe {
        let value = with(object, |player| {
            hook::point(Place::Attribute);
            player.property(&PROPERTIES[N])
        });
        let Some(value) = value else {
            return ERROR_GENERIC;
        };
        if *argc < 1 || (*argv).is_null() {
            *argv = abi::sysmem_newptr(size_of::<abi::Atom>() as c_long).cast();
            if (*argv).is_null() {
                return ERROR_GENERIC;
            }
        }
        *argc = 1;
        **argv = match PROPERTIES[N].form {
            Form::Switch | Form::Count(_) => crate::atoms::whole(&value),
            Form::File | Form::Text | Form::Latency => max_atom(&value),
        };
    }
    0
}

unsafe extern "C" fn set<const N: usize>(
    object: Handle,
    _: Handle,
    argc: c_long,
    argv: *mut abi::Atom,
) -> Error {
    // SAFETY: Max calls this on live objects, with `argc` atoms that `defer_low` copies. Files may be
    // looked for on the main thread alone.
    unsafe {
        if PROPERTIES[N].form == Form::File && !on_main_thread() {
            let message = symbol(PROPERTIES[N].name);
            abi::defer_low(object, later::<N> as Method, message, argc as i16, argv);
            return 0;
        }
        put::<N>(object, argc, argv);
    }
    0
}

unsafe extern "C" fn later<const N: usize>(
    object: Handle,
    _: *mut abi::Symbol,
    argc: c_long,
    argv: *mut abi::Atom,
) {
    // SAFETY: as above; this is the main thread.
    unsafe { put::<N>(object, argc, argv) }
}

/// # Safety
/// As [`set`], on the main thread where a file is looked for.
unsafe fn put<const N: usize>(object: Handle, argc: c_long, argv: *mut abi::Atom) {
    // SAFETY: promised by the caller.
    unsafe {
        let atoms = atoms(argc, argv);
        crate::boxes::answer(object, |player| {
            hook::point(Place::Attribute);
            player.set_property(&PROPERTIES[N], &atoms)
        });
    }
}
