#[derive(Debug, PartialEq, Clone, Copy)]
pub enum Token { Number(i64), Plus, Minus, Times, Open, Close }
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c.is_ascii_digit() {
            let mut n = 0;
            while i < chars.len() && chars[i].is_ascii_digit() { n = n * 10 + chars[i].to_digit(10)? as i64; i += 1; }
            out.push(Token::Number(n));
            continue;
        }
        match c { '+' => out.push(Token::Plus), '-' => out.push(Token::Minus), '*' => out.push(Token::Times), '(' => out.push(Token::Open), ')' => out.push(Token::Close), ' ' => {}, _ => return None }
        i += 1;
    }
    Some(out)
}
pub fn eval(text: &str) -> Option<i64> {
    let t = tokens(text)?;
    let (value, at) = sum(&t, 0)?;
    if at == t.len() { Some(value) } else { None }
}
fn sum(t: &[Token], at: usize) -> Option<(i64, usize)> {
    let (mut value, mut at) = product(t, at)?;
    while at < t.len() && (t[at] == Token::Plus || t[at] == Token::Minus) {
        let (right, next) = product(t, at + 1)?;
        if t[at] == Token::Plus { value += right; } else { value -= right; }
        at = next;
    }
    Some((value, at))
}
fn product(t: &[Token], at: usize) -> Option<(i64, usize)> {
    let (mut value, mut at) = atom(t, at)?;
    while at < t.len() && t[at] == Token::Times { let (right, next) = atom(t, at + 1)?; value *= right; at = next; }
    Some((value, at))
}
fn atom(t: &[Token], at: usize) -> Option<(i64, usize)> {
    match t.get(at)? {
        Token::Number(n) => Some((*n, at + 1)),
        Token::Minus => { let (v, next) = atom(t, at + 1)?; Some((-v, next)) }
        Token::Open => { let (v, next) = sum(t, at + 1)?; if t.get(next) == Some(&Token::Close) { Some((v, next + 1)) } else { None } }
        _ => None,
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn reads() { assert_eq!(tokens("12+3"), Some(vec![Token::Number(12), Token::Plus, Token::Number(3)])); assert_eq!(tokens("a"), None); assert_eq!(tokens("(-)").map(|t| t.len()), Some(3)); }
    #[test] fn computes() { assert_eq!(eval("1+2*3"), Some(7)); assert_eq!(eval("(1+2)*3"), Some(9)); assert_eq!(eval("10-4-3"), Some(3)); assert_eq!(eval("-(2+3)*2"), Some(-10)); }
    #[test] fn refuses() { assert_eq!(eval("1+"), None); assert_eq!(eval("(1"), None); assert_eq!(eval("1 2"), None); assert_eq!(eval(""), None); assert_eq!(eval("2)"), None); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(eval("2*(3+4)-5*(6-1)"), Some(-11)); assert_eq!(eval("((7))"), Some(7)); assert_eq!(eval("100 * 12 + 1"), Some(1201)); }
    #[test] fn h2() { assert_eq!(eval("1-1-1"), Some(-1)); assert_eq!(eval("--4"), Some(4)); assert_eq!(eval("*2"), None); } }
