//! The reader's place among threads.

/// Asks for real-time scheduling, before the threads that compute networks (20) and after any audio
/// server's (65 and more): a reading takes microseconds, and one that is late is heard. Returns
/// whether it was granted.
#[cfg(target_os = "linux")]
pub fn raise() -> bool {
    let parameters = libc::sched_param { sched_priority: 25 };
    let policy = libc::SCHED_FIFO | libc::SCHED_RESET_ON_FORK;
    // SAFETY: 0 is the calling thread; the parameters outlive the call. A refusal changes nothing.
    unsafe { libc::sched_setscheduler(0, policy, &parameters) == 0 }
}

/// Elsewhere there is no hardware to read.
#[cfg(not(target_os = "linux"))]
pub fn raise() -> bool {
    false
}
