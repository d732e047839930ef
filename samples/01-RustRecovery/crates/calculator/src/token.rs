//! Splits an expression into tokens.

/// A piece of an expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token {
    Number(f64),
    Plus,
    Minus,
    Star,
    Slash,
    Open,
    Close,
}

/// The tokens of an expression, or what could not be read.
pub fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut result = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() { number_length(rest) } else { first.len_utf8() };
        let (piece, after) = rest.split_at(length);
        result.push(match first {
            '+' => Token::Plus,
            '-' => Token::Minus,
            '*' => Token::Star,
            '/' => Token::Slash,
            '(' => Token::Open,
            ')' => Token::Close,
            _ if first.is_ascii_digit() => Token::Number(number(piece)?),
            _ => return Err(format!("{:?} is not part of an expression", first)),
        });
        rest = after.trim_start();
    }
    Ok(result)
}

fn number(piece: &str) -> Result<f64, String> {
    match piece.parse::<f64>() {
        Ok(value) => value,
        Err(_) => Err(format!("{:?} is not a number", piece)),
    }
}

fn number_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len())
}
