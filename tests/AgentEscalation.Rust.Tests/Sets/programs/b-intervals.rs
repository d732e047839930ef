#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span { pub from: i32, pub to: i32 }
impl Span {
    pub fn new(a: i32, b: i32) -> Span { Span { from: a.min(b), to: a.max(b) } }
    pub fn len(&self) -> i32 { self.to - self.from }
    pub fn touches(&self, other: &Span) -> bool { self.from <= other.to && other.from <= self.to }
    pub fn join(&self, other: &Span) -> Span { Span::new(self.from.min(other.from), self.to.max(other.to)) }
    pub fn holds(&self, x: i32) -> bool { x >= self.from && x < self.to }
}
pub fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| s.from);
    let mut out: Vec<Span> = Vec::new();
    for s in spans {
        let n = out.len();
        if n > 0 && out[n - 1].touches(&s) { out[n - 1] = out[n - 1].join(&s); } else { out.push(s); }
    }
    out
}
pub fn covered(spans: Vec<Span>) -> i32 { merged(spans).iter().map(|s| s.len()).sum() }
#[cfg(test)]
mod tests {
    use super::*;
    fn s(a: i32, b: i32) -> Span { Span::new(a, b) }
    #[test] fn makes() { assert_eq!(s(5, 2), s(2, 5)); assert_eq!(s(2, 5).len(), 3); }
    #[test] fn meets() { assert!(s(1, 3).touches(&s(3, 4))); assert!(s(3, 4).touches(&s(1, 3))); assert!(!s(1, 2).touches(&s(3, 4))); assert!(!s(3, 4).touches(&s(1, 2))); }
    #[test] fn contains() { assert!(s(1, 3).holds(1)); assert!(!s(1, 3).holds(3)); assert!(!s(1, 3).holds(0)); assert!(s(1, 3).holds(2)); }
    #[test] fn merges() { assert_eq!(merged(vec![s(5, 6), s(1, 3), s(2, 4)]), [s(1, 4), s(5, 6)]); assert_eq!(covered(vec![s(0, 2), s(1, 5), s(7, 8)]), 6); assert!(merged(vec![]).is_empty()); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(merged(vec![Span::new(1, 9), Span::new(2, 3), Span::new(9, 10)]), [Span::new(1, 10)]); assert_eq!(covered(vec![Span::new(-3, -1), Span::new(4, 4)]), 2); }
    #[test] fn h2() { assert_eq!(Span::new(-2, 2).join(&Span::new(5, 4)), Span::new(-2, 5)); assert!(Span::new(-2, 2).holds(-2)); } }
