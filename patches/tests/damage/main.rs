//! Patches with something wrong are refused, and the problem is named.

mod cords;
mod device;
mod messages;
mod patchers;
mod support;

use support::{DEMO, DEVICE, HELP, damaged};

#[test]
fn whole_patches_pass() {
    for path in [HELP, DEMO, DEVICE] {
        assert_eq!(damaged(path, |_| {}), Vec::<String>::new(), "{path}");
    }
}
