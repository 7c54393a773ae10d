//! Many trials, and what came of them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::shim::How;
use super::trial::{Ended, Whole};

/// How many trials run at a time.
const JOBS: usize = 2;

/// What came of trials.
pub(super) struct Tally {
    counts: BTreeMap<(How, Ended), usize>,
    pub(super) violations: Vec<String>,
    took: Duration,
}

impl Tally {
    /// Carries trials out.
    pub(super) fn of(whole: &Whole, trials: &[(usize, How)]) -> Self {
        let begin = Instant::now();
        let next = AtomicUsize::new(0);
        let results = Mutex::new((BTreeMap::new(), Vec::new()));
        let work = || {
            while let Some((at, how)) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                let tried = catch_unwind(AssertUnwindSafe(|| whole.try_at(*at, *how)));
                let mut results = results.lock().unwrap();
                match tried {
                    Ok(ended) => *results.0.entry((*how, ended)).or_default() += 1,
                    Err(thrown) => {
                        let point = whole.points.get(at - 1).map_or("", String::as_str);
                        let (how, why) = (how.word(), words(&*thrown));
                        results.1.push(format!("{how} at {at}, {point}: {why}"));
                    }
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..JOBS {
                scope.spawn(work);
            }
        });
        let (counts, violations) = results.into_inner().unwrap();
        Self {
            counts,
            violations,
            took: begin.elapsed(),
        }
    }

    /// How many runs ended after the step at hand, as they were told to.
    pub(super) fn heard_between_steps(&self) -> usize {
        let ended = self.counts.iter();
        let in_part = ended.filter(|((_, ended), _)| *ended == Ended::InPart);
        in_part.map(|(_, count)| count).sum()
    }

    /// Says it on stderr.
    pub(super) fn tell(&self, points: usize) {
        let violations = self.violations.len();
        let trials = self.counts.values().sum::<usize>() + violations;
        let seconds = self.took.as_secs();
        let mut stderr = std::io::stderr().lock();
        writeln!(
            stderr,
            "killed: {points} points, {trials} trials, {violations} violations, {seconds} s"
        )
        .unwrap();
        for ((how, ended), count) in &self.counts {
            writeln!(stderr, "killed: {}: {count} {}", how.word(), ended.words()).unwrap();
        }
        for violation in &self.violations {
            writeln!(stderr, "killed: {violation}").unwrap();
        }
    }
}

/// What a failed assertion says.
fn words(thrown: &(dyn std::any::Any + Send)) -> String {
    let text = thrown.downcast_ref::<String>().cloned();
    text.or_else(|| thrown.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}
