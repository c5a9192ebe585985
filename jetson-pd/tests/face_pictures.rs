//! Every page and every notice, compared with the committed pictures that the docs show. After a
//! change that is meant, `NRAVE_BLESS=1 cargo test -p nrave-module --test face_pictures` draws them
//! anew: look at them before they are committed.

mod face;

use std::io::Cursor;
use std::path::Path;

use face::{Hand, playing, troubled};
use nrave_module::face::{Attribute, Canvas, Face, Notice, Page};

/// The pixels of a PNG file: its bytes may differ from one compressor to the next.
fn pixels(file: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (240, 240));
    pixels
}

fn compare(name: &str, canvas: &Canvas) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("pictures/{name}.png"));
    let drawn = canvas.to_png();
    if std::env::var_os("NRAVE_BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
        return;
    }
    let kept = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(
        pixels(&kept) == pixels(&drawn),
        "{name} looks different: see the comment at the top of this test"
    );
}

fn compare_page(name: &str, face: Face, page: Page) {
    compare(name, Hand::at(face, page).picture());
}

#[test]
fn the_pages_look_as_committed() {
    compare_page("model", playing(), Page::Model);
    compare_page("attributes", playing(), Page::Attributes);
    compare_page("inputs", playing(), Page::Inputs);
    compare_page("levels", playing(), Page::Levels);
}

#[test]
fn choosing_a_model_looks_as_committed() {
    let mut hand = Hand::at(playing(), Page::Model);
    hand.press();
    hand.turn(1);
    compare("model-choosing", hand.picture());
    hand.press();
    compare("model-loading", hand.picture());
}

#[test]
fn more_than_fits_looks_as_committed() {
    let mut face = playing();
    let state = &mut face.state;
    for (index, attribute) in state.attributes.clone().into_iter().enumerate() {
        let name = format!("{} of what comes after", attribute.name);
        let volts = Some(index as f32 * 3. - 8.);
        state.attributes.push(Attribute {
            name,
            volts,
            ..attribute
        });
    }
    state.models[4] = "a choir far away in a cathedral".to_owned();
    state.model.as_mut().unwrap().name = state.models[4].clone();
    compare_page("model-long", face.clone(), Page::Model);
    let mut hand = Hand::at(face, Page::Attributes);
    hand.press();
    hand.turn(9);
    compare("attributes-many", hand.picture());
}

#[test]
fn what_is_not_there_looks_as_committed() {
    let mut face = playing();
    let state = &mut face.state;
    state.attributes.clear();
    state.pitch = None;
    state.level = None;
    state.cpu = None;
    state.temperature = None;
    for input in &mut state.inputs {
        input.patched = false;
    }
    compare_page("attributes-none", face.clone(), Page::Attributes);
    compare_page("inputs-open", face.clone(), Page::Inputs);
    compare_page("levels-none", face, Page::Levels);
}

#[test]
fn the_first_moment_looks_as_committed() {
    compare("starting", Face::default().picture(Default::default()));
}

#[test]
fn a_fault_below_each_page_looks_as_committed() {
    for (name, page) in [
        ("model-fault", Page::Model),
        ("attributes-fault", Page::Attributes),
        ("inputs-fault", Page::Inputs),
        ("levels-fault", Page::Levels),
    ] {
        compare_page(name, troubled(), page);
    }
}

#[test]
fn every_trouble_looks_as_committed() {
    let mut fault = playing();
    fault.state.fail("ADS1015 at i2c-1 0x48", "no answer");
    compare_page("trouble-fault", fault, Page::Troubles);
    for (name, notice) in [
        ("trouble-settings", Notice::settings_damaged()),
        (
            "trouble-model",
            Notice::model_missing("strings.nrave", "drums"),
        ),
        ("trouble-no-models", Notice::no_models()),
        ("trouble-disk", Notice::disk_full()),
        ("trouble-patch", Notice::fall_back()),
        ("trouble-sound", Notice::restarted()),
    ] {
        let mut face = playing();
        face.state.notices.push(notice);
        compare_page(name, face, Page::Troubles);
    }
}
