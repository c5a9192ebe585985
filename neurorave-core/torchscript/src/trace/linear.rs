//! Tensors that are fixed sums of another one's last axis.

use super::{Binary, Constant, Fault, Id, Op, Trace};

/// Longest last axis that is looked into.
const LONGEST: usize = 2048;
/// Most steps that are followed back.
const DEEPEST: usize = 64;

/// A source, and the matrix `[source's last axis, own last axis]` that makes the tensor of it.
type Map = (Id, Vec<f64>);

impl Trace {
    /// Follows a tensor back through everything that only weighs, moves and sums along its last axis:
    /// windows, paddings, rotations, transforms. At worst it is itself, unchanged.
    ///
    /// # Errors
    /// When a weight cannot be read, or the tensor has no axis or too long a one.
    pub fn linear(&self, id: Id) -> Result<Map, Fault> {
        match self.shape(id).last() {
            Some(1..=LONGEST) => {}
            _ => return Err(Fault::new("a transform of that length is not supported")),
        }
        let before = self.budget().held();
        let map = match self.map(id, DEEPEST)? {
            Some(map) => map,
            None => self.itself(id)?,
        };
        self.budget().give_back(self.budget().held() - before);
        Ok(map)
    }

    fn itself(&self, id: Id) -> Result<Map, Fault> {
        let n = *self.shape(id).last().unwrap_or(&1);
        self.room(n * n, 1)?;
        let mut matrix = vec![0.0; n * n];
        for i in 0..n {
            matrix[i * n + i] = 1.0;
        }
        Ok((id, matrix))
    }

    /// Pays for a matrix, and so many sums for each of its numbers.
    fn room(&self, numbers: usize, sums: usize) -> Result<(), Fault> {
        self.budget().work(numbers.saturating_mul(sums))?;
        self.budget().hold(numbers.saturating_mul(8))
    }

    /// As [`linear`](Self::linear); nothing for what is no such sum.
    fn map(&self, id: Id, depth: usize) -> Result<Option<Map>, Fault> {
        self.budget().work(64)?;
        let node = self.node(id);
        let Some(&n) = node.shape.last() else {
            return Ok(None);
        };
        if depth == 0 || n > LONGEST {
            return Ok(None);
        }
        let axis = node.shape.len() - 1;
        let long = |id: &Id| self.shape(*id).last().is_none_or(|&n| n > LONGEST);
        if node.inputs.iter().any(long) && !matches!(node.op, Op::Binary(_)) {
            return Ok(None);
        }
        let of = |input: Id| -> Result<Map, Fault> {
            match self.map(input, depth - 1)? {
                Some(map) => Ok(map),
                None => self.itself(input),
            }
        };
        match &node.op {
            Op::Slice {
                axis: same,
                start,
                step,
            } if *same == axis => {
                let (source, matrix) = of(node.inputs[0])?;
                let width = self.shape(node.inputs[0])[axis];
                self.room(matrix.len() / width.max(1) * n, 1)?;
                let kept = columns(&matrix, width, (0..n).map(|i| start + i * step));
                Ok(Some((source, kept)))
            }
            Op::Concat(same) if *same == axis => self.joined(node.inputs.clone(), of),
            Op::MatMul => {
                let (x, weights) = (node.inputs[0], node.inputs[1]);
                if self.shape(weights).len() != 2 {
                    return Ok(None);
                }
                let Some(weights) = self.values(weights)? else {
                    return Ok(None);
                };
                let (source, matrix) = of(x)?;
                let inner = weights.len() / n.max(1);
                let rows = matrix.len() / inner.max(1);
                self.room(rows * n, inner)?;
                let mut product = vec![0.0; rows * n];
                for row in 0..rows {
                    for i in 0..inner {
                        let weight = matrix[row * inner + i];
                        for column in 0..n {
                            product[row * n + column] += weight * weights[i * n + column];
                        }
                    }
                }
                Ok(Some((source, product)))
            }
            Op::Binary(Binary::Mul) => {
                let (a, b) = (node.inputs[0], node.inputs[1]);
                for (x, scale) in [(a, b), (b, a)] {
                    let along = self.shape(scale).iter().product::<usize>() == n
                        && self.shape(scale).last() == Some(&n);
                    if *self.shape(x) != *node.shape || !along {
                        continue;
                    }
                    if let Some(scale) = self.values(scale)? {
                        let (source, mut matrix) = of(x)?;
                        for (i, weight) in matrix.iter_mut().enumerate() {
                            *weight *= scale[i % n];
                        }
                        return Ok(Some((source, matrix)));
                    }
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    /// Parts of one source one after another, with zeros between them.
    fn joined(
        &self,
        parts: Vec<Id>,
        of: impl Fn(Id) -> Result<Map, Fault>,
    ) -> Result<Option<Map>, Fault> {
        let mut source = None;
        let mut maps = Vec::new();
        for part in parts {
            let width = *self.shape(part).last().unwrap_or(&0);
            if let Some(Constant::Fill(value)) = self.constant(part) {
                if value.0 != 0.0 {
                    return Ok(None);
                }
                maps.push((width, None));
                continue;
            }
            let (own, matrix) = of(part)?;
            if *source.get_or_insert(own) != own {
                return Ok(None);
            }
            maps.push((width, Some(matrix)));
        }
        let Some(source) = source else {
            return Ok(None);
        };
        let rows = *self.shape(source).last().unwrap_or(&1);
        let width: usize = maps.iter().map(|(width, _)| width).sum();
        self.room(rows * width, 1)?;
        let mut matrix = Vec::with_capacity(rows * width);
        for row in 0..rows {
            for (width, part) in &maps {
                match part {
                    Some(part) => matrix.extend(&part[row * width..][..*width]),
                    None => matrix.extend(std::iter::repeat_n(0.0, *width)),
                }
            }
        }
        Ok(Some((source, matrix)))
    }

    /// How far `b` is from `a`, where `b` is `a` and a constant.
    ///
    /// # Errors
    /// When a weight cannot be read.
    pub fn distance(&self, a: Id, b: Id) -> Result<Option<usize>, Fault> {
        let node = self.node(b);
        if node.op != Op::Binary(Binary::Add) {
            return Ok(None);
        }
        for (x, constant) in [(0, 1), (1, 0)] {
            if node.inputs[x] == a
                && let Some(distance) = self.scalar(node.inputs[constant])?
                && distance >= 0.0
            {
                return Ok(Some(distance as usize));
            }
        }
        Ok(None)
    }
}

/// Some columns of a matrix with rows of `width`.
fn columns(matrix: &[f64], width: usize, kept: impl Iterator<Item = usize> + Clone) -> Vec<f64> {
    let rows = matrix.chunks(width.max(1));
    rows.flat_map(|row| kept.clone().map(|column| row[column]))
        .collect()
}
