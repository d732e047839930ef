//! Dense matrices of integers, stored row by row.

use std::ops::{Add, Index, IndexMut, Mul};

/// A matrix of `rows` by `columns` numbers.
#[derive(Clone)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    cells: Vec<i64>,
}

/// Two matrices do not fit together.
pub struct ShapeMismatch {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Matrix { rows, columns, cells: vec![0; rows * columns] }
    }

    /// The identity of `n` by `n`.
    pub fn identity(n: usize) -> Self {
        let mut result = Self::zeros(n, n);
        for i in 0..n {
            result[(i, i)] = 1;
        }
        result
    }

    /// A matrix from its rows, which all have the same length.
    pub fn from_rows<const R: usize, const C: usize>(rows: [[i64; C]; R]) -> Self {
        Matrix { rows: R, columns: C, cells: rows.iter().flatten().copied().collect() }
    }

    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// Rows become columns.
    pub fn transposed(&self) -> Self {
        let mut result = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for column in 0..self.columns {
                result[(column, row)] = self[(row, column)];
            }
        }
        result
    }

    /// Whether the matrix is its own transpose.
    pub fn is_symmetric(&self) -> bool {
        *self == self.transposed()
    }

    /// The product, when the shapes fit.
    pub fn checked_mul(&self, other: &Matrix) -> Result<Matrix, ShapeMismatch> {
        if self.columns != other.rows {
            return Err(ShapeMismatch { left: self.shape(), right: other.shape() });
        }
        let mut result = Matrix::zeros(self.rows, other.columns);
        for row in 0..self.rows {
            for column in 0..other.columns {
                result[(row, column)] = (0..self.columns).map(|k| self[(row, k)] * other[(k, column)]).sum();
            }
        }
        Ok(result)
    }

    /// The matrix multiplied with itself `exponent` times, by squaring.
    pub fn power(&self, exponent: u32) -> Matrix {
        let mut result = Matrix::identity(self.rows);
        let mut square = self.clone();
        let mut left = exponent;
        while left > 0 {
            if left % 2 == 1 {
                result = &result * &square;
            }
            square = &square * &square;
            left /= 2;
        }
        result
    }
}

impl Index<(usize, usize)> for Matrix {
    type Output = i64;

    fn index(&self, (row, column): (usize, usize)) -> &i64 {
        &self.cells[row * self.columns + column]
    }
}

impl IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut i64 {
        &mut self.cells[row * self.columns + column]
    }
}

impl Mul for &Matrix {
    type Output = Matrix;

    fn mul(self, other: &Matrix) -> Matrix {
        self.checked_mul(other).unwrap()
    }
}

impl Add for &Matrix {
    type Output = Matrix;

    fn add(self, other: &Matrix) -> Matrix {
        assert!(self.shape() == other.shape(), "only equal shapes can be added");
        let cells = self.cells.iter().zip(&other.cells).map(|(a, b)| a + b).collect();
        Matrix { cells, ..*self }
    }
}
