//! Looks at a program before it runs: every place that a step touches is inside its buffer, and
//! nothing writes where others only read.

use super::Unknown;
use super::loops::Loop;
use super::program::{Dense, Home, Map, Program, Rows, Step};

/// # Errors
/// The step that reaches out of a buffer.
pub fn check(program: &Program) -> Result<(), Unknown> {
    let inside = |step: &Step| match step {
        Step::Dense(dense) => dense_inside(program, dense),
        Step::Map(Map {
            buffers,
            offsets,
            loops,
            ..
        }) => views_inside(program, buffers, offsets, &[loops]),
        Step::Contract(contract) => {
            // The inner loops go over the operands only.
            let (inner, buffers) = (&contract.inner, &contract.buffers);
            let inner: Vec<Loop> = inner
                .iter()
                .map(|one| Loop {
                    size: one.size,
                    strides: [&[0][..], &one.strides].concat(),
                })
                .collect();
            views_inside(
                program,
                buffers,
                &contract.offsets,
                &[&contract.outer, &inner],
            )
        }
        Step::Lookup(lookup) => {
            let mut strides = vec![0; lookup.buffers.len()];
            strides[lookup.place()] = lookup.stride;
            let size = lookup.entries;
            let entries = [Loop { size, strides }];
            let nests = [&lookup.loops[..], &entries];
            size > 0 && views_inside(program, &lookup.buffers, &lookup.offsets, &nests)
        }
    };
    match program.steps.iter().position(|step| !inside(step)) {
        Some(at) => Err(Unknown(format!("step {at} reaches out of its memory"))),
        None => Ok(()),
    }
}

/// First and last place of a buffer that may be read, and whether it may be written.
fn bounds(program: &Program, buffer: usize) -> (isize, isize, bool) {
    let buffer = &program.buffers[buffer];
    let len = buffer.len as isize;
    match &buffer.home {
        Home::Input(_) | Home::Constant(_) => (0, len - 1, false),
        Home::Output(_) | Home::Scratch | Home::Memory => (0, len - 1, true),
        Home::History(history) if history.lines == 1 => (-(history.past as isize), len - 1, true),
        Home::History(history) => {
            let before = (history.lines - 1) * history.line();
            let past = -(history.past as isize);
            (past, (before + history.advance) as isize - 1, true)
        }
    }
}

fn dense_inside(program: &Program, dense: &Dense) -> bool {
    let Dense {
        segments,
        run,
        outputs,
        ..
    } = dense;
    let (first, last) = (segments.iter().min(), segments.iter().max());
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let rows = |rows: &Rows, from: isize, to: isize, written: bool| {
        let (low, high, writable) = bounds(program, rows.buffer);
        let fits = rows
            .starts
            .iter()
            .all(|at| at + from >= low && at + to <= high);
        fits && rows.starts.len() == dense.input.starts.len() && (writable || !written)
    };
    let made = *outputs as isize - 1;
    let optional = |given: Option<&Rows>, written| given.is_none_or(|r| rows(r, 0, made, written));
    rows(&dense.input, *first, last + *run as isize - 1, false)
        && optional(dense.residual.as_ref(), false)
        && optional(dense.output.as_ref(), true)
        && optional(dense.rectified.as_ref().map(|(rows, _)| rows), true)
}

fn views_inside(
    program: &Program,
    buffers: &[usize],
    offsets: &[isize],
    nests: &[&[Loop]],
) -> bool {
    buffers
        .iter()
        .zip(offsets)
        .enumerate()
        .all(|(view, (buffer, offset))| {
            let (mut low, mut high) = (*offset, *offset);
            for one in nests.iter().copied().flatten() {
                let way = one.strides[view] * (one.size as isize - 1);
                low += way.min(0);
                high += way.max(0);
            }
            let (first, last, writable) = bounds(program, *buffer);
            low >= first && high <= last && (writable || view > 0)
        })
}
