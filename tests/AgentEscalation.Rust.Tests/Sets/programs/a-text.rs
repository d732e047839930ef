pub fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|w| !w.is_empty()).map(|w| w.to_lowercase()).collect()
}
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(line);
            line = String::new();
        }
        if !line.is_empty() { line.push(' '); }
        line.push_str(word);
    }
    if !line.is_empty() { lines.push(line); }
    lines
}
pub fn caesar(text: &str, shift: u8) -> String {
    text.chars().map(|c| if c.is_ascii_lowercase() { (((c as u8 - b'a' + shift) % 26) + b'a') as char } else { c }).collect()
}
pub fn is_palindrome(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let n = chars.len();
    (0..n / 2).all(|i| chars[i] == chars[n - 1 - i])
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn splits() { assert_eq!(words("A  bC d"), ["a", "bc", "d"]); assert!(words("").is_empty()); }
    #[test] fn wraps() { assert_eq!(wrap("aa bb cc", 5), ["aa bb", "cc"]); assert_eq!(wrap("aa bb", 4), ["aa", "bb"]); assert!(wrap(" ", 3).is_empty()); }
    #[test] fn shifts() { assert_eq!(caesar("xyz A", 3), "abc A"); assert_eq!(caesar("abc", 1), "bcd"); }
    #[test] fn palindromes() { assert!(is_palindrome("abba")); assert!(is_palindrome("aba")); assert!(!is_palindrome("abca")); assert!(is_palindrome("")); assert!(!is_palindrome("abab")); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]); assert_eq!(wrap("longword a", 3), ["longword", "a"]); }
    #[test] fn h2() { assert_eq!(caesar(&caesar("hello", 7), 19), "hello"); }
    #[test] fn h3() { assert!(is_palindrome("racecar")); assert!(!is_palindrome("racecat")); assert_eq!(words(" X "), ["x"]); } }
