pub fn grade(points: u32) -> char {
    if points >= 90 { 'A' } else if points >= 75 { 'B' } else if points >= 50 { 'C' } else { 'F' }
}
pub fn mean(v: &[f64]) -> Option<f64> { if v.is_empty() { None } else { Some(v.iter().sum::<f64>() / v.len() as f64) } }
pub fn median(v: &[i64]) -> Option<i64> {
    let mut v = v.to_vec();
    v.sort();
    let n = v.len();
    if n == 0 { None } else if n % 2 == 1 { Some(v[n / 2]) } else { Some((v[n / 2 - 1] + v[n / 2]) / 2) }
}
pub fn ranks(v: &[u32]) -> Vec<usize> { v.iter().map(|x| v.iter().filter(|y| *y > x).count() + 1).collect() }
pub fn spread(v: &[u32]) -> u32 { v.iter().max().copied().unwrap_or(0) - v.iter().min().copied().unwrap_or(0) }
pub fn passed(v: &[u32], least: u32, needed: usize) -> bool { v.iter().filter(|p| **p >= least).count() >= needed }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn grades() { assert_eq!((grade(90), grade(89), grade(75), grade(74), grade(50), grade(49)), ('A', 'B', 'B', 'C', 'C', 'F')); }
    #[test] fn means() { assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0)); assert_eq!(mean(&[]), None); }
    #[test] fn medians() { assert_eq!(median(&[5, 1, 3]), Some(3)); assert_eq!(median(&[4, 1, 8, 2]), Some(3)); assert_eq!(median(&[]), None); }
    #[test] fn ranked() { assert_eq!(ranks(&[10, 30, 20, 30]), [4, 1, 3, 1]); assert_eq!(spread(&[4, 9, 2]), 7); assert_eq!(spread(&[]), 0); }
    #[test] fn passes() { assert!(passed(&[50, 60, 10], 50, 2)); assert!(!passed(&[50, 49], 50, 2)); assert!(passed(&[], 1, 0)); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(median(&[9, 7]), Some(8)); assert_eq!(median(&[6, 6, 1, 1, 5]), Some(5)); assert_eq!((grade(100), grade(0)), ('A', 'F')); }
    #[test] fn h2() { assert_eq!(ranks(&[1, 2, 3]), [3, 2, 1]); assert_eq!(mean(&[4.0]), Some(4.0)); assert!(!passed(&[99], 50, 2)); assert_eq!(spread(&[5]), 0); } }
