//! The scheduling priority of the pool's threads.

/// What the system has granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Nothing: other programs can delay inference.
    Normal,
    /// More than ordinary programs have, in ordinary scheduling.
    Raised,
    /// Real-time scheduling, below any audio server's own.
    RealTime,
}

impl Priority {
    const ALL: [Priority; 3] = [Priority::Normal, Priority::Raised, Priority::RealTime];

    /// The word used in messages.
    pub fn name(self) -> &'static str {
        match self {
            Priority::Normal => "normal",
            Priority::Raised => "raised",
            Priority::RealTime => "realtime",
        }
    }

    /// The priority of this place in the order from normal to real-time.
    pub(crate) fn from_place(place: u8) -> Option<Priority> {
        Priority::ALL.get(usize::from(place)).copied()
    }
}

/// Asks the system to run this thread before ordinary work: real-time scheduling where that is
/// permitted (root, or the `audio` group's usual limits), a better nice value where only that is.
#[cfg(target_os = "linux")]
pub(crate) fn raise() -> Priority {
    // JACK and PipeWire clients run at 65…88; the kernel's own threads at 50.
    let parameters = libc::sched_param { sched_priority: 20 };
    let policy = libc::SCHED_RR | libc::SCHED_RESET_ON_FORK;
    // SAFETY: 0 is the calling thread; the parameters outlive the call. A refusal changes nothing.
    if unsafe { libc::sched_setscheduler(0, policy, &parameters) } == 0 {
        return Priority::RealTime;
    }
    // SAFETY: a plain system call on the calling thread; a refusal changes nothing.
    if unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, -11) } == 0 {
        return Priority::Raised;
    }
    Priority::Normal
}

/// Asks the system to run this thread before ordinary work.
#[cfg(target_os = "macos")]
pub(crate) fn raise() -> Priority {
    let class = libc::qos_class_t::QOS_CLASS_USER_INTERACTIVE;
    // SAFETY: sets the class of the calling thread; a refusal changes nothing.
    match unsafe { libc::pthread_set_qos_class_self_np(class, 0) } {
        0 => Priority::Raised,
        _ => Priority::Normal,
    }
}

/// Asks the system to run this thread before ordinary work, and after a host's own audio thread,
/// which is of a higher class.
#[cfg(windows)]
pub(crate) fn raise() -> Priority {
    use std::ffi::{c_int, c_void};

    #[link(name = "kernel32")]
    unsafe extern "system" {
        safe fn GetCurrentThread() -> *mut c_void;
        fn SetThreadPriority(thread: *mut c_void, priority: c_int) -> c_int;
    }
    const THREAD_PRIORITY_HIGHEST: c_int = 2;
    // SAFETY: the handle stands for the calling thread; a refusal changes nothing.
    match unsafe { SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_HIGHEST) } {
        0 => Priority::Normal,
        _ => Priority::Raised,
    }
}

/// Elsewhere threads keep the priority they were born with.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn raise() -> Priority {
    Priority::Normal
}
