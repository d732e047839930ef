//! Sets of half-open intervals `start..end`, merged and sorted.

/// All numbers from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    pub start: i64,
    pub end: i64,
}

impl Interval {
    /// An interval; `None` when it would be empty.
    pub fn new(start: i64, end: i64) -> Option<Self> {
        (start < end).then_some(Interval { start, end })
    }

    pub fn length(&self) -> i64 {
        self.end - self.start
    }

    /// Whether a number lies in the interval.
    pub fn contains(&self, number: i64) -> bool {
        self.start <= number && number <= self.end
    }
}

/// Numbers, kept as few intervals as possible.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntervalSet {
    intervals: Vec<Interval>,
}

impl IntervalSet {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an interval; intervals that touch or overlap become one.
    pub fn insert(&mut self, new: Interval) {
        let mut merged = new;
        let mut kept = Vec::with_capacity(self.intervals.len() + 1);
        for &old in &self.intervals {
            if old.end < merged.start || merged.end < old.start {
                kept.push(old);
            } else {
                merged = Interval { start: merged.start.min(old.start), end: merged.end.max(old.end) };
            }
        }
        kept.push(merged);
        kept.sort();
        self.intervals = kept;
    }

    /// Whether a number is in the set.
    pub fn contains(&self, number: i64) -> bool {
        self.find(number).is_some()
    }

    /// The interval that a number lies in, by binary search.
    pub fn find(&self, number: i64) -> Option<Interval> {
        let after = self.intervals.partition_point(|interval| interval.start <= number);
        let candidate = self.intervals.get(after.checked_sub(1)?)?;
        candidate.contains(number).then_some(*candidate)
    }

    /// How many numbers are in the set.
    pub fn size(&self) -> i64 {
        self.intervals.iter().map(Interval::length).sum()
    }

    /// The intervals in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = &Interval> {
        self.intervals.iter()
    }

    /// The free intervals between the first and the last number of the set.
    pub fn gaps(&self) -> Vec<Interval> {
        self.intervals.windows(2).map(|pair| Interval { start: pair[0].end, end: pair[1].start }).collect()
    }
}
