//! What attune's own words mean, for readers who see them for the first time.

use attune_model::{Channel, Proof, Reason, RiskKind};

/// Why a step is planned.
pub(super) fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Missing => "it is not there",
        Reason::Differs => "it differs from the manifest",
        Reason::Unknown => "its present value is unknown",
        Reason::SystemLevelCannotBeEdited => {
            "a system level cannot be edited, so a copy takes its place"
        }
        Reason::ImpersonationRule => "chosen people hold it",
        Reason::Expired => "its last day is over",
        Reason::Assignment => "the manifest gives this person the level",
        Reason::Adoption => {
            "the manifest says that it is attune's, and the ledger does not know it"
        }
        Reason::Removed => "it is attune's, and no block stands for it any more",
        Reason::Replaced => {
            "the vendor of an API user cannot be changed, so another one takes its place"
        }
        Reason::RotationDue => "its secret is as old as the manifest lets it become",
        Reason::RotationAsked => "the command line asks for another secret",
        Reason::RotationUnfinished => {
            "its secret was begun to be replaced, and that is not finished"
        }
        Reason::Undone => "an earlier run changed it, and that run is undone",
        Reason::CheckIsDue => "something that it relies on changes, or it never passed",
    }
}

/// Who carries a step out.
pub(crate) fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Rest => "attune itself, over REST",
        Channel::Operator => "somebody at the admin console",
    }
}

/// What will show that a step took effect.
pub(crate) fn proof_words(proof: Proof) -> &'static str {
    match proof {
        Proof::Unverified => "nothing will show it",
        Proof::Attested => "somebody says so",
        Proof::ConsoleReread => "the page is opened again and shows it",
        Proof::RestBehaviour => "REST shows it by what it does",
        Proof::RestFact => "REST reports it",
    }
}

/// What a kind of risk means.
pub(crate) fn risk_words(kind: RiskKind) -> &'static str {
    match kind {
        RiskKind::WidensRights => "someone or something may do more than before",
        RiskKind::OneWay => "cannot be undone in Autotask",
        RiskKind::LockOut => "could shut out the last administrator or attune itself",
        RiskKind::TakeOver => "changes something that attune did not make",
        RiskKind::MassChange => "more changes than a review can take in",
        RiskKind::FirstRemoval => "takes something away before attune has managed that kind",
        RiskKind::ExpiredAcceptance => "a deviation was accepted, and its last day is over",
    }
}
