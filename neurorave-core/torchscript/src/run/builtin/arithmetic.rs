//! Operators that work value by value.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Dtype, Id, Real, Unary};

/// Functions of one tensor.
const UNARY: [(&str, Unary); 26] = [
    ("neg", Unary::Neg),
    ("abs", Unary::Abs),
    ("absolute", Unary::Abs),
    ("sign", Unary::Sign),
    ("exp", Unary::Exp),
    ("log", Unary::Log),
    ("sqrt", Unary::Sqrt),
    ("reciprocal", Unary::Reciprocal),
    ("sin", Unary::Sin),
    ("cos", Unary::Cos),
    ("tan", Unary::Tan),
    ("atan", Unary::Atan),
    ("arctan", Unary::Atan),
    ("tanh", Unary::Tanh),
    ("sigmoid", Unary::Sigmoid),
    ("special_expit", Unary::Sigmoid),
    ("erf", Unary::Erf),
    ("floor", Unary::Floor),
    ("ceil", Unary::Ceil),
    ("round", Unary::Round),
    ("trunc", Unary::Truncate),
    ("relu", Unary::Relu),
    ("logical_not", Unary::Not),
    ("__not__", Unary::Not),
    ("bitwise_not", Unary::Not),
    ("fix", Unary::Truncate),
];

/// Functions of two tensors.
const BINARY: [(&str, Binary); 18] = [
    ("mul", Binary::Mul),
    ("multiply", Binary::Mul),
    ("remainder", Binary::Mod),
    ("minimum", Binary::Min),
    ("maximum", Binary::Max),
    ("fmin", Binary::Min),
    ("fmax", Binary::Max),
    ("eq", Binary::Equal),
    ("lt", Binary::Less),
    ("less", Binary::Less),
    ("le", Binary::LessEqual),
    ("less_equal", Binary::LessEqual),
    ("__and__", Binary::And),
    ("logical_and", Binary::And),
    ("bitwise_and", Binary::And),
    ("__or__", Binary::Or),
    ("logical_or", Binary::Or),
    ("bitwise_or", Binary::Or),
];

impl Machine {
    pub(super) fn arithmetic(&mut self, name: &str, args: &Args) -> Answer {
        if !args
            .values
            .iter()
            .any(|value| matches!(value, Value::Tensor(_)))
        {
            return Ok(None);
        }
        if let Some((_, function)) = UNARY.iter().find(|(own, _)| *own == name) {
            let x = self.id(args.at(0))?;
            if self.trace.dtype(x) == Dtype::Complex {
                return Ok(None);
            }
            let y = self.trace.unary(*function, x)?;
            return self.answer(y);
        }
        if let Some((_, function)) = BINARY.iter().find(|(own, _)| *own == name) {
            let (a, b) = (self.id(args.at(0))?, self.id(args.at(1))?);
            let y = self.of_two(*function, a, b)?;
            return self.answer(y);
        }
        match name {
            "add" | "sub" | "subtract" | "rsub" | "div" | "divide" | "true_divide" | "pow"
            | "floor_divide" | "floordiv" | "gt" | "greater" | "ge" | "greater_equal" | "ne"
            | "not_equal" | "atan2" | "fmod" | "logical_xor" | "addcmul" | "lerp" => {
                self.compound(name, args)
            }
            "square" | "rsqrt" | "log2" | "log10" | "log1p" | "expm1" | "exp2" | "softplus"
            | "silu" | "gelu" | "leaky_relu" | "elu" | "selu" | "clamp" | "clip" | "clamp_min"
            | "clamp_max" | "hardtanh" | "relu6" | "log_sigmoid" | "softsign" | "sinh" | "cosh"
            | "frac" | "asin" | "acos" | "erfinv" | "sinc" | "hardsigmoid" => {
                self.shaped(name, args)
            }
            "where" | "masked_fill" => self.chosen(name, args),
            "nan_to_num" => self.numbers(args),
            _ => Ok(None),
        }
    }

    /// A function of two tensors, which may be complex.
    pub(super) fn of_two(&mut self, function: Binary, a: Id, b: Id) -> Result<Id, Stop> {
        match self.trace.dtype(a).max(self.trace.dtype(b)) {
            Dtype::Complex => self.of_two_complex(function, a, b),
            _ => Ok(self.trace.binary(function, a, b)?),
        }
    }

    /// A number as a tensor without axes.
    pub(super) fn constant(&mut self, x: f64) -> Result<Id, Stop> {
        Ok(self.trace.fill(x, &[], Dtype::Float)?)
    }

    /// `b` times the argument `alpha`, where it is given.
    fn scaled(&mut self, b: Id, args: &Args) -> Result<Id, Stop> {
        let alpha = args.named("alpha", 2);
        match alpha {
            Value::None | Value::Int(1) => Ok(b),
            alpha => {
                let alpha = self.id(&alpha.clone())?;
                Ok(self.trace.binary(Binary::Mul, b, alpha)?)
            }
        }
    }

    fn compound(&mut self, name: &str, args: &Args) -> Answer {
        let (a, b) = (self.id(args.at(0))?, self.id(args.at(1))?);
        let y = match name {
            "add" => {
                let b = self.scaled(b, args)?;
                self.of_two(Binary::Add, a, b)?
            }
            "sub" | "subtract" => {
                let b = self.scaled(b, args)?;
                self.of_two(Binary::Sub, a, b)?
            }
            "rsub" => {
                let a = self.scaled(a, args)?;
                self.of_two(Binary::Sub, b, a)?
            }
            "div" | "divide" | "true_divide" => {
                let y = self.of_two(Binary::Div, a, b)?;
                match args.named("rounding_mode", 2) {
                    Value::Str(mode) if &**mode == "floor" => self.trace.unary(Unary::Floor, y)?,
                    Value::Str(mode) if &**mode == "trunc" => {
                        self.trace.unary(Unary::Truncate, y)?
                    }
                    _ => y,
                }
            }
            "floor_divide" | "floordiv" => {
                let dtype = self.trace.dtype(a).max(self.trace.dtype(b));
                let y = self.trace.binary(Binary::Div, a, b)?;
                let y = self.trace.unary(Unary::Floor, y)?;
                self.trace.cast(y, dtype)?
            }
            "pow" => match self.trace.scalar(b)? {
                // What a power of any number is, a negative one too.
                Some(2.0) => self.trace.binary(Binary::Mul, a, a)?,
                Some(0.5) => self.trace.unary(Unary::Sqrt, a)?,
                Some(-1.0) => self.trace.unary(Unary::Reciprocal, a)?,
                _ => self.trace.binary(Binary::Pow, a, b)?,
            },
            "gt" | "greater" => self.trace.binary(Binary::Less, b, a)?,
            "ge" | "greater_equal" => self.trace.binary(Binary::LessEqual, b, a)?,
            "ne" | "not_equal" | "logical_xor" => {
                let same = self.trace.binary(Binary::Equal, a, b)?;
                self.trace.unary(Unary::Not, same)?
            }
            "atan2" => self.angle_of(a, b)?,
            "fmod" => {
                let y = self.trace.binary(Binary::Div, a, b)?;
                let whole = self.trace.unary(Unary::Truncate, y)?;
                let whole = self.trace.binary(Binary::Mul, whole, b)?;
                self.trace.binary(Binary::Sub, a, whole)?
            }
            "addcmul" => {
                let c = self.id(args.at(2))?;
                let product = self.trace.binary(Binary::Mul, b, c)?;
                let value = match args.named("value", 3) {
                    Value::None => Value::Int(1),
                    value => value.clone(),
                };
                let value = self.id(&value)?;
                let product = self.trace.binary(Binary::Mul, product, value)?;
                self.trace.binary(Binary::Add, a, product)?
            }
            _ => {
                let weight = self.id(args.at(2))?;
                let way = self.trace.binary(Binary::Sub, b, a)?;
                let way = self.trace.binary(Binary::Mul, way, weight)?;
                self.trace.binary(Binary::Add, a, way)?
            }
        };
        self.answer(y)
    }

    /// The angle of the point (`x`, `y`), -π to π.
    pub(super) fn angle_of(&mut self, y: Id, x: Id) -> Result<Id, Stop> {
        let zero = self.constant(0.0)?;
        let ratio = self.trace.binary(Binary::Div, y, x)?;
        let angle = self.trace.unary(Unary::Atan, ratio)?;
        let left = self.trace.binary(Binary::Less, x, zero)?;
        let below = self.trace.binary(Binary::Less, y, zero)?;
        let (up, down) = (
            self.constant(std::f64::consts::PI)?,
            self.constant(-std::f64::consts::PI)?,
        );
        let turn = self.trace.select(below, down, up)?;
        let turned = self.trace.binary(Binary::Add, angle, turn)?;
        let angle = self.trace.select(left, turned, angle)?;
        let (half, minus_half) = (
            self.constant(std::f64::consts::FRAC_PI_2)?,
            self.constant(-std::f64::consts::FRAC_PI_2)?,
        );
        let upright = self.trace.select(below, minus_half, half)?;
        let flat = self.trace.binary(Binary::Equal, y, zero)?;
        let upright = self.trace.select(flat, zero, upright)?;
        let middle = self.trace.binary(Binary::Equal, x, zero)?;
        Ok(self.trace.select(middle, upright, angle)?)
    }

    fn shaped(&mut self, name: &str, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let mut option = |place: usize, default: f64| match args.at(place) {
            Value::None => Ok(default),
            value => self.float(value),
        };
        let y = match name {
            "leaky_relu" => {
                let slope = option(1, 0.01)?;
                self.trace.unary(Unary::Leaky(Real(slope)), x)?
            }
            "elu" => {
                let (alpha, scale, input) = (option(1, 1.0)?, option(2, 1.0)?, option(3, 1.0)?);
                self.elu(x, alpha, scale, input)?
            }
            "selu" => self.elu(x, 1.673_263_242_354_377_2, 1.050_700_987_355_480_5, 1.0)?,
            "softplus" => {
                let (beta, threshold) = (option(1, 1.0)?, option(2, 20.0)?);
                // Above the threshold x itself, from which e^-20 is too little to differ.
                if threshold < 15.0 {
                    return Err(Stop::new("softplus with a threshold below 15"));
                }
                let beta = self.constant(beta)?;
                let y = self.trace.binary(Binary::Mul, x, beta)?;
                let y = self.trace.unary(Unary::Softplus, y)?;
                self.trace.binary(Binary::Div, y, beta)?
            }
            "clamp" | "clip" | "hardtanh" | "clamp_min" | "clamp_max" | "relu6" => {
                let (low, high) = match name {
                    "clamp_min" => (args.at(1).clone(), Value::None),
                    "clamp_max" => (Value::None, args.at(1).clone()),
                    "relu6" => (Value::Int(0), Value::Int(6)),
                    "hardtanh" if !args.has(1) => (Value::Int(-1), Value::Int(1)),
                    _ => (args.named("min", 1).clone(), args.named("max", 2).clone()),
                };
                self.clamp(x, &low, &high)?
            }
            _ => self.composed(name, args, x)?,
        };
        self.answer(y)
    }

    fn elu(&mut self, x: Id, alpha: f64, scale: f64, input: f64) -> Result<Id, Stop> {
        if input != 1.0 {
            return Err(Stop::new("elu with a scale of its input"));
        }
        let y = self.trace.unary(Unary::Elu(Real(alpha)), x)?;
        let scale = self.constant(scale)?;
        Ok(self.trace.binary(Binary::Mul, y, scale)?)
    }

    fn clamp(&mut self, x: Id, low: &Value, high: &Value) -> Result<Id, Stop> {
        let mut y = x;
        let dtype = self.trace.dtype(x);
        if !matches!(low, Value::None) {
            let low = self.id(low)?;
            y = self.trace.binary(Binary::Max, y, low)?;
        }
        if !matches!(high, Value::None) {
            let high = self.id(high)?;
            y = self.trace.binary(Binary::Min, y, high)?;
        }
        Ok(match dtype {
            Dtype::Float => self.trace.retype(y, Dtype::Float)?,
            _ => y,
        })
    }

    /// Functions that are made of others.
    fn composed(&mut self, name: &str, args: &Args, x: Id) -> Result<Id, Stop> {
        let one = self.constant(1.0)?;
        let half = self.constant(0.5)?;
        let t = &mut self.trace;
        Ok(match name {
            "square" => t.binary(Binary::Mul, x, x)?,
            "rsqrt" => {
                let root = t.unary(Unary::Sqrt, x)?;
                t.unary(Unary::Reciprocal, root)?
            }
            "log2" | "log10" => {
                let base = if name == "log2" { 2.0_f64 } else { 10.0 };
                let log = t.unary(Unary::Log, x)?;
                let base = t.fill(base.ln(), &[], Dtype::Float)?;
                t.binary(Binary::Div, log, base)?
            }
            "log1p" => {
                let y = t.binary(Binary::Add, x, one)?;
                t.unary(Unary::Log, y)?
            }
            "expm1" => {
                let y = t.unary(Unary::Exp, x)?;
                t.binary(Binary::Sub, y, one)?
            }
            "exp2" => {
                let two = t.fill(std::f64::consts::LN_2, &[], Dtype::Float)?;
                let y = t.binary(Binary::Mul, x, two)?;
                t.unary(Unary::Exp, y)?
            }
            "silu" => {
                let gate = t.unary(Unary::Sigmoid, x)?;
                t.binary(Binary::Mul, x, gate)?
            }
            "gelu" => {
                let tanh = matches!(args.named("approximate", 1), Value::Str(s) if &**s == "tanh");
                gelu(t, x, tanh)?
            }
            "log_sigmoid" => {
                let y = t.unary(Unary::Neg, x)?;
                let y = t.unary(Unary::Softplus, y)?;
                t.unary(Unary::Neg, y)?
            }
            "softsign" => {
                let y = t.unary(Unary::Abs, x)?;
                let y = t.binary(Binary::Add, y, one)?;
                t.binary(Binary::Div, x, y)?
            }
            "sinh" | "cosh" => {
                let up = t.unary(Unary::Exp, x)?;
                let down = t.unary(Unary::Reciprocal, up)?;
                let both = match name {
                    "sinh" => t.binary(Binary::Sub, up, down)?,
                    _ => t.binary(Binary::Add, up, down)?,
                };
                t.binary(Binary::Mul, both, half)?
            }
            "frac" => {
                let whole = t.unary(Unary::Truncate, x)?;
                t.binary(Binary::Sub, x, whole)?
            }
            "erfinv" => erfinv(t, x)?,
            "hardsigmoid" => {
                let three = t.fill(3.0, &[], Dtype::Float)?;
                let six = t.fill(6.0, &[], Dtype::Float)?;
                let zero = t.fill(0.0, &[], Dtype::Float)?;
                let y = t.binary(Binary::Add, x, three)?;
                let y = t.binary(Binary::Max, y, zero)?;
                let y = t.binary(Binary::Min, y, six)?;
                t.binary(Binary::Div, y, six)?
            }
            "asin" | "acos" => {
                // asin x = atan2(x, √(1 - x²)), acos x = atan2(√(1 - x²), x).
                let square = t.binary(Binary::Mul, x, x)?;
                let rest = t.binary(Binary::Sub, one, square)?;
                let root = t.unary(Unary::Sqrt, rest)?;
                return match name {
                    "asin" => self.angle_of(x, root),
                    _ => self.angle_of(root, x),
                };
            }
            _ => return Err(Stop::new(format!("the operator {name} is not supported"))),
        })
    }

    /// `nan_to_num(x, nan, posinf, neginf)`.
    fn numbers(&mut self, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let mut option = |place: usize, default: f64| match args.at(place) {
            Value::None => Ok(default),
            value => self.float(value),
        };
        let (nan, high, low) = (
            option(1, 0.0)?,
            option(2, f64::from(f32::MAX))?,
            option(3, f64::from(f32::MIN))?,
        );
        let [nan, high, low] = [nan, high, low].map(|x| self.constant(x));
        let y = self.trace.binary(Binary::Min, x, high?)?;
        let y = self.trace.binary(Binary::Max, y, low?)?;
        let is_number = self.trace.binary(Binary::Equal, x, x)?;
        let y = self.trace.select(is_number, y, nan?)?;
        self.answer(y)
    }

    fn chosen(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "masked_fill" => {
                let (x, mask) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let value = self.id(args.at(2))?;
                let value = match self.trace.dtype(x) {
                    Dtype::Float => self.trace.cast(value, Dtype::Float)?,
                    _ => value,
                };
                self.trace.select(mask, value, x)?
            }
            _ if args.values.len() == 3 => {
                let [condition, a, b] = [0, 1, 2].map(|i| self.id(args.at(i)));
                self.trace.select(condition?, a?, b?)?
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }
}

/// The inverse of the error function, right to 3e-7 of itself (Giles, "Approximating the erfinv
/// function", 2010); at ±1 it stops at what the next float below has.
fn erfinv(t: &mut crate::trace::Trace, x: Id) -> Result<Id, Stop> {
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
    let constant = |t: &mut crate::trace::Trace, x| t.fill(x, &[], Dtype::Float);
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
    let sum = |t: &mut crate::trace::Trace, w: Id, factors: &[f64]| -> Result<Id, Stop> {
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

fn gelu(t: &mut crate::trace::Trace, x: Id, tanh: bool) -> Result<Id, Stop> {
    let constant = |t: &mut crate::trace::Trace, x| t.fill(x, &[], Dtype::Float);
    let inner = match tanh {
        true => {
            let (a, b) = (
                constant(t, 0.044_715)?,
                constant(t, (2.0 / std::f64::consts::PI).sqrt())?,
            );
            let square = t.binary(Binary::Mul, x, x)?;
            let cube = t.binary(Binary::Mul, square, x)?;
            let cube = t.binary(Binary::Mul, cube, a)?;
            let sum = t.binary(Binary::Add, x, cube)?;
            let sum = t.binary(Binary::Mul, sum, b)?;
            t.unary(Unary::Tanh, sum)?
        }
        false => {
            let root = constant(t, std::f64::consts::FRAC_1_SQRT_2)?;
            let y = t.binary(Binary::Mul, x, root)?;
            t.unary(Unary::Erf, y)?
        }
    };
    let (one, half) = (constant(t, 1.0)?, constant(t, 0.5)?);
    let y = t.binary(Binary::Add, inner, one)?;
    let y = t.binary(Binary::Mul, y, x)?;
    Ok(t.binary(Binary::Mul, y, half)?)
}
