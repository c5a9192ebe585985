//! The classes `nrave.cv` and `nrave.cv~`: what Pd calls, and nothing that decides.

use crate::NAME;
use crate::answer::{Answer, Outlets};
use crate::module::{Begin, Module, configuration};
use nrave_pd_host::atoms::{Outlet, atoms, symbol, text};
use nrave_pd_host::batch::pd_runs_in_batch;
use nrave_pd_host::clock::Clock;
use nrave_pd_host::object::{self, with};
use nrave_pd_host::search::SearchPath;
use nrave_pd_host::sys::{self, Int, Signal};
use nrave_pd_host::{console, guard};
use pd_sys::{_class, t_atom, t_atomtype, t_object, t_symbol};
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

/// The classes, once Pd has loaded them.
static MESSAGES: AtomicPtr<_class> = AtomicPtr::new(std::ptr::null_mut());
static SIGNALS: AtomicPtr<_class> = AtomicPtr::new(std::ptr::null_mut());

/// Pd calls this when a patch names `nrave.cv` first.
#[unsafe(export_name = "setup_nrave0x2ecv")]
pub extern "C" fn setup_messages() {
    register_both();
}

/// Pd calls this when a patch names `nrave.cv~` first.
#[unsafe(export_name = "setup_nrave0x2ecv_tilde")]
pub extern "C" fn setup_signals() {
    register_both();
}

/// Registers both classes, whichever Pd asks for. It doesn't load the file of the other name then:
/// where that is a copy, it would be a second library with a second reader.
fn register_both() {
    let messages = register("nrave.cv", create_messages);
    MESSAGES.store(messages, Ordering::Relaxed);
    let signals = register("nrave.cv~", create_signals);
    SIGNALS.store(signals, Ordering::Relaxed);
    // SAFETY: the class was just made; Pd calls `dsp` with the signals of an object.
    unsafe {
        pd_sys::class_addmethod(
            signals,
            sys::dsp_method(dsp),
            symbol("dsp"),
            t_atomtype::A_CANT,
            t_atomtype::A_NULL,
        );
    }
}

fn register(name: &str, create: sys::New) -> *mut _class {
    // SAFETY: Pd's own registration sequence, on Pd's thread; each function is given with the
    // arguments that Pd will call it with.
    unsafe {
        let class = pd_sys::class_new(
            symbol(name),
            sys::new_method(create),
            sys::plain_method(object::free::<Module>),
            size_of::<object::Object<Module>>(),
            pd_sys::CLASS_DEFAULT as c_int,
            t_atomtype::A_GIMME,
            t_atomtype::A_NULL,
        );
        // One help patch for both.
        pd_sys::class_sethelpsymbol(class, symbol("nrave.cv"));
        pd_sys::class_addbang(class, sys::plain_method(bang));
        pd_sys::class_addanything(class, sys::anything_method(anything));
        class
    }
}

unsafe extern "C" fn create_messages(
    _: *mut t_symbol,
    argc: c_int,
    argv: *mut t_atom,
) -> *mut c_void {
    // SAFETY: Pd passes `argc` atoms.
    unsafe { create(MESSAGES.load(Ordering::Relaxed), argc, argv, false) }
}

unsafe extern "C" fn create_signals(
    _: *mut t_symbol,
    argc: c_int,
    argv: *mut t_atom,
) -> *mut c_void {
    // SAFETY: Pd passes `argc` atoms.
    unsafe { create(SIGNALS.load(Ordering::Relaxed), argc, argv, true) }
}

/// Makes a box of `class`, with signal outlets if it `has_signals`.
///
/// # Safety
/// `argv` must hold `argc` atoms; Pd is creating an object on the current canvas.
unsafe fn create(
    class: *mut _class,
    argc: c_int,
    argv: *mut t_atom,
    has_signals: bool,
) -> *mut c_void {
    let made = guard(|| {
        // SAFETY: promised by the caller; the class is registered, its objects have room for an
        // `Object` and outlive their module.
        unsafe {
            let arguments: Vec<_> = atoms(argc, argv).collect();
            let search = SearchPath::of_current_canvas(class);
            let found = configuration(&arguments, &search);
            object::create(class, |object| {
                if has_signals {
                    for _ in found.config.streams() {
                        pd_sys::outlet_new(object, symbol("signal"));
                    }
                }
                let outlet = || Outlet::new(pd_sys::outlet_new(object, std::ptr::null_mut()));
                Module::new(Begin {
                    object,
                    found,
                    search,
                    clock: Clock::new(object, tick),
                    outlets: Outlets {
                        played: outlet(),
                        status: outlet(),
                    },
                    renders: pd_runs_in_batch(),
                })
            })
        }
    });
    made.unwrap_or_else(|| {
        console::error(
            std::ptr::null(),
            NAME,
            "internal failure while making a box; please report it",
        );
        std::ptr::null_mut()
    })
    .cast()
}

/// As [`with`], and sends what `body` answers.
///
/// # Safety
/// As [`with`].
unsafe fn answer(object: *mut t_object, body: impl FnOnce(&mut Module) -> Vec<Answer>) {
    // SAFETY: promised by the caller. The borrow ends before anything is sent.
    let answers = unsafe {
        with(object, |module: &mut Module| {
            (module.outlets(), body(module))
        })
    };
    if let Some((outlets, answers)) = answers {
        guard(|| {
            for answer in answers {
                answer.send(outlets);
            }
        });
    }
}

unsafe extern "C" fn bang(object: *mut t_object) {
    // SAFETY: Pd calls methods on live objects.
    unsafe { answer(object, |module| module.describe()) }
}

unsafe extern "C" fn tick(object: *mut t_object) {
    // SAFETY: the clock dies with the module, before the object.
    unsafe { answer(object, Module::tick) }
}

unsafe extern "C" fn anything(
    object: *mut t_object,
    selector: *mut t_symbol,
    argc: c_int,
    argv: *mut t_atom,
) {
    // SAFETY: Pd calls methods on live objects, with `argc` atoms.
    unsafe {
        let word = text(selector);
        let atoms: Vec<_> = atoms(argc, argv).collect();
        answer(object, |module| module.message(&word, &atoms));
    }
}

unsafe extern "C" fn dsp(object: *mut t_object, signals: *mut *mut Signal) {
    // SAFETY: Pd hands over the signals of this object, which stay while the chain exists; the
    // object's address is all that the perform routine needs.
    unsafe {
        with(object, |module: &mut Module| module.connect(signals));
        let mut cells = [object as Int];
        sys::dsp_addv(perform, 1, cells.as_mut_ptr());
    }
}

unsafe extern "C" fn perform(cells: *mut Int) -> *mut Int {
    // SAFETY: the first cell is this routine, the second the object put there by `dsp`.
    unsafe {
        let object = *cells.add(1) as *mut t_object;
        if with(object, |module: &mut Module| module.perform()).is_none() {
            with(object, |module: &mut Module| module.perform());
        }
        cells.add(2)
    }
}
