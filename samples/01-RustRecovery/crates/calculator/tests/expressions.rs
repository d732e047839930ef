use calculator::evaluate;

#[test]
fn precedence_and_parentheses() {
    assert_eq!(evaluate("1 + 2 * 3"), Ok(7.0));
    assert_eq!(evaluate("(1 + 2) * 3"), Ok(9.0));
    assert_eq!(evaluate("8 / 2 / 2"), Ok(2.0));
    assert_eq!(evaluate("2 - 3 - 4"), Ok(-5.0));
}

#[test]
fn signs_and_decimals() {
    assert_eq!(evaluate("-1.5 * -2"), Ok(3.0));
    assert_eq!(evaluate("--4"), Ok(4.0));
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(evaluate("1 / 0"), Err("division by zero".to_string()));
    assert_eq!(evaluate("(1"), Err("missing )".to_string()));
    assert_eq!(evaluate("1 +"), Err("the expression ends too early".to_string()));
    assert_eq!(evaluate("1 2"), Err("unexpected Number(2.0)".to_string()));
    assert_eq!(evaluate("1.2.3"), Err("\"1.2.3\" is not a number".to_string()));
    assert_eq!(evaluate("a"), Err("'a' is not part of an expression".to_string()));
}
