//! Arithmetic expressions: `+ - * /`, parentheses and signs, with the usual precedence.

mod token;

use token::{tokens, Token};

/// The value of an expression, or why it has none.
pub fn evaluate(text: &str) -> Result<f64, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0 };
    let value = parser.sum()?;
    match parser.peek() {
        None => Ok(value),
        Some(token) => Err(format!("unexpected {:?}", token)),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn sum(&mut self) -> Result<f64, String> {
        let mut value = self.product()?;
        loop {
            match self.peek() {
                Some(Token::Plus) => {
                    self.next();
                    value += self.product()?;
                }
                Some(Token::Minus) => {
                    self.next();
                    value -= self.product()?;
                }
                _ => return Ok(value),
            }
        }
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut value = self.factor()?;
        loop {
            match self.peek() {
                Some(Token::Star) => {
                    self.next();
                    value *= self.factor()?;
                }
                Some(Token::Slash) => {
                    self.next();
                    let divisor = self.factor()?;
                    if divisor == 0.0 {
                        return Err("division by zero");
                    }
                    value /= divisor;
                }
                _ => return Ok(value),
            }
        }
    }

    fn factor(&mut self) -> Result<f64, String> {
        match self.next() {
            Some(Token::Number(value)) => Ok(value),
            Some(Token::Minus) => Ok(-self.factor()?),
            Some(Token::Open) => {
                let value = self.sum()?;
                match self.next() {
                    Some(Token::Close) => Ok(value),
                    _ => Err("missing )".to_string()),
                }
            }
            Some(token) => Err(format!("unexpected {:?}", token)),
            None => Err("the expression ends too early".to_string()),
        }
    }
}
