pub const SHIPPING: u32 = 500;
pub const FREE_FROM: u32 = 5000;
pub struct Line { pub price: u32, pub quantity: u32 }
pub fn subtotal(lines: &[Line]) -> u32 { lines.iter().map(|l| l.price * l.quantity).sum() }
pub fn discount(total: u32, percent: u32) -> u32 { total - total * percent / 100 }
pub fn shipping(total: u32) -> u32 { if total >= FREE_FROM || total == 0 { 0 } else { SHIPPING } }
pub fn total(lines: &[Line], percent: u32) -> u32 {
    let reduced = discount(subtotal(lines), percent);
    reduced + shipping(reduced)
}
pub fn cheapest(lines: &[Line]) -> Option<u32> { lines.iter().map(|l| l.price).min() }
pub fn split(amount: u32, people: u32) -> Vec<u32> {
    let (base, rest) = (amount / people, amount % people);
    (0..people).map(|i| if i < rest { base + 1 } else { base }).collect()
}
#[cfg(test)]
mod tests {
    use super::*;
    fn l(price: u32, quantity: u32) -> Line { Line { price, quantity } }
    #[test] fn sums() { assert_eq!(subtotal(&[l(3, 2), l(10, 1)]), 16); assert_eq!(subtotal(&[]), 0); }
    #[test] fn reduces() { assert_eq!(discount(200, 10), 180); assert_eq!(discount(50, 0), 50); }
    #[test] fn ships() { assert_eq!(shipping(4999), 500); assert_eq!(shipping(5000), 0); assert_eq!(shipping(0), 0); }
    #[test] fn totals() { assert_eq!(total(&[l(1000, 6)], 20), 5300); assert_eq!(total(&[l(1000, 6)], 10), 5400); assert_eq!(total(&[l(100, 1)], 0), 600); }
    #[test] fn others() { assert_eq!(cheapest(&[l(4, 1), l(2, 9)]), Some(2)); assert_eq!(split(10, 3), [4, 3, 3]); assert_eq!(split(9, 3), [3, 3, 3]); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(total(&[Line { price: 250, quantity: 4 }, Line { price: 99, quantity: 3 }], 15), 1603); assert_eq!(split(11, 4).iter().sum::<u32>(), 11); assert_eq!(split(11, 4), [3, 3, 3, 2]); }
    #[test] fn h2() { assert_eq!(total(&[], 50), 0); assert_eq!(cheapest(&[]), None); assert_eq!(discount(999, 33), 670); } }
