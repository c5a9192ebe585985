//! An allocator that counts what watched threads do.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

thread_local! {
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

static COUNT: AtomicU64 = AtomicU64::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Runs `work` and returns how often this thread allocated or freed meanwhile.
pub fn count(work: impl FnOnce()) -> u64 {
    let before = COUNT.load(Ordering::Relaxed);
    WATCHED.set(true);
    work();
    WATCHED.set(false);
    COUNT.load(Ordering::Relaxed) - before
}

fn note() {
    // A thread that is ending has no cell any more, and is not watched.
    if WATCHED.try_with(Cell::get).unwrap_or(false) {
        COUNT.fetch_add(1, Ordering::Relaxed);
    }
}

// SAFETY: everything is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller's contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller's contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note();
        // SAFETY: the caller's contract.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        note();
        // SAFETY: the caller's contract.
        unsafe { System.dealloc(block, layout) }
    }
}

#[test]
fn the_detector_sees_allocating_and_freeing() {
    let boxed = std::hint::black_box(Box::new(1));
    assert_eq!(count(|| drop(boxed)), 1);
    let mut kept = None;
    assert_eq!(count(|| kept = Some(std::hint::black_box(Box::new(2)))), 1);
    assert_eq!(count(|| assert_eq!(std::hint::black_box(3), 3)), 0);
}
