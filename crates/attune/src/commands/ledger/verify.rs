//! `attune ledger verify`: holds every line against its checksum.

use attune_apply::ledger::Verified;

use crate::cli::LedgerVerifyArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{output, stage};

pub(crate) async fn run(args: &LedgerVerifyArgs) -> Result<Exit, CommandError> {
    let state = stage::state_of(&args.manifest).await?;
    let verified = state.verify()?;
    if verified.torn > 0 {
        output::talk(&format!(
            "warning: a torn last line of {} bytes, left by a crash, does not count; the next apply cuts it off\n",
            verified.torn
        ));
    }
    if verified.lines == 0 {
        output::talk(&format!(
            "There is no ledger in {}: nothing was applied yet.\n",
            state.shown()
        ));
    } else {
        output::result(&in_words(&verified))?;
    }
    Ok(Exit::Done)
}

fn in_words(verified: &Verified) -> String {
    let Verified {
        lines,
        unchained,
        torn: _,
        head,
    } = verified;
    let what = if *lines == 1 {
        "1 line is as attune wrote it.\n".to_owned()
    } else {
        format!("{lines} lines are as attune wrote them.\n")
    };
    let earlier = match (*unchained, lines - unchained) {
        (0, _) => String::new(),
        (unchained, 0) => format!(
            "Of {unchained} this is taken on trust: an earlier attune wrote them without checksums. The next line that is \
             written covers them.\n"
        ),
        (unchained, _) => format!(
            "The first {unchained} carry no checksum of their own, since an earlier attune wrote them; that of line {} \
             covers them.\n",
            unchained + 1
        ),
    };
    format!("{what}{earlier}Last checksum: {head}\n")
}
