use lru_cache::LruCache;

#[test]
fn keeps_what_fits() {
    let mut cache = LruCache::new(2);
    assert!(cache.is_empty());
    cache.put("a", 1);
    cache.put("b", 2);
    assert_eq!(cache.get(&"a"), Some(&1));
    assert_eq!(cache.get(&"b"), Some(&2));
    assert_eq!(cache.len(), 2);
}

#[test]
fn forgets_what_was_not_used_for_longest() {
    let mut cache = LruCache::new(2);
    cache.put("a", 1);
    cache.put("b", 2);
    cache.get(&"a");
    cache.put("c", 3);
    assert_eq!(cache.get(&"b"), None);
    assert_eq!(cache.get(&"a"), Some(&1));
    assert_eq!(cache.get(&"c"), Some(&3));
}

#[test]
fn replacing_a_value_pushes_nothing_out() {
    let mut cache = LruCache::new(2);
    cache.put("a", 1);
    cache.put("b", 2);
    cache.put("a", 10);
    assert_eq!(cache.get(&"a"), Some(&10));
    assert_eq!(cache.get(&"b"), Some(&2));
}

#[test]
fn makes_a_missing_value_once() {
    let mut cache = LruCache::new(1);
    let mut calls = 0;
    for _ in 0..3 {
        let value = cache.get_or_insert_with("a", || {
            calls += 1;
            7
        });
        assert_eq!(*value, 7);
    }
    assert_eq!(calls, 1);
}

#[test]
fn counts_hits_and_misses() {
    let mut cache = LruCache::new(1);
    cache.get(&"a");
    cache.put("a", 1);
    cache.get(&"a");
    cache.get(&"a");
    assert_eq!(cache.statistics(), (2, 1));
}
