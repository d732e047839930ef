pub fn is_leap(year: u32) -> bool { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }
pub fn days_in(year: u32, month: u32) -> u32 {
    match month { 2 => if is_leap(year) { 29 } else { 28 }, 4 | 6 | 9 | 11 => 30, _ => 31 }
}
pub fn day_of_year(year: u32, month: u32, day: u32) -> u32 {
    let mut total = day;
    for m in 1..month { total += days_in(year, m); }
    total
}
pub fn between(from: (u32, u32, u32), to: (u32, u32, u32)) -> i64 {
    since(to) - since(from)
}
fn since(date: (u32, u32, u32)) -> i64 {
    let mut days = 0;
    for year in 1..date.0 { days += if is_leap(year) { 366 } else { 365 }; }
    days + day_of_year(date.0, date.1, date.2) as i64
}
pub fn weekday(date: (u32, u32, u32)) -> i64 { (since(date) + 6) % 7 }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn leaps() { assert!(is_leap(2024)); assert!(!is_leap(2023)); assert!(!is_leap(1900)); assert!(is_leap(2000)); }
    #[test] fn months() { assert_eq!(days_in(2024, 2), 29); assert_eq!(days_in(2023, 2), 28); assert_eq!(days_in(2023, 4), 30); assert_eq!(days_in(2023, 12), 31); assert_eq!(days_in(2023, 11), 30); }
    #[test] fn ordinal() { assert_eq!(day_of_year(2023, 1, 1), 1); assert_eq!(day_of_year(2024, 12, 31), 366); assert_eq!(day_of_year(2023, 3, 1), 60); }
    #[test] fn distance() { assert_eq!(between((2023, 12, 31), (2024, 1, 1)), 1); assert_eq!(between((2024, 1, 1), (2025, 1, 1)), 366); assert_eq!(between((2023, 5, 2), (2023, 5, 1)), -1); }
    #[test] fn names() { assert_eq!(weekday((2024, 1, 1)), 0); assert_eq!(weekday((2023, 12, 31)), 6); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(between((1999, 12, 31), (2001, 1, 1)), 367); assert_eq!(day_of_year(2024, 7, 4), 186); assert_eq!(weekday((2026, 11, 24)), 1); }
    #[test] fn h2() { assert_eq!((1..=12).map(|m| days_in(2022, m)).sum::<u32>(), 365); assert!(!is_leap(2100)); } }
