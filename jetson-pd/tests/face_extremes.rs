//! States that no module has, drawn without a panic and inside of the screen.

mod face;

use std::convert::Infallible;

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;
use embedded_graphics::primitives::Rectangle;
use face::random::Random;
use face::{Hand, playing};
use nrave_module::face::{Face, Navigation, Page, State, draw};

/// A screen that tells of every pixel beyond its edges.
#[derive(Default)]
struct Strict {
    outside: Vec<Point>,
    pixels: usize,
}

impl OriginDimensions for Strict {
    fn size(&self) -> Size {
        Size::new(240, 240)
    }
}

impl DrawTarget for Strict {
    type Color = Rgb565;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb565>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        let screen = self.bounding_box();
        for Pixel(at, _) in pixels {
            self.pixels += 1;
            if !screen.contains(at) {
                self.outside.push(at);
            }
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb565) -> Result<(), Infallible> {
        // Not clipped, as a target may do, so that boxes count as well.
        self.draw_iter(area.points().map(|at| Pixel(at, colour)))
    }
}

fn check(state: &State, navigation: &Navigation) {
    let mut target = Strict::default();
    let Ok(()) = draw(state, navigation, &mut target);
    assert!(target.pixels >= 240 * 240);
    let page = navigation.page();
    assert!(
        target.outside.is_empty(),
        "{page:?} {state:?}: {:?}",
        target.outside
    );
}

#[test]
fn nothing_is_drawn_beyond_the_screen() {
    let mut random = Random(1);
    for _ in 0..300 {
        let face = Face::default();
        let mut hand = Hand::new(face);
        hand.face.state = random.state();
        for _ in 0..7 {
            check(&hand.face.state, hand.face.navigation());
            hand.press();
            hand.turn(random.below(9) as i32 - 4);
            check(&hand.face.state, hand.face.navigation());
            hand.press();
            hand.turn(1);
        }
    }
}

#[test]
fn a_state_that_shrinks_under_an_open_list_is_drawn() {
    for page in [Page::Model, Page::Attributes, Page::Inputs] {
        let mut hand = Hand::new(playing());
        for index in 0..20 {
            let mut attribute = hand.face.state.attributes[0].clone();
            attribute.name = format!("attribute {index}");
            hand.face.state.attributes.push(attribute);
            let mut input = hand.face.state.inputs[1].clone();
            input.name = format!("cv {index}");
            hand.face.state.inputs.push(input);
        }
        let mut hand = Hand::at(hand.face, page);
        hand.press();
        hand.turn(i32::MAX);
        assert!(hand.row().unwrap() > 3, "{page:?}");
        hand.face.state.attributes.truncate(5);
        hand.face.state.inputs.truncate(7);
        hand.face.state.models.truncate(2);
        check(&hand.face.state, hand.face.navigation());
        hand.face.state = State::default();
        check(&hand.face.state, hand.face.navigation());
        hand.wait(100);
        assert_eq!(hand.row(), None);
    }
}
