//! Who carries out console steps.

use clap::ValueEnum;

/// Who carries out console steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConsoleKind {
    /// Nobody: the steps stay pending, and a checklist is written
    None,
    /// An operator played by attune; only where the tenant is the simulator
    Simulated,
}
