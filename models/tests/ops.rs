//! The trainer's own operations equal burn's, values and gradients, to a ten-thousandth of the
//! largest; and the same inputs give the same bits, on one thread and on two.

use burn::grad_clipping::GradientClippingConfig;
use burn::optim::{AdamConfig, Optimizer};
use burn::prelude::*;
use nrave::train::average::values;
use nrave::train::loss::spectral;
use nrave::train::network::conv::delay;
use nrave::train::ops::adam::Adam;
use nrave::train::ops::conv::{Taps, causal_conv};
use nrave::train::ops::{conv, fir, frames, leaky, magnitudes};
use nrave::train::random::Random;

const TOLERANCE: f32 = 1e-4;

fn device() -> Device {
    Device::flex().autodiff()
}

/// Normal numbers, the same for the same seed.
fn noise<const D: usize>(seed: u64, shape: [usize; D]) -> Tensor<D> {
    let mut random = Random::new(seed, 0);
    let values: Vec<f32> = (0..shape.iter().product())
        .map(|_| random.normal())
        .collect();
    Tensor::from_data(TensorData::new(values, shape), &device())
}

fn leaf<const D: usize>(seed: u64, shape: [usize; D]) -> Tensor<D> {
    noise(seed, shape).require_grad()
}

/// A value whose gradient tells every output apart.
fn weighed<const D: usize>(y: Tensor<D>) -> Tensor<1> {
    let weights = noise(99, y.dims());
    (y * weights).sum()
}

fn close(name: &str, ours: &[f32], theirs: &[f32]) {
    assert_eq!(ours.len(), theirs.len(), "{name}");
    let peak = theirs.iter().fold(0.0f32, |peak, x| peak.max(x.abs()));
    assert!(peak > 0.0, "{name}: nothing to compare");
    for (index, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert!(
            (a - b).abs() <= TOLERANCE * peak,
            "{name} at {index}: {a} {b}, peak {peak}"
        );
    }
}

/// Value and gradient by the leaf of what `ours` and `theirs` make of it.
fn compare<const D: usize, const E: usize>(
    name: &str,
    leaf: Tensor<D>,
    ours: impl Fn(Tensor<D>) -> Tensor<E>,
    theirs: impl Fn(Tensor<D>) -> Tensor<E>,
) {
    let run = |f: &dyn Fn(Tensor<D>) -> Tensor<E>| {
        let y = f(leaf.clone());
        let gradients = weighed(y.clone()).backward();
        let gradient = leaf.grad(&gradients).expect("the leaf has a gradient");
        (y.dims(), values(y), values(gradient))
    };
    let (ours, theirs) = (run(&ours), run(&theirs));
    assert_eq!(ours.0, theirs.0, "{name}: shape");
    close(&format!("{name}: value"), &ours.1, &theirs.1);
    close(&format!("{name}: gradient"), &ours.2, &theirs.2);
}

/// Batch, time, inputs, outputs, kernel, dilation: odd ones, single ones, taps that look back
/// beyond the sequence, and more rows and columns than a block.
const CONVOLUTIONS: [[usize; 6]; 9] = [
    [2, 37, 5, 7, 3, 2],
    [1, 1, 1, 1, 1, 1],
    [3, 4, 6, 2, 3, 5],
    [1, 2, 3, 4, 5, 4],
    [2, 300, 16, 48, 7, 1],
    [6, 64, 130, 33, 3, 3],
    [2, 700, 24, 16, 1, 1],
    [1, 1100, 8, 12, 2, 9],
    [4, 130, 260, 20, 2, 1],
];

#[test]
fn convolutions_equal_burns() {
    for (index, case) in CONVOLUTIONS.into_iter().enumerate() {
        let [batch, time, inputs, outputs, kernel, dilation] = case;
        for activated in [false, true] {
            let seed = index as u64 * 10;
            let taps = Taps {
                kernel,
                dilation,
                activated,
            };
            let x = leaf(seed, [batch, time, inputs]);
            let weight = leaf(seed + 1, [kernel * inputs, outputs]);
            let bias = leaf(seed + 2, [outputs]);
            let name = format!("{case:?} activated {activated}");
            compare(
                &format!("{name} x"),
                x.clone(),
                |x| causal_conv(x, weight.clone(), bias.clone(), taps),
                |x| conv::composed(x, weight.clone(), bias.clone(), taps),
            );
            compare(
                &format!("{name} weight"),
                weight.clone(),
                |weight| causal_conv(x.clone(), weight, bias.clone(), taps),
                |weight| conv::composed(x.clone(), weight, bias.clone(), taps),
            );
            compare(
                &format!("{name} bias"),
                bias.clone(),
                |bias| causal_conv(x.clone(), weight.clone(), bias, taps),
                |bias| conv::composed(x.clone(), weight.clone(), bias, taps),
            );
        }
    }
}

/// Slices and swaps leave tensors that aren't contiguous.
#[test]
fn convolutions_read_views() {
    let taps = Taps {
        kernel: 3,
        dilation: 2,
        activated: true,
    };
    let (weight, bias) = (noise(2, [9, 4]), noise(3, [4]));
    let view = |x: Tensor<3>| x.swap_dims(1, 2).narrow(1, 5, 20).narrow(2, 1, 3);
    compare(
        "a view",
        leaf(1, [2, 5, 31]),
        |x| causal_conv(view(x), weight.clone(), bias.clone(), taps),
        |x| conv::composed(view(x), weight.clone(), bias.clone(), taps),
    );
}

#[test]
fn the_activation_equals_burns() {
    compare(
        "activation",
        leaf(4, [3, 5, 70]),
        leaky::leaky_relu,
        leaky::composed,
    );
}

#[test]
fn a_delay_longer_than_the_sequence_is_silence() {
    let delayed = values(delay(noise(5, [2, 3, 4]), 7));
    assert!(delayed.len() == 24 && delayed.iter().all(|x| *x == 0.0));
}

#[test]
fn frames_equal_burns() {
    for (samples, size, hop) in [(100, 16, 4), (4096, 2048, 512), (64, 64, 64), (130, 64, 32)] {
        compare(
            &format!("frames of {size} every {hop} in {samples}"),
            leaf(6, [3, samples]),
            |x| frames::frames(x, size, hop),
            |x| frames::composed(x, size, hop),
        );
    }
}

#[test]
fn magnitudes_equal_burns() {
    for (rows, size) in [(1, 128), (70, 64), (5, 2048)] {
        compare(
            &format!("{rows} rows of {size}"),
            leaf(7, [rows, size]),
            |x| magnitudes::magnitudes(x, 1e-3),
            |x| magnitudes::composed(x, 1e-3),
        );
    }
}

#[test]
fn filters_equal_burns() {
    for [batch, time, bands, steps, coefficients] in
        [[2, 5, 3, 16, 48], [1, 1, 1, 4, 3], [3, 9, 13, 16, 16]]
    {
        let sources = noise(8, [batch * time * bands, steps, coefficients]);
        compare(
            &format!("{bands} bands, {coefficients} coefficients"),
            leaf(9, [batch, time, bands * coefficients]),
            |filters| fir::filtered(filters, sources.clone(), bands),
            |filters| fir::composed(filters, sources.clone(), bands),
        );
    }
}

#[test]
fn distances_equal_burns() {
    for (batch, samples, level) in [(1, 2048, 0.3), (3, 6000, 0.1), (2, 8192, 1e-3)] {
        let target = noise(10, [batch, samples]) * level;
        compare(
            &format!("{batch} sounds of {samples} samples"),
            (leaf(11, [batch, samples]) * level).detach().require_grad(),
            |x| spectral::distance(x, target.clone()),
            |x| spectral::composed(x, target.clone()),
        );
    }
}

#[test]
fn adam_equals_burns() {
    let adam = Adam {
        beta_1: 0.5,
        beta_2: 0.9,
        epsilon: 1e-7,
        clip: 10.0,
    };
    let reference = AdamConfig::new()
        .with_beta_1(0.5)
        .with_beta_2(0.9)
        .with_epsilon(1e-7)
        .build();
    let clip = GradientClippingConfig::Norm(10.0).init();
    let start = noise(12, [70, 300]).inner();
    let (mut ours, mut theirs) = ((start.clone(), None), (start.clone(), None));
    for step in 0..5 {
        // Some gradients are clipped, some not.
        let gradient = noise(20 + step, [70, 300]).inner() * (0.02 * (step as f32 + 1.0));
        ours = adam.step(0.01, ours.0, gradient.clone(), ours.1);
        theirs = reference.step(0.01, theirs.0, clip.clip_gradient(gradient), theirs.1);
    }
    let moved = |tensor: Tensor<2>| values(tensor - start.clone());
    close("Adam", &moved(ours.0), &moved(theirs.0));
}

/// Everything at once, on `threads` threads: values and gradients.
fn everything(threads: usize) -> Vec<f32> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let x = leaf(30, [3, 2048, 16]);
        let (weight, bias) = (leaf(31, [48, 16]), leaf(32, [16]));
        let taps = Taps {
            kernel: 3,
            dilation: 3,
            activated: true,
        };
        let y = causal_conv(x.clone(), weight.clone(), bias.clone(), taps);
        let audio = y.clone().reshape([3, 2048 * 16]) * 0.01;
        let target = noise(33, [3, 2048 * 16]) * 0.1;
        let rows = magnitudes::magnitudes(frames::frames(audio.clone(), 2048, 512), 1e-6);
        let total = spectral::distance(audio, target).mean() + rows.mean();
        let gradients = total.clone().backward();
        let mut all = values(total);
        all.extend(values(x.grad(&gradients).unwrap()));
        all.extend(values(weight.grad(&gradients).unwrap()));
        all.extend(values(bias.grad(&gradients).unwrap()));
        all
    })
}

#[test]
fn the_same_inputs_give_the_same_bits() {
    let bits = |threads| -> Vec<u32> { everything(threads).iter().map(|x| x.to_bits()).collect() };
    let once = bits(2);
    for threads in [1, 2, 2, 3] {
        assert!(once == bits(threads), "different on {threads} threads");
    }
}
