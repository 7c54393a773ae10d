//! Kills a run at every point where it touches disk or network.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::root;

/// The test that tries some points, told to try all of them; it prints what came of them.
pub(crate) fn run() -> Result<()> {
    // On the disk: what lies below `/dev` is no point.
    let status = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--package", "attune", "--test", "e2e"])
        .args(["killed::a_run", "--", "--nocapture"])
        .env("ATTUNE_KILLED", "all")
        .current_dir(root())
        .status()
        .context("cargo cannot be started")?;
    ensure!(
        status.success(),
        "a run that was killed is not as if nothing had happened"
    );
    Ok(())
}
