use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use std::sync::Arc;

/// The normalised square difference function of one window.
///
/// `n(τ) = 2 Σ x(t) x(t+τ) / Σ (x(t)² + x(t+τ)²)`, sums over all pairs within the window
/// (McLeod & Wyvill 2005, "A smarter way to find pitch", eq. 9): 1 where the window repeats
/// itself exactly after τ samples, 0 where it knows nothing of itself. The window's centre is the
/// centre of the pairs at every lag, so a steady glide is not biased.
pub(super) struct Nsdf {
    window: usize,
    forward: Arc<dyn RealToComplex<f32>>,
    inverse: Arc<dyn ComplexToReal<f32>>,
    padded: Vec<f32>,
    spectrum: Vec<Complex<f32>>,
    correlation: Vec<f32>,
    scratch: Vec<Complex<f32>>,
    values: Vec<f32>,
}

/// A local maximum between samples.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    /// In samples.
    pub(super) lag: f32,
    /// n(τ) there, at most 1.
    pub(super) height: f32,
}

impl Nsdf {
    /// Of `window` samples at lags 0 ..= `longest`, `longest` < `window`.
    pub(super) fn new(window: usize, longest: usize) -> Self {
        assert!(longest < window);
        let size = fft_size(window + longest + 1);
        let mut planner = RealFftPlanner::new();
        let forward = planner.plan_fft_forward(size);
        let inverse = planner.plan_fft_inverse(size);
        let scratch = forward.get_scratch_len().max(inverse.get_scratch_len());
        Self {
            window,
            padded: forward.make_input_vec(),
            spectrum: forward.make_output_vec(),
            correlation: inverse.make_output_vec(),
            scratch: vec![Complex::default(); scratch],
            values: vec![0.0; longest + 1],
            forward,
            inverse,
        }
    }

    pub(super) fn window(&self) -> usize {
        self.window
    }

    /// Analyses `x` (exactly the window); returns its mean square.
    pub(super) fn analyse(&mut self, x: &[f32]) -> f32 {
        let energy: f64 = x.iter().map(|&v| f64::from(v) * f64::from(v)).sum();
        let power = energy / self.window as f64;
        self.values.fill(0.0);
        if power < 1e-14 {
            return 0.0;
        }
        self.correlate(x);
        let scale = 2.0 / self.correlation.len() as f64;
        let mut pairs = 2.0 * energy;
        for (lag, value) in self.values.iter_mut().enumerate() {
            if lag > 0 {
                let (first, last) = (f64::from(x[lag - 1]), f64::from(x[self.window - lag]));
                pairs -= first * first + last * last;
            }
            // A remnant this small is rounding: the tail of a window that ends in silence.
            if pairs > 1e-4 * energy {
                *value = (scale * f64::from(self.correlation[lag]) / pairs).clamp(-1.0, 1.0) as f32;
            }
        }
        power as f32
    }

    /// All maxima at lags in `shortest ..= longest`.
    pub(super) fn peaks(&self, shortest: usize, longest: usize) -> impl Iterator<Item = Peak> {
        let end = (longest + 2).min(self.values.len());
        let start = shortest.max(2) - 1;
        self.values[start.min(end)..end]
            .windows(3)
            .enumerate()
            .filter(|(_, v)| v[1] > 0.0 && v[1] >= v[0] && v[1] > v[2])
            .map(move |(i, v)| vertex(start + i + 1, v))
    }

    /// The period near `peak`, measured over as many periods as the lags reach while the signal
    /// still resembles itself: an error of the maximum's place is divided among them.
    pub(super) fn refine(&self, peak: Peak) -> f32 {
        let mut period = peak.lag;
        let mut count = 2;
        loop {
            let lag = period * count as f32;
            let reach = (0.1 * peak.lag).max(1.5);
            let (from, to) = ((lag - reach) as usize, (lag + reach).ceil() as usize);
            if to + 2 > self.values.len() {
                return period;
            }
            let best = self
                .peaks(from, to)
                .max_by(|a, b| a.height.total_cmp(&b.height));
            match best {
                Some(found) if found.height > 0.9 * peak.height => {
                    period = found.lag / count as f32;
                }
                _ => return period,
            }
            count *= 2;
        }
    }

    fn correlate(&mut self, x: &[f32]) {
        self.padded[..self.window].copy_from_slice(x);
        self.padded[self.window..].fill(0.0);
        self.forward
            .process_with_scratch(&mut self.padded, &mut self.spectrum, &mut self.scratch)
            .expect("buffers were made by this transform");
        for bin in &mut self.spectrum {
            *bin = Complex::new(bin.norm_sqr(), 0.0);
        }
        self.inverse
            .process_with_scratch(&mut self.spectrum, &mut self.correlation, &mut self.scratch)
            .expect("buffers were made by this transform");
    }
}

/// The vertex of the parabola through three values, the middle one at `lag`.
fn vertex(lag: usize, v: &[f32]) -> Peak {
    let slope = 0.5 * (v[2] - v[0]);
    let bend = v[0] - 2.0 * v[1] + v[2];
    let shift = if bend < 0.0 {
        (-slope / bend).clamp(-0.5, 0.5)
    } else {
        0.0
    };
    Peak {
        lag: lag as f32 + shift,
        height: (v[1] + 0.5 * slope * shift).min(1.0),
    }
}

/// The least fast length that holds `needed` samples without wrapping round.
fn fft_size(needed: usize) -> usize {
    [1, 3, 5, 9]
        .into_iter()
        .map(|odd: usize| odd * needed.div_ceil(odd).next_power_of_two())
        .min()
        .unwrap_or(needed)
}
