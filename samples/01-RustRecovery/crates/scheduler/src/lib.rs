//! Runs jobs in the order in which their dependencies allow.

mod job;

pub use job::{Job, Plan};

use std::collections::{HashMap, HashSet};

/// Why there is no order.
#[derive(Debug, PartialEq)]
pub enum PlanError {
    /// A job waits for one that does not exist.
    Unknown { job: String, after: String },
    /// These jobs wait for one another.
    Cycle(Vec<String>),
}

/// Jobs that are waiting to be ordered.
#[derive(Default)]
pub struct Scheduler {
    waiting: Vec<Job>,
}

impl Scheduler {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a job; one of the same name is replaced.
    pub fn add(&mut self, job: Job) {
        self.waiting.retain(|other| other.name != job.name);
        self.waiting.push(job);
    }

    /// An order in which every job comes after those it waits for; otherwise jobs stay in the order they were added.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        check_names(&self.waiting)?;
        let mut done = HashSet::new();
        let mut jobs = Vec::new();
        let mut minutes = 0;
        while jobs.len() < self.waiting.len() {
            let ready = self.waiting.iter().position(|job| !done.contains(&job.name) && job.after.iter().all(|n| done.contains(n)));
            let Some(index) = ready else {
                return Err(PlanError::Cycle(left_over(&self.waiting, done)));
            };
            let job = self.waiting[index];
            done.insert(job.name.clone());
            minutes += job.minutes;
            jobs.push(job);
        }
        Ok(Plan { jobs, minutes })
    }

    /// When each job starts, in minutes from the beginning, when all run one after another.
    pub fn starts(&self) -> Result<HashMap<String, u32>, PlanError> {
        let plan = self.plan()?;
        let mut at = 0;
        let mut starts = HashMap::new();
        for job in plan.jobs {
            starts.insert(job.name, at);
            at += job.minutes;
        }
        debug_assert_eq!(starts.len(), plan.jobs.len());
        Ok(starts)
    }
}

fn check_names(jobs: &[Job]) -> Result<(), PlanError> {
    let names: HashSet<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
    for job in jobs {
        if let Some(after) = job.after.iter().find(|n| !names.contains(n.as_str())) {
            return Err(PlanError::Unknown { job: job.name.clone(), after: after.clone() });
        }
    }
    Ok(())
}

fn left_over(jobs: &[Job], done: HashSet<String>) -> Vec<String> {
    jobs.iter().map(|job| job.name.clone()).filter(|name| !done.contains(name)).collect()
}
