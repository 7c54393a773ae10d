//! `attune import`: writes down a tenant that is there already, and adopts what it wrote down.

use std::collections::BTreeSet;
use std::path::Path;

use attune_apply::{Adopted, Captured, adopt};
use attune_manifest::import::{
    ApiUserPortrait, Handles, LevelContentPortrait, LevelPortrait, Portrait, import,
};
use attune_manifest::{Connection, Library, Loader};
use attune_model::{
    Handle, LevelId, LevelName, Observed, ObservedLevel, Reading, Resource, ResourceId,
};

use crate::cli::{ConsoleKind, ImportArgs};
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::stage::state_of;
use crate::{clock, connection, console, file, ground, level_name, lock, output, progress, record};

pub(crate) async fn run(args: &ImportArgs) -> Result<Exit, CommandError> {
    let path = &args.manifest.file;
    if !args.stdout && path.exists() {
        return Err(file::there_already(path));
    }
    let handle = Handle::parse(&args.tenant).map_err(|error| {
        CommandError::usage(
            format!("\"{}\" is no name for a tenant: {error}", args.tenant),
            "Choose another: --tenant contoso",
        )
    })?;
    record::named(handle.as_str());
    let state = state_of(&args.manifest).await?;
    let tenant = connection::connect(&Connection::default(), args.manifest.limits).await?;
    let observed = ground::look_afresh(&tenant).await?;
    let chosen = Chosen::of(args, &observed)?;
    let mut captured = Captured::default();
    if args.console != ConsoleKind::None {
        let seat = Seat {
            browser: &args.browser,
            connection: &Connection::default(),
            state: state.folder(),
            tenant: handle.as_str(),
            identity: &observed.tenant,
        };
        let mut console = console::console(args.console, seat).await?;
        console.learn(&observed);
        let levels = chosen.levels.iter().map(|(id, _)| *id);
        let users = chosen.api_users.iter().map(|(id, _)| *id);
        captured = progress::over_pages(&mut console, levels, users).await;
        console.close().await;
        if let Some((what, why)) = captured.unread.first() {
            return Err(CommandError::credential(
                format!("the page of {what} could not be read: {why}"),
                "Nothing was written. Try again, or import a part of it: --level NAME",
            ));
        }
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let portrait = portrait(&handle, &observed, &chosen, &captured);
    let (text, handles) = import(&portrait, &mut Library::new(folder));
    // What is written validates, or nothing is written and adopted.
    let name = path.display().to_string();
    Loader::new(clock::today())
        .read(&name, folder, &text)
        .map_err(|error| {
            CommandError::from(error)
                .hinted("The tenant does not fit into one manifest; nothing was written. Import a part of it: --level NAME")
        })?;
    if args.stdout {
        output::result(&text)?;
        return Ok(Exit::Done);
    }
    let mut ledger = lock::ledger(&state, "import", &args.lock).await?;
    if let Some(database) = ledger.memory().remembered.database
        && database != observed.tenant.database
    {
        return Err(CommandError::usage(
            format!(
                "the ledger belongs to database {database}, but the connection leads to database {}",
                observed.tenant.database
            ),
            "Name another --state folder for this tenant.",
        ));
    }
    file::create(path, &text)?;
    let adopted = Adopted {
        levels: handles.levels.clone(),
        api_users: handles.api_users.clone(),
    };
    adopt(
        &mut ledger,
        &handle,
        &observed.tenant,
        &adopted,
        &captured,
        clock::now(),
    )?;
    output::result(&summary(path, &handles, args.console))?;
    Ok(Exit::Done)
}

fn summary(path: &Path, handles: &Handles, console: ConsoleKind) -> String {
    let seen = match console {
        ConsoleKind::None | ConsoleKind::Operator => {
            "REST does not show what a level contains: no cell is managed until you name it.\n"
        }
        ConsoleKind::Simulated | ConsoleKind::Browser | ConsoleKind::Copilot => "",
    };
    format!(
        "{} is written: {} security levels, {} API users, adopted in the ledger.\n{seen}",
        path.display(),
        handles.levels.len(),
        handles.api_users.len()
    )
}

/// What is imported.
struct Chosen<'a> {
    levels: Vec<(LevelId, &'a ObservedLevel)>,
    api_users: Vec<(ResourceId, &'a Resource)>,
}

impl<'a> Chosen<'a> {
    /// Everything, or the levels that the command line names.
    fn of(args: &ImportArgs, observed: &'a Observed) -> Result<Self, CommandError> {
        let (Reading::Read(levels), Reading::Read(resources)) =
            (&observed.levels, &observed.resources)
        else {
            return Err(CommandError::credential(
                "the tenant's levels and API users could not be read",
                "Nothing was written. Try again when the tenant answers.",
            ));
        };
        let wanted: BTreeSet<LevelName> =
            args.level.iter().map(|name| LevelName::new(name)).collect();
        for name in &wanted {
            if !levels
                .values()
                .any(|level| !level.system && level.name == *name)
            {
                return Err(level_name::unknown("custom level", name, levels));
            }
        }
        let whole = wanted.is_empty();
        Ok(Self {
            levels: levels
                .iter()
                .filter(|(_, level)| !level.system && (whole || wanted.contains(&level.name)))
                .map(|(id, level)| (*id, level))
                .collect(),
            api_users: resources
                .iter()
                .filter(|(_, resource)| whole && resource.is_api_user())
                .map(|(id, resource)| (*id, resource))
                .collect(),
        })
    }
}

fn portrait(
    tenant: &Handle,
    observed: &Observed,
    chosen: &Chosen<'_>,
    captured: &Captured,
) -> Portrait {
    let level_name = |id: &LevelId| match &observed.levels {
        Reading::Read(levels) => levels.get(id).map(|level| level.name.clone()),
        Reading::Failed(_) => None,
    };
    let location = |id: i64| match &observed.fields {
        Reading::Read(fields) => fields.locations.get(&id).cloned(),
        Reading::Failed(_) => None,
    };
    Portrait {
        tenant: tenant.clone(),
        levels: chosen
            .levels
            .iter()
            .map(|(id, level)| {
                let content = captured.levels.get(id).map(|content| LevelContentPortrait {
                    api_only: content.api_only,
                    cells: content.cells.clone(),
                });
                let level = LevelPortrait {
                    name: level.name.clone(),
                    active: level.active,
                    content,
                };
                (*id, level)
            })
            .collect(),
        api_users: chosen
            .api_users
            .iter()
            .filter_map(|(id, resource)| {
                let seen = captured.api_users.get(id);
                let user = ApiUserPortrait {
                    resource: (*resource).clone(),
                    level: level_name(&resource.level)?,
                    location: resource.location.and_then(location),
                    tracking: seen.map(|seen| seen.form.tracking.clone()),
                    form: seen
                        .map(|seen| seen.form.fields.clone())
                        .unwrap_or_default(),
                    protected_data: seen.map(|seen| seen.protected_data.clone()),
                };
                Some((*id, user))
            })
            .collect(),
    }
}
