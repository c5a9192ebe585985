//! Any board with Linux: I2C, SPI and GPIO as the kernel hands them out.

use super::chips::{self, Buses, SPI_HZ};
use super::{Batch, Device, Driver, Edge, Fault, LineUse, Part};
use crate::config::{Line, Pull};
use crate::time::{Nanos, SECOND};
use gpiocdev::line::{Bias, EdgeDetection, EdgeKind, Value};
use gpiocdev::{AbiVersion, Request};
use linux_embedded_hal::spidev::{SpiModeFlags, Spidev, SpidevOptions};
use linux_embedded_hal::{I2cdev, SpidevDevice};
use std::path::{Path, PathBuf};

/// The kernel's interfaces.
pub struct Linux;

impl Driver for Linux {
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault> {
        chips::open::<Self>(part)
    }
}

impl Buses for Linux {
    type I2c = I2cdev;
    type Spi = SpidevDevice;

    fn i2c(bus: u8) -> Result<Self::I2c, Fault> {
        let path = PathBuf::from(format!("/dev/i2c-{bus}"));
        there(&path)?;
        I2cdev::new(&path).map_err(|error| refused(&path, &error))
    }

    fn spi(bus: u8, select: u8) -> Result<Self::Spi, Fault> {
        let path = PathBuf::from(format!("/dev/spidev{bus}.{select}"));
        there(&path)?;
        let mut spi = Spidev::open(&path).map_err(|error| refused(&path, &error))?;
        let options = SpidevOptions::new()
            .bits_per_word(8)
            .max_speed_hz(SPI_HZ)
            .mode(SpiModeFlags::SPI_MODE_0)
            .build();
        spi.configure(&options)
            .map_err(|error| refused(&path, &error))?;
        Ok(SpidevDevice(spi))
    }

    fn lines(chip: &Path, lines: &[(Line, LineUse)]) -> Result<Box<dyn Device>, Fault> {
        Ok(Box::new(Lines::open(chip, lines)?))
    }
}

fn there(path: &Path) -> Result<(), Fault> {
    if path.exists() {
        return Ok(());
    }
    Err(Fault::absent(format!("there is no {}", path.display())))
}

fn refused(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    let path = path.display();
    Fault::failed(format!("{path}: {error} (may this user open it?)"))
}

/// Lines whose edges the kernel stamps with their time.
struct Lines {
    requests: Vec<(Request, LineUse)>,
    /// What they are at the beginning is told once.
    told: bool,
}

impl Lines {
    fn open(chip: &Path, lines: &[(Line, LineUse)]) -> Result<Self, Fault> {
        there(chip)?;
        let request = |(line, purpose): &(Line, LineUse)| {
            request(chip, line)
                .map(|request| (request, *purpose))
                .map_err(|error| Fault::failed(format!("line {}: {error}", line.line)))
        };
        Ok(Self {
            requests: lines.iter().map(request).collect::<Result<_, _>>()?,
            told: false,
        })
    }
}

/// A request for each line, since old kernels give edges for one line at a time; and without the
/// resistor where a kernel doesn't know of any.
fn request(chip: &Path, line: &Line) -> gpiocdev::Result<Request> {
    let mut builder = Request::builder();
    builder
        .on_chip(chip)
        .with_consumer("nrave-module")
        .with_line(line.line)
        .as_input()
        .with_edge_detection(EdgeDetection::BothEdges);
    if line.active_low {
        builder.as_active_low();
    }
    let bias = match line.pull {
        Pull::None => None,
        Pull::Up => Some(Bias::PullUp),
        Pull::Down => Some(Bias::PullDown),
    };
    let plain = builder.clone();
    builder.with_bias(bias).request().or_else(|_| {
        let mut plain = plain;
        plain.using_abi_version(AbiVersion::V1).request()
    })
}

impl Device for Lines {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        let failed = |error: gpiocdev::Error| {
            Fault::failed(format!(
                "its lines can't be read: is it still plugged in? ({error})"
            ))
        };
        for (request, line) in &self.requests {
            if !self.told {
                let on = request.lone_value().map_err(failed)? == Value::Active;
                let (line, at) = (*line, now);
                batch.edges.push(Edge { line, at, on });
            }
            while request.has_edge_event().map_err(failed)? {
                let event = request.read_edge_event().map_err(failed)?;
                batch.edges.push(Edge {
                    line: *line,
                    at: stamp(event.timestamp_ns, now),
                    on: event.kind == EdgeKind::Rising,
                });
            }
        }
        self.told = true;
        Ok(())
    }
}

/// The time of an edge on our clock. Kernels before 5.7 stamp with the time of day.
fn stamp(kernel: u64, now: Nanos) -> Nanos {
    if kernel.abs_diff(now) < 60 * SECOND {
        return kernel.min(now);
    }
    let day = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |day| day.as_nanos() as u64);
    now.saturating_sub(day.saturating_sub(kernel).min(SECOND))
}
