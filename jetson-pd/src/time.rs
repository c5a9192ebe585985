//! One clock for everything: the system's monotonic one, which the kernel stamps edges with.

/// Nanoseconds on that clock.
pub type Nanos = u64;

/// Nanoseconds in a second.
pub const SECOND: Nanos = 1_000_000_000;

/// Nanoseconds for milliseconds, which must not be below 0.
pub fn from_ms(milliseconds: f32) -> Nanos {
    (f64::from(milliseconds) * 1e6) as Nanos
}

/// The seconds from `earlier` to `later`; 0 where they are the other way round.
pub fn seconds(earlier: Nanos, later: Nanos) -> f32 {
    later.saturating_sub(earlier) as f32 * 1e-9
}

/// The time now.
#[cfg(unix)]
pub fn now() -> Nanos {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the clock is always there, and `time` is written to before the call returns.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as Nanos * SECOND + time.tv_nsec as Nanos
}

/// The time now, since it was first asked for.
#[cfg(not(unix))]
pub fn now() -> Nanos {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as Nanos
}
