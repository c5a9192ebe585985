//! An analyzer takes no memory while it runs.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use neurorave_core::descriptors::{Analyzer, Descriptor};

struct Counting;

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator unchanged; counting neither allocates (the cell
// is constant-initialised and needs no destructor) nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.set(CALLS.get() + 1);
        // SAFETY: the caller keeps this method's own contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        CALLS.set(CALLS.get() + 1);
        // SAFETY: as above; the block came from `alloc`, hence from the system.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

#[test]
fn push_and_reset_leave_the_allocator_alone() {
    for hop in [128, 512, 4096] {
        let mut analyzer = Analyzer::new(44100.0, hop, &Descriptor::ALL);
        let block: Vec<f32> = (0..hop).map(|n| (n as f32 * 0.1).sin()).collect();
        let mut values = [0.0; Descriptor::ALL.len()];
        let before = CALLS.get();
        for _ in 0..50 {
            analyzer.push(&block, &mut values);
        }
        analyzer.reset();
        assert_eq!(CALLS.get(), before, "hop {hop}");
    }
}
