/// Calendar date in the Gregorian calendar (years from 1 on).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

pub const MONTHS: u32 = 12;

pub fn is_leap(year: u32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    pub fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        if year == 0 || month == 0 || month > MONTHS {
            return None;
        }
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Date { year, month, day })
    }

    /// 1 for the first of January
    pub fn day_of_year(&self) -> u32 {
        let mut n = self.day;
        for m in 1..self.month {
            n += days_in_month(self.year, m);
        }
        n
    }

    /// Days since 1.1.0001, which is day 0.
    pub fn number(&self) -> u32 {
        let y = self.year - 1;
        y * 365 + y / 4 - y / 100 + y / 400 + self.day_of_year() - 1
    }

    /// 0 is Monday
    pub fn weekday(&self) -> u32 {
        self.number() % 7
    }

    pub fn next_day(&self) -> Date {
        let mut d = *self;
        d.day += 1;
        if d.day > days_in_month(d.year, d.month) {
            d.day = 1;
            d.month += 1;
        }
        if d.month > MONTHS {
            d.month = 1;
            d.year += 1;
        }
        d
    }

    /// Adds months; the day is cut to the length of the month.
    pub fn add_months(&self, months: u32) -> Date {
        let total = self.month - 1 + months;
        let year = self.year + total / MONTHS;
        let month = total % MONTHS + 1;
        let day = self.day.min(days_in_month(year, month));
        Date { year, month, day }
    }
}

pub fn days_between(a: Date, b: Date) -> u32 {
    a.number().abs_diff(b.number())
}

/// Number of working days (Monday to Friday) from `from` up to but not `to`.
pub fn working_days(from: Date, to: Date) -> u32 {
    let mut count = 0;
    let mut d = from;
    while d < to {
        if d.weekday() < 5 {
            count += 1;
        }
        d = d.next_day();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(year: u32, month: u32, day: u32) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn leap_years() {
        assert!(is_leap(2024));
        assert!(!is_leap(2023));
        assert!(!is_leap(1900));
        assert!(is_leap(2000));
        assert!(!is_leap(2022));
    }

    #[test]
    fn month_lengths() {
        let l: Vec<u32> = (1..=12).map(|m| days_in_month(2023, m)).collect();
        assert_eq!(l, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
        assert_eq!(days_in_month(2024, 2), 29);
        assert_eq!(days_in_month(2024, 1), 31);
    }

    #[test]
    fn validation() {
        assert_eq!(Date::new(0, 1, 1), None);
        assert_eq!(Date::new(2023, 0, 1), None);
        assert_eq!(Date::new(2023, 13, 1), None);
        assert_eq!(Date::new(2023, 1, 0), None);
        assert_eq!(Date::new(2023, 2, 29), None);
        assert_eq!(Date::new(2024, 2, 29).map(|x| (x.year, x.month, x.day)), Some((2024, 2, 29)));
        assert_eq!(Date::new(1, 12, 31).map(|x| (x.year, x.month, x.day)), Some((1, 12, 31)));
    }

    #[test]
    fn day_of_year() {
        assert_eq!(d(2023, 1, 1).day_of_year(), 1);
        assert_eq!(d(2023, 3, 1).day_of_year(), 60);
        assert_eq!(d(2024, 3, 1).day_of_year(), 61);
        assert_eq!(d(2023, 12, 31).day_of_year(), 365);
        assert_eq!(d(2024, 12, 31).day_of_year(), 366);
    }

    #[test]
    fn numbers() {
        assert_eq!(d(1, 1, 1).number(), 0);
        assert_eq!(d(2, 1, 1).number(), 365);
        assert_eq!(d(5, 1, 1).number(), 1461);
        assert_eq!(d(101, 1, 1).number(), 36524);
        assert_eq!(d(401, 1, 1).number(), 146097);
        assert_eq!(d(1970, 1, 1).number(), 719162);
    }

    #[test]
    fn weekdays() {
        assert_eq!(d(2000, 1, 1).weekday(), 5);
        assert_eq!(d(2024, 2, 29).weekday(), 3);
        assert_eq!(d(2023, 5, 1).weekday(), 0);
        assert_eq!(d(2023, 5, 7).weekday(), 6);
    }

    #[test]
    fn next_days() {
        assert_eq!(d(2023, 5, 1).next_day(), d(2023, 5, 2));
        assert_eq!(d(2023, 4, 30).next_day(), d(2023, 5, 1));
        assert_eq!(d(2023, 2, 28).next_day(), d(2023, 3, 1));
        assert_eq!(d(2024, 2, 28).next_day(), d(2024, 2, 29));
        assert_eq!(d(2023, 12, 31).next_day(), d(2024, 1, 1));
        assert_eq!(d(2023, 12, 30).next_day(), d(2023, 12, 31));
    }

    #[test]
    fn adding_months() {
        assert_eq!(d(2023, 1, 15).add_months(0), d(2023, 1, 15));
        assert_eq!(d(2023, 1, 31).add_months(1), d(2023, 2, 28));
        assert_eq!(d(2023, 11, 30).add_months(1), d(2023, 12, 30));
        assert_eq!(d(2023, 12, 5).add_months(1), d(2024, 1, 5));
        assert_eq!(d(2023, 6, 30).add_months(20), d(2025, 2, 28));
        assert_eq!(d(2023, 3, 1).add_months(24), d(2025, 3, 1));
    }

    #[test]
    fn distances() {
        assert_eq!(days_between(d(2024, 2, 28), d(2024, 3, 1)), 2);
        assert_eq!(days_between(d(2024, 3, 1), d(2024, 2, 28)), 2);
        assert_eq!(days_between(d(2023, 1, 1), d(2024, 1, 1)), 365);
        assert_eq!(days_between(d(2023, 1, 1), d(2023, 1, 1)), 0);
    }

    #[test]
    fn counts_working_days() {
        assert_eq!(working_days(d(2023, 5, 1), d(2023, 5, 8)), 5);
        assert_eq!(working_days(d(2023, 5, 5), d(2023, 5, 6)), 1);
        assert_eq!(working_days(d(2023, 5, 6), d(2023, 5, 8)), 0);
        assert_eq!(working_days(d(2023, 5, 6), d(2023, 5, 9)), 1);
        assert_eq!(working_days(d(2023, 5, 8), d(2023, 5, 8)), 0);
        assert_eq!(working_days(d(2023, 5, 8), d(2023, 5, 1)), 0);
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    fn d(year: u32, month: u32, day: u32) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn h_leap() {
        assert!(is_leap(1600) && is_leap(2400) && is_leap(4));
        assert!(!is_leap(2100) && !is_leap(1) && !is_leap(2026));
        assert_eq!(days_in_month(1900, 2), 28);
        assert_eq!(days_in_month(2000, 2), 29);
        assert_eq!(Date::new(2023, 4, 31), None);
        assert_eq!(Date::new(2023, 9, 31), None);
        assert!(Date::new(2023, 8, 31).is_some());
        assert_eq!(Date::new(2023, 12, 32), None);
    }

    #[test]
    fn h_numbers() {
        assert_eq!(d(2024, 1, 1).number(), 738885);
        assert_eq!(d(1900, 3, 1).number() - d(1900, 2, 28).number(), 1);
        assert_eq!(d(1776, 7, 4).weekday(), 3);
        assert_eq!(d(2100, 12, 31).weekday(), 4);
        assert_eq!(d(2023, 7, 14).day_of_year(), 195);
    }

    #[test]
    fn h_steps() {
        assert_eq!(d(2000, 2, 29).next_day(), d(2000, 3, 1));
        assert_eq!(d(1999, 12, 31).next_day(), d(2000, 1, 1));
        assert_eq!(d(2023, 10, 31).next_day(), d(2023, 11, 1));
        assert_eq!(d(2023, 10, 31).add_months(13), d(2024, 11, 30));
        assert_eq!(d(2023, 10, 31).add_months(2), d(2023, 12, 31));
        assert_eq!(d(2023, 10, 31).add_months(3), d(2024, 1, 31));
        assert_eq!(d(2023, 8, 31).add_months(6), d(2024, 2, 29));
    }

    #[test]
    fn h_between() {
        assert_eq!(days_between(d(2000, 1, 1), d(2024, 1, 1)), 8766);
        assert_eq!(days_between(d(1, 1, 1), d(1, 12, 31)), 364);
        assert_eq!(working_days(d(2024, 1, 1), d(2025, 1, 1)), 262);
        assert_eq!(working_days(d(2024, 2, 29), d(2024, 3, 4)), 2);
    }
}
