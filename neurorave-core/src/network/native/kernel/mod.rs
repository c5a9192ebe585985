//! The arithmetic that takes the time, for each processor.

mod conv;
mod pack;
mod vector;

pub use conv::{Frame, Layout};
pub use pack::{Matrix, Run, Tensor, Width};

use conv::REGISTERS;
use half::f16;
use std::sync::Arc;
#[cfg(target_arch = "x86_64")]
use vector::{Avx2, Avx512};
use vector::{Portable, Vector};

/// A set of instructions that kernels are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instructions {
    /// AVX-512F.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// AVX2, FMA and F16C.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Any processor.
    Portable,
}

impl Instructions {
    /// Those that this processor has, the fastest first.
    pub fn found() -> Vec<Instructions> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") {
                found.push(Instructions::Avx512);
            }
            if has!("avx2") && has!("fma") && has!("f16c") {
                found.push(Instructions::Avx2);
            }
        }
        found.push(Instructions::Portable);
        found
    }

    /// The fastest that this processor has.
    pub fn best() -> Instructions {
        Instructions::found()[0]
    }

    fn lanes(self) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => Avx512::LANES,
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => Avx2::LANES,
            Instructions::Portable => Portable::LANES,
        }
    }

    /// Registers of a panel: with [`conv::FRAMES`] sums for each there must be some left.
    fn registers(self) -> usize {
        match self {
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => REGISTERS,
            _ => 2,
        }
    }
}

/// Weights in the order in which a kernel reads them.
pub struct Packed {
    instructions: Instructions,
    weights: Arc<Values>,
    bias: Vec<f32>,
    outputs: usize,
}

/// Weights in order, as they are stored.
pub enum Values {
    /// f16, as bits.
    Half(Vec<u16>),
    /// f32.
    Single(Vec<f32>),
}

impl Packed {
    /// Packs a matrix, given by output and input, for `instructions`; weights are kept as f16 with
    /// `half`. An empty bias is none.
    pub fn new(
        instructions: Instructions,
        outputs: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: &[f32],
        half: bool,
    ) -> Packed {
        let lanes = instructions.lanes();
        let width = outputs.next_multiple_of(lanes);
        let panel = lanes * instructions.registers();
        let mut order = Vec::with_capacity(width * inputs);
        for first in (0..width).step_by(panel) {
            for input in 0..inputs {
                for output in first..(first + panel).min(width) {
                    let inside = output < outputs;
                    order.push(if inside { weight(output, input) } else { 0.0 });
                }
            }
        }
        let weights = match half {
            true => Values::Half(order.iter().map(|&w| f16::from_f32(w).to_bits()).collect()),
            false => Values::Single(order),
        };
        Packed::of(instructions, Arc::new(weights), outputs, bias)
    }

    /// A matrix of so many outputs whose weights are packed for `instructions`. An empty bias is none.
    pub fn of(
        instructions: Instructions,
        weights: Arc<Values>,
        outputs: usize,
        bias: &[f32],
    ) -> Packed {
        let mut bias = bias.to_vec();
        bias.resize(outputs.next_multiple_of(instructions.lanes()), 0.0);
        Packed {
            instructions,
            weights,
            bias,
            outputs,
        }
    }

    /// Adds to the bias.
    pub fn add_bias(&mut self, more: &[f32]) {
        self.bias
            .iter_mut()
            .zip(more)
            .for_each(|(bias, more)| *bias += more);
    }

    /// What the results of `frames` are: `bias + weights · input`, the segments of the input one
    /// after another, plus the residual; `slope` is that of the rectified result below zero.
    ///
    /// # Safety
    /// Every frame's places can be read, over all of `segments`, and written, and overlap no other
    /// frame's outputs; `segments.len() · run` is the matrix's number of inputs.
    pub unsafe fn convolve(&self, segments: &[isize], run: usize, frames: &[Frame], slope: f32) {
        let layout = Layout {
            segments,
            run,
            outputs: self.outputs,
        };
        // SAFETY: these instructions were found on this processor (see `Instructions::found`), the
        // weights were packed for them, and the rest is the caller's promise.
        unsafe {
            match (&*self.weights, self.instructions) {
                #[cfg(target_arch = "x86_64")]
                (Values::Half(w), Instructions::Avx512) => {
                    avx512_half(&layout, w, &self.bias, frames, slope)
                }
                #[cfg(target_arch = "x86_64")]
                (Values::Single(w), Instructions::Avx512) => {
                    avx512_single(&layout, w, &self.bias, frames, slope)
                }
                #[cfg(target_arch = "x86_64")]
                (Values::Half(w), Instructions::Avx2) => {
                    avx2_half(&layout, w, &self.bias, frames, slope)
                }
                #[cfg(target_arch = "x86_64")]
                (Values::Single(w), Instructions::Avx2) => {
                    avx2_single(&layout, w, &self.bias, frames, slope)
                }
                (Values::Half(w), Instructions::Portable) => {
                    conv::convolve::<Portable, u16>(&layout, w, &self.bias, frames, slope, 2)
                }
                (Values::Single(w), Instructions::Portable) => {
                    conv::convolve::<Portable, f32>(&layout, w, &self.bias, frames, slope, 2)
                }
            }
        }
    }
}

macro_rules! compiled_for {
    ($($name:ident = $vector:ty, $weight:ty, $features:literal, $registers:literal;)*) => {$(
        /// # Safety
        /// The processor has the instructions; see [`conv::convolve`] for the rest.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = $features)]
        unsafe fn $name(
            layout: &Layout<'_>,
            weights: &[$weight],
            bias: &[f32],
            frames: &[Frame],
            slope: f32,
        ) {
            // SAFETY: the caller's promises.
            unsafe {
                conv::convolve::<$vector, $weight>(layout, weights, bias, frames, slope, $registers)
            }
        }
    )*};
}

compiled_for! {
    avx512_half = Avx512, u16, "avx512f,avx2,fma,f16c", 4;
    avx512_single = Avx512, f32, "avx512f,avx2,fma,f16c", 4;
    avx2_half = Avx2, u16, "avx2,fma,f16c", 2;
    avx2_single = Avx2, f32, "avx2,fma,f16c", 2;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pitch::Noise;

    struct Case {
        taps: usize,
        dilation: usize,
        channels: usize,
        outputs: usize,
        frames: usize,
    }

    fn noise(count: usize, seed: u64) -> Vec<f32> {
        let mut values = vec![0.0; count];
        Noise::new(seed).fill(&mut values);
        values
    }

    fn check(case: &Case, instructions: Instructions, half: bool) {
        let &Case {
            taps,
            dilation,
            channels,
            outputs,
            frames,
        } = case;
        let depth = taps * channels;
        let round = |w: f32| if half { f16::from_f32(w).to_f32() } else { w };
        let weights: Vec<f32> = noise(outputs * depth, 1).into_iter().map(round).collect();
        let bias = noise(outputs, 2);
        let input = noise((frames + (taps - 1) * dilation) * channels, 3);
        let residual = noise(frames * outputs, 4);
        let packed = Packed::new(
            instructions,
            outputs,
            depth,
            |o, i| weights[o * depth + i],
            &bias,
            half,
        );
        let segments: Vec<isize> = (0..taps)
            .map(|tap| (tap * dilation * channels) as isize)
            .collect();
        // One value more than is written, to see that it isn't.
        let mut output = vec![9.0f32; frames * outputs + 1];
        let mut rectified = output.clone();
        let places: Vec<Frame> = (0..frames)
            .map(|t| Frame {
                input: input[t * channels..].as_ptr(),
                residual: residual[t * outputs..].as_ptr(),
                output: output[t * outputs..].as_mut_ptr(),
                rectified: rectified[t * outputs..].as_mut_ptr(),
            })
            .collect();
        // SAFETY: the buffers are as long as the layout says.
        unsafe { packed.convolve(&segments, channels, &places, 0.2) };
        for t in 0..frames {
            for o in 0..outputs {
                let mut sum = f64::from(bias[o]);
                for (i, segment) in segments.iter().enumerate() {
                    for c in 0..channels {
                        let x = input[t * channels + *segment as usize + c];
                        sum += f64::from(weights[o * depth + i * channels + c]) * f64::from(x);
                    }
                }
                let wanted = sum as f32 + residual[t * outputs + o];
                let found = output[t * outputs + o];
                let limit = 1e-5 * (depth as f32).sqrt();
                assert!(
                    (found - wanted).abs() < limit,
                    "{instructions:?} half {half}: {found} for {wanted}"
                );
                assert_eq!(rectified[t * outputs + o], found.max(0.2 * found));
            }
        }
        assert_eq!((output.last(), rectified.last()), (Some(&9.0), Some(&9.0)));
    }

    #[test]
    fn every_kernel_agrees_with_a_plain_loop() {
        let mut sizes = Noise::new(7);
        let mut draw = |from: usize, to: usize| {
            let mut one = [0.0];
            sizes.draw(&mut one);
            from + (one[0] * (to - from + 1) as f32) as usize
        };
        for _ in 0..200 {
            let case = Case {
                taps: draw(1, 7),
                dilation: draw(1, 9),
                channels: draw(1, 70),
                outputs: draw(1, 150),
                frames: draw(1, 20),
            };
            for instructions in Instructions::found() {
                check(&case, instructions, true);
                check(&case, instructions, false);
            }
        }
    }
}
