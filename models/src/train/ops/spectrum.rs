//! Windowed spectra of frames and the way back for their gradients.

use neurorave_core::window::hann;
use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// A Fourier transform under a periodic Hann window.
pub struct Spectrum {
    window: Vec<f32>,
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
}

/// Room that a transform works in.
pub struct Room {
    frame: Vec<f32>,
    forward: Vec<Complex<f32>>,
    inverse: Vec<Complex<f32>>,
}

static SPECTRA: LazyLock<Mutex<HashMap<usize, Arc<Spectrum>>>> = LazyLock::new(Default::default);

impl Spectrum {
    /// The transform of `size` samples, made once.
    pub fn of(size: usize) -> Arc<Self> {
        let mut spectra = SPECTRA.lock().expect("making a transform doesn't panic");
        let spectrum = spectra.entry(size).or_insert_with(|| {
            let mut planner = RealFftPlanner::new();
            Arc::new(Self {
                window: hann(size),
                forward: planner.plan_fft_forward(size),
                inverse: planner.plan_fft_inverse(size),
            })
        });
        spectrum.clone()
    }

    /// Bins from zero to half the rate.
    pub fn bins(&self) -> usize {
        self.window.len() / 2 + 1
    }

    /// Room to work in.
    pub fn room(&self) -> Room {
        Room {
            frame: vec![0.0; self.window.len()],
            forward: self.forward.make_scratch_vec(),
            inverse: self.inverse.make_scratch_vec(),
        }
    }

    /// The spectrum of `frame` into `out`.
    pub fn analyse(&self, frame: &[f32], out: &mut [Complex<f32>], room: &mut Room) {
        let windowed = room.frame.iter_mut().zip(frame).zip(&self.window);
        windowed.for_each(|((out, x), window)| *out = x * window);
        self.forward
            .process_with_scratch(&mut room.frame, out, &mut room.forward)
            .expect("buffers of the transform's own lengths");
    }

    /// Adds to `out` the gradient by the frame, given that by the real and imaginary parts of its
    /// spectrum, which is overwritten.
    pub fn add_gradient(&self, gradient: &mut [Complex<f32>], out: &mut [f32], room: &mut Room) {
        // The inverse counts every bin but the first and the last twice, and those have no
        // imaginary part.
        let last = gradient.len() - 1;
        gradient[1..last].iter_mut().for_each(|x| *x *= 0.5);
        gradient[0].im = 0.0;
        gradient[last].im = 0.0;
        self.inverse
            .process_with_scratch(gradient, &mut room.frame, &mut room.inverse)
            .expect("buffers of the transform's own lengths");
        let windowed = out.iter_mut().zip(&room.frame).zip(&self.window);
        windowed.for_each(|((out, x), window)| *out += x * window);
    }
}
