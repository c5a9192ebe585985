//! The unprocessed input, delayed by a voice's latency: what bypass plays.

use super::feed::Rows;
use crate::model_file::manifest::Kind;
use crate::network::Layout;

pub(crate) struct Dry {
    /// Per audio inlet: its row and its last `latency` samples.
    lines: Vec<(usize, Box<[f32]>)>,
    /// Per outlet: the line it plays, or `None` where it carries no audio.
    outlets: Vec<Option<usize>>,
    place: usize,
}

impl Dry {
    pub fn new(layout: &Layout, latency: usize) -> Dry {
        let audio = layout
            .inlets
            .iter()
            .enumerate()
            .filter(|(_, jack)| jack.kind == Kind::Audio);
        let lines: Vec<_> = audio
            .map(|(row, _)| (row, vec![0.0; latency].into()))
            .collect();
        let mut channel = 0;
        let mut outlet = |kind| {
            let line =
                (kind == Kind::Audio && !lines.is_empty()).then(|| channel.min(lines.len() - 1));
            channel += usize::from(kind == Kind::Audio);
            line
        };
        let outlets = layout
            .outlets
            .iter()
            .map(|jack| outlet(jack.kind))
            .collect();
        Dry {
            lines,
            outlets,
            place: 0,
        }
    }

    /// Back to silence.
    pub fn reset(&mut self) {
        self.lines.iter_mut().for_each(|(_, line)| line.fill(0.0));
        self.place = 0;
    }

    /// Delays `length` samples. A model with fewer inlets than outlets gives its last inlet to the
    /// outlets that remain.
    pub fn process(&mut self, inputs: &Rows, outputs: &mut Rows, length: usize) {
        let mut end = self.place;
        for (number, (row, line)) in self.lines.iter_mut().enumerate() {
            let mut place = self.place;
            for i in 0..length {
                let mut delayed = inputs[*row][i];
                if let Some(slot) = line.get_mut(place) {
                    std::mem::swap(slot, &mut delayed);
                    place = (place + 1) % line.len();
                }
                for (output, source) in outputs.iter_mut().zip(&self.outlets) {
                    if *source == Some(number) {
                        output[i] = delayed;
                    }
                }
            }
            end = place;
        }
        self.place = end;
        for (output, source) in outputs.iter_mut().zip(&self.outlets) {
            if source.is_none() {
                output[..length].fill(0.0);
            }
        }
    }
}
