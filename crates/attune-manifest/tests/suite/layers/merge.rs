//! What is merged with what, and in which order.

use attune_manifest::{Loader, render};
use attune_model::Date;

use super::{cells, folder};

const BASE: &str = "attune: 1
securityLevels:
  a:
    name: From base
    copyOf: API User (system)
    webServicesApi:
      canLogin: true
      resourceImpersonation:
        crm: {accounts: [view, add], contacts: [view]}
        serviceDesk: all
";

#[test]
fn maps_merge_at_any_depth_and_lists_and_values_replace() {
    let files = folder(&[
        ("base.yaml", BASE),
        (
            "attune.yaml",
            "attune: 1
tenant: contoso
extends: base.yaml
securityLevels:
  a:
    name: Mine
    webServicesApi:
      resourceImpersonation:
        crm: {accounts: [edit]}
",
        ),
    ])
    .unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    let level = manifest.desired.security_levels.values().next().unwrap();
    assert_eq!(level.name.as_str(), "Mine");
    let cells = cells(&manifest);
    let crm = "a.webServicesApi.resourceImpersonation.crm";
    let of_crm: Vec<&str> = cells
        .iter()
        .filter_map(|cell| cell.strip_prefix(crm)?.strip_prefix('.'))
        .collect();
    assert_eq!(
        of_crm,
        [
            "accounts.add=false",
            "accounts.delete=false",
            "accounts.edit=true",
            "accounts.view=false",
            "contacts.add=false",
            "contacts.delete=false",
            "contacts.edit=false",
            "contacts.view=true"
        ]
    );
    assert!(cells.contains(&"a.webServicesApi.canLogin=true".to_owned()));
}

#[test]
fn a_map_takes_the_place_of_all_and_the_reverse() {
    let files = folder(&[
        ("base.yaml", BASE),
        (
            "narrow.yaml",
            "attune: 1\ntenant: contoso\nextends: base.yaml\nsecurityLevels: {a: {webServicesApi: {resourceImpersonation: {crm: {}, serviceDesk: {tickets: [view]}}}}}\n",
        ),
        (
            "wide.yaml",
            "attune: 1\ntenant: contoso\nextends: base.yaml\nsecurityLevels: {a: {webServicesApi: {resourceImpersonation: {crm: none}}}}\n",
        ),
    ])
    .unwrap();
    let narrow = cells(&files.load("narrow.yaml").unwrap());
    let desk: Vec<&String> = narrow
        .iter()
        .filter(|c| c.contains("serviceDesk"))
        .collect();
    assert_eq!(desk.len(), 4, "{desk:?}");
    // An empty map takes nothing away.
    assert!(narrow.iter().any(|c| c.ends_with("crm.contacts.view=true")));
    let wide = cells(&files.load("wide.yaml").unwrap());
    let crm: Vec<&String> = wide.iter().filter(|c| c.contains(".crm.")).collect();
    assert!(crm.iter().all(|c| c.ends_with("=false")), "{crm:?}");
    assert!(crm.len() > 8, "the rows that the base does not name too");
}

/// Four layers that all give the level a name.
fn names(manifest: &str) -> String {
    let named = |name: &str| format!("attune: 1\nsecurityLevels: {{a: {{name: {name}}}}}\n");
    let files = folder(&[
        ("one.yaml", &named("One")),
        ("two.yaml", &named("Two")),
        ("chain/three.yaml", "attune: 1\nextends: ../chain.yaml\n"),
        (
            "chain.yaml",
            "attune: 1\nextends: [one.yaml]\nsecurityLevels: {a: {active: true}}\n",
        ),
        ("parts/a.yaml", &named("Parts")),
        (
            "parts/b.yaml",
            "attune: 1\nsecurityLevels: {a: {active: false}}\n",
        ),
        ("parts/.hidden.yaml", "not a manifest"),
        ("parts/notes.txt", "not a manifest"),
        ("parts/sub/c.yaml", "not a manifest"),
        ("site/attune.yaml", manifest),
    ]);
    let Ok(files) = files else {
        return "no folder".to_owned();
    };
    match files.load("site/attune.yaml") {
        Ok(manifest) => manifest
            .desired
            .security_levels
            .values()
            .map(|level| format!("{} {:?}", level.name, level.active))
            .collect(),
        Err(error) => files.relative(&render(error.diagnostics(), false)),
    }
}

#[test]
fn the_later_of_two_baselines_wins_and_the_manifest_above_all() {
    let with = |extends: &str, own: &str| {
        names(&format!(
            "attune: 1\ntenant: contoso\nextends: {extends}\n{own}"
        ))
    };
    assert_eq!(with("[../one.yaml, ../two.yaml]", ""), "Two None");
    assert_eq!(with("[../two.yaml, ../one.yaml]", ""), "One None");
    let own = "securityLevels: {a: {name: Own}}\n";
    assert_eq!(with("[../two.yaml, ../one.yaml]", own), "Own None");
    assert_eq!(with("../chain/three.yaml", ""), "One Some(true)");
    assert_eq!(with("../parts", ""), "Parts Some(false)");
    assert_eq!(with("[../parts/, ../chain.yaml]", ""), "One Some(true)");
    assert_eq!(with("[]", own), "Own None");
}

#[test]
fn a_recipe_is_below_every_file() {
    let recipe = "integrations: {tasky: {recipe: tallman-tasky, with: {email: a@contoso.example, users: {emails: [b@contoso.example]}}}}\n";
    let files = folder(&[
        (
            "base.yaml",
            "attune: 1\nsecurityLevels: {tasky: {name: From base, webServicesApi: {canLogin: false}}}\n",
        ),
        (
            "attune.yaml",
            &format!("attune: 1\ntenant: contoso\nextends: base.yaml\n{recipe}"),
        ),
    ])
    .unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    let level = manifest.desired.security_levels.values().next().unwrap();
    assert_eq!(level.name.as_str(), "From base");
    assert!(cells(&manifest).contains(&"tasky.webServicesApi.canLogin=false".to_owned()));
}

#[test]
fn one_baseline_for_two_manifests() {
    let overlay = |tenant: &str| {
        format!(
            "attune: 1\ntenant: {tenant}\nextends: base.yaml\nsecurityLevels: {{a: {{crm: {{objct: all}}}}}}\n"
        )
    };
    let files = folder(&[
        ("base.yaml", &format!("{BASE}    projcts: all\n")),
        ("contoso.yaml", &overlay("contoso")),
        ("fabrikam.yaml", &overlay("fabrikam")),
    ])
    .unwrap();
    let mut loader = Loader::new(Date::MIN);
    let mut places = Vec::new();
    for name in ["contoso.yaml", "fabrikam.yaml"] {
        let error = loader.load(&files.path(name)).unwrap_err();
        for diagnostic in error.diagnostics() {
            let location = diagnostic.location.as_ref().unwrap().to_string();
            places.push(format!("{} {}", diagnostic.rule, files.relative(&location)));
        }
    }
    assert_eq!(
        places,
        [
            "unknown-key base.yaml:11:5",
            "unknown-cell contoso.yaml:4:28",
            "unknown-key base.yaml:11:5",
            "unknown-cell fabrikam.yaml:4:28",
        ]
    );
}

#[test]
fn two_manifests_of_one_loader_are_read_as_each_alone() {
    let files = folder(&[
        ("base.yaml", BASE),
        (
            "contoso.yaml",
            "attune: 1\ntenant: contoso\nextends: base.yaml\n",
        ),
        (
            "fabrikam.yaml",
            "attune: 1\ntenant: fabrikam\nextends: base.yaml\nsecurityLevels: {a: {name: Other}}\n",
        ),
    ])
    .unwrap();
    let mut loader = Loader::new(Date::MIN);
    for name in ["contoso.yaml", "fabrikam.yaml", "contoso.yaml"] {
        let together = loader.load(&files.path(name)).unwrap();
        let alone = files.load(name).unwrap();
        assert_eq!(together.desired, alone.desired);
        let place = attune_model::Place("securityLevels.a.name".to_owned());
        assert_eq!(together.locate(&place), alone.locate(&place));
        assert_eq!(together.explain(&place), alone.explain(&place));
    }
}

#[test]
fn what_is_dropped_is_gone() {
    let files = folder(&[
        (
            "base.yaml",
            "attune: 1
securityLevels:
  a:
    name: A
    copyOf: API User (system)
    webServicesApi: {canLogin: true, resourceImpersonation: {crm: {accounts: {view: true, add: true}}}}
    extra: {Service Desk: {Can remove tags: true, Change Requests: {View: All, Add: true}}}
  b: {name: B, copyOf: API User (system)}
policy: {people: {boss@contoso.example: {protect: true}}}
",
        ),
        (
            "attune.yaml",
            "attune: 1
tenant: contoso
extends: base.yaml
drop:
  - securityLevels.b
  - securityLevels.a.webServicesApi.resourceImpersonation.crm.accounts.add
  - securityLevels.a.extra.Service Desk › Can remove tags
  - securityLevels.a.extra.Service Desk › Change Requests › View
  - policy.people.boss@contoso.example
",
        ),
    ])
    .unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    assert_eq!(
        cells(&manifest),
        [
            "a.extra.Service Desk › Change Requests › Add=true",
            "a.webServicesApi.canLogin=true",
            "a.webServicesApi.resourceImpersonation.crm.accounts.view=true"
        ]
    );
    assert_eq!(manifest.desired.security_levels.len(), 1);
    assert!(manifest.desired.ownership.people.is_empty());
}

#[test]
fn what_is_dropped_can_be_said_anew() {
    let files = folder(&[
        ("base.yaml", BASE),
        (
            "attune.yaml",
            "attune: 1
tenant: contoso
extends: base.yaml
drop: [securityLevels.a.webServicesApi.resourceImpersonation]
securityLevels: {a: {webServicesApi: {resourceImpersonation: {crm: {contacts: {view: true}}}}}}
",
        ),
    ])
    .unwrap();
    assert_eq!(
        cells(&files.load("attune.yaml").unwrap()),
        [
            "a.webServicesApi.canLogin=true",
            "a.webServicesApi.resourceImpersonation.crm.contacts.view=true"
        ]
    );
}

#[test]
fn what_a_recipe_brings_can_be_dropped() {
    let text = |drop: &str| {
        format!(
            "attune: 1
tenant: contoso
integrations: {{tasky: {{recipe: tallman-tasky, with: {{email: a@contoso.example, users: {{emails: [b@contoso.example]}}}}}}}}
drop: [{drop}]
"
        )
    };
    let files = folder(&[
        (
            "block.yaml",
            &text("impersonation.tasky, securityLevels.tasky.webServicesApi.resourceImpersonation"),
        ),
        ("nothing.yaml", &text("apiUsers.tasky.middleName")),
    ])
    .unwrap();
    let manifest = files.load("block.yaml").unwrap();
    assert!(manifest.desired.impersonation.is_empty());
    assert_eq!(cells(&manifest), ["tasky.webServicesApi.canLogin=true"]);
    assert_eq!(
        files.rules("nothing.yaml"),
        ["drop-nothing nothing.yaml:4:8"]
    );
}

#[test]
fn an_integration_that_is_dropped_asks_for_nothing() {
    let files = folder(&[
        (
            "base.yaml",
            "attune: 1\nintegrations: {tasky: {recipe: tallman-tasky, with: {email: 1}}}\n",
        ),
        (
            "attune.yaml",
            "attune: 1\ntenant: contoso\nextends: base.yaml\ndrop: [integrations.tasky]\n",
        ),
    ])
    .unwrap();
    assert!(
        files
            .load("attune.yaml")
            .unwrap()
            .desired
            .api_users
            .is_empty()
    );
}

#[test]
fn what_two_baselines_extend_is_below_both() {
    let files = folder(&[
        ("base.yaml", BASE),
        (
            "one.yaml",
            "attune: 1\nextends: base.yaml\nsecurityLevels: {a: {name: One}}\n",
        ),
        (
            "two.yaml",
            "attune: 1\nextends: base.yaml\nsecurityLevels: {a: {active: true}}\n",
        ),
        (
            "attune.yaml",
            "attune: 1\ntenant: contoso\nextends: [one.yaml, two.yaml]\n",
        ),
    ])
    .unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    let level = manifest.desired.security_levels.values().next().unwrap();
    assert_eq!((level.name.as_str(), level.active), ("One", Some(true)));
}
