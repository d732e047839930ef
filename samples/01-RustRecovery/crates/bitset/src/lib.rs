//! A fixed-size set of small numbers, one bit each.

const WORD: usize = u64::BITS as usize;

/// A set of numbers below its capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
    capacity: usize,
}

impl BitSet {
    /// An empty set for the numbers below `capacity`.
    pub fn new(capacity: usize) -> Self {
        BitSet { words: vec![0; (capacity + WORD - 1) / WORD], capacity }
    }

    /// Adds a number; false when it was in the set already.
    ///
    /// Panics when the number is not below the capacity.
    pub fn insert(&mut self, number: usize) -> bool {
        self.check(number);
        let word = self.words.get_unchecked_mut(number / WORD);
        let bit = 1 << (number % WORD);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Takes a number out; false when it was not in the set.
    pub fn remove(&mut self, number: usize) -> bool {
        let was_in = self.contains(number);
        if was_in {
            self.words[number / WORD] &= !(1 << (number % WORD));
        }
        was_in
    }

    /// Whether a number is in the set; numbers from the capacity on never are.
    pub fn contains(&self, number: usize) -> bool {
        if number >= self.capacity {
            return false;
        }
        let word = self.words.get_unchecked(number / WORD);
        *word & (1 << (number % WORD)) != 0
    }

    /// How many numbers are in the set.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers that are in both sets; the smaller capacity holds.
    pub fn intersection(&self, other: &BitSet) -> BitSet {
        let words = self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect();
        BitSet { words, capacity: self.capacity.min(other.capacity) }
    }

    /// The numbers of the set in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.capacity).filter(move |number| self.contains(*number))
    }

    fn check(&self, number: usize) {
        assert!(number < self.capacity, "{} is not below the capacity of {}", number, self.capacity);
    }
}
