//! How warm the computer is, and whether it slows down because of that.

use super::Notice;
use std::fs;
use std::path::{Path, PathBuf};

/// Degrees between two lines of the log.
const STEP: f32 = 5.0;
/// Too hot from here on.
const HOT: f32 = 80.0;
/// No longer too hot below this.
const COOL: f32 = 77.0;

/// A sample; what the system doesn't tell is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// Degrees Celsius of the hottest sensor of the processor.
    pub celsius: Option<f32>,
    /// Whether the processor runs slower than it could, for heat or for want of power.
    pub throttled: Option<bool>,
    /// How the kernel sets the clock of the processor; `performance` is what audio needs.
    pub governor: Option<String>,
}

impl Health {
    /// Reads below `sys`, which is `/sys`.
    pub fn read(sys: &Path) -> Self {
        let governor = sys.join("devices/system/cpu/cpu0/cpufreq/scaling_governor");
        Self {
            celsius: celsius(&sys.join("class/thermal")),
            throttled: throttled(sys),
            governor: word(&governor),
        }
    }
}

fn word(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim_end_matches(['\0', '\n']).trim().to_owned())
}

/// The entries of a folder whose names begin so.
fn entries(folder: &Path, begin: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(begin));
    named.map(|entry| entry.path()).collect()
}

fn celsius(thermal: &Path) -> Option<f32> {
    let zones: Vec<_> = entries(thermal, "thermal_zone")
        .into_iter()
        .filter_map(|zone| {
            let about = word(&zone.join("type")).unwrap_or_default().to_lowercase();
            // In thousandths. A sensor that is asleep gives an error, or nonsense.
            let value = word(&zone.join("temp"))?.parse::<f32>().ok()? / 1000.0;
            let processor = about.contains("cpu") || about.contains("pkg");
            (-50.0..200.0)
                .contains(&value)
                .then_some((processor, value))
        })
        .collect();
    let any = !zones.iter().any(|(processor, _)| *processor);
    let values = zones.into_iter().filter(|(processor, _)| any || *processor);
    values.map(|(_, value)| value).reduce(f32::max)
}

fn throttled(sys: &Path) -> Option<bool> {
    // Raspberry Pi: four bits for what is the case now, the same four for what ever was.
    if let Some(bits) = word(&sys.join("devices/platform/soc/soc:firmware/get_throttled")) {
        return Some(u32::from_str_radix(bits.trim_start_matches("0x"), 16).ok()? & 0xf != 0);
    }
    let states = entries(&sys.join("class/thermal"), "cooling_device");
    let slowed = states.into_iter().filter_map(|device| {
        let about = word(&device.join("type"))?.to_lowercase();
        let state = word(&device.join("cur_state"))?.parse::<u32>().ok()?;
        about.contains("cpu").then_some(state > 0)
    });
    slowed.reduce(|a, b| a || b)
}

/// Says what of the samples is worth a line.
#[derive(Debug, Default)]
pub struct Thermometer {
    logged: Option<f32>,
    hot: bool,
    throttled: bool,
    governor: Option<String>,
}

impl Thermometer {
    /// Takes a sample. The first answer is a line for the log: at the start, each five degrees, and
    /// at 80 °C. The second is a notice, when it becomes too hot or slows down.
    pub fn take(&mut self, now: &Health) -> (Option<String>, Option<Notice>) {
        let throttled = now.throttled.unwrap_or(false);
        let slower = throttled != self.throttled;
        let governed = now.governor != self.governor;
        let hot = now.celsius.map_or(self.hot, |celsius| {
            celsius >= if self.hot { COOL } else { HOT }
        });
        let crossed = hot != self.hot;
        let moved = match (now.celsius, self.logged) {
            (Some(celsius), Some(logged)) => (celsius - logged).abs() >= STEP,
            (celsius, logged) => celsius.is_some() != logged.is_some(),
        };
        let mut notice = None;
        if crossed && hot {
            notice = Some(Notice::new(
                format!("The processor is at {:.0} °C", now.celsius.unwrap_or(HOT)),
                "Give it air, or choose a smaller model",
            ));
        } else if slower && throttled {
            notice = Some(Notice::new(
                "The processor slows down, for heat or for want of power",
                "Give it air, and check its power supply",
            ));
        }
        (self.hot, self.throttled) = (hot, throttled);
        if !(moved || crossed || slower || governed) {
            return (None, notice);
        }
        self.logged = now.celsius;
        self.governor.clone_from(&now.governor);
        (Some(line(now)), notice)
    }
}

fn line(health: &Health) -> String {
    let mut words = Vec::new();
    words.extend(health.celsius.map(|celsius| format!("{celsius:.1} °C")));
    words.extend(
        health
            .governor
            .as_ref()
            .map(|name| format!("governor {name}")),
    );
    words.extend(
        health
            .throttled
            .map(|yes| if yes { "throttled" } else { "not throttled" }.into()),
    );
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sys: &Path, path: &str, text: &str) {
        let path = sys.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn the_hottest_sensor_of_the_processor_counts() {
        let sys = tempfile::tempdir().unwrap();
        assert_eq!(Health::read(sys.path()), Health::default());
        put(sys.path(), "class/thermal/thermal_zone0/type", "AO-therm\n");
        put(sys.path(), "class/thermal/thermal_zone0/temp", "99000\n");
        assert_eq!(Health::read(sys.path()).celsius, Some(99.0));
        put(
            sys.path(),
            "class/thermal/thermal_zone1/type",
            "CPU-therm\n",
        );
        put(sys.path(), "class/thermal/thermal_zone1/temp", "51500\n");
        put(
            sys.path(),
            "class/thermal/thermal_zone2/type",
            "cpu-thermal\n",
        );
        put(sys.path(), "class/thermal/thermal_zone2/temp", "-256000\n");
        assert_eq!(Health::read(sys.path()).celsius, Some(51.5));
        put(
            sys.path(),
            "class/thermal/cooling_device0/type",
            "thermal-cpufreq-0",
        );
        put(sys.path(), "class/thermal/cooling_device0/cur_state", "0");
        assert_eq!(Health::read(sys.path()).throttled, Some(false));
        let pi = "devices/platform/soc/soc:firmware/get_throttled";
        put(sys.path(), pi, "50000\n");
        assert_eq!(Health::read(sys.path()).throttled, Some(false));
        put(sys.path(), pi, "50005\n");
        assert_eq!(Health::read(sys.path()).throttled, Some(true));
    }

    #[test]
    fn a_line_comes_each_five_degrees_and_at_eighty() {
        let mut thermometer = Thermometer::default();
        let mut take = |celsius: f32| {
            let health = Health {
                celsius: Some(celsius),
                ..Health::default()
            };
            let (line, notice) = thermometer.take(&health);
            (line.is_some(), notice.is_some())
        };
        assert_eq!(take(50.0), (true, false));
        assert_eq!(take(54.9), (false, false));
        assert_eq!(take(55.0), (true, false));
        assert_eq!(take(78.0), (true, false));
        assert_eq!(take(80.0), (true, true));
        assert_eq!(take(79.9), (false, false));
        assert_eq!(take(80.1), (false, false));
        assert_eq!(take(76.9), (true, false));
        assert_eq!(take(80.0), (true, true));
    }
}
