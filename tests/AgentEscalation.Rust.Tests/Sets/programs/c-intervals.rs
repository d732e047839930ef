/// Half open interval `start..end` of minutes; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: u32, end: u32) -> Option<Span> {
        if start < end {
            Some(Span { start, end })
        } else {
            None
        }
    }

    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    pub fn contains(&self, minute: u32) -> bool {
        self.start <= minute && minute < self.end
    }

    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn intersect(&self, other: &Span) -> Option<Span> {
        Span::new(self.start.max(other.start), self.end.min(other.end))
    }
}

/// Union of all spans, sorted; touching spans become one.
pub fn merge(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort();
    let mut out: Vec<Span> = Vec::new();
    for s in sorted {
        match out.last_mut() {
            Some(last) if s.start <= last.end => last.end = last.end.max(s.end),
            _ => out.push(s),
        }
    }
    out
}

pub fn covered(spans: &[Span]) -> u32 {
    merge(spans).iter().map(|s| s.len()).sum()
}

/// Free time within `day` that is at least `min` minutes long.
pub fn gaps(day: Span, busy: &[Span], min: u32) -> Vec<Span> {
    let mut free = Vec::new();
    let mut at = day.start;
    for b in merge(busy) {
        if b.end <= day.start {
            continue;
        }
        if b.start >= day.end {
            break;
        }
        if b.start > at && b.start - at >= min {
            free.push(Span { start: at, end: b.start });
        }
        at = b.end;
    }
    if at < day.end && day.end - at >= min {
        free.push(Span { start: at, end: day.end });
    }
    free
}

/// Largest number of spans that run at the same time, and when that starts.
pub fn peak(spans: &[Span]) -> Option<(usize, u32)> {
    let mut best: Option<(usize, u32)> = None;
    let mut starts: Vec<u32> = spans.iter().map(|s| s.start).collect();
    starts.sort();
    for t in starts {
        let n = spans.iter().filter(|s| s.contains(t)).count();
        if best.map_or(true, |(b, _)| n > b) {
            best = Some((n, t));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn creation() {
        assert_eq!(Span::new(3, 3), None);
        assert_eq!(Span::new(4, 3), None);
        assert_eq!(Span::new(3, 4).map(|x| (x.start, x.end, x.len())), Some((3, 4, 1)));
        assert_eq!(s(10, 25).len(), 15);
    }

    #[test]
    fn containment() {
        let a = s(5, 8);
        assert!(!a.contains(4));
        assert!(a.contains(5));
        assert!(a.contains(7));
        assert!(!a.contains(8));
    }

    #[test]
    fn overlap() {
        assert!(s(1, 5).overlaps(&s(4, 6)));
        assert!(s(4, 6).overlaps(&s(1, 5)));
        assert!(!s(1, 5).overlaps(&s(5, 6)));
        assert!(!s(5, 6).overlaps(&s(1, 5)));
        assert!(s(1, 9).overlaps(&s(3, 4)));
    }

    #[test]
    fn intersection() {
        assert_eq!(s(1, 5).intersect(&s(3, 9)), Some(s(3, 5)));
        assert_eq!(s(3, 9).intersect(&s(1, 5)), Some(s(3, 5)));
        assert_eq!(s(1, 9).intersect(&s(3, 4)), Some(s(3, 4)));
        assert_eq!(s(1, 3).intersect(&s(3, 4)), None);
    }

    #[test]
    fn merging() {
        assert_eq!(merge(&[]), []);
        assert_eq!(merge(&[s(5, 7), s(1, 3)]), [s(1, 3), s(5, 7)]);
        assert_eq!(merge(&[s(1, 3), s(3, 5)]), [s(1, 5)]);
        assert_eq!(merge(&[s(1, 3), s(4, 5)]), [s(1, 3), s(4, 5)]);
        assert_eq!(merge(&[s(1, 9), s(2, 3), s(8, 10)]), [s(1, 10)]);
    }

    #[test]
    fn coverage() {
        assert_eq!(covered(&[]), 0);
        assert_eq!(covered(&[s(1, 4), s(2, 6), s(10, 11)]), 6);
        assert_eq!(covered(&[s(1, 4), s(1, 4)]), 3);
    }

    #[test]
    fn gaps_between() {
        let day = s(100, 200);
        assert_eq!(gaps(day, &[], 1), [day]);
        assert_eq!(gaps(day, &[s(120, 130)], 1), [s(100, 120), s(130, 200)]);
        assert_eq!(gaps(day, &[s(100, 130), s(150, 200)], 1), [s(130, 150)]);
        assert_eq!(gaps(day, &[s(90, 210)], 1), []);
        assert_eq!(gaps(day, &[s(100, 200)], 1), []);
    }

    #[test]
    fn gaps_minimum() {
        let day = s(100, 200);
        assert_eq!(gaps(day, &[s(120, 190)], 20), [s(100, 120)]);
        assert_eq!(gaps(day, &[s(120, 190)], 21), []);
        assert_eq!(gaps(day, &[s(110, 180)], 20), [s(180, 200)]);
        assert_eq!(gaps(day, &[s(110, 180)], 10), [s(100, 110), s(180, 200)]);
    }

    #[test]
    fn gaps_outside() {
        let day = s(100, 200);
        assert_eq!(gaps(day, &[s(10, 20), s(300, 310)], 1), [day]);
        assert_eq!(gaps(day, &[s(10, 100), s(200, 310)], 1), [day]);
        assert_eq!(gaps(day, &[s(50, 101), s(199, 250)], 1), [s(101, 199)]);
    }

    #[test]
    fn peaks() {
        assert_eq!(peak(&[]), None);
        assert_eq!(peak(&[s(4, 5)]), Some((1, 4)));
        assert_eq!(peak(&[s(1, 5), s(3, 8), s(4, 6)]), Some((3, 4)));
        assert_eq!(peak(&[s(5, 7), s(1, 5)]), Some((1, 1)));
        assert_eq!(peak(&[s(8, 9), s(8, 9), s(1, 3), s(2, 4)]), Some((2, 2)));
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    fn s(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn h_span() {
        assert_eq!(Span::new(0, 0), None);
        assert_eq!(s(0, 1).len(), 1);
        assert!(s(0, 1).contains(0));
        assert!(!s(0, 1).contains(1));
        assert!(s(2, 4).overlaps(&s(2, 4)));
        assert!(!s(2, 4).overlaps(&s(8, 9)));
        assert!(!s(8, 9).overlaps(&s(2, 4)));
        assert_eq!(s(2, 6).intersect(&s(5, 6)), Some(s(5, 6)));
        assert_eq!(s(5, 6).intersect(&s(0, 3)), None);
    }

    #[test]
    fn h_merge() {
        assert_eq!(merge(&[s(9, 12), s(0, 2), s(2, 3), s(5, 10), s(6, 7)]), [s(0, 3), s(5, 12)]);
        assert_eq!(covered(&[s(9, 12), s(0, 2), s(2, 3), s(5, 10), s(6, 7)]), 10);
        assert_eq!(merge(&[s(4, 6), s(4, 9), s(4, 5)]), [s(4, 9)]);
    }

    #[test]
    fn h_gaps() {
        let day = s(480, 1020);
        let busy = [s(600, 660), s(470, 500), s(640, 700), s(1000, 1100)];
        assert_eq!(gaps(day, &busy, 100), [s(500, 600), s(700, 1000)]);
        assert_eq!(gaps(day, &busy, 101), [s(700, 1000)]);
        assert_eq!(gaps(day, &busy, 301), []);
        assert_eq!(gaps(day, &[s(481, 1019)], 1), [s(480, 481), s(1019, 1020)]);
        assert_eq!(gaps(day, &[s(479, 480), s(1020, 1021)], 540), [day]);
        assert_eq!(gaps(day, &[], 541), []);
    }

    #[test]
    fn h_peak() {
        assert_eq!(peak(&[s(0, 10), s(2, 4), s(3, 5), s(6, 9), s(7, 8)]), Some((3, 3)));
        assert_eq!(peak(&[s(0, 2), s(2, 4), s(4, 6)]), Some((1, 0)));
        assert_eq!(peak(&[s(7, 9), s(3, 9), s(8, 9)]), Some((3, 8)));
    }
}
