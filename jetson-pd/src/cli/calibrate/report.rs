//! What two points tell of a jack.

use crate::cli::window::Summary;
use nrave_module::config::Calibration;

/// Below so many counts of noise, rms, all readings may be the same, and their mean knows no more
/// than one of them.
const DITHER_COUNTS: f64 = 0.3;

/// The jack in numbers: what was wrong with it, and what is left of that. `count` is volts a count.
pub fn text(name: &str, calibration: Calibration, points: [Summary; 2], count: f64) -> String {
    let [at_1v, at_3v] = points.map(|point| point.mean);
    let scale = (at_3v - at_1v) / 2.0;
    let offset = at_1v - scale;
    let noise = points.map(|point| point.rms / count);
    let mut text = format!(
        "{name}: scale {:+.2} %, offset {:+.1} mV, noise {:.2} LSB at 1 V and {:.2} LSB at 3 V\n  \
         volts  without calibration  with it\n",
        (scale - 1.0) * 100.0,
        offset * 1e3,
        noise[0],
        noise[1]
    );
    let unknown = points.map(|point| unknown(&point, count));
    for volts in 0..=5 {
        let volts = f64::from(volts);
        let error = 1200.0 * (offset + scale * volts - volts);
        let left = between(unknown, volts) * calibration.cents_a_volt();
        text += &format!("  {volts:5}  {error:+13.1} cents  within {left:.1} cents\n");
    }
    text
}

/// By how many volts the mean may be wrong: twice its standard error, or half a count.
fn unknown(point: &Summary, count: f64) -> f64 {
    if point.rms < DITHER_COUNTS * count {
        count / 2.0
    } else {
        2.0 * point.rms / (point.count as f64).sqrt()
    }
}

/// The same on the line through both points, each by itself.
fn between([at_1v, at_3v]: [f64; 2], volts: f64) -> f64 {
    let share = (volts - 1.0) / 2.0;
    ((1.0 - share) * at_1v).hypot(share * at_3v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_offset_and_cents_are_those_of_the_jack() {
        let point = |volts: f64| Summary {
            count: 1000,
            mean: volts * 1.02 + 0.05,
            rms: 0.002,
            peak_to_peak: 0.01,
            drift: 0.0,
        };
        let points = [point(1.0), point(3.0)];
        let calibration = Calibration {
            at_1v: points[0].mean as f32,
            at_3v: points[1].mean as f32,
        };
        let text = text("pitch", calibration, points, 0.002);
        for said in [
            "pitch: scale +2.00 %, offset +50.0 mV, noise 1.00 LSB at 1 V",
            "\n      0          +60.0 cents  within 0.2 cents\n",
            "\n      5         +180.0 cents  within 0.3 cents\n",
        ] {
            assert!(text.contains(said), "{text}");
        }
    }
}
