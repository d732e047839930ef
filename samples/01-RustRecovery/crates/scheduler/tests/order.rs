use scheduler::{Job, PlanError, Scheduler};

fn build() -> Scheduler {
    let mut scheduler = Scheduler::new();
    scheduler.add(Job::new("test", 20, &["compile"]));
    scheduler.add(Job::new("fetch", 5, &[]));
    scheduler.add(Job::new("compile", 10, &["fetch"]));
    scheduler.add(Job::new("report", 1, &["test"]));
    scheduler
}

#[test]
fn jobs_come_after_those_they_wait_for() {
    let plan = build().plan().unwrap();
    let names: Vec<_> = plan.jobs.iter().map(|job| job.name.as_str()).collect();
    assert_eq!(names, ["fetch", "compile", "test", "report"]);
    assert_eq!(plan.minutes, 36);
}

#[test]
fn planning_twice_gives_the_same_plan() {
    let scheduler = build();
    assert_eq!(scheduler.plan().unwrap().minutes, scheduler.plan().unwrap().minutes);
}

#[test]
fn says_when_jobs_start() {
    let starts = build().starts().unwrap();
    assert_eq!(starts["fetch"], 0);
    assert_eq!(starts["test"], 15);
    assert_eq!(starts["report"], 35);
}

#[test]
fn a_job_of_the_same_name_replaces_the_old_one() {
    let mut scheduler = build();
    scheduler.add(Job::new("fetch", 50, &[]));
    assert_eq!(scheduler.plan().unwrap().minutes, 81);
}

#[test]
fn names_a_job_that_does_not_exist() {
    let mut scheduler = Scheduler::new();
    scheduler.add(Job::new("test", 1, &["compile"]));
    let error = scheduler.plan().unwrap_err();
    assert_eq!(error, PlanError::Unknown { job: "test".to_string(), after: "compile".to_string() });
}

#[test]
fn names_the_jobs_of_a_cycle() {
    let mut scheduler = Scheduler::new();
    scheduler.add(Job::new("a", 1, &["b"]));
    scheduler.add(Job::new("b", 1, &["a"]));
    scheduler.add(Job::new("c", 1, &[]));
    assert_eq!(scheduler.plan().unwrap_err(), PlanError::Cycle(vec!["a".to_string(), "b".to_string()]));
}
