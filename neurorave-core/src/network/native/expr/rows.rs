//! Rows whose values are evenly apart.

/// Reads a row.
///
/// # Safety
/// As many can be read as there are in `row`, `stride` apart.
#[inline(always)]
pub unsafe fn gather(from: *const f32, stride: isize, row: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe {
        match stride {
            0 => row.fill(*from),
            1 => from.copy_to_nonoverlapping(row.as_mut_ptr(), row.len()),
            _ => {
                for (i, value) in row.iter_mut().enumerate() {
                    *value = *from.offset(i as isize * stride);
                }
            }
        }
    }
}

/// Writes a row.
///
/// # Safety
/// As many can be written as there are in `row`, `stride` apart.
#[inline(always)]
pub unsafe fn scatter(row: &[f32], to: *mut f32, stride: isize) {
    // SAFETY: the caller's promise.
    unsafe {
        match stride {
            1 => to.copy_from_nonoverlapping(row.as_ptr(), row.len()),
            _ => {
                for (i, value) in row.iter().enumerate() {
                    *to.offset(i as isize * stride) = *value;
                }
            }
        }
    }
}
