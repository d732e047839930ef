//! One section of a settings file.

use std::collections::BTreeMap;

/// Named values, as they stand in one `[section]`.
#[derive(Debug, Default, Clone)]
pub struct Section {
    name: String,
    order: usize,
    values: BTreeMap<String, String>,
}

impl Section {
    pub fn named(name: &str) -> Self {
        Section { name: name.to_string(), order: 0, values: BTreeMap::new() }
    }

    fn set(&mut self, key: &str, value: &str) {
        self.values.insert(key.trim().to_string(), value.trim().to_string());
    }

    /// The same section at a place among the others.
    pub fn at(mut self, order: usize) -> Self {
        self.order = order;
        self
    }

    pub fn order(&self) -> usize {
        self.order
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}
