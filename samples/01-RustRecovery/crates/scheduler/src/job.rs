//! What is to be run, and what was.

/// A named piece of work and the names of the jobs that must have run before it.
#[derive(Debug)]
pub struct Job {
    pub name: String,
    pub after: Vec<String>,
    pub minutes: u32,
}

impl Job {
    pub fn new(name: &str, minutes: u32, after: &[&str]) -> Self {
        Job { name: name.to_string(), after: after.iter().map(|n| n.to_string()).collect(), minutes }
    }
}

/// Jobs in the order in which they run, and how long that takes.
#[derive(Debug)]
pub struct Plan {
    pub jobs: Vec<Job>,
    pub minutes: u32,
}
