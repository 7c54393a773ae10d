//! `attune verify`: looks, claim by claim, whether the tenant shows what the manifest wants. It never changes the tenant.

use attune_apply::ledger::{Ledger, Memory};
use attune_apply::{Verify, verify};
use attune_model::{Observed, Reading, Unread, Verdict, Verification};
use attune_report::verify::{VerifyDocument, text};

use super::talk_error;
use crate::cli::{Format, VerifyArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::stage::Stage;
use crate::{connection, output};

pub(crate) async fn run(args: &VerifyArgs) -> Result<Exit, CommandError> {
    let stage = match Stage::load(&args.manifest) {
        Ok(stage) => stage,
        Err(error) => return failed(args, String::new(), error),
    };
    match look(args, &stage).await {
        Ok(verification) => {
            let exit = exit(&verification);
            let document = VerifyDocument::of(&verification, exit.code());
            write(args, &document)?;
            Ok(exit)
        }
        Err(error) => failed(args, stage.tenant(), error),
    }
}

async fn look(args: &VerifyArgs, stage: &Stage) -> Result<Verification, CommandError> {
    let memory = Memory::of(&Ledger::read(stage.state.folder())?);
    let tenant = connection::connect(&stage.manifest.connection).await?;
    let observed = Ground::from(stage).observe_all(&tenant, &memory).await?;
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
    match args.format {
        Format::Text => output::result(&text(document, &output::text_options(true))),
        Format::Json => output::document(document),
    }
}

fn failed(args: &VerifyArgs, tenant: String, error: CommandError) -> Result<Exit, CommandError> {
    if args.format == Format::Text {
        return Err(error);
    }
    let exit = error.exit();
    let document = VerifyDocument::failed(tenant, error.json(), exit.code());
    write(args, &document)?;
    talk_error(&error);
    Ok(exit)
}
