//! Whether all engines compute the same.

use super::case::{Case, METHOD};
use super::engine::Engine;
use super::peer::Peer;
use super::worker::read_f32;
use neurorave_core::model::Model;
use std::error::Error;

/// How far answers may be apart, as a part of the loudest value.
const TOLERANCE: f32 = 1e-4;

/// Has every peer answer the case's first steps and compares with tract's answers.
///
/// # Errors
/// When an engine is too far off: times of something else are worth nothing.
pub fn agree(case: &Case, peers: &mut [Peer]) -> Result<(), Box<dyn Error>> {
    peers.iter_mut().try_for_each(Peer::check)?;
    let model = Model::open(&case.common().file)?;
    for port in &model.method(METHOD)?.outputs {
        let answer = |engine: Engine| {
            let file = format!("{}.{}", port.name, engine.word());
            read_f32(&case.folder().join(file))
        };
        let expected = answer(Engine::Tract)?;
        for peer in peers.iter() {
            let apart = apart(&answer(peer.engine)?, &expected)?;
            if apart > TOLERANCE || apart.is_nan() {
                let (name, engine) = (case.name(), peer.engine.name());
                return Err(format!("{name}: {engine} is {apart:.1e} off tract").into());
            }
        }
    }
    Ok(())
}

/// The largest difference, as a part of the loudest value expected; NaN where there is one.
fn apart(answer: &[f32], expected: &[f32]) -> Result<f32, Box<dyn Error>> {
    let loudest = expected.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    if answer.len() != expected.len() || loudest == 0.0 {
        return Err("nothing to compare".into());
    }
    let differences = answer.iter().zip(expected).map(|(a, b)| (a - b).abs());
    let most = differences.fold(0.0f32, |most, off| {
        if off > most || off.is_nan() {
            off
        } else {
            most
        }
    });
    Ok(most / loudest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_parts_of_the_loudest() {
        assert_eq!(apart(&[1.0, -2.0], &[1.5, -2.0]).unwrap(), 0.25);
        assert!(apart(&[1.0, f32::NAN, 1.0], &[1.0; 3]).unwrap().is_nan());
        assert!(apart(&[1.0], &[1.0, 2.0]).is_err());
        assert!(apart(&[0.0], &[0.0]).is_err());
    }
}
