//! Plain text layout: wrapping, justification, indentation.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Justify,
}

#[derive(Debug, Clone)]
pub struct Layout {
    pub width: usize,
    pub first_indent: usize,
    pub hanging: usize,
    pub align: Align,
}

/// Greedy line breaking. Words longer than the width are split hard.
pub fn wrap(text: &str, width: usize, first: usize, other: usize) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut line: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let mut rest = word.to_string();
        while !rest.is_empty() {
            let room = width - if lines.is_empty() { first } else { other };
            let gap = if line.is_empty() { 0 } else { 1 };
            let len = rest.chars().count();
            if used + gap + len <= room {
                used += gap + len;
                line.push(std::mem::take(&mut rest));
            } else if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else {
                let head: String = rest.chars().take(room).collect();
                rest = rest.chars().skip(room).collect();
                lines.push(vec![head]);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Spreads the blanks evenly, the left gaps get the surplus.
pub fn justify(words: &[String], width: usize) -> String {
    let letters: usize = words.iter().map(|w| w.chars().count()).sum();
    let gaps = words.len().saturating_sub(1);
    let blanks = width - letters;
    let mut out = String::new();
    for (i, w) in words.iter().enumerate() {
        out.push_str(w);
        if i < gaps {
            let extra = if i < blanks % gaps { 1 } else { 0 };
            out.push_str(&" ".repeat(blanks / gaps + extra));
        }
    }
    out
}

impl Layout {
    pub fn new(width: usize, align: Align) -> Layout {
        Layout { width: width.max(1), first_indent: 0, hanging: 0, align }
    }

    pub fn indent(mut self, first: usize, hanging: usize) -> Layout {
        self.first_indent = first.min(self.width - 1);
        self.hanging = hanging.min(self.width - 1);
        self
    }

    pub fn render(&self, text: &str) -> Vec<String> {
        let lines = wrap(text, self.width, self.first_indent, self.hanging);
        let mut out = Vec::new();
        for (i, words) in lines.iter().enumerate() {
            let indent = if i == 0 { self.first_indent } else { self.hanging };
            let room = self.width - indent;
            let plain = words.join(" ");
            let free = room - plain.chars().count();
            let body = match self.align {
                Align::Right => " ".repeat(free) + &plain,
                Align::Justify if i + 1 < lines.len() => justify(words, room),
                _ => plain,
            };
            out.push(" ".repeat(indent) + &body);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str, width: usize, first: usize, other: usize) -> Vec<String> {
        wrap(text, width, first, other).iter().map(|l| l.join(" ")).collect()
    }

    fn words(s: &str) -> Vec<String> {
        s.split(' ').map(String::from).collect()
    }

    #[test]
    fn wraps_at_the_boundary() {
        assert_eq!(joined("aa bb cc", 5, 0, 0), ["aa bb", "cc"]);
        assert_eq!(joined("aa bb cc", 4, 0, 0), ["aa", "bb", "cc"]);
        assert_eq!(joined("aa bb cc", 8, 0, 0), ["aa bb cc"]);
        assert_eq!(joined("aa bb cc", 7, 0, 0), ["aa bb", "cc"]);
    }

    #[test]
    fn wraps_nothing() {
        assert!(wrap("", 5, 0, 0).is_empty());
        assert!(wrap("  \n ", 5, 0, 0).is_empty());
    }

    #[test]
    fn splits_long_words() {
        assert_eq!(joined("abcdefgh", 3, 0, 0), ["abc", "def", "gh"]);
        assert_eq!(joined("x abcdef y", 3, 0, 0), ["x", "abc", "def", "y"]);
        assert_eq!(joined("abcd e", 3, 0, 0), ["abc", "d e"]);
    }

    #[test]
    fn wrap_respects_indents() {
        assert_eq!(joined("aa bb cc dd", 5, 2, 0), ["aa", "bb cc", "dd"]);
        assert_eq!(joined("aa bb cc dd", 5, 0, 2), ["aa bb", "cc", "dd"]);
    }

    #[test]
    fn justifies() {
        assert_eq!(justify(&words("a b c"), 7), "a  b  c");
        assert_eq!(justify(&words("a b c"), 8), "a   b  c");
        assert_eq!(justify(&words("a b c"), 5), "a b c");
        assert_eq!(justify(&words("a b c d"), 9), "a  b  c d");
        assert_eq!(justify(&words("abc"), 9), "abc");
        assert_eq!(justify(&[], 9), "");
    }

    #[test]
    fn zero_width() {
        assert_eq!(Layout::new(0, Align::Left).width, 1);
        assert_eq!(Layout::new(0, Align::Left).render("ab"), ["a", "b"]);
        assert_eq!(Layout::new(1, Align::Left).render("ab"), ["a", "b"]);
    }

    #[test]
    fn left_right() {
        let t = "one two three";
        assert_eq!(Layout::new(8, Align::Left).render(t), ["one two", "three"]);
        assert_eq!(Layout::new(8, Align::Right).render(t), [" one two", "   three"]);
    }

    #[test]
    fn justified_but_last() {
        let l = Layout::new(9, Align::Justify);
        assert_eq!(l.render("one two three four x"), ["one   two", "three", "four x"]);
        assert_eq!(l.render("a b"), ["a b"]);
    }

    #[test]
    fn indents() {
        let l = Layout::new(7, Align::Left).indent(2, 1);
        assert_eq!(l.render("aa bb cc dd"), ["  aa bb", " cc dd"]);
        let r = Layout::new(7, Align::Right).indent(3, 0);
        assert_eq!(r.render("aa bb cc"), ["     aa", "  bb cc"]);
    }

    #[test]
    fn indent_is_limited() {
        let l = Layout::new(3, Align::Left).indent(3, 9);
        assert_eq!((l.first_indent, l.hanging), (2, 2));
        assert_eq!(l.render("ab"), ["  a", "  b"]);
        let m = Layout::new(3, Align::Left).indent(1, 2);
        assert_eq!((m.first_indent, m.hanging), (1, 2));
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    #[test]
    fn h_wrap() {
        let l = Layout::new(10, Align::Left);
        assert_eq!(l.render("the quick brown fox jumps"), ["the quick", "brown fox", "jumps"]);
        assert_eq!(l.render("exactly te n"), ["exactly te", "n"]);
        assert_eq!(l.render("exactly ten"), ["exactly", "ten"]);
        assert_eq!(l.render("abcdefghijk"), ["abcdefghij", "k"]);
        assert_eq!(l.render("abcdefghij k"), ["abcdefghij", "k"]);
        assert!(l.render(" ").is_empty());
    }

    #[test]
    fn h_justify() {
        let l = Layout::new(12, Align::Justify);
        assert_eq!(l.render("a bb ccc d e ffffff g"), ["a bb ccc d e", "ffffff g"]);
        assert_eq!(l.render("a bb ccc f eeeeee g"), ["a  bb  ccc f", "eeeeee g"]);
        assert_eq!(l.render("aa bb cc dddddddd"), ["aa   bb   cc", "dddddddd"]);
        assert_eq!(l.render("aa bb c dddddddd"), ["aa    bb   c", "dddddddd"]);
    }

    #[test]
    fn h_align_indent() {
        let l = Layout::new(10, Align::Left).indent(4, 2);
        assert_eq!(l.render("ab cd efgh"), ["    ab cd", "  efgh"]);
        let m = Layout::new(5, Align::Left).indent(4, 5);
        assert_eq!((m.first_indent, m.hanging), (4, 4));
        let r = Layout::new(10, Align::Right).indent(4, 2);
        assert_eq!(r.render("ab cd efgh ij"), ["     ab cd", "   efgh ij"]);
        let j = Layout::new(10, Align::Justify).indent(1, 3);
        assert_eq!(j.render("ab cd ef gh ijk l m"), [" ab  cd ef", "   gh  ijk", "   l m"]);
    }
}
