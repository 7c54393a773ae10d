//! Warnings about more rights than needed.

use attune_manifest::{Loader, Severity};
use attune_model::Date;

use crate::layers::folder;

/// The warnings of a manifest with these lines on a day, or its errors: rule and place.
fn on(day: Date, lines: &str) -> Vec<String> {
    let text = format!("attune: 1\ntenant: contoso\n{lines}");
    let read = Loader::new(day).read("attune.yaml", std::path::Path::new("/m"), &text);
    let found = match &read {
        Ok(manifest) => manifest.warnings.as_slice(),
        Err(error) => error.diagnostics(),
    };
    found
        .iter()
        .map(|found| {
            let location = found.location.as_ref().map(ToString::to_string);
            let kind = match found.severity {
                Severity::Error => "error ",
                Severity::Warning => "",
            };
            format!(
                "{kind}{} {}",
                found.rule,
                location.unwrap_or_default().replace("attune.yaml:", "")
            )
        })
        .collect()
}

fn warnings(lines: &str) -> Vec<String> {
    on(Date::MIN, lines)
}

const SILENT: [&str; 0] = [];

#[test]
fn a_section_that_is_given_as_a_whole() {
    let level = |level: &str| {
        warnings(&format!(
            "securityLevels: {{a: {{name: A, copyOf: API User (system), {level}}}}}\n"
        ))
    };
    assert_eq!(level("crm: all"), ["full-permission 3:63"]);
    assert_eq!(
        level("crm: {\"*\": all, access: none}"),
        ["full-permission 3:58"]
    );
    assert_eq!(level("crm: all, serviceDesk: all").len(), 2);
    assert_eq!(level("crm: none"), SILENT);
    assert_eq!(level("crm: {access: all, objects: all}"), SILENT);
    assert_eq!(
        level("webServicesApi: {resourceImpersonation: all}"),
        SILENT
    );
}

#[test]
fn a_level_that_two_integrations_share() {
    let users = |one: &str, two: &str| {
        let user = |handle: &str, level: &str, tracking: &str| {
            format!(
                "  {handle}: {{firstName: F, lastName: L, email: e@contoso.example, securityLevel: {level}, {tracking}}}\n"
            )
        };
        warnings(&format!(
            "securityLevels:\n  a: {{name: A, copyOf: API User (system)}}\n  b: {{name: B, copyOf: API User (system)}}\napiUsers:\n{}{}",
            user("u", "a", one),
            user(
                "v",
                two.split(' ').next().unwrap_or_default(),
                two.split_once(' ').unwrap_or_default().1
            )
        ))
    };
    assert_eq!(
        users("integrationVendor: V", "a integrationVendor: W"),
        ["shared-level 8:75"]
    );
    assert_eq!(
        users("integrationVendor: V", "a customIntegration: V"),
        ["shared-level 8:75"]
    );
    assert_eq!(
        users("integrationVendor: V", "a integrationVendor: V"),
        SILENT
    );
    assert_eq!(
        users("integrationVendor: V", "b integrationVendor: W"),
        SILENT
    );
}

#[test]
fn an_api_user_on_a_system_level() {
    let user = |level: &str| {
        warnings(&format!(
            "apiUsers:\n  u: {{firstName: F, lastName: L, email: e@contoso.example, securityLevel: {level}}}\n"
        ))
    };
    assert_eq!(user("API User (system)"), ["system-level-user 4:75"]);
    assert_eq!(
        user("API User (system) Can't Read Costs"),
        ["system-level-user 4:75"]
    );
    assert_eq!(user("A level of the tenant"), SILENT);
}

#[test]
fn acting_as_administrators() {
    let rule = |rule: &str| warnings(&format!("impersonation: {{x: {{{rule}}}}}\n"));
    assert_eq!(
        rule("allow: true, levels: [Helpdesk, System Administrator (system)]"),
        ["admin-impersonation 3:53"]
    );
    assert_eq!(
        rule("allow: true, levelsHeldBy: {levels: [Full Access (system)]}"),
        ["admin-impersonation 3:58"]
    );
    assert_eq!(
        rule("allow: true, levelsHeldBy: {licenseTypes: [Administrator]}"),
        ["admin-impersonation 3:64"]
    );
    assert_eq!(
        rule("allow: false, levels: [System Administrator (system)]"),
        SILENT
    );
    assert_eq!(rule("allow: true, levels: [Manager (system)]"), SILENT);
    assert_eq!(rule("allow: true, levelsHeldBy: {emails: [\"*\"]}"), SILENT);
}

const TASKY: &str = "integrations:
  x: {recipe: tallman-tasky, with: {email: e@contoso.example, users: {emails: [e@contoso.example]}}}
";

#[test]
fn more_than_the_recipe_asks_for() {
    let level = |level: &str| {
        warnings(&format!(
            "{TASKY}securityLevels:\n  x: {{webServicesApi: {{resourceImpersonation: {level}}}}}\n"
        ))
    };
    // The first of two boxes that one list adds.
    assert_eq!(
        level("{crm: {accounts: [view, add, delete]}}"),
        ["beyond-recipe 6:54"]
    );
    assert_eq!(
        level("{crm: {accounts: {add: true}, contacts: {edit: true}}}").len(),
        2
    );
    assert_eq!(level("{crm: {accounts: []}}"), SILENT);
    assert_eq!(level("{crm: {accounts: [view]}}"), SILENT);
    assert_eq!(level("{serviceDesk: all}"), SILENT);
    assert_eq!(level("{serviceDesk: none}"), SILENT);
    assert_eq!(
        warnings(&format!(
            "{TASKY}securityLevels: {{y: {{name: Y, copyOf: API User (system), webServicesApi: {{canLogin: true}}}}}}\n"
        )),
        SILENT
    );
}

#[test]
fn what_fills_a_gap_is_not_more() {
    let lines = "integrations: {x: {recipe: acme}}
securityLevels: {x: {webServicesApi: {canLogin: true, resourceImpersonation: {serviceDesk: {tickets: [view]}}}}}
";
    let recipe = "recipe: 1
name: acme
product: Acme
summary: Does something.
source: {url: https://acme.example, date: 2026-11-21, evidence: full, confidence: high}
manifest: {securityLevels: {<handle>: {name: A, copyOf: API User (system)}}}
gaps: {desk: {what: What., at: [securityLevels.<handle>.webServicesApi.resourceImpersonation.serviceDesk]}}
";
    let files = folder(&[
        ("recipes/acme.yaml", recipe),
        (
            "attune.yaml",
            &format!("attune: 1\ntenant: contoso\n{lines}"),
        ),
    ])
    .unwrap();
    let warnings = files.load("attune.yaml").unwrap().warnings;
    let rules: Vec<String> = warnings
        .iter()
        .map(|found| format!("{} {}", found.rule, found.message))
        .collect();
    assert_eq!(
        rules,
        ["beyond-recipe recipe acme asks for no `webServicesApi.canLogin: true`"]
    );
}

#[test]
fn what_a_recipe_says_is_marked_where_it_is_named() {
    let recipe = "recipe: 1
name: acme
product: Acme
summary: Does something.
source: {url: https://acme.example, date: 2026-11-21, evidence: full, confidence: high}
manifest:
  securityLevels: {<handle>: {name: <handle>, copyOf: API User (system), crm: all}}
";
    let text = "attune: 1
tenant: contoso
integrations:
  x: {recipe: acme}
  y:
    recipe: acme
securityLevels:
  y: {crm: none}
";
    let files = folder(&[("recipes/acme.yaml", recipe), ("attune.yaml", text)]).unwrap();
    let warnings = files.load("attune.yaml").unwrap().warnings;
    let places: Vec<String> = warnings
        .iter()
        .map(|found| {
            files.relative(&format!(
                "{} {}",
                found.rule,
                found.location.as_ref().unwrap()
            ))
        })
        .collect();
    assert_eq!(places, ["full-permission attune.yaml:4:15"]);
}

fn accepted(at: &str, rule: &str) -> String {
    format!(
        "securityLevels:
  a: {{name: A, copyOf: API User (system), crm: all, webServicesApi: all}}
accept: {{x: {{at: {at}, rule: {rule}, reason: r, owner: o, expires: 2026-12-31}}}}
"
    )
}

#[test]
fn one_is_accepted_by_place_and_rule_until_the_day_is_over() {
    let (crm, api) = ("full-permission 4:48", "full-permission 4:69");
    let until = Date::constant(2026, 12, 31);
    let here = accepted("securityLevels.a.crm", "full-permission");
    assert_eq!(on(until, &here), [api]);
    assert_eq!(on(Date::constant(2027, 1, 1), &here), [crm, api]);
    assert_eq!(
        warnings(&accepted("securityLevels.a", "full-permission")),
        SILENT
    );
    assert_eq!(
        warnings(&accepted("securityLevels.a", "beyond-recipe")),
        [crm, api]
    );
    // A place within is not the place.
    assert_eq!(
        warnings(&accepted("securityLevels.a.crm.access", "full-permission")),
        [crm, api]
    );
    assert_eq!(
        warnings(&accepted("securityLevels.a", "unknown-cell")),
        ["error accept-rule 5:42"]
    );
}

#[test]
fn each_rule_can_be_accepted_at_its_place() {
    for (lines, at, rule) in [
        (
            "impersonation: {x: {allow: true, levels: [System Administrator (system)]}}\n",
            "impersonation.x.levels[0]",
            "admin-impersonation",
        ),
        (
            "apiUsers: {x: {firstName: F, lastName: L, email: e@contoso.example, securityLevel: API User (system)}}\n",
            "apiUsers.x.securityLevel",
            "system-level-user",
        ),
        (
            "securityLevels: {x: {name: X, copyOf: API User (system), crm: all}}\n",
            "securityLevels.x.crm",
            "full-permission",
        ),
    ] {
        let accept = format!(
            "accept: {{x: {{at: \"{at}\", rule: {rule}, reason: r, owner: o, expires: 2026-12-31}}}}\n"
        );
        assert_eq!(warnings(lines).len(), 1, "{rule}");
        assert_eq!(warnings(&format!("{lines}{accept}")), SILENT, "{rule}");
    }
}

#[test]
fn accepting_one_box_of_a_row_leaves_the_others() {
    let lines = |at: &str| {
        format!(
            "{TASKY}securityLevels:
  x: {{webServicesApi: {{resourceImpersonation: {{crm: {{accounts: [view, add, delete]}}}}}}}}
accept: {{x: {{at: securityLevels.x.webServicesApi.resourceImpersonation.crm.{at}, rule: beyond-recipe, reason: r, owner: o, expires: 2026-12-31}}}}
"
        )
    };
    assert_eq!(warnings(&lines("accounts.add")), ["beyond-recipe 6:54"]);
    assert_eq!(warnings(&lines("accounts")), SILENT);
}

#[test]
fn an_acceptance_of_a_deviation_silences_nothing() {
    let lines = accepted("securityLevels.a", "x").replace(", rule: x", "");
    assert_eq!(warnings(&lines).len(), 2);
}
