//! `attune capture --console`: opens pages of the admin console, and keeps what they show.

use std::collections::BTreeSet;

use attune_apply::ledger::Memory;
use attune_apply::{CaptureSource, Captures};
use attune_model::{LevelId, LevelName, Observed, Reading, ResourceId};

use super::summary;
use crate::cli::{CaptureArgs, ConsoleKind};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::{clock, console, level_name, lock, output, progress, state};

pub(super) async fn run(args: &CaptureArgs, kind: ConsoleKind) -> Result<Exit, CommandError> {
    let ground = Ground::of(&args.manifest).await?;
    let tenant = ground.connect().await?;
    let memory = Memory::of(&ground.state.entries()?);
    let observed = ground.observe(&tenant, &memory).await?;
    let pages = Pages::of(args, &observed)?;
    let seat = ground.seat(&args.browser, &observed.tenant);
    let mut console = console::console(kind, seat).await?;
    console.learn(&observed);
    // Held while the pages are read: what an apply changes meanwhile is captured before or after, not between.
    let _lock = lock::take(&ground.state, "capture", &args.lock).await?;
    let captured = progress::over_pages(&mut console, pages.levels, pages.api_users).await;
    console.close().await;
    Captures::keep(
        ground.state.folder(),
        observed.tenant.database,
        &captured,
        clock::now(),
        CaptureSource::Console,
    )?;
    state::push(&ground.state).await?;
    let (levels, api_users) = (captured.levels.len(), captured.api_users.len());
    output::result(&summary(&ground, levels, api_users))?;
    for (what, why) in &captured.unread {
        output::talk(&format!(
            "error: the page of {what} could not be read: {why}\n"
        ));
    }
    Ok(if captured.unread.is_empty() {
        Exit::Done
    } else {
        Exit::CouldNotLook
    })
}

/// The pages to open.
struct Pages {
    levels: Vec<LevelId>,
    api_users: Vec<ResourceId>,
}

impl Pages {
    /// Those that the command line names; else all that can differ from what Autotask ships.
    fn of(args: &CaptureArgs, observed: &Observed) -> Result<Self, CommandError> {
        let (Reading::Read(levels), Reading::Read(resources)) =
            (&observed.levels, &observed.resources)
        else {
            return Err(CommandError::credential(
                "the tenant's levels and API users could not be read",
                "Nothing was captured. Try again when the tenant answers.",
            ));
        };
        let wanted: BTreeSet<LevelName> =
            args.level.iter().map(|name| LevelName::new(name)).collect();
        for name in &wanted {
            if !levels.values().any(|level| level.name == *name) {
                return Err(level_name::unknown("level", name, levels));
            }
        }
        let whole = wanted.is_empty();
        Ok(Self {
            levels: levels
                .iter()
                .filter(|(_, level)| wanted.contains(&level.name) || (whole && !level.system))
                .map(|(id, _)| *id)
                .collect(),
            api_users: resources
                .iter()
                .filter(|(_, resource)| whole && resource.is_api_user())
                .map(|(id, _)| *id)
                .collect(),
        })
    }
}
