//! In place of the browser, where attune was built without it.

use attune_console::AnyConsole;

use super::Seat;
use crate::cli::ConsoleKind;
use crate::error::CommandError;

/// Says what to do.
#[expect(
    clippy::unused_async,
    reason = "the same signature as with the browser"
)]
pub(super) async fn take(_kind: ConsoleKind, _seat: Seat<'_>) -> Result<AnyConsole, CommandError> {
    Err(CommandError::usage(
        "this attune was built without the browser; build with --features browser",
        "Or leave --console out: steps at the admin console then stay pending, and a checklist is written.",
    ))
}
