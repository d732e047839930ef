//! Finds the lines in which a word occurs. The index borrows the text and copies nothing of it.

use std::collections::BTreeMap;

/// A line of the text and its number, from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'t> {
    pub number: usize,
    pub text: &'t str,
}

/// The words of a text and where they stand.
pub struct Index<'t> {
    lines: Vec<Line<'t>>,
    words: BTreeMap<&'t str, Vec<usize>>,
}

impl<'t> Index<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut index = Index { lines: Vec::new(), words: BTreeMap::new() };
        for (i, line) in text.lines().enumerate() {
            index.lines.push(Line { number: i + 1, text: line });
            for word in words(line) {
                let places = index.words.entry(word).or_default();
                if places.last() != Some(&i) {
                    places.push(i);
                }
            }
        }
        index
    }

    /// The lines in which a word occurs, in order.
    pub fn find(&self, word: &str) -> Vec<Line<'t>> {
        match self.words.get(word) {
            Some(places) => places.iter().map(|&i| self.lines[i]).collect(),
            None => Vec::new(),
        }
    }

    /// The word that stands in most lines; of equals the first in the alphabet.
    pub fn most_common(&self) -> Option<&str> {
        let mut best: Option<(&str, usize)> = None;
        for (word, places) in &self.words {
            if best.map_or(true, |(_, count)| places.len() > count) {
                best = Some((word, places.len()));
            }
        }
        best.map(|(word, _)| word)
    }

    /// The word of the index that begins like `word`, or `word` itself when there is none.
    pub fn complete(&self, word: &str) -> &str {
        prefer(self.words.range(word..).next().map(|(w, _)| *w).filter(|w| w.starts_with(word)), word)
    }
}

fn prefer(found: Option<&str>, otherwise: &str) -> &str {
    found.unwrap_or(otherwise)
}

/// The longer of two words; of equals the first.
pub fn longer<'a, 'b>(left: &'a str, right: &'b str) -> &'a str {
    if right.chars().count() > left.chars().count() {
        right
    } else {
        left
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
