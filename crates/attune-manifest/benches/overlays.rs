//! How long 200 tenants take that extend one baseline, each with 100 objects.
//!
//! `cargo bench -p attune-manifest` prints the median of several runs and, for comparison within the same run, how long
//! the baseline alone takes.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use attune_manifest::load_all;
use attune_model::Date;

/// How many tenants.
const TENANTS: usize = 200;

/// How many objects the baseline and each tenant have.
const OBJECTS: usize = 100;

/// How often everything is loaded.
const RUNS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("baseline.yaml"), baseline())?;
    for tenant in 0..TENANTS {
        fs::write(
            folder.path().join(format!("t{tenant}.yaml")),
            overlay(tenant),
        )?;
    }
    let all = median(|| load(folder.path(), TENANTS))?;
    let one = median(|| load(folder.path(), 1))?;
    writeln!(
        io::stdout(),
        "{TENANTS} overlays of {OBJECTS} objects on a baseline of {OBJECTS}: median {:.1} ms; one of them with its baseline: {:.2} ms; ratio {:.0}",
        ms(all),
        ms(one),
        all.as_secs_f64() / one.as_secs_f64()
    )?;
    Ok(())
}

/// Loads so many tenants; an error where one of them is not valid.
fn load(folder: &Path, tenants: usize) -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = (0..tenants)
        .map(|tenant| folder.join(format!("t{tenant}.yaml")))
        .collect();
    for manifest in load_all(Date::constant(2026, 11, 21), &paths) {
        let desired = black_box(manifest?).desired;
        let objects = desired.security_levels.len() + desired.api_users.len();
        if objects != 2 * OBJECTS {
            return Err(format!("{objects} objects").into());
        }
    }
    Ok(())
}

fn median(run: impl Fn() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times.get(RUNS / 2).copied().unwrap_or_default())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Levels with cells.
fn baseline() -> String {
    let mut text =
        "attune: 1\nlock: [securityLevels.level-0.webServicesApi.canLogin]\nsecurityLevels:\n"
            .to_owned();
    for level in 0..OBJECTS {
        let _ = write!(
            text,
            "  level-{level}:\n    name: Level {level}\n    copyOf: API User (system)\n    webServicesApi:\n      canLogin: true\n      resourceImpersonation: {{crm: {{accounts: [view]}}, serviceDesk: all}}\n"
        );
    }
    text
}

/// API users on those levels, and a cell of some.
fn overlay(tenant: usize) -> String {
    let mut text = format!(
        "attune: 1\ntenant: t{tenant}\nextends: baseline.yaml\nsecurityLevels:\n  level-7:\n    crm: {{access: {{customerCancelation: Mine}}}}\napiUsers:\n"
    );
    for user in 0..OBJECTS {
        let _ = write!(
            text,
            "  user-{user}:\n    firstName: User\n    lastName: '{user}'\n    email: user{user}@contoso.example\n    securityLevel: level-{user}\n    integrationVendor: Vendor {user}\n    credentials: {{to: {{file: secrets/<tenant>/{user}.json}}}}\n"
        );
    }
    text
}
