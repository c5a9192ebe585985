//! What turns and presses do.

mod face;

use face::{Hand, playing};
use nrave_module::face::{Choice, Notice, Page};

const PAGES: [Page; 4] = [Page::Model, Page::Attributes, Page::Inputs, Page::Levels];

#[test]
fn turning_goes_round_the_pages_in_both_directions() {
    let mut hand = Hand::new(playing());
    for page in PAGES.into_iter().chain(PAGES) {
        assert_eq!(hand.page(), page);
        hand.turn(1);
    }
    for page in PAGES.into_iter().rev() {
        hand.turn(-1);
        assert_eq!(hand.page(), page);
    }
    hand.turn(6);
    assert_eq!(hand.page(), Page::Inputs);
}

#[test]
fn a_press_opens_the_list_a_turn_selects_and_a_press_loads() {
    let mut hand = Hand::new(playing());
    assert_eq!(hand.press(), None);
    assert_eq!(hand.row(), Some(3), "the list opens at what plays");
    hand.turn(-2);
    assert_eq!((hand.page(), hand.row()), (Page::Model, Some(1)));
    assert_eq!(hand.press(), Some(Choice::Load("digits".to_owned())));
    assert_eq!(hand.row(), None);
    assert_eq!(hand.face.navigation().chosen(), Some("digits"));
}

#[test]
fn a_model_that_was_chosen_is_no_longer_awaited_once_it_plays_or_after_a_while() {
    for plays in [true, false] {
        let mut hand = Hand::new(playing());
        hand.press();
        hand.turn(1);
        hand.press().unwrap();
        if plays {
            hand.face.state.model.as_mut().unwrap().name = "voice".to_owned();
            hand.wait(100);
        } else {
            hand.wait(9_000);
            assert_eq!(hand.face.navigation().chosen(), Some("voice"));
            hand.wait(2_000);
        }
        assert_eq!(hand.face.navigation().chosen(), None);
    }
}

#[test]
fn two_presses_change_nothing() {
    let mut hand = Hand::new(playing());
    assert_eq!((hand.press(), hand.press()), (None, None));
    assert_eq!((hand.row(), hand.face.navigation().chosen()), (None, None));
}

#[test]
fn the_selection_stays_inside_of_the_list() {
    let mut hand = Hand::new(playing());
    hand.press();
    hand.turn(-50);
    assert_eq!(hand.row(), Some(0));
    hand.turn(i32::MAX);
    assert_eq!(hand.row(), Some(5));
    hand.face.state.models.truncate(2);
    hand.wait(100);
    assert_eq!(hand.row(), Some(1));
}

#[test]
fn a_list_that_fits_on_its_page_does_not_open() {
    for page in [Page::Attributes, Page::Inputs, Page::Levels] {
        let mut hand = Hand::at(playing(), page);
        assert_eq!(hand.press(), None);
        assert_eq!(hand.row(), None, "{page:?}");
        hand.turn(1);
        assert_ne!(hand.page(), page);
    }
}

#[test]
fn more_attributes_than_fit_are_scrolled_to_the_last() {
    let mut hand = Hand::at(playing(), Page::Attributes);
    for index in 0..3 {
        let mut more = hand.face.state.attributes[0].clone();
        more.name = format!("more {index}");
        hand.face.state.attributes.push(more);
    }
    hand.press();
    let first = hand.picture().clone();
    hand.turn(9);
    assert_eq!(hand.row(), Some(3), "the last four of seven");
    assert_ne!(*hand.picture(), first);
    hand.press();
    assert_eq!(hand.row(), None);
}

#[test]
fn a_long_press_goes_to_the_first_page_while_it_is_held() {
    let mut hand = Hand::at(playing(), Page::Levels);
    assert_eq!(hand.button(true), None);
    hand.wait(600);
    assert_eq!(hand.page(), Page::Levels);
    hand.wait(100);
    assert_eq!(hand.page(), Page::Model);
    assert_eq!(hand.button(false), None);
    assert_eq!(hand.row(), None, "letting go is no press");
}

#[test]
fn a_long_press_leaves_the_list_without_a_choice() {
    let mut hand = Hand::new(playing());
    hand.press();
    hand.turn(1);
    hand.button(true);
    hand.wait(700);
    assert_eq!(hand.button(false), None);
    assert_eq!((hand.row(), hand.face.navigation().chosen()), (None, None));
}

#[test]
fn a_list_that_nobody_touches_closes_after_half_a_minute() {
    let mut hand = Hand::new(playing());
    hand.press();
    hand.wait(29_000);
    hand.turn(1);
    hand.wait(29_000);
    assert_eq!(hand.row(), Some(4));
    hand.wait(1_000);
    assert_eq!(hand.row(), None);
    assert_eq!(hand.page(), Page::Model);
}

#[test]
fn a_page_stays_however_long_nobody_touches_it() {
    let mut hand = Hand::at(playing(), Page::Levels);
    hand.wait(3_600_000);
    assert_eq!(hand.page(), Page::Levels);
}

#[test]
fn a_trouble_comes_up_once_and_goes_back_to_the_page_before() {
    for is_read in [true, false] {
        let mut hand = Hand::at(playing(), Page::Inputs);
        let notice = Notice::disk_full();
        hand.face.state.notices.push(notice.clone());
        hand.wait(100);
        assert_eq!(hand.page(), Page::Troubles);
        if is_read {
            hand.press();
        } else {
            hand.wait(30_000);
        }
        assert_eq!(hand.page(), Page::Inputs);
        let warning = hand.face.navigation().warning(&hand.face.state);
        assert_eq!(warning, (!is_read).then_some(notice));
        hand.wait(30_000);
        assert_eq!(hand.page(), Page::Inputs);
        hand.turn(2);
        assert_eq!(hand.page(), Page::Troubles, "it can be read again");
    }
}

#[test]
fn a_press_where_the_fall_back_is_told_retries_and_does_nothing_else() {
    let mut hand = Hand::at(playing(), Page::Inputs);
    hand.face.state.notices.push(Notice::disk_full());
    // It comes up each time that the fall-back patch plays.
    for _ in 0..2 {
        hand.face.state.fallen_back = true;
        hand.wait(100);
        let at = |hand: &Hand| (hand.page(), hand.face.navigation().trouble());
        assert_eq!(at(&hand), (Page::Troubles, 0));
        assert_eq!(hand.press(), Some(Choice::Retry));
        assert_eq!(at(&hand), (Page::Troubles, 0));
        let warning = hand.face.navigation().warning(&hand.face.state);
        assert_eq!(warning, Some(Notice::fall_back()));
        hand.face.state.fallen_back = false;
        hand.wait(100);
        assert_eq!(hand.page(), Page::Inputs);
        let warning = hand.face.navigation().warning(&hand.face.state);
        assert_eq!(warning, Some(Notice::disk_full()), "it was not read");
    }
}

#[test]
fn other_presses_mean_the_same_while_the_fall_back_patch_plays() {
    let mut hand = Hand::new(playing());
    hand.face.state.notices.push(Notice::disk_full());
    hand.face.state.fallen_back = true;
    hand.wait(100);
    hand.turn(1);
    assert_eq!(hand.press(), None, "the full disk was read");
    assert_eq!(hand.page(), Page::Model);
    assert_eq!((hand.press(), hand.row()), (None, Some(3)));
}

#[test]
fn a_fault_is_told_for_as_long_as_it_lasts() {
    let mut hand = Hand::new(playing());
    hand.face.state.fail("ADC", "no answer");
    hand.wait(100);
    hand.press();
    let warns = |hand: &Hand| hand.face.navigation().warning(&hand.face.state).is_some();
    assert!(warns(&hand));
    hand.face.state.fail("ADC", "unplugged");
    hand.wait(100);
    assert_eq!(hand.page(), Page::Model, "the same part comes up once");
    hand.face.state.fail("encoder", "no answer");
    hand.wait(100);
    assert_eq!(hand.page(), Page::Troubles);
    hand.face.state.faults.clear();
    hand.wait(100);
    assert_eq!(hand.page(), Page::Model);
    assert!(!warns(&hand));
}

#[test]
fn whoever_is_choosing_is_not_interrupted() {
    let mut hand = Hand::new(playing());
    hand.press();
    hand.face.state.fail("ADC", "no answer");
    hand.turn(1);
    assert_eq!((hand.page(), hand.row()), (Page::Model, Some(4)));
    assert_eq!(hand.press(), Some(Choice::Load("voice".to_owned())));
    hand.wait(100);
    assert_eq!(hand.page(), Page::Troubles);
}

#[test]
fn turning_goes_through_all_troubles() {
    let mut hand = Hand::new(playing());
    let notices = [Notice::disk_full(), Notice::settings_damaged()];
    hand.face.state.notices.extend(notices);
    hand.wait(100);
    let at = |hand: &Hand| (hand.page(), hand.face.navigation().trouble());
    assert_eq!(at(&hand), (Page::Troubles, 0));
    hand.turn(1);
    assert_eq!(at(&hand), (Page::Troubles, 1));
    hand.turn(1);
    assert_eq!(hand.page(), Page::Model);
    hand.turn(-1);
    assert_eq!(at(&hand), (Page::Troubles, 1));
    hand.turn(-2);
    assert_eq!(hand.page(), Page::Levels);
}
