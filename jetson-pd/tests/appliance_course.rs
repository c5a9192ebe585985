//! The decisions of the supervisor, in made-up time.
#![cfg(target_os = "linux")]

use nrave_module::appliance::supervisor::{Action, Course, Event, Failure, Patch, Policy};
use std::time::Duration;

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn course() -> Course {
    Course::new(Policy::default(), true)
}

/// Starts, and lets the samples grow.
fn play(course: &mut Course, now: Duration) {
    assert!(matches!(
        course.step(now, Event::Time)[..],
        [Action::Start(_)]
    ));
    assert_eq!(course.step(now, Event::Beat(0)), []);
    assert!(matches!(
        course.step(now, Event::Beat(64))[..],
        [Action::Playing(_), Action::Pulse]
    ));
}

#[test]
fn it_plays_when_the_samples_of_a_beat_have_grown() {
    let mut course = course();
    let start = course.step(ms(0), Event::Time);
    assert_eq!(start, [Action::Start(Patch::Wanted)]);
    // Beats alone are not music.
    for n in 0..50 {
        assert_eq!(course.step(ms(n * 100), Event::Beat(0)), []);
        assert!(!course.playing());
    }
    let first = course.step(ms(5000), Event::Beat(64));
    assert_eq!(first, [Action::Playing(Patch::Wanted), Action::Pulse]);
    assert!(course.playing());
}

#[test]
fn the_watchdog_is_fed_once_a_second_and_only_by_growing_samples() {
    let mut course = course();
    play(&mut course, ms(0));
    let mut pulses = 0;
    for n in 1..=100 {
        let actions = course.step(ms(n * 100), Event::Beat(64 + n));
        pulses += actions.iter().filter(|a| **a == Action::Pulse).count();
        assert_eq!(course.step(ms(n * 100), Event::Time), []);
    }
    assert_eq!(pulses, 10);
    assert_eq!(course.step(ms(12_000), Event::Beat(164)), []);
    assert_eq!(course.step(ms(12_900), Event::Beat(163)), []);
}

#[test]
fn samples_that_stand_still_are_a_failure_after_three_seconds() {
    let mut course = course();
    play(&mut course, ms(0));
    for n in 1..30 {
        assert_eq!(course.step(ms(n * 100), Event::Beat(64)), []);
    }
    let failed = Action::Failed {
        patch: Patch::Wanted,
        failure: Failure::Stalled,
        wait: ms(250),
        next: Patch::Wanted,
    };
    let actions = course.step(ms(3000), Event::Beat(64));
    assert_eq!(actions, [failed, Action::Kill]);
    assert!(!course.playing());
    // Nothing is started before the process is gone, however long that takes.
    assert_eq!(course.step(ms(9000), Event::Time), []);
    assert_eq!(course.step(ms(9100), Event::Exited), []);
    assert_eq!(course.step(ms(9349), Event::Time), []);
    let start = course.step(ms(9350), Event::Time);
    assert_eq!(start, [Action::Start(Patch::Wanted)]);
}

#[test]
fn a_start_without_sound_is_a_failure() {
    let mut course = course();
    course.step(ms(0), Event::Time);
    assert_eq!(course.step(ms(11_999), Event::Beat(0)), []);
    let actions = course.step(ms(12_000), Event::Time);
    assert!(matches!(
        actions[..],
        [
            Action::Failed {
                failure: Failure::Silent,
                ..
            },
            Action::Kill
        ]
    ));
}

/// The waits after failures that follow each other at once.
fn waits(course: &mut Course, now: &mut Duration, count: usize) -> Vec<u64> {
    let mut waits = Vec::new();
    for _ in 0..count {
        let actions = course.step(*now, Event::Exited);
        let [Action::Failed { wait, .. }] = actions[..] else {
            panic!("{actions:?}");
        };
        waits.push(wait.as_millis() as u64);
        *now += wait;
        assert!(matches!(
            course.step(*now, Event::Time)[..],
            [Action::Start(_)]
        ));
    }
    waits
}

#[test]
fn waits_double_up_to_eight_seconds_and_begin_anew_after_playing() {
    let mut course = course();
    let mut now = ms(0);
    course.step(now, Event::Time);
    let first = waits(&mut course, &mut now, 8);
    assert_eq!(first, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    // Half a minute of playing is enough, less is not.
    for (beats, wanted) in [(29, 8000), (31, 250)] {
        for n in 0..=beats {
            now += ms(1000);
            course.step(now, Event::Beat(n));
        }
        assert_eq!(waits(&mut course, &mut now, 1), [wanted]);
    }
}

#[test]
fn three_failures_within_a_minute_bring_the_fall_back() {
    let mut course = course();
    let mut now = ms(0);
    course.step(now, Event::Time);
    waits(&mut course, &mut now, 2);
    assert_eq!(course.patch(), Patch::Wanted);
    waits(&mut course, &mut now, 1);
    assert_eq!(course.patch(), Patch::FallBack);
    // It stays, whatever happens to it.
    waits(&mut course, &mut now, 10);
    assert_eq!(course.patch(), Patch::FallBack);
    assert_eq!(course.step(now, Event::Renew), [Action::End]);
    let start = course.step(now, Event::Exited);
    assert_eq!(start, [Action::Start(Patch::Wanted)]);
    // And three failures are needed again.
    waits(&mut course, &mut now, 2);
    assert_eq!(course.patch(), Patch::Wanted);
}

#[test]
fn rare_failures_dont_bring_the_fall_back() {
    let mut course = course();
    let mut now = ms(0);
    course.step(now, Event::Time);
    for _ in 0..20 {
        for n in 0..=31 {
            course.step(now, Event::Beat(n));
            now += ms(1000);
        }
        waits(&mut course, &mut now, 1);
        assert_eq!(course.patch(), Patch::Wanted);
    }
}

#[test]
fn without_a_fall_back_the_wanted_patch_is_tried_for_ever() {
    let mut course = Course::new(Policy::default(), false);
    let mut now = ms(0);
    course.step(now, Event::Time);
    waits(&mut course, &mut now, 50);
    assert_eq!(course.patch(), Patch::Wanted);
}

#[test]
fn a_renewal_while_waiting_starts_at_once() {
    let mut course = course();
    let mut now = ms(0);
    course.step(now, Event::Time);
    waits(&mut course, &mut now, 6);
    course.step(now, Event::Exited);
    assert_eq!(
        course.step(now, Event::Renew),
        [Action::Start(Patch::Wanted)]
    );
}

/// Plays the part of the processes and holds the rules, whatever happens.
struct World {
    course: Course,
    now: Duration,
    alive: bool,
    told_to_go: bool,
    samples: u64,
    failures: Vec<Duration>,
    patch: Patch,
}

impl World {
    fn step(&mut self, event: Event, history: &[usize]) {
        let grew = matches!(event, Event::Beat(samples) if samples > self.samples);
        if let Event::Beat(samples) = event {
            self.samples = samples;
        }
        if matches!(event, Event::Exited | Event::NotStarted) {
            self.alive = false;
        }
        if event == Event::Renew {
            self.failures.clear();
            self.patch = Patch::Wanted;
        }
        for action in self.course.step(self.now, event) {
            match action {
                Action::Start(patch) => {
                    assert!(!self.alive, "two processes after {history:?}");
                    assert_eq!(patch, self.patch, "{history:?}");
                    (self.alive, self.told_to_go, self.samples) = (true, false, u64::MAX);
                }
                Action::Kill | Action::End => {
                    assert!(self.alive && !self.told_to_go, "{history:?}");
                    self.told_to_go = true;
                }
                Action::Playing(_) | Action::Pulse => assert!(grew, "{history:?}"),
                Action::Failed {
                    patch, wait, next, ..
                } => {
                    let policy = Policy::default();
                    assert!((policy.shortest_wait..=policy.longest_wait).contains(&wait));
                    if patch == Patch::Wanted {
                        self.failures.push(self.now);
                    }
                    let recent = |at: &&Duration| self.now - **at < policy.within;
                    let enough = self.failures.iter().filter(recent).count() >= policy.failures;
                    let wanted = match patch {
                        Patch::Wanted if !enough => Patch::Wanted,
                        _ => Patch::FallBack,
                    };
                    assert_eq!(next, wanted, "{history:?}");
                    self.patch = next;
                }
            }
        }
    }
}

/// Every sequence of so many happenings.
#[test]
fn whatever_happens_there_is_one_process_and_it_comes_back() {
    const CHOICES: usize = 7;
    const LENGTH: u32 = 7;
    for number in 0..CHOICES.pow(LENGTH) {
        let history: Vec<usize> = (0..LENGTH)
            .map(|place| number / CHOICES.pow(place) % CHOICES)
            .collect();
        let mut world = World {
            course: course(),
            now: ms(0),
            alive: false,
            told_to_go: false,
            samples: u64::MAX,
            failures: Vec::new(),
            patch: Patch::Wanted,
        };
        for choice in &history {
            let samples = world.samples.wrapping_add(1);
            let event = match choice {
                0 => Event::Beat(samples),
                1 => Event::Beat(world.samples.min(1 << 40)),
                2 if world.alive => Event::Exited,
                3 if world.alive && !world.told_to_go => Event::NotStarted,
                4 => Event::Renew,
                5 => {
                    world.now += ms(3000);
                    Event::Time
                }
                _ => {
                    world.now += ms(400);
                    Event::Time
                }
            };
            world.step(event, &history);
        }
        if world.told_to_go && world.alive {
            world.step(Event::Exited, &history);
        }
        world.now += Policy::default().longest_wait;
        world.step(Event::Time, &history);
        assert!(world.alive, "nothing plays after {history:?}");
    }
}
