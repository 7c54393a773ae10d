//! Ids that others rely on: the same from `id()`, in print and in JSON.

use attune_model::catalogue::ProtectedData;
use attune_model::{Channel, Note, ProblemKind, Proof, Reason, Source};
use serde::Serialize;

/// As JSON has it.
fn json(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap();
    value.as_str().unwrap().to_owned()
}

#[test]
fn a_reason_has_one_id() {
    let all = [
        Reason::Missing,
        Reason::Differs,
        Reason::Unknown,
        Reason::SystemLevelCannotBeEdited,
        Reason::ImpersonationRule,
        Reason::CheckIsDue,
        Reason::Expired,
        Reason::Assignment,
        Reason::Adoption,
        Reason::Removed,
        Reason::Replaced,
        Reason::RotationDue,
        Reason::RotationAsked,
        Reason::RotationUnfinished,
        Reason::Undone,
    ];
    for reason in all {
        assert_eq!(reason.id(), json(reason));
    }
}

#[test]
fn a_problem_has_one_id() {
    let all = [
        ProblemKind::CellNotOnLevel,
        ProblemKind::BaseImmutable,
        ProblemKind::Conflict,
        ProblemKind::LevelNotApiOnly,
        ProblemKind::LevelOfApiUsers,
        ProblemKind::LevelLimit,
        ProblemKind::LevelNotCopyable,
        ProblemKind::NoCredentials,
        ProblemKind::NoPeopleMatched,
        ProblemKind::SystemLevelRefused,
        ProblemKind::Ambiguous,
        ProblemKind::UnknownBaseLevel,
        ProblemKind::UnknownLocation,
        ProblemKind::UnknownLevel,
        ProblemKind::UnknownPerson,
        ProblemKind::UnknownApiUser,
        ProblemKind::Protected,
        ProblemKind::Ignored,
        ProblemKind::BaseCannotGive,
        ProblemKind::UnknownVendor,
        ProblemKind::Unreadable,
        ProblemKind::VendorImmutable,
        ProblemKind::WrongTenant,
    ];
    for kind in all {
        assert_eq!(kind.id(), json(kind));
    }
}

#[test]
fn channels_and_proofs_are_printed_as_in_json() {
    for channel in [Channel::Rest, Channel::Operator] {
        assert_eq!(channel.to_string(), json(channel));
    }
    let weakest_first = [
        Proof::Unverified,
        Proof::Attested,
        Proof::ConsoleReread,
        Proof::RestBehaviour,
        Proof::RestFact,
    ];
    for proof in weakest_first {
        assert_eq!(proof.to_string(), json(proof));
    }
    assert!(weakest_first.is_sorted());
    let sources = [
        Source::Rest,
        Source::Console,
        Source::Ledger(Proof::Attested),
    ];
    assert_eq!(
        sources.map(|source| source.to_string()),
        ["rest", "console", "ledger (attested)"]
    );
}

#[test]
fn a_box_of_protected_data_has_one_word() {
    for one in ProtectedData::ALL {
        assert_eq!(one.word(), json(one));
    }
    assert_eq!(
        ProtectedData::ALL.map(ProtectedData::label),
        [
            "Edit Protected Data",
            "View Protected Data",
            "Edit Unprotected Data",
            "View Unprotected Data",
        ]
    );
}

#[test]
fn the_sentence_of_a_note_is_its_text_in_json() {
    let all = [
        Note::Unmanaged,
        Note::AlsoAffected,
        Note::FromLedger,
        Note::Captured,
        Note::Unseen,
        Note::Accepted,
        Note::Ignored,
        Note::LeftOut,
        Note::Advice,
    ];
    for (index, make) in all.into_iter().enumerate() {
        let note = make(format!("sentence {index}"));
        let written = serde_json::to_value(&note).unwrap();
        assert_eq!(Some(note.text()), written["text"].as_str());
    }
}
