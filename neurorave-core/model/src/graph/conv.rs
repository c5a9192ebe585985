//! Causal convolutions with explicit caches.

use super::{Attr, GraphBuilder, Value};

impl GraphBuilder {
    /// A causal convolution of `x`, `[1, channels, time]`, with weights `[out, channels / groups,
    /// kernel]` and an optional bias `[out]`; the result is `[1, out, time / stride]`.
    ///
    /// Output frame `t` sees input samples up to `(t + 1) * stride - 1`, with zeros before the
    /// first call. What later calls need is kept in a state, so any `time` that is a multiple of
    /// the stride gives the same stream.
    ///
    /// # Panics
    /// When `time` is not a multiple of `stride`.
    #[allow(clippy::too_many_arguments)] // the parameters of a convolution, in ONNX's order
    pub fn conv1d_causal(
        &mut self,
        x: &Value,
        w: &Value,
        b: Option<&Value>,
        (channels, time): (usize, usize),
        kernel: usize,
        stride: usize,
        dilation: usize,
        groups: usize,
    ) -> Value {
        assert!(
            time.is_multiple_of(stride),
            "{time} samples are no multiple of stride {stride}"
        );
        let span = (kernel - 1) * dilation + 1;
        let x = if span > stride {
            self.with_past(x, channels, time, span - stride)
        } else {
            self.last_of_each(x, (channels, time), stride, span)
        };
        // Without gaps between the frames, the stride is what the kernel reaches.
        let stride = stride.min(span);
        let mut inputs = vec![&x, w];
        inputs.extend(b);
        let attrs = [
            ("dilations", Attr::Ints(vec![dilation as i64])),
            ("group", Attr::Int(groups as i64)),
            ("kernel_shape", Attr::Ints(vec![kernel as i64])),
            ("pads", Attr::Ints(vec![0, 0])),
            ("strides", Attr::Ints(vec![stride as i64])),
        ];
        self.op("Conv", &inputs, &attrs)
    }

    /// A causal transposed convolution of `x`, `[1, in, time]`, with weights `[in, out / groups,
    /// kernel]` and an optional bias `[out]`; the result is `[1, out, time * stride]`.
    ///
    /// Input frame `t` adds its kernel to output samples `t * stride` and on. The part that
    /// reaches beyond this call is a state, added at the next call's start.
    ///
    /// # Panics
    /// When the kernel is shorter than the stride.
    #[allow(clippy::too_many_arguments)] // the parameters of a convolution, in ONNX's order
    pub fn conv_transpose1d_causal(
        &mut self,
        x: &Value,
        w: &Value,
        b: Option<&Value>,
        (out, time): (usize, usize),
        kernel: usize,
        stride: usize,
        groups: usize,
    ) -> Value {
        assert!(
            kernel >= stride,
            "kernel {kernel} leaves gaps at stride {stride}"
        );
        let attrs = [
            ("group", Attr::Int(groups as i64)),
            ("kernel_shape", Attr::Ints(vec![kernel as i64])),
            ("pads", Attr::Ints(vec![0, 0])),
            ("strides", Attr::Ints(vec![stride as i64])),
        ];
        let mut y = self.op("ConvTranspose", &[x, w], &attrs);
        let (produced, overlap) = (time * stride, kernel - stride);
        if overlap > 0 {
            let (tail, slot) = self.state(&[1, out, overlap]);
            let silence = self.constant(&[1, out, produced], &vec![0.0; out * produced]);
            let tail = self.concat(&[&tail, &silence], 2);
            let sum = self.add(&y, &tail);
            let next = self.slice(&sum, 2, produced, produced + overlap);
            self.set_state(slot, &next);
            y = self.slice(&sum, 2, 0, produced);
        }
        match b {
            Some(b) => {
                let b = self.reshape(b, &[1, out, 1]);
                self.add(&y, &b)
            }
            None => y,
        }
    }

    /// `x` delayed by whole samples, the same shape.
    pub fn delay(&mut self, x: &Value, (channels, time): (usize, usize), samples: usize) -> Value {
        if samples == 0 {
            return x.clone();
        }
        let joined = self.with_past(x, channels, time, samples);
        self.slice(&joined, 2, 0, time)
    }

    /// The last `past` samples of the stream before this call, then `x`:
    /// `[1, channels, past + time]`.
    pub fn with_past(&mut self, x: &Value, channels: usize, time: usize, past: usize) -> Value {
        let (cache, slot) = self.state(&[1, channels, past]);
        let joined = self.concat(&[&cache, x], 2);
        let next = self.slice(&joined, 2, time, time + past);
        self.set_state(slot, &next);
        joined
    }

    /// The last `keep` of every `frame` samples, without gaps.
    ///
    /// Not a strided slice: tract 0.23.9 forgets the offset of one that follows a convolution.
    fn last_of_each(
        &mut self,
        x: &Value,
        (channels, time): (usize, usize),
        frame: usize,
        keep: usize,
    ) -> Value {
        if keep == frame {
            return x.clone();
        }
        let frames = time / frame;
        let framed = self.reshape(x, &[1, channels, frames, frame]);
        let kept = self.slice(&framed, 3, frame - keep, frame);
        self.reshape(&kept, &[1, channels, frames * keep])
    }
}
