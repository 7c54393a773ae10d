//! However a manifest is split into layers and files, it asks for the same.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::folder;

/// Lines of a manifest: where each belongs, and what it says.
const LINES: &[(&str, &str)] = &[
    ("securityLevels.a", "name: A"),
    ("securityLevels.a", "copyOf: API User (system)"),
    ("securityLevels.a", "baseline: none"),
    ("securityLevels.a", "expires: 2026-12-31"),
    ("securityLevels.a.webServicesApi", "canLogin: true"),
    (
        "securityLevels.a.webServicesApi",
        "contactImpersonation: all",
    ),
    (
        "securityLevels.a.webServicesApi.resourceImpersonation.crm",
        "accounts: [view, add]",
    ),
    (
        "securityLevels.a.webServicesApi.resourceImpersonation.crm",
        "contacts: {view: true}",
    ),
    (
        "securityLevels.a.webServicesApi.resourceImpersonation",
        "serviceDesk: all",
    ),
    (
        "securityLevels.a.webServicesApi.resourceImpersonation.projects",
        "\"*\": none",
    ),
    (
        "securityLevels.a.webServicesApi.resourceImpersonation.projects.taskNotes",
        "view: true",
    ),
    (
        "securityLevels.a.extra.Service Desk",
        "Can remove tags: true",
    ),
    ("securityLevels.b", "name: B"),
    ("securityLevels.b", "copyOf: A"),
    ("impersonation.x", "allow: true"),
    (
        "impersonation.x.levelsHeldBy",
        "emails: [\"*@contoso.example\"]",
    ),
    ("impersonation.x.levelsHeldBy", "active: true"),
    ("people.x.who", "levels: [Helpdesk]"),
    ("people.x", "securityLevel: Technician"),
    ("apiUsers.u", "firstName: U"),
    ("apiUsers.u", "lastName: V"),
    ("apiUsers.u", "email: u@contoso.example"),
    ("apiUsers.u", "securityLevel: a"),
    ("apiUsers.u.credentials.to", "file: secrets/<tenant>/u.json"),
    ("integrations.tasky", "recipe: tallman-tasky"),
    ("integrations.tasky.with", "email: t@contoso.example"),
    (
        "integrations.tasky.with.users",
        "emails: [t@contoso.example]",
    ),
    ("securityLevels.tasky", "name: Tasky"),
    ("policy.securityLevels.A", "protect: true"),
    ("policy", "prune: true"),
];

/// Lines as YAML; those of one block stand together.
fn yaml(lines: &[(&str, &str)]) -> String {
    let mut text = "attune: 1\n".to_owned();
    write_below(&mut text, "", 0, lines);
    text
}

fn write_below(text: &mut String, at: &str, depth: usize, lines: &[(&str, &str)]) {
    let mut seen: Vec<&str> = Vec::new();
    for (place, line) in lines {
        let indent = "  ".repeat(depth);
        let Some(rest) = place.strip_prefix(at) else {
            continue;
        };
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        if rest.is_empty() {
            writeln!(text, "{indent}{line}").ok();
            continue;
        }
        if !at.is_empty() && !place.starts_with(&format!("{at}.")) {
            continue;
        }
        let key = rest.split('.').next().unwrap_or_default();
        if !seen.contains(&key) {
            seen.push(key);
            writeln!(text, "{indent}{key}:").ok();
            let below = if at.is_empty() {
                key.to_owned()
            } else {
                format!("{at}.{key}")
            };
            write_below(text, &below, depth + 1, lines);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_split_manifest_asks_for_the_same(part in proptest::collection::vec(0_usize..5, LINES.len())) {
        let of = |wanted: usize| -> Vec<(&str, &str)> {
            LINES.iter().zip(&part).filter(|(_, part)| **part == wanted).map(|(line, _)| *line).collect()
        };
        let parts: Vec<String> = (0..5).map(|part| yaml(&of(part))).collect();
        let [low, first, second, top_a, top_b] = parts.as_slice() else {
            return Err(TestCaseError::fail("five parts"));
        };
        let whole = format!("{}tenant: contoso\n", yaml(LINES));
        let first = format!("{first}extends: ../low.yaml\n");
        let top_a = format!("{top_a}tenant: contoso\nextends: ../base\n");
        let files = folder(&[
            ("whole.yaml", &whole),
            ("low.yaml", low),
            ("base/first.yaml", &first),
            ("base/second.yaml", second),
            ("site/a.yaml", &top_a),
            ("site/b.yaml", top_b),
        ])?;
        let whole = files.load("whole.yaml").map_err(|_| TestCaseError::fail(files.wrong("whole.yaml")))?;
        let site = files.load("site").map_err(|_| TestCaseError::fail(files.wrong("site")))?;
        prop_assert_eq!(whole.desired, site.desired);
    }
}
