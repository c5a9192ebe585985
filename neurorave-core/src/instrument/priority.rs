//! A worker's scheduling priority.

/// Asks the system to run this thread before ordinary work: real-time scheduling below any audio
/// server's own priority where that is permitted (root, or the `audio` group's usual limits), a better
/// nice value where only that is, and otherwise nothing: then other programs can delay inference.
#[cfg(target_os = "linux")]
pub(crate) fn raise() {
    // JACK and PipeWire clients run at 65…88; the kernel's own threads at 50.
    let parameters = libc::sched_param { sched_priority: 20 };
    // SAFETY: 0 is the calling thread; the parameters outlive the call. A refusal changes nothing.
    let granted = unsafe {
        libc::sched_setscheduler(0, libc::SCHED_RR | libc::SCHED_RESET_ON_FORK, &parameters) == 0
    };
    if !granted {
        // SAFETY: a plain system call on the calling thread; a refusal changes nothing.
        unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, -11) };
    }
}

/// Asks the system to run this thread before ordinary work.
#[cfg(target_os = "macos")]
pub(crate) fn raise() {
    // SAFETY: sets the class of the calling thread; a refusal changes nothing.
    unsafe {
        libc::pthread_set_qos_class_self_np(libc::qos_class_t::QOS_CLASS_USER_INTERACTIVE, 0)
    };
}

/// Elsewhere threads keep the priority they were born with.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) fn raise() {}
