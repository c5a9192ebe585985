//! The audio thread's side: instruments, and the vectors that they read and write.

use neurorave_core::instrument::Instrument;
use neurorave_core::network::Layout;
use neurorave_core::object::{Channels, Wiring};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Where a jack reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Input {
    /// A channel, counted over all inlets.
    Channel(usize),
    /// The last number that came to this inlet.
    Number(usize),
}

/// One instrument and its channels.
struct Voice {
    instrument: Instrument,
    /// Jack by jack, the side's last.
    inputs: Vec<Input>,
    /// Jack by jack: the outlet, and the channel of it.
    outputs: Vec<(usize, usize)>,
}

/// The numbers that have come to the inlets, for jacks without a signal.
#[derive(Default)]
pub struct Numbers(Box<[AtomicU32]>);

impl Numbers {
    /// Zeros.
    pub fn new(inlets: usize) -> Self {
        Self((0..inlets).map(|_| AtomicU32::new(0)).collect())
    }

    /// Keeps a number, where there is such an inlet.
    pub fn put(&self, inlet: usize, number: f32) {
        if let Some(place) = self.0.get(inlet) {
            place.store(number.to_bits(), Relaxed);
        }
    }

    fn get(&self, inlet: usize) -> f64 {
        let bits = self.0.get(inlet).map_or(0, |place| place.load(Relaxed));
        f32::from_bits(bits).into()
    }
}

/// Everything that the perform routine needs.
#[derive(Default)]
pub struct Stage {
    voices: Vec<Voice>,
    /// Vectors that hold the numbers of the inlets.
    constants: Vec<Vec<f64>>,
    /// Samples in each of them.
    vector: usize,
    /// Where the channels of each outlet begin, and where those of the last end.
    outlets: Vec<usize>,
    /// Whether each channel of an outlet is a voice.
    by_voice: bool,
    /// Inlets for the model; the side's comes after them.
    own: usize,
    pointers: Pointers,
}

/// Room for the pointers of one call.
#[derive(Default)]
struct Pointers {
    inputs: Vec<*const f64>,
    outputs: Vec<*mut f64>,
}

// SAFETY: filled and read within one call of `play`, and without meaning outside of it.
unsafe impl Send for Pointers {}

impl Stage {
    /// How many voices there are.
    pub fn voices(&self) -> usize {
        self.voices.len()
    }

    /// Adds a voice; it is silent until the next [`connect`](Self::connect).
    pub fn add(&mut self, instrument: Instrument) {
        self.voices.push(Voice {
            instrument,
            inputs: Vec::new(),
            outputs: Vec::new(),
        });
    }

    /// Takes the last voice away, to be dropped where there is time for it.
    pub fn remove(&mut self) -> Option<Instrument> {
        self.voices.pop().map(|voice| voice.instrument)
    }

    /// Takes up its place in a new DSP chain: `channels` of each inlet, and whether a signal is
    /// connected to it. Allocates; never from the perform routine.
    pub fn connect(&mut self, wiring: &Wiring, inlets: &[(usize, bool)], rate: f64, vector: usize) {
        let count = self.voices.len();
        for (number, voice) in self.voices.iter_mut().enumerate() {
            voice.inputs = inputs(wiring, inlets, number);
            voice.outputs = outputs(wiring, number);
            voice.instrument.prepare(rate, vector);
        }
        self.outlets = vec![0];
        for outlet in 0..wiring.outlets.len() {
            let first = self.outlets[outlet];
            self.outlets
                .push(first + wiring.outlet_channels(outlet, count));
        }
        self.by_voice = wiring.channels == Channels::Voices;
        self.constants = vec![vec![0.0; vector]; wiring.inlets.len()];
        self.vector = vector;
        self.own = wiring.own;
        self.pointers.inputs.reserve(Layout::MAX_JACKS + 1);
        self.pointers.outputs.reserve(Layout::MAX_JACKS + 1);
    }

    /// One vector. `wanted` is how many inlets the model has that plays: the side inlet comes after
    /// them. Neither allocates nor waits, except in offline mode. Writes every output.
    ///
    /// # Safety
    /// `ins` and `outs` must be the host's vectors for the chain of the last
    /// [`connect`](Self::connect), each null or `frames` long. An output may be the memory of an
    /// input only where there is one voice.
    pub unsafe fn play(
        &mut self,
        numbers: &Numbers,
        wanted: usize,
        ins: &[*mut f64],
        outs: &[*mut f64],
        frames: usize,
    ) {
        let fits = self.fit(outs.len());
        if frames > self.vector || !fits || outs.len() > self.outputs() {
            // SAFETY: promised by the caller.
            unsafe { silence(outs, frames) };
        }
        if frames > self.vector || !fits {
            return;
        }
        for (inlet, constant) in self.constants.iter_mut().enumerate() {
            let number = numbers.get(inlet);
            if constant.first().is_some_and(|&x| x != number) {
                constant.fill(number);
            }
        }
        let vectors = Vectors {
            ins,
            constants: &self.constants,
        };
        for voice in &mut self.voices {
            let pointers = &mut self.pointers;
            pointers.inputs.clear();
            pointers.outputs.clear();
            let own = voice.inputs.iter().take(self.own).copied();
            let missing = std::iter::repeat(std::ptr::null());
            let own = own.map(|input| vectors.input(input)).chain(missing);
            pointers.inputs.extend(own.take(wanted));
            let side = voice.inputs.iter().skip(self.own);
            pointers
                .inputs
                .extend(side.map(|&input| vectors.input(input)));
            let outputs = voice.outputs.iter().map(|&(outlet, channel)| {
                let at = self.outlets[outlet] + channel;
                let exists = at < self.outlets[outlet + 1];
                if exists {
                    outs[at]
                } else {
                    std::ptr::null_mut()
                }
            });
            pointers.outputs.extend(outputs);
            // SAFETY: promised by the caller; every output channel is that of one jack of one voice.
            unsafe {
                voice
                    .instrument
                    .process_raw(&pointers.inputs, &pointers.outputs, frames);
            }
        }
    }
}

impl Stage {
    /// Channels that voices write to.
    fn outputs(&self) -> usize {
        self.voices.iter().map(|voice| voice.outputs.len()).sum()
    }

    /// Whether so many channels can be the outlets'. Max may make outlets of voices wider or narrower
    /// than it was told when it asked: voices without a channel are not heard then, and channels
    /// without a voice are silent.
    fn fit(&mut self, channels: usize) -> bool {
        let count = self.outlets.len().saturating_sub(1);
        if self.outlets.last() == Some(&channels) {
            return true;
        }
        if !self.by_voice || count == 0 || !channels.is_multiple_of(count) {
            return false;
        }
        let each = channels / count;
        for (outlet, first) in self.outlets.iter_mut().enumerate() {
            *first = outlet * each;
        }
        true
    }
}

/// The vectors of one call.
struct Vectors<'a> {
    ins: &'a [*mut f64],
    constants: &'a [Vec<f64>],
}

impl Vectors<'_> {
    fn input(&self, input: Input) -> *const f64 {
        match input {
            Input::Channel(channel) => {
                let vector = self.ins.get(channel);
                vector.map_or(std::ptr::null(), |vector| vector.cast_const())
            }
            Input::Number(inlet) => self.constants[inlet].as_ptr(),
        }
    }
}

/// Writes zeros.
///
/// # Safety
/// Each of `outs` is null or valid for writes of `frames` samples.
pub unsafe fn silence(outs: &[*mut f64], frames: usize) {
    for &output in outs.iter().filter(|output| !output.is_null()) {
        // SAFETY: promised by the caller.
        unsafe { output.write_bytes(0, frames) }
    }
}

/// Where the jacks of voice `number` read.
fn inputs(wiring: &Wiring, inlets: &[(usize, bool)], number: usize) -> Vec<Input> {
    let mut inputs = Vec::with_capacity(wiring.jacks());
    let mut first = 0;
    for (inlet, jacks) in wiring.inlets.iter().enumerate() {
        let (channels, connected) = inlets.get(inlet).copied().unwrap_or((0, false));
        for jack in 0..jacks.len() {
            let channel = match wiring.channels {
                // One signal for all voices.
                Channels::Voices if channels == 1 => 0,
                Channels::Voices => number,
                Channels::Single | Channels::Jacks => jack,
            };
            inputs.push(if connected && channel < channels {
                Input::Channel(first + channel)
            } else {
                Input::Number(inlet)
            });
        }
        first += channels;
    }
    inputs
}

/// The outlet and the channel of it that each jack of voice `number` writes to.
fn outputs(wiring: &Wiring, number: usize) -> Vec<(usize, usize)> {
    let mut outputs = Vec::new();
    for (outlet, jacks) in wiring.outlets.iter().enumerate() {
        match wiring.channels {
            Channels::Voices => outputs.push((outlet, number)),
            Channels::Single | Channels::Jacks => {
                outputs.extend((0..jacks.len()).map(|channel| (outlet, channel)));
            }
        }
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::object::Shape;

    const SHAPE: Shape = Shape {
        inlets: 3,
        side: true,
        outlets: 2,
    };

    #[test]
    fn voices_take_their_channel_or_the_only_one() {
        let wiring = Wiring::new(SHAPE, Channels::Voices, None);
        let inlets = [(2, true), (1, true), (4, false), (3, true)];
        let first = inputs(&wiring, &inlets, 0);
        use Input::{Channel, Number};
        assert_eq!(first, [Channel(0), Channel(2), Number(2), Channel(7)]);
        let third = inputs(&wiring, &inlets, 2);
        assert_eq!(third, [Number(0), Channel(2), Number(2), Channel(9)]);
        assert_eq!(outputs(&wiring, 2), [(0, 2), (1, 2)]);
    }

    #[test]
    fn outlets_of_voices_may_have_another_width_than_was_told() {
        let wiring = Wiring::new(SHAPE, Channels::Voices, None);
        let mut stage = Stage::default();
        for _ in 0..2 {
            stage.add(Instrument::new().0);
        }
        stage.connect(&wiring, &[], 48_000.0, 64);
        assert_eq!(stage.outlets, [0, 2, 4]);
        assert!(!stage.fit(5));
        let mut vectors = vec![vec![f64::NAN; 64]; 6];
        for channels in [4, 6, 2, 4] {
            vectors.iter_mut().for_each(|vector| vector.fill(f64::NAN));
            let outs: Vec<_> = vectors[..channels]
                .iter_mut()
                .map(|v| v.as_mut_ptr())
                .collect();
            // SAFETY: the vectors live, and are so long.
            unsafe { stage.play(&Numbers::new(4), 3, &[], &outs, 64) };
            assert_eq!(stage.outlets[2], channels);
            let written = |vector: &Vec<f64>| vector.iter().all(|x| *x == 0.0);
            assert!(vectors[..channels].iter().all(written), "{channels}");
        }
    }

    #[test]
    fn a_plain_box_has_a_channel_for_each_jack() {
        let wiring = Wiring::new(SHAPE, Channels::Single, None);
        let inlets = [(1, true), (1, false), (1, true), (1, true)];
        use Input::{Channel, Number};
        let inputs = inputs(&wiring, &inlets, 0);
        assert_eq!(inputs, [Channel(0), Number(1), Channel(2), Channel(3)]);
        assert_eq!(outputs(&wiring, 0), [(0, 0), (1, 0)]);
    }
}
