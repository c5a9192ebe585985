//! The class `nrave.info`: tells what a model file says about itself, without playing it.

use crate::abi::{self, GIMME, Handle, Header, Method, NONE, Symbol};
use crate::atoms::{self, Outlet, atoms, symbol, text};
use crate::console;
use crate::dictionary::{Dictionary, Registered};
use crate::paths;
use crate::player::on_main_thread;
use crate::tooltips::INLET;
use crate::weak;
use neurorave_core::message::{Atom, Reply, attribute_range, pitch_range, setting_numbers};
use neurorave_core::model_file::manifest::Manifest;
use neurorave_core::object::c_string;
use neurorave_core::object::{INFO_INLET, INFO_NAME, INFO_OUTLETS, guard};
use neurorave_core::opening;
use std::ffi::{c_char, c_long, c_void};
use std::path::PathBuf;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};
use std::sync::{Arc, Weak};

static CLASS: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

/// An object as Max allocates it.
#[repr(C)]
struct Object {
    header: Header,
    teller: *mut Teller,
}

/// What an object has.
struct Teller {
    file: Option<PathBuf>,
    dictionaries: Outlet,
    facts: Outlet,
    /// The one that was sent last.
    sent: Option<Registered>,
    /// Dropped with the box.
    life: Arc<()>,
}

/// Registers the class.
pub fn register() {
    // SAFETY: as for the other classes.
    unsafe {
        let size = size_of::<Object>() as c_long;
        let class = abi::class_new(
            c_string(INFO_NAME).as_ptr(),
            create,
            free as Method,
            size,
            std::ptr::null(),
            GIMME as i16,
            NONE,
        );
        let add = |method: Method, name: &str, kind: i64| {
            abi::class_addmethod(class, method, c_string(name).as_ptr(), kind, NONE);
        };
        add(bang as Method, "bang", NONE);
        add(load as Method, "load", GIMME);
        add(anything as Method, "anything", GIMME);
        add(assist as Method, "assist", abi::CANT);
        add(accepts_drag as Method, "acceptsdrag_locked", abi::CANT);
        add(accepts_drag as Method, "acceptsdrag_unlocked", abi::CANT);
        abi::class_register(symbol("box"), class);
        CLASS.store(class, Relaxed);
    }
}

unsafe extern "C" fn create(_: *mut Symbol, argc: c_long, argv: *mut abi::Atom) -> Handle {
    // SAFETY: Max creates an object of the registered class and passes `argc` atoms; an outlet lives
    // as long as its object.
    let made = guard(|| unsafe {
        let object = abi::object_alloc(CLASS.load(Relaxed)).cast::<Object>();
        let handle = object.cast::<c_void>();
        (*object).teller = std::ptr::null_mut();
        let facts = Outlet::new(abi::outlet_new(handle, std::ptr::null()));
        let dictionaries = Outlet::new(abi::outlet_new(handle, c"dictionary".as_ptr()));
        let mut teller = Teller {
            file: None,
            dictionaries,
            facts,
            sent: None,
            life: Arc::new(()),
        };
        if let Some(Atom::Symbol(file)) = atoms(argc, argv).first() {
            teller.choose(handle, file);
        }
        (*object).teller = Box::into_raw(Box::new(teller));
        handle
    });
    made.unwrap_or(std::ptr::null_mut())
}

unsafe extern "C" fn free(object: Handle) {
    // SAFETY: Max frees an object of this class once; the teller came from a box.
    guard(|| unsafe {
        let object = object.cast::<Object>();
        let teller = std::mem::replace(&mut (*object).teller, std::ptr::null_mut());
        if !teller.is_null() {
            drop(Box::from_raw(teller));
        }
    });
}

/// Runs `body` on the main thread, now or later: files are read there. `later` is the method itself.
///
/// # Safety
/// `object` must be a live object of the class.
unsafe fn on_main(
    object: Handle,
    later: Method,
    message: (*mut Symbol, c_long, *mut abi::Atom),
    body: impl FnOnce(&mut Teller) -> Option<Told>,
) {
    let (selector, argc, argv) = message;
    // SAFETY: promised by the caller; the main thread is one, so that nobody else has the teller.
    unsafe {
        if !on_main_thread() {
            abi::defer_low(object, later, selector, argc as i16, argv);
            return;
        }
        let teller = (*object.cast::<Object>()).teller.as_mut();
        match guard(|| teller.map(body)) {
            // The patch may answer at once: nobody holds the teller now.
            Some(told) => told.flatten().into_iter().for_each(Told::send),
            None => console::error(object, "internal failure; please report it"),
        }
    }
}

unsafe extern "C" fn bang(object: Handle) {
    let none = (symbol("bang"), 0, std::ptr::null_mut());
    // SAFETY: Max calls methods on live objects.
    unsafe { on_main(object, bang as Method, none, |teller| teller.tell(object)) }
}

unsafe extern "C" fn load(
    object: Handle,
    selector: *mut Symbol,
    argc: c_long,
    argv: *mut abi::Atom,
) {
    // SAFETY: as above, with `argc` atoms.
    unsafe {
        on_main(
            object,
            load as Method,
            (selector, argc, argv),
            |teller| match atoms(argc, argv).first() {
                Some(Atom::Symbol(file)) => {
                    teller.choose(object, file);
                    teller.tell(object)
                }
                _ => {
                    console::error(object, "load takes a model file");
                    None
                }
            },
        );
    }
}

unsafe extern "C" fn anything(object: Handle, selector: *mut Symbol, _: c_long, _: *mut abi::Atom) {
    // SAFETY: Max passes a symbol.
    let word = unsafe { text(selector) };
    let error = format!("no message \"{word}\"; nrave.info knows: bang load");
    console::error(object, &error);
}

unsafe extern "C" fn accepts_drag(object: Handle, drag: Handle, _view: Handle) -> i64 {
    weak::accept(drag, object)
}

unsafe extern "C" fn assist(
    _object: Handle,
    _box: Handle,
    side: c_long,
    index: c_long,
    place: *mut c_char,
) {
    let text = match side {
        INLET => INFO_INLET,
        _ => INFO_OUTLETS[usize::from(index != 0)],
    };
    // SAFETY: Max gives a buffer that is long enough.
    unsafe { crate::tooltips::write(place, text) }
}

impl Teller {
    fn choose(&mut self, object: Handle, file: &str) {
        match paths::find(file) {
            Ok(path) => self.file = Some(path),
            Err(error) => console::error(object, &error),
        }
    }

    /// Reads the model file; an error goes to the console.
    fn tell(&mut self, object: Handle) -> Option<Told> {
        let Some(file) = &self.file else {
            console::error(object, "no model is chosen: send load and a model file");
            return None;
        };
        let read =
            opening::peek(file).and_then(|manifest| Ok((manifest, opening::peek_card(file)?)));
        let (manifest, card) = read
            .inspect_err(|error| console::error(object, &error.to_string()))
            .ok()?;
        let dictionary = Registered::new(Dictionary::of(file, &manifest, &card));
        // The one before has been read by now.
        let name = atoms::word(self.sent.insert(dictionary).name());
        Some(Told {
            life: Arc::downgrade(&self.life),
            facts: (self.facts, facts(&manifest)),
            dictionary: (self.dictionaries, name),
        })
    }
}

/// What there is to send, when nobody holds the teller any more.
struct Told {
    /// Gone when the box is: what it sends may free it.
    life: Weak<()>,
    facts: (Outlet, Vec<Reply>),
    dictionary: (Outlet, abi::Atom),
}

impl Told {
    /// From right to left, as Max does.
    fn send(self) {
        let lives = || self.life.strong_count() > 0;
        let (outlet, replies) = self.facts;
        for reply in replies.iter().take_while(|_| lives()) {
            outlet.send(reply);
        }
        let (outlet, name) = self.dictionary;
        if lives() {
            outlet.message("dictionary", vec![name]);
        }
    }
}

fn facts(manifest: &Manifest) -> Vec<Reply> {
    let fact = |word, atoms| Reply { word, atoms };
    let symbol = |text: &str| Atom::Symbol(text.to_owned().into());
    let methods = manifest.methods.keys();
    let methods = methods.map(|method| fact("method", vec![symbol(method)]));
    let attributes = manifest.attributes.iter();
    let attributes = attributes.map(|spec| fact("attribute", attribute_range(spec)));
    let pitch = manifest.pitch.map(|spec| fact("pitch", pitch_range(spec)));
    let settings = manifest.settings.iter();
    let settings = settings.map(|spec| fact("setting", setting_numbers(spec)));
    let rate = Atom::Float(manifest.sample_rate as f32);
    let first = [
        fact("name", vec![symbol(&manifest.name)]),
        fact("samplerate", vec![rate]),
    ];
    first
        .into_iter()
        .chain(methods)
        .chain(attributes)
        .chain(pitch)
        .chain(settings)
        .collect()
}
