//! `attune verify`: looks, claim by claim, whether the tenant shows what the manifest wants. It never changes the tenant.

use attune_apply::ledger::Memory;
use attune_apply::{Verify, verify};
use attune_model::{Observed, Reading, Unread, Verdict, Verification};
use attune_report::fleet::Standing;
use attune_report::verify::{VerifyDocument, text};

use super::talk_error;
use crate::cli::{FleetArgs, Format, ManifestArgs, VerifyArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::{OnTenants, Reports, Standings, Table, Watch};
use crate::ground::Ground;
use crate::stage::Stage;
use crate::{output, report};

impl OnTenants for VerifyArgs {
    const NAME: &'static str = "verify";

    fn fleet(&self) -> &FleetArgs {
        &self.fleet
    }

    fn manifest(&mut self) -> &mut ManifestArgs {
        &mut self.manifest
    }

    fn standings(&self) -> Standings {
        Standings {
            done: Standing::InSync,
            due: Standing::Contradicted,
        }
    }

    fn table(&self) -> Result<Table, CommandError> {
        Ok(match self.format {
            Format::Text => Table::Text,
            Format::Json => Table::Json,
        })
    }

    fn of_tenant(&mut self, _name: &str, reports: Option<&Reports>) {
        self.format = Format::Text;
        self.report = Reports::only(reports, "json", Format::Json);
    }

    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError> {
        let stage = match Stage::load(&self.manifest).await {
            Ok(stage) => stage,
            Err(error) => return failed(self, String::new(), &error, watch),
        };
        match look(self, &stage, watch).await {
            Ok(verification) => {
                let exit = exit(&verification);
                let document = VerifyDocument::of(&verification, exit.code());
                write(self, &document)?;
                Ok(exit)
            }
            Err(error) => failed(self, stage.tenant(), &error, watch),
        }
    }
}

async fn look(
    args: &VerifyArgs,
    stage: &Stage,
    watch: &mut Watch,
) -> Result<Verification, CommandError> {
    let memory = Memory::of(&stage.state.entries()?);
    let tenant = stage.connect().await?;
    let observed = Ground::from(stage).observe_all(&tenant, &memory).await?;
    watch.looked(stage, &observed);
    if let Some((what, why)) = unread(&observed) {
        return Err(CommandError::credential(
            format!("{what} could not be read: {why}"),
            "Nothing is verified by a failed reading. Try again when the tenant answers.",
        ));
    }
    let how = Verify {
        probe: args.probe_impersonation,
    };
    let desired = &stage.manifest.desired;
    Ok(verify(
        &tenant,
        desired,
        &observed,
        &memory,
        &stage.credentials,
        how,
    )
    .await)
}

/// The reading without which nothing can be said.
fn unread(observed: &Observed) -> Option<(&'static str, &Unread)> {
    match (&observed.levels, &observed.resources) {
        (Reading::Failed(why), _) => Some(("the security levels", why)),
        (_, Reading::Failed(why)) => Some(("the people and API users", why)),
        (Reading::Read(_), Reading::Read(_)) => None,
    }
}

/// What nothing shows is no contradiction.
fn exit(verification: &Verification) -> Exit {
    let contradicted = |verdict: &Verdict| matches!(verdict, Verdict::Contradicted { .. });
    let claims = &verification.claims;
    if claims.iter().any(|claim| contradicted(&claim.verdict)) {
        Exit::ChangesDue
    } else {
        Exit::Done
    }
}

fn write(args: &VerifyArgs, document: &VerifyDocument) -> Result<(), CommandError> {
    report::deliver_each(args.format, &args.report, |format| match format {
        Format::Text => Ok(text(document, &output::text_options(true))),
        Format::Json => output::json(document),
    })
}

fn failed(
    args: &VerifyArgs,
    tenant: String,
    error: &CommandError,
    watch: &mut Watch,
) -> Result<Exit, CommandError> {
    watch.failed(error);
    let exit = error.exit();
    let document = VerifyDocument::failed(tenant, error.json(), exit.code());
    write(args, &document)?;
    talk_error(error);
    Ok(exit)
}
