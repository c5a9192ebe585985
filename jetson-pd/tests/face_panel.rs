//! The screen as a small ST7789 sees it: its glass shows what was drawn, whatever was sent before.
#![cfg(target_os = "linux")]

mod face;

use embedded_graphics::pixelcolor::IntoStorage;
use face::random::Random;
use face::st7789::{AtOnce, Bus, Pin, Shared, backlight, chip, data_command, reset};
use face::{Hand, playing};
use nrave_module::config::{Rotation, Screen};
use nrave_module::face::panel::{Panel, Pins};
use nrave_module::face::{Canvas, Page};

const WHOLE: usize = 240 * 240 * 2;

fn panel(chip: &Shared, rotation: Rotation) -> Panel<Bus, Pin> {
    let pins = Pins {
        data_command: data_command(chip),
        reset: Some(reset(chip)),
        backlight: Some(backlight(chip)),
    };
    Panel::new(Bus(chip.clone()), pins, rotation, true, &mut AtOnce).unwrap()
}

/// The picture as it lies on glass that is not turned, when it is turned clockwise.
fn turned(canvas: &Canvas, rotation: Rotation) -> Vec<u16> {
    let at = |x: usize, y: usize| canvas.row(y as u32)[x].into_storage();
    let place = |index: usize| (index % 240, index / 240);
    (0..240 * 240)
        .map(place)
        .map(|(x, y)| match rotation {
            Rotation::None => at(x, y),
            Rotation::Quarter => at(y, 239 - x),
            Rotation::Half => at(239 - x, 239 - y),
            Rotation::ThreeQuarters => at(239 - y, x),
        })
        .collect()
}

#[test]
fn the_glass_shows_the_picture_in_every_rotation() {
    let mut hand = Hand::at(playing(), Page::Inputs);
    let canvas = hand.picture();
    for rotation in [
        Rotation::None,
        Rotation::Quarter,
        Rotation::Half,
        Rotation::ThreeQuarters,
    ] {
        let chip = chip();
        panel(&chip, rotation).show(canvas).unwrap();
        let chip = chip.borrow();
        assert!(chip.glass() == turned(canvas, rotation), "{rotation:?}");
        assert!(chip.is_inverted);
        assert!(chip.longest <= 4096, "Linux refuses {} bytes", chip.longest);
    }
}

#[test]
fn the_light_goes_on_with_the_first_picture() {
    let chip = chip();
    let mut panel = panel(&chip, Rotation::None);
    assert_eq!((chip.borrow().is_lit, chip.borrow().resets), (false, 1));
    panel.show(&Canvas::new()).unwrap();
    assert!(chip.borrow().is_lit);
}

#[test]
fn without_a_reset_line_a_command_resets() {
    let chip = chip();
    let pins = Pins {
        data_command: data_command(&chip),
        reset: None,
        backlight: None,
    };
    let bus = Bus(chip.clone());
    let mut panel = Panel::new(bus, pins, Rotation::None, false, &mut AtOnce).unwrap();
    panel.show(&Canvas::new()).unwrap();
    let chip = chip.borrow();
    assert_eq!((chip.resets, chip.is_inverted), (1, false));
    assert!(chip.glass().iter().all(|pixel| *pixel == 0));
}

#[test]
fn after_any_sequence_of_states_the_glass_shows_the_last_picture() {
    let chip = chip();
    let mut panel = panel(&chip, Rotation::Half);
    let mut random = Random(7);
    let mut hand = Hand::new(playing());
    for _ in 0..150 {
        match random.below(5) {
            0 => hand.face.state = random.state(),
            1 => hand.face.state = playing().state,
            2 => hand.turn(1),
            3 => drop(hand.press()),
            _ => hand
                .face
                .state
                .level
                .iter_mut()
                .for_each(|level| level.output -= 1.),
        }
        panel.show(hand.picture()).unwrap();
        let shown = turned(hand.picture(), Rotation::Half);
        assert!(chip.borrow().glass() == shown);
    }
}

#[test]
fn a_meter_that_moves_sends_a_small_part_of_the_picture() {
    let chip = chip();
    let mut panel = panel(&chip, Rotation::None);
    let mut hand = Hand::at(playing(), Page::Levels);
    let mut sent = |hand: &mut Hand| {
        let before = chip.borrow().bytes;
        panel.show(hand.picture()).unwrap();
        chip.borrow().bytes - before
    };
    assert!(sent(&mut hand) > WHOLE);
    assert_eq!(sent(&mut hand), 0);
    hand.face.state.level.as_mut().unwrap().output = -7.4;
    let bytes = sent(&mut hand);
    assert!((1..WHOLE / 20).contains(&bytes), "{bytes}");
}

#[test]
fn a_bus_that_fails_at_any_transfer_is_named_and_the_next_picture_mends_the_glass() {
    let mut hand = Hand::at(playing(), Page::Model);
    let first = hand.picture().clone();
    hand.turn(1);
    let second = hand.picture();
    for transfers in 0..12 {
        let chip = chip();
        let mut panel = panel(&chip, Rotation::None);
        panel.show(&first).unwrap();
        chip.borrow_mut().transfers_left = transfers;
        let failure = panel.show(second).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "the screen's bus fails (Unplugged): check its cable"
        );
        assert_eq!(failure.fault().part, "screen");
        chip.borrow_mut().transfers_left = usize::MAX;
        panel.show(second).unwrap();
        assert!(chip.borrow().glass() == turned(second, Rotation::None));
    }
}

#[test]
fn a_bus_that_is_not_there_is_an_error_that_names_it() {
    let screen: Screen = toml::from_str(
        "spi = '/dev/no-such-bus'\ndata_command = { chip = '/dev/no-such-chip', line = 25 }",
    )
    .unwrap();
    let Err(failure) = Panel::open(&screen) else {
        panic!("there is no such bus");
    };
    let told = failure.to_string();
    assert!(told.contains("/dev/no-such-bus"), "{told}");
    assert!(told.contains("set `spi`"), "{told}");
}
