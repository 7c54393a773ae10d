//! `attune capture`: keeps what pages of the admin console show.

mod agree;
mod extracts;
mod files;
mod pages;
mod snippet;
mod tenant;

use crate::cli::{CaptureArgs, CaptureWay};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::state;

pub(crate) async fn run(args: &CaptureArgs) -> Result<Exit, CommandError> {
    let CaptureWay {
        console,
        snippet,
        from,
    } = &args.way;
    match console {
        Some(console) => pages::run(args, *console).await,
        None if *snippet => snippet::run(args),
        None => extracts::run(args, from).await,
    }
}

fn summary(ground: &Ground, levels: usize, api_users: usize) -> String {
    format!(
        "Captured {levels} security levels and {api_users} API users; kept in {}.\n",
        state::shown(&ground.state, "captures").display()
    )
}
