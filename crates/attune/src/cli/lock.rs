//! How long a command waits for another one.

use clap::Args;
use jiff::SignedDuration;

/// What becomes of a command while another run writes to the same state folder.
#[derive(Clone, Debug, Args)]
pub(crate) struct LockArgs {
    /// Wait so long for another run to end, such as `30s` or `10m`, instead of failing at once
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = time)]
    pub(crate) lock_timeout: SignedDuration,
}

fn time(text: &str) -> Result<SignedDuration, String> {
    let time: Option<SignedDuration> = text.parse().ok();
    time.filter(|time| !time.is_negative())
        .ok_or_else(|| "it is a time such as 30s or 10m".to_owned())
}
