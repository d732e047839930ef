pub fn lower_bound(v: &[i32], x: i32) -> usize {
    let (mut lo, mut hi) = (0, v.len());
    while lo < hi {
        let mid = (lo + hi) / 2;
        if v[mid] < x { lo = mid + 1; } else { hi = mid; }
    }
    lo
}
pub fn contains(v: &[i32], x: i32) -> bool { let i = lower_bound(v, x); i < v.len() && v[i] == x }
pub fn count(v: &[i32], x: i32) -> usize { lower_bound(v, x + 1) - lower_bound(v, x) }
pub fn merge(a: &[i32], b: &[i32]) -> Vec<i32> {
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if j == b.len() || (i < a.len() && a[i] <= b[j]) { out.push(a[i]); i += 1; } else { out.push(b[j]); j += 1; }
    }
    out
}
pub fn longest_run(v: &[i32]) -> usize {
    let mut best = 0;
    let mut run = 0;
    for i in 0..v.len() {
        if i > 0 && v[i] == v[i - 1] { run += 1; } else { run = 1; }
        best = best.max(run);
    }
    best
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn bounds() { assert_eq!(lower_bound(&[1, 3, 3, 5], 3), 1); assert_eq!(lower_bound(&[1, 3], 9), 2); assert_eq!(lower_bound(&[], 1), 0); assert_eq!(lower_bound(&[4, 6], 5), 1); }
    #[test] fn finds() { assert!(contains(&[1, 2, 4], 4)); assert!(!contains(&[1, 2, 4], 3)); assert!(!contains(&[1], 2)); assert_eq!(count(&[1, 2, 2, 2, 3], 2), 3); assert_eq!(count(&[1], 5), 0); }
    #[test] fn merges() { assert_eq!(merge(&[1, 4], &[2, 3, 9]), [1, 2, 3, 4, 9]); assert_eq!(merge(&[], &[1]), [1]); assert_eq!(merge(&[7], &[]), [7]); }
    #[test] fn runs() { assert_eq!(longest_run(&[1, 1, 2, 2, 2, 1]), 3); assert_eq!(longest_run(&[]), 0); assert_eq!(longest_run(&[5]), 1); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { let v: Vec<i32> = (0..50).map(|x| x * 2).collect(); for x in 0..100 { assert_eq!(lower_bound(&v, x), ((x + 1) / 2) as usize); assert_eq!(contains(&v, x), x % 2 == 0); } }
    #[test] fn h2() { assert_eq!(merge(&[1, 1, 2], &[1, 3]), [1, 1, 1, 2, 3]); assert_eq!(longest_run(&[2, 2, 3, 3, 3, 3, 2]), 4); } }
