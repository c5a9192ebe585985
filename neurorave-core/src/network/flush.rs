//! Denormal numbers flushed to zero.
//!
//! A decaying network state reaches denormals within a second of silence, and arithmetic on them is
//! tens of times slower. Both the results (FTZ) and the operands (DAZ) are flushed.

/// While it lives, this thread's arithmetic treats denormals as zero; dropped, it restores what was
/// set before. Free of system calls, and cheap: two register moves.
pub struct FlushDenormals {
    before: Register,
    /// The register belongs to a thread, and so does this.
    _thread: std::marker::PhantomData<*const ()>,
}

impl FlushDenormals {
    /// Starts flushing on this thread.
    #[must_use]
    pub fn new() -> FlushDenormals {
        let before = read();
        write(before | FLUSH);
        FlushDenormals {
            before,
            _thread: std::marker::PhantomData,
        }
    }
}

impl Default for FlushDenormals {
    fn default() -> Self {
        FlushDenormals::new()
    }
}

impl Drop for FlushDenormals {
    fn drop(&mut self) {
        // Only our bits: exception flags raised meanwhile stay raised.
        write((read() & !FLUSH) | (self.before & FLUSH));
    }
}

#[cfg(target_arch = "x86_64")]
type Register = u32;
/// MXCSR bit 15, flush to zero, and bit 6, denormals are zero.
#[cfg(target_arch = "x86_64")]
const FLUSH: Register = 1 << 15 | 1 << 6;

#[cfg(target_arch = "x86_64")]
fn read() -> Register {
    let mut value: Register = 0;
    // SAFETY: stores the 32-bit MXCSR to a live 32-bit variable; SSE is part of x86-64.
    unsafe { std::arch::asm!("stmxcsr [{}]", in(reg) &mut value, options(nostack)) };
    value
}

#[cfg(target_arch = "x86_64")]
fn write(value: Register) {
    // SAFETY: loads MXCSR from a live 32-bit variable that came from `read` with bits 15 and 6
    // changed, so no reserved bit is set and no exception is unmasked. Code that relies on
    // denormals does not run inside the guard's scope.
    unsafe { std::arch::asm!("ldmxcsr [{}]", in(reg) &value, options(nostack, readonly)) };
}

#[cfg(target_arch = "aarch64")]
type Register = u64;
/// FPCR bit 24 flushes operands and results.
#[cfg(target_arch = "aarch64")]
const FLUSH: Register = 1 << 24;

#[cfg(target_arch = "aarch64")]
fn read() -> Register {
    let value: Register;
    // SAFETY: reads a register that user code may read.
    unsafe { std::arch::asm!("mrs {}, fpcr", out(reg) value, options(nomem, nostack)) };
    value
}

#[cfg(target_arch = "aarch64")]
fn write(value: Register) {
    // SAFETY: writes back a value of `read` with only the flush bit changed.
    unsafe { std::arch::asm!("msr fpcr, {}", in(reg) value, options(nomem, nostack)) };
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
type Register = u32;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const FLUSH: Register = 0;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn read() -> Register {
    0
}
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn write(_: Register) {}

#[cfg(all(test, any(target_arch = "x86_64", target_arch = "aarch64")))]
mod tests {
    use super::*;
    use std::hint::black_box;

    #[test]
    fn flushes_within_its_scope_only() {
        let small = f32::MIN_POSITIVE;
        let halve = || black_box(black_box(small) * black_box(0.5));
        assert!(halve() > 0.0);
        {
            let _guard = FlushDenormals::new();
            assert_eq!(halve(), 0.0);
            assert_eq!(black_box(f32::from_bits(1)) * black_box(1e30), 0.0);
            {
                let _inner = FlushDenormals::new();
            }
            assert_eq!(
                halve(),
                0.0,
                "an inner guard must leave the outer one in force"
            );
        }
        assert!(halve() > 0.0);
    }
}
