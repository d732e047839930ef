use intervals::{Interval, IntervalSet};

fn set(intervals: &[(i64, i64)]) -> IntervalSet {
    let mut set = IntervalSet::new();
    for &(start, end) in intervals {
        set.insert(Interval::new(start, end).unwrap());
    }
    set
}

fn pairs(set: &IntervalSet) -> Vec<(i64, i64)> {
    set.iter().map(|i| (i.start, i.end)).collect()
}

#[test]
fn an_interval_is_never_empty() {
    assert_eq!(Interval::new(3, 3), None);
    assert_eq!(Interval::new(3, 2), None);
    assert_eq!(Interval::new(2, 3).unwrap().length(), 1);
}

#[test]
fn keeps_intervals_apart_and_sorted() {
    assert_eq!(pairs(&set(&[(10, 12), (1, 3), (5, 6)])), [(1, 3), (5, 6), (10, 12)]);
}

#[test]
fn merges_what_overlaps_or_touches() {
    assert_eq!(pairs(&set(&[(1, 3), (2, 5)])), [(1, 5)]);
    assert_eq!(pairs(&set(&[(1, 3), (3, 5)])), [(1, 5)]);
    assert_eq!(pairs(&set(&[(1, 2), (4, 5), (2, 4)])), [(1, 5)]);
}

#[test]
fn the_end_is_not_part_of_an_interval() {
    let set = set(&[(1, 3), (5, 6)]);
    assert!(set.contains(1));
    assert!(set.contains(2));
    assert!(!set.contains(3));
    assert!(set.contains(5));
    assert!(!set.contains(6));
    assert!(!set.contains(0));
    assert!(!set.contains(9));
    let one = Interval::new(2, 5).unwrap();
    assert!(one.contains(2) && one.contains(4));
    assert!(!one.contains(5) && !one.contains(8) && !one.contains(1));
    let around = Interval::new(-2, 3).unwrap();
    assert!(around.contains(-2) && around.contains(0) && around.contains(2));
    assert!(!around.contains(3) && !around.contains(4) && !around.contains(-3));
}

#[test]
fn knows_size_and_gaps() {
    let set = set(&[(1, 3), (5, 6), (10, 20)]);
    assert_eq!(set.size(), 13);
    assert_eq!(set.gaps(), [Interval::new(3, 5).unwrap(), Interval::new(6, 10).unwrap()]);
}
