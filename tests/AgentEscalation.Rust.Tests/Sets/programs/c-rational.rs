use std::cmp::Ordering;

/// A rational number in lowest terms; the denominator is always positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rational {
    num: i64,
    den: i64,
}

pub fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        let rest = a % b;
        a = b;
        b = rest;
    }
    a
}

impl Rational {
    pub fn new(num: i64, den: i64) -> Option<Rational> {
        if den == 0 {
            return None;
        }
        let g = gcd(num, den);
        let sign = if den < 0 { -1 } else { 1 };
        Some(Rational { num: sign * num / g, den: sign * den / g })
    }

    pub fn num(&self) -> i64 {
        self.num
    }

    pub fn den(&self) -> i64 {
        self.den
    }

    pub fn add(self, other: Rational) -> Rational {
        let num = self.num * other.den + other.num * self.den;
        Rational::new(num, self.den * other.den).unwrap()
    }

    pub fn mul(self, other: Rational) -> Rational {
        Rational::new(self.num * other.num, self.den * other.den).unwrap()
    }

    pub fn div(self, other: Rational) -> Option<Rational> {
        Rational::new(self.num * other.den, self.den * other.num)
    }

    pub fn compare(&self, other: &Rational) -> Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }

    /// Largest integer that is not above the value.
    pub fn floor(&self) -> i64 {
        if self.num < 0 && self.num % self.den != 0 {
            self.num / self.den - 1
        } else {
            self.num / self.den
        }
    }
}

/// The mediant: (a+c)/(b+d)
pub fn mediant(a: Rational, b: Rational) -> Rational {
    Rational::new(a.num + b.num, a.den + b.den).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(n: i64, d: i64) -> Rational {
        Rational::new(n, d).unwrap()
    }

    #[test]
    fn gcd_of_numbers() {
        assert_eq!(gcd(12, 18), 6);
        assert_eq!(gcd(18, 12), 6);
        assert_eq!(gcd(7, 5), 1);
        assert_eq!(gcd(0, 4), 4);
        assert_eq!(gcd(4, 0), 4);
        assert_eq!(gcd(-8, 12), 4);
        assert_eq!(gcd(8, -12), 4);
    }

    #[test]
    fn new_reduces() {
        assert_eq!((r(6, 8).num(), r(6, 8).den()), (3, 4));
        assert_eq!((r(0, 7).num(), r(0, 7).den()), (0, 1));
        assert_eq!((r(5, 1).num(), r(5, 1).den()), (5, 1));
    }

    #[test]
    fn new_normalises_sign() {
        assert_eq!((r(1, -2).num(), r(1, -2).den()), (-1, 2));
        assert_eq!((r(-3, -9).num(), r(-3, -9).den()), (1, 3));
        assert_eq!((r(-3, 9).num(), r(-3, 9).den()), (-1, 3));
    }

    #[test]
    fn zero_denominator() {
        assert_eq!(Rational::new(1, 0), None);
        assert_eq!(Rational::new(0, 0), None);
    }

    #[test]
    fn adds() {
        assert_eq!(r(1, 2).add(r(1, 3)), r(5, 6));
        assert_eq!(r(1, 6).add(r(1, 3)), r(1, 2));
        assert_eq!(r(1, 2).add(r(-1, 2)), r(0, 1));
        assert_eq!(r(-3, 4).add(r(1, 8)), r(-5, 8));
    }

    #[test]
    fn multiplies() {
        assert_eq!(r(2, 3).mul(r(3, 5)), r(2, 5));
        assert_eq!(r(-2, 3).mul(r(1, 4)), r(-1, 6));
        assert_eq!(r(0, 3).mul(r(1, 4)), r(0, 1));
    }

    #[test]
    fn divides() {
        assert_eq!(r(1, 2).div(r(3, 4)), Some(r(2, 3)));
        assert_eq!(r(1, 2).div(r(-3, 4)), Some(r(-2, 3)));
        assert_eq!(r(1, 2).div(r(0, 1)), None);
    }

    #[test]
    fn compares() {
        assert_eq!(r(1, 3).compare(&r(1, 2)), Ordering::Less);
        assert_eq!(r(2, 4).compare(&r(1, 2)), Ordering::Equal);
        assert_eq!(r(3, 4).compare(&r(2, 3)), Ordering::Greater);
        assert_eq!(r(-1, 2).compare(&r(-1, 3)), Ordering::Less);
    }

    #[test]
    fn floors() {
        assert_eq!(r(7, 2).floor(), 3);
        assert_eq!(r(-7, 2).floor(), -4);
        assert_eq!(r(6, 2).floor(), 3);
        assert_eq!(r(-6, 2).floor(), -3);
        assert_eq!(r(0, 5).floor(), 0);
        assert_eq!(r(-1, 5).floor(), -1);
    }

    #[test]
    fn mediants() {
        assert_eq!(mediant(r(1, 2), r(2, 3)), r(3, 5));
        assert_eq!(mediant(r(0, 1), r(1, 1)), r(1, 2));
        assert_eq!(mediant(r(1, 3), r(1, 5)), r(1, 4));
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    fn r(n: i64, d: i64) -> Rational {
        Rational::new(n, d).unwrap()
    }

    #[test]
    fn h_reduce() {
        assert_eq!((r(100, -75).num(), r(100, -75).den()), (-4, 3));
        assert_eq!((r(-14, -21).num(), r(-14, -21).den()), (2, 3));
        assert_eq!(gcd(270, 192), 6);
        assert_eq!(gcd(13, 13), 13);
        assert_eq!(gcd(0, 0), 0);
    }

    #[test]
    fn h_arith() {
        assert_eq!(r(5, 12).add(r(7, 18)), r(29, 36));
        assert_eq!(r(5, 12).add(r(-7, 18)), r(1, 36));
        assert_eq!(r(9, 10).mul(r(-5, 6)), r(-3, 4));
        assert_eq!(r(9, 10).div(r(3, 5)), Some(r(3, 2)));
        assert_eq!(r(-9, 10).div(r(-3, 5)), Some(r(3, 2)));
        assert_eq!(r(0, 10).div(r(0, 5)), None);
    }

    #[test]
    fn h_order() {
        assert_eq!(r(10, 11).compare(&r(11, 12)), Ordering::Less);
        assert_eq!(r(11, 12).compare(&r(10, 11)), Ordering::Greater);
        assert_eq!(r(-1, 7).compare(&r(0, 3)), Ordering::Less);
        assert_eq!(r(-3, 9).compare(&r(1, -3)), Ordering::Equal);
    }

    #[test]
    fn h_floor_mediant() {
        assert_eq!(r(11, 12).floor(), 0);
        assert_eq!(r(13, 12).floor(), 1);
        assert_eq!(r(-13, 12).floor(), -2);
        assert_eq!(r(-12, 12).floor(), -1);
        assert_eq!(r(-11, 12).floor(), -1);
        assert_eq!(mediant(r(3, 4), r(5, 6)), r(4, 5));
        assert_eq!(mediant(r(-1, 2), r(1, 4)), r(0, 1));
    }
}
