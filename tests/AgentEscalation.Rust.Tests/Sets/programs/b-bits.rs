pub fn ones(mut x: u32) -> u32 { let mut n = 0; while x > 0 { n += x & 1; x >>= 1; } n }
pub fn parity(x: u32) -> bool { ones(x) % 2 == 1 }
pub fn gcd(a: u64, b: u64) -> u64 { if b == 0 { a } else { gcd(b, a % b) } }
pub fn lcm(a: u64, b: u64) -> u64 { if a == 0 || b == 0 { 0 } else { a / gcd(a, b) * b } }
pub fn power(base: u64, exponent: u32, modulus: u64) -> u64 {
    let (mut result, mut base, mut e) = (1 % modulus, base % modulus, exponent);
    while e > 0 { if e & 1 == 1 { result = result * base % modulus; } base = base * base % modulus; e >>= 1; }
    result
}
pub fn primes(limit: usize) -> Vec<usize> {
    let mut sieve = vec![true; limit + 1];
    let mut found = Vec::new();
    for i in 2..=limit {
        if sieve[i] { found.push(i); let mut j = i * i; while j <= limit { sieve[j] = false; j += i; } }
    }
    found
}
pub fn digits(mut n: u32, base: u32) -> Vec<u32> { let mut out = Vec::new(); loop { out.push(n % base); n /= base; if n == 0 { break; } } out.reverse(); out }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn counts() { assert_eq!((ones(0), ones(7), ones(8), ones(255)), (0, 3, 1, 8)); assert!(parity(7)); assert!(!parity(3)); }
    #[test] fn divides() { assert_eq!((gcd(12, 18), gcd(7, 0), gcd(5, 9)), (6, 7, 1)); assert_eq!((lcm(4, 6), lcm(0, 3), lcm(3, 0)), (12, 0, 0)); }
    #[test] fn powers() { assert_eq!((power(2, 10, 1000), power(3, 0, 7), power(5, 3, 13), power(2, 5, 1)), (24, 1, 8, 0)); }
    #[test] fn sieves() { assert_eq!(primes(20), [2, 3, 5, 7, 11, 13, 17, 19]); assert_eq!(primes(4), [2, 3]); assert!(primes(1).is_empty()); assert_eq!(primes(25).len(), 9); }
    #[test] fn writes() { assert_eq!(digits(10, 2), [1, 0, 1, 0]); assert_eq!(digits(0, 10), [0]); assert_eq!(digits(255, 16), [15, 15]); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(primes(100).len(), 25); assert_eq!(power(7, 13, 11), 2); assert_eq!(lcm(21, 6), 42); }
    #[test] fn h2() { for x in 0..200u32 { assert_eq!(ones(x), x.count_ones()); } assert_eq!(digits(1234, 10), [1, 2, 3, 4]); assert_eq!(gcd(0, 4), 4); } }
