use bitset::BitSet;

fn set(capacity: usize, numbers: &[usize]) -> BitSet {
    let mut set = BitSet::new(capacity);
    for &number in numbers {
        set.insert(number);
    }
    set
}

#[test]
fn holds_what_was_put_in() {
    let set = set(130, &[0, 63, 64, 129]);
    assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
    assert_eq!(set.len(), 4);
    assert!(!set.contains(1));
    assert!(!set.contains(130));
    assert!(!set.contains(100_000));
}

#[test]
fn says_whether_a_number_is_new() {
    let mut set = BitSet::new(10);
    assert!(set.is_empty());
    assert!(set.insert(9));
    assert!(!set.insert(9));
    assert!(set.remove(9));
    assert!(!set.remove(9));
    assert!(set.is_empty());
}

#[test]
fn intersects() {
    let both = set(100, &[1, 70, 99]).intersection(&set(80, &[1, 2, 70]));
    assert_eq!(both.iter().collect::<Vec<_>>(), [1, 70]);
}

#[test]
#[should_panic(expected = "10 is not below the capacity of 10")]
fn refuses_numbers_from_the_capacity_on() {
    BitSet::new(10).insert(10);
}
