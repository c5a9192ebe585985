//! One reader for each configuration, however many boxes there are.

use nrave_module::bridge::Bridge;
use nrave_module::config::{Calibrations, Config};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, Weak};

static BRIDGES: Mutex<Vec<(PathBuf, Weak<Bridge>)>> = Mutex::new(Vec::new());

/// The reader of this configuration, or a new one. Only Pd's own thread asks.
pub fn bridge(config: &Config, calibrations: &Calibrations) -> Arc<Bridge> {
    let mut bridges = BRIDGES.lock().unwrap_or_else(|broken| broken.into_inner());
    bridges.retain(|(_, bridge)| bridge.strong_count() > 0);
    let known = bridges.iter().find(|(file, _)| *file == config.file);
    known
        .and_then(|(_, bridge)| bridge.upgrade())
        .unwrap_or_else(|| {
            let bridge = Arc::new(Bridge::new(config, calibrations));
            bridges.push((config.file.clone(), Arc::downgrade(&bridge)));
            bridge
        })
}
