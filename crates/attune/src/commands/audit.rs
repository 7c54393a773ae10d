//! `attune audit`: says who may do what, and how two levels or two tenants differ. It never changes the tenant.

use std::path::Path;

use attune_apply::ledger::Memory;
use attune_audit::{Audit, audit, compare_levels, compare_tenants};
use attune_model::{LevelName, Observed, ObservedLevel, Reading};
use attune_report::audit::compare::{
    CompareDocument, levels_markdown, levels_text, tenants_markdown, tenants_text,
};
use attune_report::audit::{AuditDocument, markdown, read, text};
use attune_report::fleet::Standing;

use super::talk_error;
use crate::cli::{
    AuditArgs, AuditCommand, AuditFormat, AuditLevelsArgs, AuditTenantsArgs, FleetArgs,
    ManifestArgs,
};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::{OnTenants, Reports, Standings, Table, Watch};
use crate::ground::Ground;
use crate::{clock, file, level_name, output, report};

impl OnTenants for AuditArgs {
    const NAME: &'static str = "audit";

    fn fleet(&self) -> &FleetArgs {
        &self.fleet
    }

    fn manifest(&mut self) -> &mut ManifestArgs {
        &mut self.look.manifest
    }

    fn standings(&self) -> Standings {
        Standings {
            done: Standing::Looked,
            due: Standing::Looked,
        }
    }

    fn table(&self) -> Result<Table, CommandError> {
        Ok(match self.look.format {
            AuditFormat::Text => Table::Text,
            AuditFormat::Json => Table::Json,
            AuditFormat::Markdown => Table::Markdown,
        })
    }

    fn of_tenant(&mut self, _name: &str, reports: Option<&Reports>) {
        self.look.format = AuditFormat::Text;
        let files = |reports: &Reports| {
            vec![
                reports.file("json", AuditFormat::Json),
                reports.file("md", AuditFormat::Markdown),
            ]
        };
        self.report = reports.map(files).unwrap_or_default();
    }

    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError> {
        match &self.compare {
            None => tenant(self, watch).await,
            Some(AuditCommand::Levels(args)) => levels(args).await,
            Some(AuditCommand::Tenants(args)) => tenants(args),
        }
    }
}

async fn tenant(args: &AuditArgs, watch: &mut Watch) -> Result<Exit, CommandError> {
    let ground = match Ground::of(&args.look.manifest).await {
        Ok(ground) => ground,
        Err(error) => return failed(args, String::new(), &error, watch),
    };
    let found = match look(&ground).await {
        Ok(observed) => audit(&ground.tenant, &observed, clock::now()),
        Err(error) => return failed(args, ground.tenant.to_string(), &error, watch),
    };
    watch.audited(&ground, &found);
    let exit = if found.unseen.is_empty() {
        Exit::Done
    } else {
        Exit::CouldNotLook
    };
    report::deliver_each(args.look.format, &args.report, |format| match format {
        AuditFormat::Text => Ok(text(&found, &output::text_options(true))),
        AuditFormat::Markdown => Ok(markdown(&found)),
        AuditFormat::Json => output::json(&AuditDocument::of(found.clone(), exit.code())),
    })?;
    Ok(exit)
}

async fn look(ground: &Ground) -> Result<Observed, CommandError> {
    let memory = Memory::of(&ground.state.entries()?);
    let tenant = ground.connect().await?;
    ground.observe(&tenant, &memory).await
}

fn failed(
    args: &AuditArgs,
    tenant: String,
    error: &CommandError,
    watch: &mut Watch,
) -> Result<Exit, CommandError> {
    watch.failed(error);
    let exit = error.exit();
    let document = AuditDocument::failed(tenant, error.json(), exit.code());
    report::deliver_each(args.look.format, &args.report, |format| match format {
        AuditFormat::Text | AuditFormat::Markdown => Ok(String::new()),
        AuditFormat::Json => output::json(&document),
    })?;
    talk_error(error);
    Ok(exit)
}

async fn levels(args: &AuditLevelsArgs) -> Result<Exit, CommandError> {
    let ended = async {
        let observed = look(&Ground::of(&args.look.manifest).await?).await?;
        let (left, right) = (
            named(&observed, &args.left)?,
            named(&observed, &args.right)?,
        );
        Ok(compare_levels(left, right))
    };
    match ended.await {
        Ok(comparison) => {
            match args.look.format {
                AuditFormat::Text => {
                    output::result(&levels_text(&comparison, &output::text_options(true)))?;
                }
                AuditFormat::Markdown => output::result(&levels_markdown(&comparison))?,
                AuditFormat::Json => {
                    let code = Exit::Done.code();
                    output::document(&CompareDocument::of_levels(comparison, code))?;
                }
            }
            Ok(Exit::Done)
        }
        Err(error) => not_compared(args.look.format, error),
    }
}

/// The level of this name.
fn named<'a>(observed: &'a Observed, name: &str) -> Result<&'a ObservedLevel, CommandError> {
    let levels = match &observed.levels {
        Reading::Read(levels) => levels,
        Reading::Failed(why) => {
            return Err(CommandError::credential(
                format!("the security levels could not be read: {why}"),
                "Try again when the tenant answers.",
            ));
        }
    };
    let wanted = LevelName::new(name);
    let found = levels.values().find(|level| level.name == wanted);
    found.ok_or_else(|| level_name::unknown("level", &wanted, levels))
}

fn tenants(args: &AuditTenantsArgs) -> Result<Exit, CommandError> {
    let both = saved(&args.left).and_then(|left| Ok((left, saved(&args.right)?)));
    match both {
        Ok((left, right)) => {
            let comparison = compare_tenants(&left, &right);
            match args.format {
                AuditFormat::Text => {
                    output::result(&tenants_text(&comparison, &output::text_options(true)))?;
                }
                AuditFormat::Markdown => output::result(&tenants_markdown(&comparison))?,
                AuditFormat::Json => {
                    let code = Exit::Done.code();
                    output::document(&CompareDocument::of_tenants(comparison, code))?;
                }
            }
            Ok(Exit::Done)
        }
        Err(error) => not_compared(args.format, error),
    }
}

/// The audit in a file.
fn saved(path: &Path) -> Result<Audit, CommandError> {
    read(&file::read(path)?).map_err(|error| {
        CommandError::usage(
            format!("{}: {error}", path.display()),
            "Write one with `attune audit --format json > tenant.json`.",
        )
    })
}

fn not_compared(format: AuditFormat, error: CommandError) -> Result<Exit, CommandError> {
    if format != AuditFormat::Json {
        return Err(error);
    }
    let exit = error.exit();
    output::document(&CompareDocument::failed(error.json(), exit.code()))?;
    talk_error(&error);
    Ok(exit)
}
