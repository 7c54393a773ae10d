//! `impersonation` and `people`.

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN, LicenseType};
use attune_model::{CellId, catalogue};
use serde_json::{Value, json};

use super::shape::{blocks, flag, map, said, some, text, text_such_as, word};

/// The impersonation rules, by handle.
pub(super) fn impersonation() -> Value {
    let rule = map([
        (
            "allow",
            said(flag(), &format!("The box {}.", label(ALLOW_IMPERSONATION))),
        ),
        (
            "levelsHeldBy",
            said(selector(), "On the levels that these people hold."),
        ),
        (
            "levels",
            said(
                some(text()),
                "On these levels, whoever holds them; in place of `levelsHeldBy`.",
            ),
        ),
        (
            "systemLevels",
            said(
                word(&["copy", "refuse"]),
                "A `(system)` level cannot be edited. `copy`: the flag is set on a copy, and the chosen holders move. \
                 `refuse`, the default: nothing is planned.",
            ),
        ),
        (
            "canLogin",
            said(
                json!({"type": "boolean", "enum": [false]}),
                &format!("`false` unticks {}. One-way.", label(CAN_LOGIN)),
            ),
        ),
    ]);
    let example = json!({
        "allow": true,
        "levelsHeldBy": {"emails": ["${2:somebody@contoso.example}"]},
        "systemLevels": "copy",
    });
    said(
        blocks(rule, "an impersonation rule", &example),
        "Lets integrations act as people: a flag on the levels that they hold.",
    )
}

/// Who is to hold which level, by handle.
pub(super) fn people() -> Value {
    let assignment = map([
        ("who", said(selector(), "The people.")),
        (
            "securityLevel",
            said(
                text_such_as(&[]),
                "A handle of this manifest, or the name of a level that is there.",
            ),
        ),
    ]);
    let example = json!({
        "who": {"emails": ["${2:somebody@contoso.example}"]},
        "securityLevel": "${3:level}",
    });
    said(
        blocks(assignment, "an assignment", &example),
        "Which level people are to hold.",
    )
}

/// A choice of people. API users are never chosen, so their licence type is no word here.
pub(super) fn selector() -> Value {
    let licenses: Vec<&str> = LicenseType::KNOWN
        .into_iter()
        .filter(|license| *license != LicenseType::ApiUser)
        .map(LicenseType::label)
        .collect();
    map([
        (
            "emails",
            said(
                some(text()),
                "Addresses or globs, such as `*@contoso.example`; case does not count.",
            ),
        ),
        (
            "levels",
            said(some(text()), "People who hold one of these levels now."),
        ),
        (
            "licenseTypes",
            said(
                some(word(&licenses)),
                "People with one of these licence types.",
            ),
        ),
        (
            "except",
            said(
                json!({"type": "array", "items": text()}),
                "Addresses or globs of people who are left out.",
            ),
        ),
        (
            "active",
            said(
                flag(),
                "`true`: active people only. Without it, inactive ones count too.",
            ),
        ),
    ])
}

fn label(path: &str) -> String {
    let spec = catalogue::cell(&CellId::new(path));
    spec.map(|spec| format!("`{}`", spec.row))
        .unwrap_or_default()
}
