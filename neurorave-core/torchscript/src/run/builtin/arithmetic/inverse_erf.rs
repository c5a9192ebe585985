//! The inverse of the error function.

use crate::run::Stop;
use crate::trace::{Binary, Dtype, Id, Trace, Unary};

/// The inverse of the error function, right to 3e-7 of itself (Giles, "Approximating the erfinv
/// function", 2010); at ±1 it stops at what the next float below has.
pub(super) fn erfinv(t: &mut Trace, x: Id) -> Result<Id, Stop> {
    const MIDDLE: [f64; 9] = [
        2.810_226_36e-8,
        3.432_739_39e-7,
        -3.523_387_7e-6,
        -4.391_506_54e-6,
        0.000_218_580_87,
        -0.001_253_725_03,
        -0.004_177_681_64,
        0.246_640_727,
        1.501_409_41,
    ];
    const ENDS: [f64; 9] = [
        -0.000_200_214_257,
        0.000_100_950_558,
        0.001_349_343_22,
        -0.003_673_428_44,
        0.005_739_507_73,
        -0.007_622_461_3,
        0.009_438_870_47,
        1.001_674_06,
        2.832_976_82,
    ];
    let constant = |t: &mut Trace, x| t.fill(x, &[], Dtype::Float);
    let (most, least) = (constant(t, 0.999_999_94)?, constant(t, -0.999_999_94)?);
    let x = t.binary(Binary::Min, x, most)?;
    let x = t.binary(Binary::Max, x, least)?;
    let one = constant(t, 1.0)?;
    let (below, above) = (
        t.binary(Binary::Sub, one, x)?,
        t.binary(Binary::Add, one, x)?,
    );
    let product = t.binary(Binary::Mul, below, above)?;
    let log = t.unary(Unary::Log, product)?;
    let w = t.unary(Unary::Neg, log)?;
    let sum = |t: &mut Trace, w: Id, factors: &[f64]| -> Result<Id, Stop> {
        let mut sum = constant(t, factors[0])?;
        for &factor in &factors[1..] {
            let factor = constant(t, factor)?;
            sum = t.binary(Binary::Mul, sum, w)?;
            sum = t.binary(Binary::Add, sum, factor)?;
        }
        Ok(sum)
    };
    let shift = constant(t, 2.5)?;
    let near = t.binary(Binary::Sub, w, shift)?;
    let near = sum(t, near, &MIDDLE)?;
    let (root, three) = (t.unary(Unary::Sqrt, w)?, constant(t, 3.0)?);
    let far = t.binary(Binary::Sub, root, three)?;
    let far = sum(t, far, &ENDS)?;
    let five = constant(t, 5.0)?;
    let middle = t.binary(Binary::Less, w, five)?;
    let factor = t.select(middle, near, far)?;
    Ok(t.binary(Binary::Mul, factor, x)?)
}
