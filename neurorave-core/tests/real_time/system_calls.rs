//! A filter that counts the system calls of a thread.

#[cfg(target_os = "linux")]
pub use linux::{caught, last, watch_this_thread};

/// Where there is no filter, nothing is caught, and the tests say so.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    pub fn watch_this_thread() -> bool {
        false
    }
    pub fn caught() -> u64 {
        0
    }
    pub fn last() -> i64 {
        0
    }
}
#[cfg(not(target_os = "linux"))]
pub use elsewhere::{caught, last, watch_this_thread};

#[cfg(target_os = "linux")]
mod linux {
    use std::cell::Cell;
    use std::sync::Once;

    // Initialised at compile time and without a destructor: a signal handler may use them.
    thread_local! {
        static CAUGHT: Cell<u64> = const { Cell::new(0) };
        static LAST: Cell<i64> = const { Cell::new(-1) };
    }

    /// How often this thread was caught.
    pub fn caught() -> u64 {
        CAUGHT.get()
    }

    /// The number of the last system call that this thread was caught at.
    pub fn last() -> i64 {
        LAST.get()
    }

    extern "C" fn on_caught(
        _: libc::c_int,
        info: *mut libc::siginfo_t,
        context: *mut libc::c_void,
    ) {
        CAUGHT.set(CAUGHT.get() + 1);
        // SAFETY: the kernel hands a `siginfo_t` of SIGSYS over, whose `si_syscall` lies after the
        // address: an i32 at byte 24 on 64-bit Linux.
        let number = unsafe { info.cast::<u8>().add(24).cast::<i32>().read() };
        LAST.set(i64::from(number));
        // SAFETY: the kernel hands a `ucontext_t` over; the call that was caught returns what its
        // result register then holds, an error.
        unsafe {
            let context = context.cast::<libc::ucontext_t>();
            #[cfg(target_arch = "x86_64")]
            {
                (*context).uc_mcontext.gregs[libc::REG_RAX as usize] = -i64::from(libc::ENOSYS);
            }
            #[cfg(target_arch = "aarch64")]
            {
                (*context).uc_mcontext.regs[0] = -i64::from(libc::ENOSYS) as u64;
            }
        }
    }

    /// From now on every system call of this thread fails and is counted, but for those that end it.
    /// `false` where the system does not allow a filter.
    pub fn watch_this_thread() -> bool {
        static HANDLER: Once = Once::new();
        HANDLER.call_once(|| {
            // SAFETY: a zeroed `sigaction` is a valid one; the handler touches atomics and its own
            // arguments only.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = on_caught as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO;
                libc::sigaction(libc::SIGSYS, &action, std::ptr::null_mut());
            }
        });
        let allowed = [
            libc::SYS_rt_sigreturn,
            libc::SYS_exit,
            libc::SYS_exit_group,
            libc::SYS_munmap,
            libc::SYS_madvise,
        ];
        let instruction = |code: u32, jt: u8, jf: u8, k: u32| libc::sock_filter {
            code: code as u16,
            jt,
            jf,
            k,
        };
        // Load the number of the call; allow the listed ones; trap all others.
        let mut program = vec![instruction(
            libc::BPF_LD | libc::BPF_W | libc::BPF_ABS,
            0,
            0,
            0,
        )];
        for (i, number) in allowed.iter().enumerate() {
            let to_allow = (allowed.len() - i) as u8;
            let compare = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
            program.push(instruction(compare, to_allow, 0, *number as u32));
        }
        let answer = libc::BPF_RET | libc::BPF_K;
        program.push(instruction(answer, 0, 0, libc::SECCOMP_RET_TRAP));
        program.push(instruction(answer, 0, 0, libc::SECCOMP_RET_ALLOW));
        let program = libc::sock_fprog {
            len: program.len() as u16,
            filter: program.leak().as_mut_ptr(),
        };
        // SAFETY: the program and what it points to outlive the calls; both concern this thread only.
        unsafe {
            libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
                && libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &program) == 0
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_detector_sees_system_calls_and_held_locks() {
    use std::sync::Arc;
    use std::time::Duration;

    let lock = Arc::new(parking_lot::Mutex::new(()));
    let held = lock.lock();
    let other = Arc::clone(&lock);
    let watched = std::thread::spawn(move || {
        if !watch_this_thread() {
            return None;
        }
        let start = caught();
        // SAFETY: a system call without arguments.
        unsafe { libc::syscall(libc::SYS_getppid) };
        let after_call = caught();
        drop(other.lock());
        Some((after_call - start, caught() - after_call))
    });
    // Long enough for the other to have reached the lock; if it has not, the test fails, for there
    // is nothing to be caught at.
    std::thread::sleep(Duration::from_millis(300));
    drop(held);
    match watched.join().unwrap() {
        Some((call, lock)) => assert!(call == 1 && lock >= 1, "{call} {lock}"),
        None => println!("skipped: this system allows no seccomp filter"),
    }
}
