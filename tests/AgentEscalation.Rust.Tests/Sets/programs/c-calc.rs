//! Integer calculator: tokenizer and recursive descent evaluation.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    Num(i64),
    Op(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalcError {
    BadChar(usize),
    UnexpectedEnd,
    Unexpected(Token),
    DivideByZero,
}

pub fn tokenize(text: &str) -> Result<Vec<Token>, CalcError> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b' ' => {}
            b'+' | b'-' | b'*' | b'/' | b'%' | b'(' | b')' => tokens.push(Token::Op(bytes[i] as char)),
            b'0'..=b'9' => {
                let mut n = i64::from(bytes[i] - b'0');
                while i + 1 < bytes.len() && bytes[i + 1].is_ascii_digit() {
                    i += 1;
                    n = n * 10 + i64::from(bytes[i] - b'0');
                }
                tokens.push(Token::Num(n));
            }
            _ => return Err(CalcError::BadChar(i)),
        }
        i += 1;
    }
    Ok(tokens)
}

fn atom(tokens: &[Token], pos: &mut usize) -> Result<i64, CalcError> {
    let token = tokens.get(*pos).copied().ok_or(CalcError::UnexpectedEnd)?;
    *pos += 1;
    match token {
        Token::Num(n) => Ok(n),
        Token::Op('-') => Ok(-atom(tokens, pos)?),
        Token::Op('(') => {
            let value = expr(tokens, pos, 1)?;
            *pos += 1;
            match tokens.get(*pos - 1) {
                Some(Token::Op(')')) => Ok(value),
                Some(&other) => Err(CalcError::Unexpected(other)),
                None => Err(CalcError::UnexpectedEnd),
            }
        }
        other => Err(CalcError::Unexpected(other)),
    }
}

/// Precedence climbing; `min` is the weakest operator level allowed.
fn expr(tokens: &[Token], pos: &mut usize, min: u32) -> Result<i64, CalcError> {
    let mut value = atom(tokens, pos)?;
    while let Some(&Token::Op(op)) = tokens.get(*pos) {
        let level = match op {
            '+' | '-' => 1,
            '*' | '/' | '%' => 2,
            _ => 0,
        };
        if level < min {
            break;
        }
        *pos += 1;
        let rhs = expr(tokens, pos, level + 1)?;
        value = match op {
            '+' => value + rhs,
            '-' => value - rhs,
            '*' => value * rhs,
            _ if rhs == 0 => return Err(CalcError::DivideByZero),
            '/' => value / rhs,
            _ => value % rhs,
        };
    }
    Ok(value)
}

pub fn eval(text: &str) -> Result<i64, CalcError> {
    let tokens = tokenize(text)?;
    let mut pos = 0;
    let value = expr(&tokens, &mut pos, 1)?;
    match tokens.get(pos) {
        None => Ok(value),
        Some(&t) => Err(CalcError::Unexpected(t)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        assert_eq!(tokenize("").unwrap(), []);
        assert_eq!(tokenize(" 12+(3 )").unwrap(), [Token::Num(12), Token::Op('+'), Token::Op('('), Token::Num(3), Token::Op(')')]);
        assert_eq!(tokenize("7").unwrap(), [Token::Num(7)]);
        assert_eq!(tokenize("10 20").unwrap(), [Token::Num(10), Token::Num(20)]);
        assert_eq!(tokenize("907%8").unwrap(), [Token::Num(907), Token::Op('%'), Token::Num(8)]);
    }

    #[test]
    fn bad_characters() {
        assert_eq!(tokenize("1 + x"), Err(CalcError::BadChar(4)));
        assert_eq!(tokenize("$"), Err(CalcError::BadChar(0)));
        assert_eq!(eval("12a"), Err(CalcError::BadChar(2)));
    }

    #[test]
    fn sums_left_to_right() {
        assert_eq!(eval("1+2+3"), Ok(6));
        assert_eq!(eval("10 - 3 - 2"), Ok(5));
        assert_eq!(eval("10 - 3 + 2"), Ok(9));
    }

    #[test]
    fn products_left_to_right() {
        assert_eq!(eval("2*3*4"), Ok(24));
        assert_eq!(eval("100/10/5"), Ok(2));
        assert_eq!(eval("17%10*2"), Ok(14));
        assert_eq!(eval("7/2"), Ok(3));
    }

    #[test]
    fn precedence_levels() {
        assert_eq!(eval("2+3*4"), Ok(14));
        assert_eq!(eval("2*3+4"), Ok(10));
        assert_eq!(eval("20-6/3"), Ok(18));
        assert_eq!(eval("20-7%4"), Ok(17));
    }

    #[test]
    fn parentheses() {
        assert_eq!(eval("(2+3)*4"), Ok(20));
        assert_eq!(eval("2*(3+(4-1))"), Ok(12));
        assert_eq!(eval("((5))"), Ok(5));
    }

    #[test]
    fn unary_minus() {
        assert_eq!(eval("-5"), Ok(-5));
        assert_eq!(eval("--5"), Ok(5));
        assert_eq!(eval("3*-2"), Ok(-6));
        assert_eq!(eval("-(1+2)"), Ok(-3));
        assert_eq!(eval("4--1"), Ok(5));
    }

    #[test]
    fn division_by_zero() {
        assert_eq!(eval("1/0"), Err(CalcError::DivideByZero));
        assert_eq!(eval("1%(2-2)"), Err(CalcError::DivideByZero));
        assert_eq!(eval("0/1"), Ok(0));
        assert_eq!(eval("3*0"), Ok(0));
    }

    #[test]
    fn syntax_errors() {
        assert_eq!(eval(""), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("1+"), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("(1"), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("1 2"), Err(CalcError::Unexpected(Token::Num(2))));
        assert_eq!(eval("(1 2)"), Err(CalcError::Unexpected(Token::Num(2))));
        assert_eq!(eval("1)"), Err(CalcError::Unexpected(Token::Op(')'))));
        assert_eq!(eval("*3"), Err(CalcError::Unexpected(Token::Op('*'))));
        assert_eq!(eval("()"), Err(CalcError::Unexpected(Token::Op(')'))));
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    #[test]
    fn h_mixed() {
        assert_eq!(eval("1 + 2 * (3 - 4) / 2 - -6"), Ok(6));
        assert_eq!(eval("100 - 4*5*2 + 9%5"), Ok(64));
        assert_eq!(eval("-(2-8)*-3"), Ok(-18));
        assert_eq!(eval("8/3*3"), Ok(6));
    }

    #[test]
    fn h_tokens() {
        assert_eq!(tokenize("1000001").unwrap(), [Token::Num(1000001)]);
        assert_eq!(tokenize("0 09-").unwrap(), [Token::Num(0), Token::Num(9), Token::Op('-')]);
        assert_eq!(tokenize("5*  /").unwrap().len(), 3);
        assert_eq!(tokenize("55 ;"), Err(CalcError::BadChar(3)));
        assert_eq!(tokenize("5:"), Err(CalcError::BadChar(1)));
    }

    #[test]
    fn h_errors() {
        assert_eq!(eval("5-"), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("-"), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("2*(3+4"), Err(CalcError::UnexpectedEnd));
        assert_eq!(eval("2(3)"), Err(CalcError::Unexpected(Token::Op('('))));
        assert_eq!(eval("2*/3"), Err(CalcError::Unexpected(Token::Op('/'))));
        assert_eq!(eval("9%0"), Err(CalcError::DivideByZero));
        assert_eq!(eval("9/(1-2)"), Ok(-9));
    }
}
