//! Products of matrices.

use super::part::Part;

/// Of matrices, or of batches of the same shape.
pub(super) fn matmul<'a>(
    a: &'a Part<'a>,
    b: &'a Part<'a>,
    shape: &[usize],
) -> Option<impl Iterator<Item = f64> + 'a> {
    let (&[.., rows, inner], &[.., inner_too, columns]) = (a.shape, b.shape) else {
        return None;
    };
    let batches: usize = shape[..shape.len() - 2].iter().product();
    let step = |part: &Part<'_>, size: usize| {
        let own: usize = part.shape[..part.shape.len() - 2].iter().product();
        (own == batches || own == 1).then_some(if own == 1 { 0 } else { size })
    };
    let (a_step, b_step) = (step(a, rows * inner)?, step(b, inner * columns)?);
    if inner != inner_too {
        return None;
    }
    let all = (0..batches).flat_map(move |batch| (0..rows).map(move |row| (batch, row)));
    let all =
        all.flat_map(move |(batch, row)| (0..columns).map(move |column| (batch, row, column)));
    Some(all.map(move |(batch, row, column)| {
        let product = (0..inner).map(|i| {
            a.at(batch * a_step + row * inner + i) * b.at(batch * b_step + i * columns + column)
        });
        product.sum()
    }))
}
