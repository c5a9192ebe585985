//! How much memory a run will need, told before it starts, and how much there is.

use super::TrainError;
use super::loss::adversary::CLASSES;
use super::network::{Shape, rave};
use super::recollection::KEPT;

/// Share of what is free that a run may ask for.
const SHARE: f64 = 0.95;
/// Program, libraries, scratch space of every thread and what the batch thread holds beside the
/// corpus, in bytes. Small runs have taken up to 145 MB more than their weights and items explain.
const BASE: u64 = 180 << 20;
/// Copies of every weight at the worst moment, when a checkpoint is made: itself, two moments, the
/// average, and all of them as they are, as records and as bytes.
const COPIES: u64 = 12;

/// What the need depends on.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// Weights of all networks.
    pub weights: usize,
    /// Bytes of what was measured in the recordings.
    pub corpus: u64,
    /// Bytes that one frame of one item takes in a step, gradients included.
    pub per_frame: u64,
    /// Items a batch.
    pub items: usize,
    /// Frames an item.
    pub frames: usize,
    /// Fewest frames an item can have.
    pub fewest_frames: usize,
}

impl Demand {
    /// Bytes at the peak of a step.
    pub fn bytes(&self) -> u64 {
        self.fixed() + self.per_frame * (self.items * self.frames) as u64
    }

    fn fixed(&self) -> u64 {
        BASE + self.corpus + COPIES * 4 * self.weights as u64
    }

    /// Fails where `available` bytes are too few, with the flags that would make it fit.
    pub fn check(&self, available: Option<u64>) -> Result<(), TrainError> {
        let Some(available) = available else {
            return Ok(());
        };
        let usable = (available as f64 * SHARE) as u64;
        if self.bytes() <= usable {
            return Ok(());
        }
        Err(TrainError::Memory {
            needed: readable(self.bytes()),
            available: readable(available),
            remedy: self.remedy(usable),
        })
    }

    fn remedy(&self, usable: u64) -> String {
        let units = usable.saturating_sub(self.fixed()) / self.per_frame.max(1);
        let items = units as usize / self.frames;
        let frames = units as usize / self.items;
        let mut ways = Vec::new();
        if items >= 1 {
            ways.push(format!("lower --batch to {items}"));
        }
        if frames >= self.fewest_frames {
            ways.push(format!("lower --frames to {frames}"));
        }
        if ways.is_empty() && units as usize >= self.fewest_frames {
            let items = units as usize / self.fewest_frames;
            let frames = self.fewest_frames;
            ways.push(format!("lower --batch to {items} and --frames to {frames}"));
        }
        ways.push("choose a smaller --capacity or --preset".to_owned());
        if self.corpus > usable / 2 {
            ways.push("train on fewer recordings".to_owned());
        }
        ways.join(", or ")
    }
}

/// Bytes that a frame of an item takes in a step of a network of this shape: what is computed is
/// kept until its gradient is known. Half of the items are played a second time where there are
/// attributes to ask for. The adversarial phase needs no more: the encoder keeps nothing there.
///
/// Measured: the peak of runs at 2 to 16 items and several widths, a fifth added.
pub fn per_frame(shape: &Shape) -> u64 {
    let sample = match shape {
        Shape::Fader(shape) => 550.0 + 3.0 * shape.capacity as f64,
        Shape::Rave(shape) => 470.0 + 90.0 * channels(shape),
    };
    let played = if shape.attributes() > 0 { 1.5 } else { 1.0 };
    (1.2 * sample * played) as u64 * shape.geometry().ratio as u64
}

/// Bytes that the latent discriminator takes for a frame of an item with `recall` earlier batches
/// beside the new one: what it computes, and latents kept.
///
/// Measured: what it adds to the peak of a run of the preset fader.
pub fn recalled(shape: &Shape, recall: usize) -> u64 {
    if recall == 0 {
        return 0;
    }
    let (latents, attributes) = (shape.geometry().latents, shape.attributes());
    let computed = 6 * (1000 + 8 * (latents + attributes * CLASSES));
    let kept = 4 * latents + attributes;
    (recall * computed + KEPT * kept) as u64
}

/// Channels a sample, summed over the layers' rates: each stride divides the rate and doubles the
/// width.
fn channels(shape: &rave::Shape) -> f64 {
    let (mut width, mut steps) = (shape.capacity, shape.bank.bands);
    let mut sum = width as f64 / steps as f64;
    for ratio in &shape.ratios {
        width *= 2;
        steps *= ratio;
        sum += width as f64 / steps as f64;
    }
    sum
}

/// `1.5 GB`, or `340 MB`.
pub fn readable(bytes: u64) -> String {
    let megabytes = bytes as f64 / f64::from(1 << 20);
    if megabytes < 1000.0 {
        format!("{megabytes:.0} MB")
    } else {
        format!("{:.1} GB", megabytes / 1024.0)
    }
}

/// Bytes that can still be had: what the system has free and what the control group allows,
/// whichever is less. `None` where neither can be read.
pub fn available() -> Option<u64> {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let system = read("/proc/meminfo").and_then(|text| field_kib(&text, "MemAvailable:"));
    let group = read("/proc/self/cgroup").and_then(|text| group_available(&text, &read));
    system.into_iter().chain(group).min()
}

/// The most memory this process has had resident, in bytes, but for the pages of files that it has
/// mapped by now, such as prepared recordings: those are given up before anything is killed.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let files = field_kib(&status, "RssFile:").unwrap_or(0);
    Some(field_kib(&status, "VmHWM:")?.saturating_sub(files))
}

fn field_kib(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// What the memory controller of cgroup v2, or v1, still allows on the way from this process's
/// group up to the root.
fn group_available(membership: &str, read: &dyn Fn(&str) -> Option<String>) -> Option<u64> {
    let mut least: Option<u64> = None;
    for line in membership.lines() {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        let (root, limit, usage) = match controllers {
            "" => ("/sys/fs/cgroup", "memory.max", "memory.current"),
            _ if controllers.split(',').any(|name| name == "memory") => (
                "/sys/fs/cgroup/memory",
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
            ),
            _ => continue,
        };
        let mut path = path.trim_end_matches('/');
        loop {
            let number = |name: &str| read(&format!("{root}{path}/{name}"))?.trim().parse().ok();
            if let (Some(limit), Some(usage)) = (number(limit), number(usage)) {
                let (limit, usage): (u64, u64) = (limit, usage);
                let cached = read(&format!("{root}{path}/memory.stat"))
                    .and_then(|text| reclaimable(&text))
                    .unwrap_or(0);
                let free = limit.saturating_sub(usage.saturating_sub(cached));
                least = Some(least.map_or(free, |least| least.min(free)));
            }
            match path.rfind('/') {
                Some(parent) => path = &path[..parent],
                None => break,
            }
        }
    }
    least
}

/// Cached file pages, which are given up before anything is killed.
fn reclaimable(statistics: &str) -> Option<u64> {
    statistics
        .lines()
        .find_map(|line| line.strip_prefix("inactive_file "))
        .and_then(|value| value.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GB: u64 = 1 << 30;

    fn demand(items: usize, frames: usize) -> Demand {
        Demand {
            weights: 2_400_000,
            corpus: GB / 2,
            per_frame: 4 << 20,
            items,
            frames,
            fewest_frames: 32,
        }
    }

    #[test]
    fn what_fits_passes() {
        assert!(demand(6, 64).check(Some(4 * GB)).is_ok());
        assert!(demand(6, 64).check(None).is_ok());
    }

    #[test]
    fn what_does_not_fit_names_flags_that_do() {
        let error = demand(16, 128).check(Some(4 * GB)).unwrap_err().to_string();
        for word in ["--batch", "--frames", "--capacity", "--force", "4.0 GB"] {
            assert!(error.contains(word), "{word} in {error}");
        }
        let batch: usize = between(&error, "lower --batch to ", ",");
        let frames: usize = between(&error, "lower --frames to ", ",");
        assert!(demand(batch, 128).check(Some(4 * GB)).is_ok());
        assert!(demand(batch + 1, 128).check(Some(4 * GB)).is_err());
        assert!(demand(16, frames).check(Some(4 * GB)).is_ok());
    }

    #[test]
    fn both_flags_are_named_where_one_is_not_enough() {
        let error = demand(64, 512).check(Some(3 * GB / 2)).unwrap_err();
        let text = error.to_string();
        let batch: usize = between(&text, "lower --batch to ", " and");
        assert!(text.contains("and --frames to 32"), "{text}");
        assert!(demand(batch, 32).check(Some(3 * GB / 2)).is_ok());
    }

    fn between(text: &str, before: &str, after: &str) -> usize {
        let text = &text[text.find(before).unwrap() + before.len()..];
        text[..text.find(after).unwrap()].parse().unwrap()
    }

    #[test]
    fn the_tightest_control_group_counts() {
        let files = |path: &str| -> Option<String> {
            let text = match path {
                "/sys/fs/cgroup/a/b/memory.max" => "max\n",
                "/sys/fs/cgroup/a/b/memory.current" => "1000\n",
                "/sys/fs/cgroup/a/memory.max" => "5000\n",
                "/sys/fs/cgroup/a/memory.current" => "3000\n",
                "/sys/fs/cgroup/a/memory.stat" => "anon 2000\ninactive_file 500\n",
                _ => return None,
            };
            Some(text.to_owned())
        };
        assert_eq!(group_available("0::/a/b\n", &files), Some(2500));
        let old = |path: &str| -> Option<String> {
            let text = match path {
                "/sys/fs/cgroup/memory/x/memory.limit_in_bytes" => "800\n",
                "/sys/fs/cgroup/memory/x/memory.usage_in_bytes" => "300\n",
                _ => return None,
            };
            Some(text.to_owned())
        };
        assert_eq!(group_available("3:cpu:/x\n2:memory:/x\n", &old), Some(500));
        assert_eq!(group_available("0::/\n", &|_| None), None);
    }

    #[test]
    fn meminfo_is_read() {
        let text = "MemTotal: 24000 kB\nMemAvailable:   1024 kB\n";
        assert_eq!(field_kib(text, "MemAvailable:"), Some(1 << 20));
        assert_eq!(field_kib(text, "Nothing:"), None);
    }
}
