#[derive(Debug, Clone, PartialEq)]
pub struct Matrix { pub rows: usize, pub cols: usize, pub data: Vec<i32> }
impl Matrix {
    pub fn new(rows: usize, cols: usize) -> Self { Matrix { rows, cols, data: vec![0; rows * cols] } }
    pub fn from(rows: usize, cols: usize, data: Vec<i32>) -> Option<Self> {
        if data.len() == rows * cols { Some(Matrix { rows, cols, data }) } else { None }
    }
    pub fn get(&self, r: usize, c: usize) -> i32 { self.data[r * self.cols + c] }
    pub fn set(&mut self, r: usize, c: usize, v: i32) { self.data[r * self.cols + c] = v; }
    pub fn transpose(&self) -> Matrix {
        let mut t = Matrix::new(self.cols, self.rows);
        for r in 0..self.rows { for c in 0..self.cols { t.set(c, r, self.get(r, c)); } }
        t
    }
    pub fn times(&self, other: &Matrix) -> Option<Matrix> {
        if self.cols != other.rows { return None; }
        let mut out = Matrix::new(self.rows, other.cols);
        for r in 0..self.rows {
            for c in 0..other.cols {
                let mut sum = 0;
                for k in 0..self.cols { sum += self.get(r, k) * other.get(k, c); }
                out.set(r, c, sum);
            }
        }
        Some(out)
    }
    pub fn trace(&self) -> i32 { (0..self.rows.min(self.cols)).map(|i| self.get(i, i)).sum() }
}
#[cfg(test)]
mod tests {
    use super::*;
    fn m(r: usize, c: usize, d: &[i32]) -> Matrix { Matrix::from(r, c, d.to_vec()).unwrap() }
    #[test] fn shapes() { assert!(Matrix::from(2, 2, vec![1]).is_none()); assert_eq!(Matrix::new(2, 3).data.len(), 6); }
    #[test] fn transposes() { assert_eq!(m(2, 3, &[1, 2, 3, 4, 5, 6]).transpose(), m(3, 2, &[1, 4, 2, 5, 3, 6])); }
    #[test] fn multiplies() { assert_eq!(m(2, 2, &[1, 2, 3, 4]).times(&m(2, 1, &[5, 6])), Some(m(2, 1, &[17, 39]))); assert_eq!(m(1, 2, &[1, 1]).times(&m(1, 2, &[1, 1])), None); }
    #[test] fn traces() { assert_eq!(m(2, 3, &[1, 2, 3, 4, 5, 6]).trace(), 6); assert_eq!(m(3, 2, &[1, 2, 3, 4, 5, 6]).trace(), 5); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { let a = Matrix::from(3, 2, vec![1, 0, 2, -1, 3, 5]).unwrap(); assert_eq!(a.transpose().transpose(), a); assert_eq!(a.times(&a.transpose()).unwrap().data, [1, 2, 3, 2, 5, 1, 3, 1, 34]); }
    #[test] fn h2() { assert_eq!(Matrix::from(1, 1, vec![9]).unwrap().trace(), 9); let mut z = Matrix::new(2, 2); z.set(1, 0, 4); assert_eq!(z.data, [0, 0, 4, 0]); } }
