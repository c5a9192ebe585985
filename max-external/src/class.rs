//! The classes `nrave~` and `mc.nrave~`: what Max calls, and nothing that decides.

use crate::abi::{self, CANT, GIMME, Handle, MC_INLETS, Method, NO_INPLACE, NONE, Symbol};
use crate::atoms::{Outlet, atoms, symbol, text};
use crate::boxes::{Object, answer, with};
use crate::clock::Clock;
use crate::console;
use crate::dsp;
use crate::hook::{self, Place};
use crate::inspector;
use crate::paths;
use crate::player::{Player, on_main_thread};
use crate::tooltips;
use crate::weak;
use neurorave_core::message::Atom;
use neurorave_core::object::c_string;
use neurorave_core::object::{
    Arguments, BROKEN, Channels, NAME, PROPERTIES, Start, VOICES_NAME, WORDS, Wanted, guard,
};
use std::ffi::{c_long, c_void};
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// The classes, once Max has loaded them.
static PLAIN: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
static VOICES: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
/// Addresses a voice of `mc.nrave~`, as in any object that Max wraps.
const SETVALUE: &str = "setvalue";

/// Registers both.
pub fn register() {
    for (name, new, place) in [
        (NAME, create_plain as abi::New, &PLAIN),
        (VOICES_NAME, create_voices, &VOICES),
    ] {
        let size = size_of::<Object>() as c_long;
        // SAFETY: Max's own registration sequence, on its main thread; each function has the
        // arguments that Max will call it with, and each list of kinds ends.
        unsafe {
            let class = abi::class_new(
                c_string(name).as_ptr(),
                new,
                free as Method,
                size,
                std::ptr::null(),
                GIMME as i16,
                NONE,
            );
            methods(class, name);
            inspector::register(class, name);
            abi::class_dspinit(class);
            abi::class_register(symbol("box"), class);
            place.store(class, Relaxed);
        }
    }
}

/// # Safety
/// `class` must be new and not yet registered.
unsafe fn methods(class: Handle, name: &str) {
    let add = |method: Method, name: &str, kind: i64| {
        // SAFETY: promised by the caller; the list of kinds ends.
        unsafe { abi::class_addmethod(class, method, c_string(name).as_ptr(), kind, NONE) };
    };
    add(dsp::dsp64 as Method, "dsp64", CANT);
    add(tooltips::assist as Method, "assist", CANT);
    add(
        dsp::multichanneloutputs as Method,
        "multichanneloutputs",
        CANT,
    );
    add(dsp::inputchanged as Method, "inputchanged", CANT);
    add(accepts_drag as Method, "acceptsdrag_locked", CANT);
    add(accepts_drag as Method, "acceptsdrag_unlocked", CANT);
    add(bang as Method, "bang", NONE);
    add(float as Method, "float", abi::ARG_FLOAT);
    add(int as Method, "int", abi::ARG_LONG);
    add(list as Method, "list", GIMME);
    // A property's message is Max's own way to set it.
    let words = WORDS.iter().map(|word| word.name);
    let words = words.filter(|word| PROPERTIES.iter().all(|property| property.name != *word));
    for word in words.chain((name == VOICES_NAME).then_some(SETVALUE)) {
        add(anything as Method, word, GIMME);
    }
    add(anything as Method, "anything", GIMME);
}

unsafe extern "C" fn create_plain(_: *mut Symbol, argc: c_long, argv: *mut abi::Atom) -> Handle {
    // SAFETY: Max passes `argc` atoms.
    unsafe { create(&PLAIN, argc, argv) }
}

unsafe extern "C" fn create_voices(_: *mut Symbol, argc: c_long, argv: *mut abi::Atom) -> Handle {
    // SAFETY: as above.
    unsafe { create(&VOICES, argc, argv) }
}

/// # Safety
/// `argv` must hold `argc` atoms.
unsafe fn create(class: &AtomicPtr<c_void>, argc: c_long, argv: *mut abi::Atom) -> Handle {
    // SAFETY: promised by the caller.
    let words = unsafe { atoms(argc, argv) };
    let mut object: *mut Object = std::ptr::null_mut();
    let made = guard(|| {
        let request = Request::read(&words, std::ptr::eq(class, &raw const VOICES));
        let request = request
            .inspect_err(|error| console::error(std::ptr::null_mut(), error))
            .ok()?;
        // SAFETY: the class is registered; Max is creating an object, on its main thread.
        unsafe { build(&mut object, class.load(Relaxed), request) };
        // SAFETY: the object is whole; Max passed `argc` atoms.
        unsafe {
            abi::attr_args_process(object.cast(), argc as i16, argv);
            with(object.cast(), Player::made);
        }
        Some(())
    });
    if made.is_none() {
        console::error(std::ptr::null_mut(), BROKEN);
    }
    if made.flatten().is_none() {
        if !object.is_null() {
            // SAFETY: allocated above and given to nobody.
            unsafe { abi::object_free(object.cast()) };
        }
        return std::ptr::null_mut();
    }
    object.cast()
}

/// What the text of a box asks for.
struct Request {
    arguments: Arguments,
    channels: Channels,
}

impl Request {
    fn read(words: &[Atom], voices: bool) -> Result<Self, String> {
        let is_property = |word: &Atom| matches!(word, Atom::Symbol(word) if word.starts_with('@'));
        let plain = words.iter().take_while(|word| !is_property(word));
        let plain: Vec<_> = plain.map(Atom::to_string).collect();
        let mut arguments = Arguments::parse(plain.iter().map(String::as_str))?;
        let property = |name: &str| {
            let at = words.iter().position(|word| word.to_string() == name)?;
            words
                .get(at + 1)
                .filter(|value| !is_property(value))
                .map(Atom::to_string)
        };
        let on = |name| property(name).is_some_and(|value| value != "0");
        if let Some(model) = property("@model") {
            let method = property("@method");
            arguments.start = Start::Model {
                file: model,
                method,
            };
        } else if let (Start::Model { method, .. }, Some(asked)) =
            (&mut arguments.start, property("@method"))
        {
            *method = Some(asked);
        }
        arguments.side |= on("@side");
        let channels = match (voices, on("@multichannel")) {
            (true, _) => Channels::Voices,
            (false, true) => Channels::Jacks,
            (false, false) => Channels::Single,
        };
        Ok(Self {
            arguments,
            channels,
        })
    }
}

/// Makes an object of `class` and puts it at `place` as soon as it can be freed.
///
/// # Safety
/// To be called when Max creates an object of `class`.
unsafe fn build(place: &mut *mut Object, class: Handle, request: Request) {
    let Request {
        arguments,
        channels,
    } = request;
    let mut problem = None;
    let wanted = Wanted::find(&arguments.start, paths::find).unwrap_or_else(|error| {
        problem = Some(error);
        None
    });
    // SAFETY: promised by the caller; the object has room for an `Object` and outlives its player.
    unsafe {
        let object = abi::object_alloc(class).cast::<Object>();
        (*object).player = std::ptr::null();
        let handle = object.cast::<c_void>();
        let clock = Clock::new(handle, tick);
        let player = Player::new(handle, clock, &arguments, channels, wanted);
        let player = Arc::into_raw(Arc::new(player));
        (*object).player = player;
        abi::z_dsp_setup(handle, (*player).wiring.inlets.len() as c_long);
        *place = object;
        if channels != Channels::Single {
            (*object).header.misc |= MC_INLETS | NO_INPLACE;
        }
        hook::point(Place::New);
        // From right to left.
        let info = abi::outlet_new(handle, std::ptr::null());
        // Answers to `getlatency` and the like, which Max itself understands.
        abi::object_obex_store(handle, symbol("dumpout"), info);
        for _ in &(*player).wiring.outlets {
            let kind = match channels {
                Channels::Single => c"signal",
                Channels::Jacks | Channels::Voices => c"multichannelsignal",
            };
            abi::outlet_new(handle, kind.as_ptr());
        }
        if let Some(problem) = problem {
            console::error(handle, &problem);
        }
        if let Some(note) = arguments.note() {
            console::note(handle, &note);
        }
        (*player).begin(Outlet::new(info), arguments.offline);
    }
}

unsafe extern "C" fn free(object: Handle) {
    // SAFETY: Max frees an object of these classes once; the player came from an `Arc`. First of all
    // the audio thread must be done with it.
    unsafe {
        abi::z_dsp_free(object);
        let object = object.cast::<Object>();
        let player = std::mem::replace(&mut (*object).player, std::ptr::null());
        guard(|| {
            if !player.is_null() {
                let player = Arc::from_raw(player);
                player.end();
                drop(player);
            }
            hook::point(Place::Free);
        });
    }
}

unsafe extern "C" fn tick(object: Handle) {
    // SAFETY: the clock dies with the player, before the object.
    unsafe {
        with(object, |player| {
            hook::point(Place::Tick);
            player.tick();
        });
    }
}

unsafe extern "C" fn bang(object: Handle) {
    // SAFETY: Max calls methods on live objects.
    unsafe { answer(object, Player::describe) }
}

unsafe extern "C" fn float(object: Handle, number: f64) {
    // SAFETY: as above; asks by which inlet the message has come.
    unsafe {
        let inlet = abi::proxy_getinlet(object);
        with(object, |player| {
            player.number(usize::try_from(inlet).unwrap_or(0), number as f32);
        });
    }
}

unsafe extern "C" fn int(object: Handle, number: i64) {
    // SAFETY: as above.
    unsafe { float(object, number as f64) }
}

/// Numbers in a row go to the inlets, from the one by which they have come.
unsafe extern "C" fn list(object: Handle, _: *mut Symbol, argc: c_long, argv: *mut abi::Atom) {
    // SAFETY: as above, with `argc` atoms.
    unsafe {
        let first = usize::try_from(abi::proxy_getinlet(object)).unwrap_or(0);
        with(object, |player| {
            for (place, atom) in atoms(argc, argv).iter().enumerate() {
                if let Atom::Float(number) = atom {
                    player.number(first + place, *number);
                }
            }
        });
    }
}

unsafe extern "C" fn anything(
    object: Handle,
    selector: *mut Symbol,
    argc: c_long,
    argv: *mut abi::Atom,
) {
    // SAFETY: Max calls methods on live objects, with `argc` atoms that `defer_low` copies. Files may
    // be looked for on the main thread alone.
    unsafe {
        let word = text(selector);
        let atoms = atoms(argc, argv);
        if wants_file(&word, &atoms) && !on_main_thread() {
            let later = anything as Method;
            abi::defer_low(object, later, selector, argc as i16, argv);
            return;
        }
        answer(object, |player| {
            hook::point(Place::Message);
            match (&*word, &atoms[..]) {
                (SETVALUE, [Atom::Float(voice), Atom::Symbol(word), atoms @ ..])
                    if *voice >= 0.0 =>
                {
                    player.message(*voice as usize, word, atoms)
                }
                (SETVALUE, _) => {
                    player.complain("setvalue takes a voice, from 1, and a message for it")
                }
                (word, atoms) => player.message(0, word, atoms),
            }
        });
    }
}

fn wants_file(word: &str, atoms: &[Atom]) -> bool {
    let inner = atoms.get(1).map(Atom::to_string);
    word == "load" || (word == SETVALUE && inner.as_deref() == Some("load"))
}

/// A file is dragged over the box: letting it go loads it.
unsafe extern "C" fn accepts_drag(object: Handle, drag: Handle, _view: Handle) -> i64 {
    weak::accept(drag, object)
}
