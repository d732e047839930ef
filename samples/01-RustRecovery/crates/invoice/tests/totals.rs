use invoice::Invoice;

#[test]
fn an_empty_invoice_costs_nothing() {
    assert_eq!(Invoice::new(190).total(), 0);
}

#[test]
fn adds_tax_to_the_net_price() {
    let invoice = Invoice::new(190).with("desk", 1, 10_000).with("chair", 4, 2_500);
    assert_eq!(invoice.net(), 20_000);
    assert_eq!(invoice.total(), 23_800);
}

#[test]
fn a_credit_note_is_the_invoice_with_the_other_sign() {
    let invoice = Invoice::new(70).with("book", 1, 1_995);
    let credit = Invoice::new(70).with("book", -1, 1_995);
    assert_eq!(invoice.total(), -credit.total());
}

/// The book-keeping system rounds the tax of every line: three times 20 cents.
#[test]
fn agrees_with_the_book_keeping_system() {
    let invoice = Invoice::new(190).with("pen", 1, 107).with("ink", 1, 107).with("cap", 1, 107);
    assert_eq!(invoice.total(), 321 + 60);
}
