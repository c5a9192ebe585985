//! Where training runs, and how several devices share a step: each takes a batch of its own
//! through its own copy of the networks, and burn adds their gradients up
//! ([`MultiGradientsParams`]), each parameter's on one of the devices.
//!
//! burn also has collective operations (`DistributedContext`, gradients reduced while they are
//! computed). In burn 0.22 only its CUDA backend has them; on Vulkan and on the processor they end
//! the program.

use super::{TrainError, trust};
use burn::module::Module;
use burn::optim::{GradientsParams, ModuleOptimizer, MultiGradientsParams};
use burn::prelude::*;

/// The first `count` devices, with gradients: GPUs where `nrave` was built for them, else the
/// processor, which is one device whatever its cores.
pub fn devices(count: usize) -> Result<Vec<Device>, TrainError> {
    let found = found();
    if count > found.len() {
        return Err(TrainError::Devices {
            asked: count,
            found: found.len(),
        });
    }
    let chosen: Vec<Device> = found.into_iter().take(count).collect();
    chosen.iter().try_for_each(trust::check)?;
    Ok(chosen.into_iter().map(Device::autodiff).collect())
}

#[cfg(any(feature = "vulkan", feature = "wgpu"))]
fn found() -> Vec<Device> {
    use burn::tensor::DeviceType;
    // The default device first: it is what a run with one device has always used.
    #[cfg(feature = "vulkan")]
    let (first, kind) = (Device::vulkan(Default::default()), DeviceType::Vulkan);
    #[cfg(not(feature = "vulkan"))]
    let (first, kind) = (Device::wgpu(Default::default()), DeviceType::Wgpu);
    let mut all = Device::enumerate(kind).into_vec();
    all.retain(|device| *device != first);
    all.insert(0, first);
    all
}

#[cfg(not(any(feature = "vulkan", feature = "wgpu")))]
fn found() -> Vec<Device> {
    vec![Device::flex()]
}

/// Does `work` on every device at once, with its number; the answers in the devices' order.
pub fn spread<M: Send, T: Send>(material: Vec<M>, work: impl Fn(usize, M) -> T + Sync) -> Vec<T> {
    if material.len() == 1 {
        return material.into_iter().map(|one| work(0, one)).collect();
    }
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = material
            .into_iter()
            .enumerate()
            .map(|(index, one)| scope.spawn(move || work(index, one)))
            .collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, T>| match thread.join() {
            Ok(answer) => answer,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        threads.into_iter().map(join).collect()
    })
}

/// `module` on `device`, with a graph of its own; itself where it is there already.
pub fn on<M: Module>(module: &M, device: &Device, alone: bool) -> M {
    let module = module.clone();
    if alone { module } else { module.fork(device) }
}

/// A step of `optimizer` along the sum of the devices' gradients; the module comes back to `home`.
pub fn descend<M: Module>(
    optimizer: &mut ModuleOptimizer,
    rate: f64,
    module: M,
    mut gradients: Vec<GradientsParams>,
    devices: &[Device],
) -> M {
    if gradients.len() == 1 {
        return optimizer.step(rate, module, gradients.remove(0));
    }
    let places = devices.iter().map(|device| device.clone().inner());
    let grads = gradients.into_iter().zip(places).collect();
    optimizer
        .step_multi(rate, module, MultiGradientsParams { grads })
        .fork(&devices[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::average::values;
    use crate::train::network::conv::Conv;
    use burn::optim::AdamConfig;

    fn loss(conv: &Conv, from: f32, device: &Device) -> Tensor<1> {
        let input: Vec<f32> = (0..24).map(|n| (from + n as f32).sin()).collect();
        let input = Tensor::<3>::from_data(TensorData::new(input, [1, 12, 2]), device);
        conv.forward(input).abs().mean()
    }

    /// Two copies on the one device there is everywhere, each with half of the loss.
    #[test]
    fn two_copies_descend_as_one_does() {
        let device = Device::flex().autodiff();
        device.seed(1);
        let start = Conv::new(2, 3, 2, 1, 1.0, &device);
        let together = loss(&start, 0.0, &device) * 0.5 + loss(&start, 9.0, &device) * 0.5;
        let gradients = GradientsParams::from_grads(together.backward(), &start);
        let mut optimizer = AdamConfig::new().init();
        let one = descend(&mut optimizer, 0.1, start.clone(), vec![gradients], &[]);

        let devices = [device.clone(), device];
        let gradients = spread(vec![0.0, 9.0], |index, from| {
            let copy = on(&start, &devices[index], false);
            let half = loss(&copy, from, &devices[index]) * 0.5;
            GradientsParams::from_grads(half.backward(), &copy)
        });
        let mut optimizer = AdamConfig::new().init();
        let two = descend(&mut optimizer, 0.1, start.clone(), gradients, &devices);
        let difference = (one.weight.val() - two.weight.val()).abs().max();
        assert!(difference.into_scalar::<f32>() < 1e-6);
        assert!(values(one.weight.val()) != values(start.weight.val()));
        assert!(two.weight.val().is_require_grad());
    }

    #[test]
    #[cfg(not(any(feature = "vulkan", feature = "wgpu")))]
    fn the_processor_is_one_device() {
        assert_eq!(devices(1).unwrap().len(), 1);
        let error = devices(2).unwrap_err().to_string();
        assert!(error.contains("--devices"), "{error}");
    }
}
