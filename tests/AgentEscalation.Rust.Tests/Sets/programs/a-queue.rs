pub struct Ring { items: Vec<u32>, head: usize, len: usize }
impl Ring {
    pub fn new(size: usize) -> Self { Ring { items: vec![0; size], head: 0, len: 0 } }
    pub fn push(&mut self, item: u32) -> bool {
        if self.len == self.items.len() { return false; }
        let at = (self.head + self.len) % self.items.len();
        self.items[at] = item;
        self.len += 1;
        true
    }
    pub fn pop(&mut self) -> Option<u32> {
        if self.len == 0 { return None; }
        let item = self.items[self.head];
        self.head = (self.head + 1) % self.items.len();
        self.len -= 1;
        Some(item)
    }
    pub fn len(&self) -> usize { self.len }
    pub fn sum(&self) -> u32 { (0..self.len).map(|i| self.items[(self.head + i) % self.items.len()]).sum() }
    pub fn largest(&self) -> Option<u32> { (0..self.len).map(|i| self.items[(self.head + i) % self.items.len()]).max() }
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn first_in_first_out() { let mut r = Ring::new(2); assert!(r.push(1)); assert!(r.push(2)); assert!(!r.push(3)); assert_eq!(r.pop(), Some(1)); assert_eq!(r.pop(), Some(2)); assert_eq!(r.pop(), None); }
    #[test] fn goes_round() { let mut r = Ring::new(3); for i in 0..7 { assert!(r.push(i)); if i > 0 { assert_eq!(r.pop(), Some(i - 1)); } } assert_eq!(r.len(), 1); assert_eq!(r.sum(), 6); }
    #[test] fn adds() { let mut r = Ring::new(4); r.push(5); r.push(9); r.push(2); assert_eq!(r.sum(), 16); assert_eq!(r.largest(), Some(9)); r.pop(); assert_eq!(r.sum(), 11); assert_eq!(Ring::new(1).largest(), None); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { let mut r = Ring::new(3); r.push(8); r.push(1); r.push(4); assert_eq!(r.pop(), Some(8)); assert!(r.push(6)); assert!(!r.push(7)); assert_eq!((r.sum(), r.largest(), r.len()), (11, Some(6), 3)); }
    #[test] fn h2() { let mut r = Ring::new(1); for i in 0..5 { assert!(r.push(i)); assert_eq!(r.len(), 1); assert_eq!(r.pop(), Some(i)); } } }
