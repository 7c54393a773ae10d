//! The smaller blocks: `connection`, `integrations`, `checks`, `accept`, `policy`.

use serde_json::{Value, json};

use super::shape::{blocks, date, email, flag, handle, list, map, named, number, said, set, text};

/// How attune signs in: references only.
pub fn connection() -> Value {
    let schema = map([
        (
            "userName",
            said(
                reference(),
                "The user name (key) of the API user that attune is.",
            ),
        ),
        ("secret", said(reference(), "Its secret.")),
        (
            "integrationCode",
            said(reference(), "Its tracking identifier."),
        ),
    ]);
    said(
        schema,
        "How attune signs in. References only; a literal secret is an error.",
    )
}

/// A reference to an environment variable or a file.
pub fn reference() -> Value {
    let mut schema = map([
        ("env", said(text(), "The name of an environment variable.")),
        ("file", said(text(), "The path of a file.")),
    ]);
    set(&mut schema, "minProperties", json!(1));
    set(&mut schema, "maxProperties", json!(1));
    schema
}

/// The recipes in use, by handle.
pub(super) fn integrations() -> Value {
    let integration = map([
        (
            "recipe",
            said(
                text(),
                "A name from `attune recipes list`, or a file: `./recipes/acme.yaml`.",
            ),
        ),
        (
            "with",
            said(json!({"type": "object"}), "The recipe's parameters."),
        ),
        (
            "leave",
            said(
                list(handle()),
                "Gaps of the guide that are left as the copied level has them.",
            ),
        ),
    ]);
    let example = json!({
        "recipe": "${2:recipe}",
        "with": {"email": "${3:psa@contoso.example}"},
    });
    said(
        blocks(integration, "an integration", &example),
        "Vendors' guides by handle. What the manifest says itself goes above the recipe, key by key.",
    )
}

/// The checks, by handle.
pub(super) fn checks() -> Value {
    let ticket = map([
        ("companyID", said(number(0), "`companyID`.")),
        ("status", said(number(0), "`status`.")),
        ("priority", said(number(0), "`priority`.")),
        (
            "queueID",
            said(number(0), "`queueID`, where the tenant demands one."),
        ),
    ]);
    let check = map([
        (
            "apiUser",
            said(handle(), "The API user that signs in, by its handle."),
        ),
        (
            "actsAs",
            said(email(), "The person who must appear as author."),
        ),
        (
            "ticket",
            said(
                ticket,
                "The ticket to create, with numbers of your own picklists.",
            ),
        ),
    ]);
    let example = json!({
        "apiUser": "${2:api-user}",
        "actsAs": "${3:somebody@contoso.example}",
        "ticket": {"companyID": 0, "status": 1, "priority": 2},
    });
    said(
        blocks(check, "a check", &example),
        "A ticket and a note, written as a person. Each run leaves one ticket behind.",
    )
}

/// The accepted deviations, by handle.
pub(super) fn accept() -> Value {
    let acceptance = map([
        (
            "at",
            said(text(), "The place: a cell, row, section, field or block."),
        ),
        (
            "rule",
            said(
                text(),
                "Accepts the warning of this rule, and the place stays managed.",
            ),
        ),
        ("reason", said(text(), "Why.")),
        ("owner", said(text(), "Who answers for it.")),
        ("expires", said(date(), "The last day on which it holds.")),
    ]);
    let example = json!({
        "at": "${2:securityLevels.}",
        "reason": "${3:why}",
        "owner": "${4:somebody@contoso.example}",
        "expires": "${5:2026-12-31}",
    });
    said(
        blocks(acceptance, "an accepted deviation", &example),
        "Deviations that somebody wants for a time.",
    )
}

/// What is protected, what is ignored, and whether what has lost its block goes.
pub(super) fn policy() -> Value {
    let schema = map([
        (
            "securityLevels",
            ownership("Levels, by name or glob.", "inactivated or renamed"),
        ),
        (
            "apiUsers",
            ownership(
                "API users, by e-mail address or glob.",
                "inactivated or renamed",
            ),
        ),
        (
            "people",
            ownership("People, by e-mail address or glob.", "given another level"),
        ),
        (
            "prune",
            said(
                flag(),
                "Inactivate what attune made or adopted once no block stands for it. Without it, a plan only says so.",
            ),
        ),
    ]);
    said(
        schema,
        "What is protected, what is ignored, and what becomes of things whose block is gone.",
    )
}

fn ownership(what: &str, never: &str) -> Value {
    let word = map([
        ("protect", said(flag(), &format!("Never {never}."))),
        ("ignore", said(flag(), "Not touched, not spoken of.")),
    ]);
    said(named(word), what)
}
