//! `attune ledger move`: from a folder to what a team shares, or back.

use attune_store::{Terms, relocate};

use crate::cli::LedgerMoveArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, lock, output, stage, state};

pub(crate) async fn run(args: &LedgerMoveArgs) -> Result<Exit, CommandError> {
    let from = stage::state_of(&args.manifest).await?;
    let to = state::open(args.to.clone()).await?;
    let holder = lock::holder("ledger move");
    let verified = relocate(&from, &to, &holder, clock::now(), Terms::default())?;
    output::result(&format!(
        "The state is in {}: {} lines, last checksum {}.\n",
        to.shown(),
        verified.lines,
        verified.head
    ))?;
    output::talk(&format!(
        "{} is left as it was, with a note; nothing reads or writes a ledger there any more.\n",
        from.shown()
    ));
    Ok(Exit::Done)
}
