//! Income tax with brackets, allowances and a solidarity surcharge.
//! All amounts are whole euros.

pub const BASIC_ALLOWANCE: u32 = 10_000;
pub const CHILD_ALLOWANCE: u32 = 3_000;
pub const SURCHARGE_FROM: u32 = 5_000;
pub const SURCHARGE_PERCENT: u32 = 5;

/// (upper limit of the bracket, percent)
const BRACKETS: [(u32, u32); 3] = [(20_000, 15), (50_000, 30), (u32::MAX, 45)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub income: u32,
    pub expenses: u32,
    pub children: u32,
    pub married: bool,
}

impl Person {
    pub fn single(income: u32) -> Person {
        Person { income, expenses: 0, children: 0, married: false }
    }

    pub fn taxable(&self) -> u32 {
        let mut allowance = BASIC_ALLOWANCE;
        if self.married {
            allowance *= 2;
        }
        allowance += self.children * CHILD_ALLOWANCE;
        self.income.saturating_sub(self.expenses).saturating_sub(allowance)
    }

    pub fn tax(&self) -> u32 {
        let base = bracket_tax(self.taxable());
        base + surcharge(base)
    }

    pub fn net(&self) -> u32 {
        self.income - self.tax()
    }
}

pub fn bracket_tax(taxable: u32) -> u32 {
    let mut tax = 0;
    let mut lower = 0;
    for (upper, percent) in BRACKETS {
        if taxable <= lower {
            break;
        }
        let part = taxable.min(upper) - lower;
        tax += part * percent / 100;
        lower = upper;
    }
    tax
}

pub fn surcharge(tax: u32) -> u32 {
    if tax < SURCHARGE_FROM {
        0
    } else {
        tax * SURCHARGE_PERCENT / 100
    }
}

pub fn top_rate(taxable: u32) -> u32 {
    if taxable == 0 {
        return 0;
    }
    for (upper, percent) in BRACKETS {
        if taxable <= upper {
            return percent;
        }
    }
    unreachable!()
}

/// The person who pays most; the first one on a tie.
pub fn biggest_payer(people: &[Person]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, p) in people.iter().enumerate() {
        if best.map_or(true, |b| p.tax() > people[b].tax()) {
            best = Some(i);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tax_below_allowance() {
        assert_eq!(Person::single(0).tax(), 0);
        assert_eq!(Person::single(9_999).taxable(), 0);
        assert_eq!(Person::single(10_000).taxable(), 0);
        assert_eq!(Person::single(10_001).taxable(), 1);
        assert_eq!(Person::single(10_100).tax(), 15);
    }

    #[test]
    fn allowances() {
        let p = Person { income: 60_000, expenses: 1_000, children: 2, married: true };
        assert_eq!(p.taxable(), 33_000);
        assert_eq!(Person { married: false, ..p }.taxable(), 43_000);
        assert_eq!(Person { children: 0, ..p }.taxable(), 39_000);
        assert_eq!(Person { expenses: 0, ..p }.taxable(), 34_000);
        assert_eq!(Person { expenses: 70_000, ..p }.taxable(), 0);
    }

    #[test]
    fn first_bracket() {
        assert_eq!(bracket_tax(0), 0);
        assert_eq!(bracket_tax(100), 15);
        assert_eq!(bracket_tax(20_000), 3_000);
    }

    #[test]
    fn second_bracket() {
        assert_eq!(bracket_tax(20_100), 3_030);
        assert_eq!(bracket_tax(50_000), 12_000);
    }

    #[test]
    fn third_bracket() {
        assert_eq!(bracket_tax(50_100), 12_045);
        assert_eq!(bracket_tax(100_000), 34_500);
    }

    #[test]
    fn surcharge_threshold() {
        assert_eq!(surcharge(0), 0);
        assert_eq!(surcharge(4_999), 0);
        assert_eq!(surcharge(5_000), 250);
        assert_eq!(surcharge(10_000), 500);
    }

    #[test]
    fn tax_and_net() {
        let p = Person::single(60_000);
        assert_eq!(p.tax(), 12_600);
        assert_eq!(p.net(), 47_400);
        assert_eq!(Person::single(25_000).tax(), 2_250);
        assert_eq!(Person::single(25_000).net(), 22_750);
    }

    #[test]
    fn rates() {
        assert_eq!(top_rate(0), 0);
        assert_eq!(top_rate(1), 15);
        assert_eq!(top_rate(20_000), 15);
        assert_eq!(top_rate(20_001), 30);
        assert_eq!(top_rate(50_000), 30);
        assert_eq!(top_rate(50_001), 45);
    }

    #[test]
    fn payer() {
        let v: Vec<Person> = [20_000, 90_000, 30_000, 90_000].map(Person::single).to_vec();
        assert_eq!(biggest_payer(&v), Some(1));
        assert_eq!(biggest_payer(&v[2..]), Some(1));
        assert_eq!(biggest_payer(&v[..1]), Some(0));
        assert_eq!(biggest_payer(&[]), None);
        assert_eq!(biggest_payer(&[Person::single(1), Person::single(2)]), Some(0));
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    #[test]
    fn h_brackets() {
        assert_eq!(bracket_tax(19_980), 2_997);
        assert_eq!(bracket_tax(20_010), 3_003);
        assert_eq!(bracket_tax(49_990), 11_997);
        assert_eq!(bracket_tax(50_020), 12_009);
        assert_eq!(bracket_tax(6), 0);
        assert_eq!(bracket_tax(7), 1);
    }

    #[test]
    fn h_surcharge() {
        assert_eq!(surcharge(5_001), 250);
        assert_eq!(surcharge(5_020), 251);
        assert_eq!(surcharge(4_980), 0);
    }

    #[test]
    fn h_person() {
        let p = Person { income: 100_000, expenses: 4_000, children: 3, married: true };
        assert_eq!(p.taxable(), 67_000);
        assert_eq!(p.tax(), 19_650 + 982);
        assert_eq!(p.net(), 79_368);
        let q = Person { income: 26_000, expenses: 0, children: 2, married: true };
        assert_eq!(q.taxable(), 0);
        assert_eq!(Person { income: 26_001, ..q }.taxable(), 1);
        assert_eq!(q.net(), 26_000);
    }

    #[test]
    fn h_rate_and_payer() {
        assert_eq!(top_rate(19_999), 15);
        assert_eq!(top_rate(49_999), 30);
        assert_eq!(top_rate(u32::MAX), 45);
        let a = Person::single(40_000);
        let b = Person { married: true, ..Person::single(45_000) };
        assert_eq!(biggest_payer(&[b, a]), Some(1));
        assert_eq!(biggest_payer(&[a, b]), Some(0));
        assert_eq!(biggest_payer(&[a, a]), Some(0));
    }
}
