//! What may pass a guard.

use attune_model::RiskKind;
use clap::ValueEnum;

/// What `--allow` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allow {
    /// Changes that cannot be undone in Autotask
    OneWay,
    /// Changes that could shut out the last administrator or attune itself
    LockOut,
    /// Changes to things that attune did not make
    TakeOver,
    /// More changes than a review can take in
    MassChange,
    /// Something is taken away of a kind that attune never managed here
    FirstRemoval,
    /// Deviations whose acceptance ran out are put right
    ExpiredAcceptance,
    /// Changes after which someone may do more; shown, never refused
    WidensRights,
    /// Everything; only against the simulator
    All,
}

impl Allow {
    /// The risks that are meant.
    pub(crate) fn kinds(self) -> Vec<RiskKind> {
        match self {
            Self::OneWay => vec![RiskKind::OneWay],
            Self::LockOut => vec![RiskKind::LockOut],
            Self::TakeOver => vec![RiskKind::TakeOver],
            Self::MassChange => vec![RiskKind::MassChange],
            Self::FirstRemoval => vec![RiskKind::FirstRemoval],
            Self::ExpiredAcceptance => vec![RiskKind::ExpiredAcceptance],
            Self::WidensRights => vec![RiskKind::WidensRights],
            Self::All => RiskKind::ALL.to_vec(),
        }
    }
}
