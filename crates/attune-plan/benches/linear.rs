//! How long planning takes per object, for tenants of 100 to 100 000 objects.
//!
//! `cargo bench -p attune-plan` plans a tenant that is in sync and one of which one object in a hundred has drifted, and
//! prints the time per object and its ratio to the tenant a tenth as large: planning is linear where that stays near 1.

mod tenant;

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use attune_model::{Desired, Observed, Policy, RiskKind};
use tenant::Tenant;

/// So many objects: people, levels, API users and assignments together.
const SIZES: [u32; 4] = [100, 1_000, 10_000, 100_000];

/// How often each plan is made; the median counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    for (what, every) in [("in sync", None), ("1 % drift", Some(100))] {
        let mut before: Option<f64> = None;
        for size in SIZES {
            let Tenant { desired, observed } = tenant::of(size, every);
            let (time, steps) = median(&desired, &observed)?;
            if (steps == 0) != every.is_none() {
                return Err(format!("{what}, {size} objects: {steps} steps").into());
            }
            let each = time.as_secs_f64() * 1e6 / f64::from(size);
            let ratio = before.map_or_else(String::new, |before| {
                format!(", ratio {:.2}", each / before)
            });
            writeln!(
                out,
                "{what}, {size:>6} objects: {:>8.2} ms, {each:.2} µs an object, {steps} steps{ratio}",
                time.as_secs_f64() * 1e3
            )?;
            before = Some(each);
        }
    }
    Ok(())
}

/// The median time of a plan, and how many steps it has.
fn median(desired: &Desired, observed: &Observed) -> Result<(Duration, usize), Box<dyn Error>> {
    let policy = Policy {
        allow: RiskKind::ALL.into(),
        ..Policy::default()
    };
    let mut times = Vec::new();
    let mut steps = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let plan = black_box(attune_plan::plan(desired, observed, &policy));
        times.push(start.elapsed());
        if let Some(problem) = plan.problems.first() {
            return Err(format!("{}: {}", problem.place, problem.message).into());
        }
        steps = plan.steps.len();
    }
    times.sort();
    Ok((times.get(RUNS / 2).copied().unwrap_or_default(), steps))
}
