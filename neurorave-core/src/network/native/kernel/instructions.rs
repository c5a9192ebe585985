//! Which vectors the processor has.

#[cfg(target_arch = "aarch64")]
use super::vector::Neon;
#[cfg(target_arch = "x86_64")]
use super::vector::{Avx2, Avx512};
use super::vector::{Portable, Vector};

/// A set of instructions that kernels are compiled for. There are only values for those that this
/// processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instructions(Set);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Portable,
}

impl Set {
    /// The fastest first.
    const ALL: &[Set] = &[
        #[cfg(target_arch = "x86_64")]
        Set::Avx512,
        #[cfg(target_arch = "x86_64")]
        Set::Avx2,
        #[cfg(target_arch = "aarch64")]
        Set::Neon,
        Set::Portable,
    ];

    fn is_here(self) -> bool {
        #[cfg(target_arch = "aarch64")]
        use std::arch::is_aarch64_feature_detected as has;
        #[cfg(target_arch = "x86_64")]
        use std::arch::is_x86_feature_detected as has;
        match self {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => has!("avx512f") && Set::Avx2.is_here(),
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => has!("avx2") && has!("fma") && has!("f16c"),
            #[cfg(target_arch = "aarch64")]
            Set::Neon => has!("neon"),
            Set::Portable => true,
        }
    }
}

/// Work that is compiled once for each set of instructions.
pub trait Kernel {
    /// Does it; to be inlined into where the instructions are switched on.
    ///
    /// # Safety
    /// The processor has the vector.
    unsafe fn run<V: Vector>(self);
}

impl Instructions {
    /// Those that this processor has, the fastest first.
    pub fn found() -> impl Iterator<Item = Instructions> {
        let here = Set::ALL.iter().filter(|set| set.is_here());
        here.map(|set| Instructions(*set))
    }

    /// The fastest that this processor has. Looked up once in a process; cheap after that.
    pub fn best() -> Instructions {
        Instructions::found()
            .next()
            .unwrap_or(Instructions(Set::Portable))
    }

    /// Does `kernel`'s work with these instructions.
    #[inline]
    pub fn run(self, kernel: impl Kernel) {
        // SAFETY: there is only a value of `Instructions` for what the processor has.
        unsafe {
            match self.0 {
                #[cfg(target_arch = "x86_64")]
                Set::Avx512 => avx512(kernel),
                #[cfg(target_arch = "x86_64")]
                Set::Avx2 => avx2(kernel),
                #[cfg(target_arch = "aarch64")]
                Set::Neon => neon(kernel),
                Set::Portable => kernel.run::<Portable>(),
            }
        }
    }

    /// Values of a vector.
    pub fn lanes(self) -> usize {
        self.of_vector().0
    }

    /// Values in the width of a panel.
    pub(super) fn panel(self) -> usize {
        let (lanes, registers) = self.of_vector();
        lanes * registers
    }

    fn of_vector(self) -> (usize, usize) {
        fn of<V: Vector>() -> (usize, usize) {
            (V::LANES, V::PANEL)
        }
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => of::<Avx512>(),
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => of::<Avx2>(),
            #[cfg(target_arch = "aarch64")]
            Set::Neon => of::<Neon>(),
            Set::Portable => of::<Portable>(),
        }
    }
}

macro_rules! switched_on {
    ($($name:ident, $arch:literal, $features:literal, $vector:ident;)*) => {$(
        /// # Safety
        /// The processor has the instructions.
        #[cfg(target_arch = $arch)]
        #[target_feature(enable = $features)]
        unsafe fn $name(kernel: impl Kernel) {
            // SAFETY: the caller's promise.
            unsafe { kernel.run::<$vector>() }
        }
    )*};
}

switched_on! {
    avx512, "x86_64", "avx512f,avx2,fma,f16c", Avx512;
    avx2, "x86_64", "avx2,fma,f16c", Avx2;
    neon, "aarch64", "neon", Neon;
}
