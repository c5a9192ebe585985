//! The class `nrave~`: what Pd calls, and nothing that decides.

use crate::atoms::{atoms, send};
use crate::player::{Player, words};
use neurorave_core::message::Reply;
use neurorave_core::object::{Arguments, NAME, Shape};
use nrave_pd_host::atoms::{Outlet, symbol, text};
use nrave_pd_host::batch::pd_runs_in_batch;
use nrave_pd_host::clock::Clock;
use nrave_pd_host::object::{self, with};
use nrave_pd_host::search::SearchPath;
use nrave_pd_host::sys::{self, Int, Signal};
use nrave_pd_host::{console, guard};
use pd_sys::{_class, t_atom, t_atomtype, t_object, t_symbol};
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

/// The class, once Pd has loaded it.
static CLASS: AtomicPtr<_class> = AtomicPtr::new(std::ptr::null_mut());

/// A box of this class.
type Object = object::Object<Player>;

/// Registers the class. Pd calls this when a patch first names `nrave~`.
#[unsafe(no_mangle)]
pub extern "C" fn nrave_tilde_setup() {
    let none = t_atomtype::A_NULL;
    // SAFETY: Pd's own registration sequence, on Pd's thread; each function is given with the
    // arguments that Pd will call it with.
    unsafe {
        let class = pd_sys::class_new(
            symbol(NAME),
            sys::new_method(create),
            sys::plain_method(object::free::<Player>),
            size_of::<Object>(),
            pd_sys::CLASS_DEFAULT as c_int,
            t_atomtype::A_GIMME,
            none,
        );
        CLASS.store(class, Ordering::Relaxed);
        sys::main_signal_inlet(class, std::mem::offset_of!(Object, first_inlet));
        pd_sys::class_addmethod(
            class,
            sys::dsp_method(dsp),
            symbol("dsp"),
            t_atomtype::A_CANT,
            none,
        );
        pd_sys::class_addbang(class, sys::plain_method(bang));
        pd_sys::class_addanything(class, sys::anything_method(anything));
    }
}

unsafe extern "C" fn create(_: *mut t_symbol, argc: c_int, argv: *mut t_atom) -> *mut c_void {
    let class = CLASS.load(Ordering::Relaxed);
    let made = guard(|| {
        // SAFETY: Pd passes `argc` atoms.
        let words = words(&unsafe { atoms(argc, argv) });
        let mut arguments = match Arguments::parse(words.iter().map(String::as_str)) {
            Ok(arguments) => arguments,
            Err(error) => {
                console::error(std::ptr::null(), NAME, &error);
                return std::ptr::null_mut();
            }
        };
        arguments.offline |= pd_runs_in_batch();
        // SAFETY: the class is registered; Pd is creating an object on the current canvas; the
        // object is of this class, so that it has room for an `Object`, and outlives its player.
        unsafe {
            object::create(class, |object| {
                let search = SearchPath::of_current_canvas(class);
                let clock = Clock::new(object, tick);
                let jacks = |shape| make_jacks(object, shape);
                Player::new(object, &arguments, search, clock, jacks)
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

/// Gives a new object its inlets and outlets; the first inlet is there already.
///
/// # Safety
/// `object` must be a live object of the class.
unsafe fn make_jacks(object: *mut t_object, shape: Shape) -> Outlet {
    // SAFETY: promised by the caller.
    unsafe {
        for _ in 1..shape.all_inlets() {
            pd_sys::signalinlet_new(object, 0.0);
        }
        for _ in 0..shape.outlets {
            pd_sys::outlet_new(object, symbol("signal"));
        }
        Outlet::new(pd_sys::outlet_new(object, std::ptr::null_mut()))
    }
}

/// As [`with`], and sends what `body` answers.
///
/// # Safety
/// As [`with`].
unsafe fn answer(object: *mut t_object, body: impl FnOnce(&mut Player) -> Vec<Reply>) {
    // SAFETY: promised by the caller. The player's borrow ends before anything is sent.
    let replies = unsafe { with(object, |player: &mut Player| (player.info(), body(player))) };
    if let Some((info, replies)) = replies {
        guard(|| send(info, &replies));
    }
}

unsafe extern "C" fn bang(object: *mut t_object) {
    // SAFETY: Pd calls methods on live objects.
    unsafe { answer(object, |player| player.describe()) }
}

unsafe extern "C" fn tick(object: *mut t_object) {
    // SAFETY: the clock dies with the player, before the object.
    unsafe { answer(object, Player::poll) }
}

unsafe extern "C" fn anything(
    object: *mut t_object,
    selector: *mut t_symbol,
    argc: c_int,
    argv: *mut t_atom,
) {
    // SAFETY: Pd calls methods on live objects, with `argc` atoms. Numbers in a row go to the
    // inlets, as for any object.
    unsafe {
        let word = text(selector);
        if word == "list" {
            pd_sys::obj_list(object, selector, argc, argv);
        } else {
            answer(object, |player| player.message(&word, &atoms(argc, argv)));
        }
    }
}

unsafe extern "C" fn dsp(object: *mut t_object, signals: *mut *mut Signal) {
    // SAFETY: Pd hands over the signals of this object, which stay while the chain exists; the
    // object's address is all that the perform routine needs.
    unsafe {
        with(object, |player: &mut Player| player.connect(signals));
        let mut cells = [object as Int];
        sys::dsp_addv(perform, 1, cells.as_mut_ptr());
    }
}

unsafe extern "C" fn perform(cells: *mut Int) -> *mut Int {
    // SAFETY: the first cell is this routine, the second the object put there by `dsp`.
    unsafe {
        let object = *cells.add(1) as *mut t_object;
        if with(object, |player: &mut Player| player.perform()).is_none() {
            with(object, |player: &mut Player| player.perform());
        }
        cells.add(2)
    }
}
