use ledger::{balances, parse, totals, JournalError};

const JOURNAL: &str = "\
# opening
2024-01-01 bank 100000
2024-01-01 equity -100000

2024-01-03 food 1250
2024-01-03 bank -1250
";

#[test]
fn reads_entries_and_leaves_out_comments() {
    let entries = parse(JOURNAL).unwrap();
    assert_eq!(entries.len(), 4);
    assert_eq!(entries[2].account, "food");
    assert_eq!(entries[2].date, "2024-01-03");
    assert_eq!(entries[2].cents, 1250);
}

#[test]
fn sums_per_account() {
    let totals = totals(&parse(JOURNAL).unwrap());
    let accounts: Vec<_> = totals.iter().map(|(a, c)| (a.as_str(), *c)).collect();
    assert_eq!(accounts, [("bank", 98750), ("equity", -100000), ("food", 1250)]);
}

#[test]
fn a_complete_journal_balances() {
    let mut entries = parse(JOURNAL).unwrap();
    assert!(balances(&entries));
    entries.pop();
    assert!(!balances(&entries));
}

#[test]
fn names_the_line_of_a_bad_amount() {
    let error = parse("2024-01-01 bank ten").unwrap_err();
    assert_eq!(error, JournalError::BadAmount { line: 1, text: "ten".to_string() });
    assert_eq!(error.to_string(), "line 1: \"ten\" is not an amount");
}

#[test]
fn names_the_missing_field() {
    let error = parse("\n2024-01-01 bank").unwrap_err();
    assert_eq!(error, JournalError::MissingField { line: 2, field: "amount" });
}
