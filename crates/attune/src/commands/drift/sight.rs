//! A look at a tenant, against which manifests are held.

use attune_apply::ledger::{Entry, Memory};
use attune_apply::{Captures, drift};
use attune_manifest::Manifest;
use attune_model::{Drift, Observed, Plan, Policy};
use attune_plan::Selection;

use crate::error::CommandError;
use crate::stage::Stage;

/// What was seen, and what attune knew before.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) observed: Observed,
    pub(super) entries: Vec<Entry>,
    captures: Captures,
}

impl Sight {
    /// Looks at the tenant of a manifest.
    pub(super) async fn of(stage: &Stage) -> Result<Self, CommandError> {
        let entries = stage.state.entries()?;
        let tenant = stage.connect().await?;
        Ok(Self {
            observed: stage.observe(&tenant, &Memory::of(&entries)).await?,
            entries,
            captures: Captures::read(stage.state.folder())?,
        })
    }

    /// What differs from a manifest.
    pub(super) fn compare(&self, manifest: &Manifest) -> (Plan, Drift) {
        let Self {
            observed,
            entries,
            captures,
        } = self;
        // Nothing is carried out, so that there is no risk to allow.
        let (desired, policy) = (&manifest.desired, Policy::default());
        let planned = attune_plan::plan_part(desired, observed, &policy, &Selection::default());
        let drift = drift(&planned.plan, &planned.origins, observed, entries, captures);
        (planned.plan, drift)
    }
}
