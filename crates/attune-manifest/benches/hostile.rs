//! How long texts take that are made to do harm: load, and draw what is wrong.
//!
//! `cargo bench -p attune-manifest --bench hostile` prints the time of each and the slowest. The bar is 50 ms for any file
//! of up to 1 MiB.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use attune_manifest::{load, render};

#[path = "../tests/suite/harm.rs"]
mod harm;

/// How often each is loaded; the quickest run counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("attune.yaml");
    let mut out = io::stdout();
    let mut slowest = (Duration::ZERO, "");
    for (name, bytes) in harm::all() {
        fs::write(&path, &bytes)?;
        let mut best = Duration::MAX;
        let (mut found, mut drawn) = (0, 0);
        for _ in 0..RUNS {
            let start = Instant::now();
            match load(&path) {
                Ok(manifest) => drop(black_box(manifest)),
                Err(error) => {
                    found = error.diagnostics().len();
                    drawn = black_box(render(error.diagnostics(), true)).len();
                }
            }
            best = best.min(start.elapsed());
        }
        writeln!(
            out,
            "{:7.2} ms  {name}: {} KiB, {found} diagnostics, {} KiB drawn",
            ms(best),
            bytes.len() / 1024,
            drawn / 1024
        )?;
        slowest = slowest.max((best, name));
    }
    writeln!(out, "slowest: {} ({:.2} ms)", slowest.1, ms(slowest.0))?;
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
