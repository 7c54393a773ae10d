//! Who carries out console steps.

use clap::ValueEnum;

/// Who carries out console steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConsoleKind {
    /// Nobody: the steps stay pending, and a checklist is written
    None,
    /// An operator played by attune; only where the tenant is the simulator
    Simulated,
    /// attune, in a browser that it starts and you sign in to
    Browser,
    /// You, in a browser that attune starts: it opens each page, outlines each control, and waits
    Copilot,
}
