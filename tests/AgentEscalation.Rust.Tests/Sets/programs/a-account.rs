pub const FEE: i64 = 3;
pub const LIMIT: i64 = 100;
pub struct Account { pub balance: i64, pub blocked: i64 }
impl Account {
    pub fn new(balance: i64) -> Self { Account { balance, blocked: 0 } }
    pub fn free(&self) -> i64 { self.balance - self.blocked }
    pub fn withdraw(&mut self, amount: i64) -> bool {
        if amount <= 0 || amount > LIMIT { return false; }
        let total = amount + FEE;
        if total > self.free() { return false; }
        self.balance -= total;
        true
    }
    pub fn block(&mut self, amount: i64) -> bool {
        if amount > self.free() { return false; }
        self.blocked += amount;
        true
    }
    pub fn interest(&self, percent: i64, years: u32) -> i64 {
        let mut value = self.balance;
        for _ in 0..years { value += value * percent / 100; }
        value - self.balance
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn withdraws_with_fee() { let mut a = Account::new(50); assert!(a.withdraw(10)); assert_eq!(a.balance, 37); }
    #[test] fn refuses_bad_amounts() { let mut a = Account::new(500); assert!(!a.withdraw(0)); assert!(!a.withdraw(101)); assert!(a.withdraw(100)); assert!(!a.withdraw(-5)); }
    #[test] fn needs_cover() { let mut a = Account::new(10); assert!(!a.withdraw(8)); assert!(a.withdraw(7)); assert_eq!(a.balance, 0); }
    #[test] fn blocks() { let mut a = Account::new(10); assert!(a.block(4)); assert_eq!(a.free(), 6); assert!(!a.block(7)); assert!(a.block(6)); }
    #[test] fn earns() { let a = Account::new(200); assert_eq!(a.interest(10, 2), 42); assert_eq!(a.interest(10, 0), 0); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { let mut a = Account::new(1000); for _ in 0..3 { assert!(a.withdraw(20)); } assert_eq!(a.balance, 931); }
    #[test] fn h2() { let mut a = Account::new(60); assert!(a.block(20)); assert!(!a.withdraw(38)); assert!(a.withdraw(37)); assert_eq!(a.free(), 0); }
    #[test] fn h3() { assert_eq!(Account::new(1000).interest(5, 3), 157); } }
