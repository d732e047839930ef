//! One section of a settings file.

use std::collections::BTreeMap;

/// Named values, as they stand in one `[section]`.
#[derive(Debug, Default)]
pub struct Section {
    name: String,
    values: BTreeMap<String, String>,
}

impl Section {
    pub fn named(name: &str) -> Self {
        Section { name: name.to_string(), values: BTreeMap::new() }
    }

    fn set(&mut self, key: &str, value: &str) {
        self.values.insert(key.trim().to_string(), value.trim().to_string());
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}
