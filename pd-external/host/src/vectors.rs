//! Pd's signal vectors, from one `dsp` message to the next.

use crate::sys::Signal;

/// The vectors of one object in the DSP chain. An input and an output may be the same memory.
#[derive(Default)]
pub struct Vectors {
    /// One for each signal inlet.
    pub inputs: Vec<*const f32>,
    /// One for each signal outlet.
    pub outputs: Vec<*mut f32>,
    /// Samples in each.
    pub length: usize,
}

impl Vectors {
    /// Takes over the signals of a `dsp` message: inlets first, then outlets, all of one length.
    /// Allocates; never called while the chain runs. Returns the sample rate in Hz.
    ///
    /// # Safety
    /// `signals` must be the array that Pd handed to `dsp` for an object with this many signal
    /// inlets and outlets, of which there is at least one.
    pub unsafe fn connect(
        &mut self,
        signals: *mut *mut Signal,
        inlets: usize,
        outlets: usize,
    ) -> f64 {
        // Of the chain before nothing may be left.
        self.inputs.clear();
        self.outputs.clear();
        // SAFETY: the array holds one live signal for each inlet and outlet.
        let signal = |index: usize| unsafe { &**signals.add(index) };
        self.length = usize::try_from(signal(0).n).unwrap_or(0);
        self.inputs
            .extend((0..inlets).map(|i| signal(i).samples.cast_const()));
        self.outputs
            .extend((inlets..inlets + outlets).map(|i| signal(i).samples));
        f64::from(signal(0).rate)
    }

    /// Writes zeros to every outlet.
    ///
    /// # Safety
    /// Only from the perform routine of the chain that the last [`connect`](Self::connect) was for.
    pub unsafe fn silence(&self) {
        for &output in &self.outputs {
            // SAFETY: Pd's vector holds `length` samples while the chain runs.
            unsafe { std::ptr::write_bytes(output, 0, self.length) }
        }
    }
}
