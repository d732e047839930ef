//! A cache that forgets what was not used for longest.

use std::collections::HashMap;
use std::hash::Hash;

/// A value and when it was used last.
struct Slot<V> {
    value: V,
    used: u64,
}

/// At most `capacity` values; one more pushes out the one that was not used for longest.
pub struct LruCache<K, V> {
    slots: HashMap<K, Slot<V>>,
    capacity: usize,
    clock: u64,
    hits: u64,
    misses: u64,
}

impl<K: Hash + Eq + Clone, V> LruCache<K, V> {
    /// An empty cache for at least one value.
    pub fn new(capacity: usize) -> Self {
        LruCache { slots: HashMap::new(), capacity: capacity.max(1), clock: 0, hits: 0, misses: 0 }
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Hits and misses so far.
    pub fn statistics(&self) -> (u64, u64) {
        (self.hits, self.misses)
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    /// The value of a key, which counts as used now.
    pub fn get(&mut self, key: &K) -> Option<&V> {
        let now = self.tick();
        match self.slots.get_mut(key) {
            Some(slot) => {
                slot.used = now;
                self.hits += 1;
                Some(&slot.value)
            }
            None => {
                self.misses += 1;
                None
            }
        }
    }

    /// Puts a value in; when the cache is full, the one not used for longest goes.
    pub fn put(&mut self, key: K, value: V) {
        if self.slots.len() >= self.capacity && !self.slots.contains_key(&key) {
            self.evict();
        }
        self.slots.insert(key, Slot { value, used: self.tick() });
    }

    /// The value of a key; when it is missing it is made and kept.
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        if !self.slots.contains_key(&key) {
            self.misses += 1;
            self.put(key.clone(), make());
        }
        &self.slots[&key].value
    }

    fn evict(&mut self) {
        let oldest = self.slots.iter().min_by_key(|(_, slot)| slot.used).map(|(key, _)| key.clone());
        if let Some(key) = oldest {
            self.slots.remove(&key);
        }
    }
}
