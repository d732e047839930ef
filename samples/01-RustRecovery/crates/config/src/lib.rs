//! Layered settings from ini files: a later file overrides an earlier one, value by value.

mod section;

pub use section::Section;

/// A line that is none of `[section]`, `key = value`, `# comment` and empty.
#[derive(Debug, PartialEq)]
pub struct BadLine {
    pub number: usize,
    pub text: String,
}

/// The sections of one file or of several layers.
#[derive(Debug, Default)]
pub struct Config {
    sections: Vec<Section>,
    seen: usize,
}

impl Config {
    /// Reads a file; values before the first section go into the section without a name.
    pub fn parse(text: &str) -> Result<Config, BadLine> {
        let mut config = Config::default();
        let mut current = Section::named("");
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                config.merge_section(current);
                current = Section::named(name);
            } else if let Some((key, value)) = line.split_once('=') {
                current.set(key, value);
            } else {
                return Err(BadLine { number: index + 1, text: line.to_string() });
            }
        }
        config.merge_section(current);
        Ok(config)
    }

    /// Puts another configuration over this one.
    pub fn overlay(&mut self, other: &Config) {
        for section in &other.sections {
            self.merge_section(section);
        }
    }

    /// A value.
    pub fn get(&self, section: &str, key: &str) -> Option<&str> {
        self.sections.iter().find(|s| s.name == section)?.get(key)
    }

    /// Where a section stands, from 1.
    pub fn order(&self, section: &str) -> Option<usize> {
        self.sections.iter().find(|s| s.name == section).map(Section::order)
    }

    /// The names of all sections, in the order of their first appearance.
    pub fn section_names(&self) -> Vec<&str> {
        self.sections.iter().map(|s| s.name.as_str()).collect()
    }

    fn merge_section(&mut self, section: Section) {
        match self.sections.iter_mut().find(|s| s.name == section.name) {
            Some(existing) => {
                for (key, value) in section.values {
                    existing.set(&key, &value);
                }
                log(section);
            }
            None => {
                self.sections.push(section.at(self.next_order()));
            }
        }
    }

    fn next_order(&mut self) -> usize {
        self.seen += 1;
        self.seen
    }
}

fn log(section: Section) {
    if std::env::var_os("CONFIG_TRACE").is_some() {
        eprintln!("section {:?} was merged", section.name);
    }
}
