//! Every kernel against a plain loop in f64, with all vectors that this machine has.

use super::vector::Vector;
use super::{Form, Frame, Instructions, Kernel, Matrix, Packed, Run};
use crate::pitch::Noise;
use half::f16;
use std::sync::Arc;

/// What lies around results, to see that nothing else is written.
const GUARD: f32 = 9.0;
const SLOPE: f32 = 0.2;

fn noise(count: usize, seed: u64) -> Vec<f32> {
    let mut values = vec![0.0; count];
    Noise::new(seed).fill(&mut values);
    values
}

/// Integers from one number to another.
struct Draw(Noise);

impl Draw {
    fn from(&mut self, least: usize, most: usize) -> usize {
        let mut one = [0.0];
        self.0.draw(&mut one);
        least + (one[0] * (most - least + 1) as f32) as usize
    }
}

/// Rows of values with some between and around them that nobody may touch.
struct Guarded {
    values: Vec<f32>,
    len: usize,
    apart: usize,
    before: usize,
}

impl Guarded {
    /// The guards aren't numbers in what is read: whoever uses one spoils a result.
    fn new(rows: usize, len: usize, guard: f32, draw: &mut Draw) -> Guarded {
        let (apart, before) = (len + draw.from(1, 5), draw.from(1, 5));
        Guarded {
            values: vec![guard; before + rows * apart],
            len,
            apart,
            before,
        }
    }

    fn filled(mut self, seed: u64) -> Guarded {
        for row in 0..(self.values.len() - self.before) / self.apart {
            let at = self.before + row * self.apart;
            let seed = seed + row as u64;
            self.values[at..at + self.len].copy_from_slice(&noise(self.len, seed));
        }
        self
    }

    fn row(&self, row: usize) -> &[f32] {
        &self.values[self.before + row * self.apart..][..self.len]
    }

    fn start(&mut self, row: usize) -> *mut f32 {
        // From the whole: a row's pointer may be used for other rows as well.
        self.values
            .as_mut_ptr()
            .wrapping_add(self.before + row * self.apart)
    }

    fn is_untouched_around(&self, rows: usize) -> bool {
        let inside = |at: usize| {
            at.checked_sub(self.before)
                .is_some_and(|at| at / self.apart < rows && at % self.apart < self.len)
        };
        let mut outside = (0..self.values.len()).filter(|at| !inside(*at));
        outside.all(|at| self.values[at] == GUARD)
    }
}

struct Case {
    taps: usize,
    dilation: usize,
    stride: usize,
    channels: usize,
    outputs: usize,
    frames: usize,
    half: bool,
    residual: bool,
    /// Whether there is the result as it is, and rectified.
    results: (bool, bool),
}

impl Case {
    fn draw(draw: &mut Draw) -> Case {
        let results = draw.from(0, 2);
        Case {
            taps: draw.from(1, 7),
            dilation: draw.from(1, 9),
            stride: draw.from(1, 3),
            channels: draw.from(1, 70),
            outputs: draw.from(1, 150),
            frames: draw.from(1, 20),
            half: draw.from(0, 1) == 1,
            residual: draw.from(0, 1) == 1,
            results: (results != 0, results != 1),
        }
    }

    fn span(&self) -> usize {
        (self.frames - 1) * self.stride + (self.taps - 1) * self.dilation + 1
    }

    fn weights(&self, count: usize) -> Vec<f32> {
        let round = |w: f32| match self.half {
            true => f16::from_f32(w).to_f32(),
            false => w,
        };
        noise(count, 1).into_iter().map(round).collect()
    }

    /// Runs `kernel` for `outputs` outputs and compares with `wanted`: bias and products, in order,
    /// by frame and output.
    fn check(
        &self,
        outputs: usize,
        draw: &mut Draw,
        kernel: impl Fn(&[isize], &[Frame]),
        wanted: impl Fn(&Guarded, usize, usize) -> Vec<f64>,
    ) {
        let frames = self.frames;
        let mut input = Guarded::new(self.span(), self.channels, f32::NAN, draw).filled(3);
        let mut residual = Guarded::new(frames, outputs, f32::NAN, draw).filled(1000);
        let mut output = Guarded::new(frames, outputs, GUARD, draw);
        let mut rectified = Guarded::new(frames, outputs, GUARD, draw);
        let taps = 0..self.taps;
        let segments = taps.map(|tap| (tap * self.dilation * input.apart) as isize);
        let segments: Vec<isize> = segments.collect();
        let or_null = |given: bool, place: *mut f32| match given {
            true => place,
            false => std::ptr::null_mut(),
        };
        let places: Vec<Frame> = (0..frames)
            .map(|t| Frame {
                input: input.start(t * self.stride),
                residual: or_null(self.residual, residual.start(t)),
                output: or_null(self.results.0, output.start(t)),
                rectified: or_null(self.results.1, rectified.start(t)),
            })
            .collect();
        kernel(&segments, &places);
        for t in 0..frames {
            for o in 0..outputs {
                let mut terms = wanted(&input, t, o);
                if self.residual {
                    terms.push(f64::from(residual.row(t)[o]));
                }
                let sum: f64 = terms.iter().sum();
                let limit = 1e-6 * terms.iter().map(|term| term.abs()).sum::<f64>();
                let near = |found: f32, wanted: f64| (f64::from(found) - wanted).abs() <= limit;
                let wanted = if self.results.0 {
                    sum
                } else {
                    f64::from(GUARD)
                };
                let found = output.row(t)[o];
                assert!(near(found, wanted), "{found} for {wanted} at {t}, {o}");
                let bent = sum.max(f64::from(SLOPE) * sum);
                let wanted = if self.results.1 {
                    bent
                } else {
                    f64::from(GUARD)
                };
                let found = rectified.row(t)[o];
                assert!(
                    near(found, wanted),
                    "rectified {found} for {wanted} at {t}, {o}"
                );
            }
        }
        assert!(output.is_untouched_around(frames));
        assert!(rectified.is_untouched_around(frames));
    }
}

/// Weights, by output and input.
fn packed(
    instructions: Instructions,
    form: Form,
    weights: &[f32],
    [outputs, inputs]: [usize; 2],
    bias: &[f32],
    half: bool,
) -> Packed {
    let matrix = Matrix {
        start: 0,
        outputs: [Run::ONCE, Run::of(outputs, inputs)],
        inputs: [Run::ONCE, Run::of(inputs, 1)],
    };
    let weights = matrix.pack_floats(form.width(instructions), weights, half);
    Packed::new(
        instructions,
        form,
        Arc::new(weights.unwrap()),
        outputs,
        bias,
    )
}

#[test]
fn convolutions_agree_with_a_plain_loop() {
    let mut draw = Draw(Noise::new(7));
    for instructions in Instructions::found() {
        for _ in 0..150 {
            let case = Case::draw(&mut draw);
            let (channels, outputs) = (case.channels, case.outputs);
            let depth = case.taps * channels;
            let weights = case.weights(outputs * depth);
            let weight = |o: usize, i: usize| weights[o * depth + i];
            let bias = noise(outputs, 2);
            let shape = [outputs, depth];
            let packed = packed(instructions, Form::Dense, &weights, shape, &bias, case.half);
            let kernel = |segments: &[isize], frames: &[Frame]| {
                // SAFETY: the rows are as long as the case says.
                unsafe { packed.run(segments, channels, frames, SLOPE) };
            };
            case.check(outputs, &mut draw, kernel, |input, t, o| {
                let mut terms = vec![f64::from(bias[o])];
                for i in 0..depth {
                    let (tap, channel) = (i / channels, i % channels);
                    let x = input.row(t * case.stride + tap * case.dilation)[channel];
                    terms.push(f64::from(weight(o, i)) * f64::from(x));
                }
                terms
            });
        }
    }
}

#[test]
fn depthwise_convolutions_agree_with_a_plain_loop() {
    let mut draw = Draw(Noise::new(8));
    for instructions in Instructions::found() {
        for _ in 0..150 {
            let case = Case::draw(&mut draw);
            let (channels, taps) = (case.channels, case.taps);
            let weights = case.weights(channels * taps);
            let weight = |channel: usize, tap: usize| weights[channel * taps + tap];
            let bias = noise(channels, 2);
            let (form, shape) = (Form::Depthwise, [channels, taps]);
            let packed = packed(instructions, form, &weights, shape, &bias, case.half);
            let kernel = |segments: &[isize], frames: &[Frame]| {
                // SAFETY: the rows are as long as the case says.
                unsafe { packed.run(segments, channels, frames, SLOPE) };
            };
            case.check(channels, &mut draw, kernel, |input, t, c| {
                let products = (0..taps).map(|tap| {
                    let x = input.row(t * case.stride + tap * case.dilation)[c];
                    f64::from(weight(c, tap)) * f64::from(x)
                });
                std::iter::once(f64::from(bias[c]))
                    .chain(products)
                    .collect()
            });
        }
    }
}

#[test]
fn biases_may_be_absent_and_added_to() {
    for instructions in Instructions::found() {
        let both = [Form::Dense, Form::Depthwise].map(|form| {
            let mut packed = packed(instructions, form, &[2.0; 3], [3, 1], &[], true);
            packed.add_bias(&[1.0, 0.0, -1.0]);
            packed
        });
        let input = [1.0; 3];
        let mut results = [[GUARD; 4]; 2];
        let frames = results.each_mut().map(|result| Frame {
            input: input.as_ptr(),
            residual: std::ptr::null(),
            output: result.as_mut_ptr(),
            rectified: std::ptr::null_mut(),
        });
        for (packed, frame) in both.iter().zip(&frames) {
            // SAFETY: there are three values of each.
            unsafe { packed.run(&[0], 1, std::slice::from_ref(frame), 0.0) };
        }
        assert_eq!(results, [[3.0, 2.0, 1.0, GUARD]; 2]);
    }
}

#[test]
fn every_half_precision_number_is_read_exactly() {
    struct Read<'a>(&'a [u16], &'a mut Vec<f32>);
    impl Kernel for Read<'_> {
        #[inline(always)]
        unsafe fn run<V: Vector>(self) {
            for some in self.0.chunks_exact(V::LANES) {
                // SAFETY: there are as many.
                let values = unsafe { V::load_half(some.as_ptr()) };
                self.1.extend(&values.values()[..V::LANES]);
            }
        }
    }
    let all: Vec<u16> = (0..=u16::MAX).collect();
    for instructions in Instructions::found() {
        let mut values = Vec::new();
        instructions.run(Read(&all, &mut values));
        assert_eq!(values.len(), all.len());
        for (bits, value) in all.iter().zip(values) {
            let wanted = f16::from_bits(*bits).to_f32();
            let same = value.to_bits() == wanted.to_bits() || value.is_nan() && wanted.is_nan();
            assert!(same, "{value} for {wanted}");
        }
    }
}

#[test]
fn the_fastest_instructions_come_first_and_some_are_always_found() {
    let found: Vec<Instructions> = Instructions::found().collect();
    assert_eq!(found.first(), Some(&Instructions::best()));
    let lanes: Vec<usize> = found.iter().map(|one| one.lanes()).collect();
    println!("{found:?} of {lanes:?} lanes");
    #[cfg(target_arch = "aarch64")]
    assert_eq!(lanes[0], 4);
}
