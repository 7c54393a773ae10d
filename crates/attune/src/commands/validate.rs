//! `attune validate`: checks a manifest without looking at any tenant.

use crate::cli::ValidateArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

pub(crate) fn run(args: &ValidateArgs) -> Result<Exit, CommandError> {
    let manifest = attune_manifest::load(&args.file)?;
    output::talk(&attune_manifest::render(
        &manifest.warnings,
        output::colour(),
    ));
    let desired = &manifest.desired;
    output::result(&format!(
        "{} is valid: tenant {}, {} security levels, {} impersonation rules, {} API users, {} checks.\n",
        args.file.display(),
        desired.tenant,
        desired.security_levels.len(),
        desired.impersonation.len(),
        desired.api_users.len(),
        desired.checks.len(),
    ))?;
    Ok(Exit::Done)
}
