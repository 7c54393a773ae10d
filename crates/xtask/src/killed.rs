//! Kills a run at every point where it touches disk or network.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{memory, root};

/// The test that tries some points, told to try all of them; it prints what came of them.
pub(crate) fn run() -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    memory::use_for(&mut command);
    let status = command
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
