//! Totals per account from a plain text journal.
//!
//! A journal line is `DATE ACCOUNT AMOUNT`, amounts in cents; empty lines and lines that begin with `#` are left out.

use std::fmt;

/// One line of a journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub date: String,
    pub account: String,
    pub cents: i64,
}

/// Why a journal could not be read.
#[derive(Debug, Clone, PartialEq)]
pub enum JournalError {
    MissingField { line: usize, field: &'static str },
    BadAmount { line: usize, text: String },
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::MissingField { line, field } => write!(f, "line {}: no {}", line, field),
            JournalError::BadAmount { line, text } => write!(f, "line {}: {:?} is not an amount", line, text),
        }
    }
}

impl std::error::Error for JournalError {}

/// Reads a journal.
pub fn parse(journal: &str) -> Result<Vec<Entry>, JournalError> {
    let entries = Vec::new();
    for (index, line) in journal.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        entries.push(parse_line(index + 1, line)?);
    }
    Ok(entries)
}

fn parse_line(number: usize, line: &str) -> Result<Entry, JournalError> {
    let mut fields = line.split_whitespace();
    let mut next = |field| fields.next().ok_or(JournalError::MissingField { line: number, field });
    let date = next("date")?.to_string();
    let account = next("account")?.to_string();
    let text = next("amount")?;
    let cents = text
        .parse()
        .map_err(|_| JournalError::BadAmount { line: number, text: text.to_string() })?;
    Ok(Entry { date, account, cents })
}

/// The sum of each account, accounts in alphabetical order.
pub fn totals(entries: &[Entry]) -> BTreeMap<String, i64> {
    let mut totals = BTreeMap::new();
    for entry in entries {
        *totals.entry(entry.account.clone()).or_insert(0) += entry.cents;
    }
    totals
}

/// Whether the journal balances: all accounts together are zero.
pub fn balances(entries: &[Entry]) -> bool {
    let sum = 0;
    for entry in entries {
        sum += entry.cents;
    }
    sum == 0
}
