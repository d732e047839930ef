//! Totals of an invoice, tax included. Money is in cents.

/// One position of an invoice.
#[derive(Debug, Clone)]
pub struct Line {
    pub what: String,
    pub count: i64,
    pub unit_price: i64,
}

impl Line {
    pub fn new(what: &str, count: i64, unit_price: i64) -> Self {
        Line { what: what.to_string(), count, unit_price }
    }

    /// The price without tax.
    pub fn net(&self) -> i64 {
        self.count * self.unit_price
    }
}

/// An invoice; its tax rate is in tenths of a percent, 190 for 19 %.
#[derive(Debug, Clone)]
pub struct Invoice {
    pub lines: Vec<Line>,
    pub tax_rate: i64,
}

impl Invoice {
    pub fn new(tax_rate: i64) -> Self {
        Invoice { lines: Vec::new(), tax_rate }
    }

    /// Adds a line; for chains.
    pub fn with(mut self, what: &str, count: i64, unit_price: i64) -> Self {
        self.lines.push(Line::new(what, count, unit_price));
        self
    }

    /// All lines without tax.
    pub fn net(&self) -> i64 {
        self.lines.iter().map(Line::net).sum()
    }

    /// The tax on the whole invoice, rounded once.
    pub fn tax(&self) -> i64 {
        rounded_share(self.net(), self.tax_rate)
    }

    /// What is to be paid.
    pub fn total(&self) -> i64 {
        self.net() + self.tax()
    }
}

/// `rate` tenths of a percent of an amount, halves away from zero.
fn rounded_share(amount: i64, rate: i64) -> i64 {
    let thousandths = amount * rate;
    let half = if thousandths < 0 { -500 } else { 500 };
    (thousandths + half) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(rounded_share(50, 190), 10);
        assert_eq!(rounded_share(-50, 190), -10);
        assert_eq!(rounded_share(49, 190), 9);
    }

    #[test]
    fn tax_is_rounded_once_for_the_whole_invoice() {
        let invoice = Invoice::new(190).with("pen", 1, 107).with("ink", 1, 107).with("cap", 1, 107);
        assert_eq!(invoice.tax(), 61);
    }
}
