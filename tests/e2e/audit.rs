//! `attune audit`: who may do what in a tenant, what is wrong with it, and how levels and tenants differ.

use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, Place, Ran, Sim, dump};

/// A tenant as the Tasky example says.
fn applied() -> (Sim, Place) {
    let place = Place::with("attune.yaml", Place::with_tasky().read("tasky.yaml"));
    let sim = Sim::start();
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}

/// Runs with a valid document; the rule of every finding.
fn findings(ran: &Ran) -> Vec<String> {
    let document = ran.document("audit.v1.json");
    let found = document["audit"]["findings"].as_array().unwrap();
    found
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_tenant_without_any_manifest_is_audited_and_nothing_is_left_behind() {
    let (sim, place) = (Sim::start(), Place::empty());
    let before = dump(&sim);
    place.attune(&sim, &["audit"]).exits(0).says(&[
        "Audit of tenant (database 200117, Simulator) at ",
        "! api-user-on-system-level why A system level gives an integration about everything",
        "- API user Datto RMM <rmm@contoso.example>: holds \"API User (system)\", a system level",
        "! unmanaged-api-user",
        "- the tenant: 1 active person is an administrator: Ada Winter <ada.winter@admin.contoso.example>",
        "- security level \"Field Engineer\": nobody has seen what it contains",
        "acts as people unknown: 44 cells are unknown",
        "18 levels, 2 API users, 13 people; 7 findings.",
    ]);
    assert_eq!(place.names(), Vec::<String>::new());
    assert_eq!(dump(&sim), before);
    let ran = place.attune(&sim, &["audit", "--format", "json"]).exits(0);
    assert_eq!(
        findings(&ran),
        [
            "api-user-on-system-level",
            "api-user-on-system-level",
            "unmanaged-api-user",
            "unmanaged-api-user",
            "administrators",
            "unknown-cells",
            "unknown-cells",
        ]
    );
}

#[test]
fn after_an_apply_the_owner_the_rights_and_who_can_be_acted_as_are_known() {
    let (sim, place) = applied();
    place.attune(&sim, &["audit"]).exits(0).says(&[
        "Audit of contoso (database 200117, Simulator) at ",
        "Tasky Integration <psa-integrations@contoso.example>, active level \"API User (with Impersonation)\" vendor Tallman.io - Tasky whose attune's, block tasky credentials delivered on ",
        "acts as people yes: Organizations (View), Contacts (View), Opportunities & Quotes (View)",
        "may do REST says: of 232 entities reads 204 (4 in part), creates 159 (2 in part), updates 122 (4 in part), deletes 94 (2 in part)",
        "whose attune's, a rule's copy of \"Team Member (system)\"",
        "Who can be acted as yes: the box is on - \"Helpdesk Lead\", 2 active people",
        "unknown: nobody has seen the box (by the help it is off on system levels)",
    ]);
    let ran = place
        .attune(&sim, &["audit", "--format", "markdown"])
        .exits(0);
    assert!(
        ran.stdout
            .starts_with("## attune: Audit of contoso (database 200117, Simulator) at "),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("\n- :warning: api-user-on-system-level\n")
    );
    // Captured, nothing is unknown any more.
    place
        .attune(&sim, &["capture", "--console", "simulated"])
        .exits(0);
    place
        .attune(&sim, &["audit"])
        .exits(0)
        .says_nothing_of(&["! unknown-cells"]);
}

#[test]
fn two_levels_are_compared_cell_by_cell() {
    let (sim, place) = (Sim::start(), Place::empty());
    let levels = ["audit", "levels", "Field Engineer", "Helpdesk Lead"];
    place.attune(&sim, &levels).exits(0).says(&[
        "Contracts > Contracts > View: ?",
        "0 cells differ, 0 are the same, 87 are unknown.",
    ]);
    place
        .attune(&sim, &["capture", "--console", "simulated"])
        .exits(0);
    place.attune(&sim, &levels).exits(0).says(&[
        "Comparison of \"Field Engineer\" with \"Helpdesk Lead\"",
        "Differs CRM > Organization & Contact Access > Customer & Cancelation: None | All",
        "Service Desk > Object Permissions > Ticket Notes > Edit: Mine | All",
    ]);
    let json = [&levels[..], &["--format", "json"]].concat();
    let document = place
        .attune(&sim, &json)
        .exits(0)
        .document("compare.v1.json");
    assert_eq!(document["levels"]["counts"]["unknown"], 0);
    // The other way round, the same cells differ.
    let turned = [
        "audit",
        "levels",
        "Helpdesk Lead",
        "Field Engineer",
        "--format",
        "json",
    ];
    let turned = place
        .attune(&sim, &turned)
        .exits(0)
        .document("compare.v1.json");
    assert_eq!(turned["levels"]["counts"], document["levels"]["counts"]);
    let level = ["audit", "levels", "Field Engineer", "Helpdesk Led"];
    place.attune(&sim, &level).exits(64).complains(
        "error: this tenant has no level named \"Helpdesk Led\"\nhint: Did you mean \"Helpdesk Lead\"?\n",
    );
}

#[test]
fn two_tenants_are_compared_from_their_files() {
    let (managed, place) = applied();
    let bare = Sim::start();
    for (sim, file) in [(&bare, "a.json"), (&managed, "b.json")] {
        place.attune(sim, &["capture", "--console", "simulated", "--state", file]);
        let audit = ["audit", "--state", file, "--format", "json"];
        let text = place.attune(sim, &audit).exits(0).stdout;
        std::fs::remove_dir_all(place.path(file)).unwrap();
        place.write(file, &text);
    }
    // It takes no tenant any more.
    let tenants = ["audit", "tenants", "a.json", "b.json"];
    place.attune_alone(&tenants).exits(0).says(&[
        "only API User (with Impersonation) Service Desk User (with Impersonation) Team Member (with Impersonation)",
        "Helpdesk Lead",
        "Web Services API > Resource Impersonation > Allow impersonation of resources with this security level: off | on",
        "only Tasky Integration <psa-integrations@contoso.example>",
        "1 level that differs and 3 on one side only; 0 API users that differ and 1 on one side only.",
    ]);
    let json = [&tenants[..], &["--format", "json"]].concat();
    let document = place
        .attune_alone(&json)
        .exits(0)
        .document("compare.v1.json");
    assert_eq!(document["error"], Value::Null);
    let itself = ["audit", "tenants", "a.json", "a.json"];
    place.attune_alone(&itself).exits(0).says(&[
        "0 levels that differ and 0 on one side only; 0 API users that differ and 0 on one side only.",
    ]);
}

#[test]
fn a_file_that_is_no_audit_is_refused_by_name() {
    let place = Place::with("a.json", "{\"kind\": \"plan\"}");
    let tenants = ["audit", "tenants", "a.json", "b.json"];
    let ran = place.attune_alone(&tenants).exits(64);
    assert!(
        ran.stderr
            .starts_with("error: a.json: it is no document of `attune audit --format json`: "),
        "{}",
        ran.stderr
    );
    let hint = "hint: Write one with `attune audit --format json > tenant.json`.\n";
    let json = [&tenants[..], &["--format", "json"]].concat();
    let document = place
        .attune_alone(&json)
        .exits(64)
        .complains(hint)
        .document("compare.v1.json");
    assert_eq!(document["tenants"], Value::Null);
    let ran = place
        .attune_alone(&["audit", "tenants", "b.json", "a.json"])
        .exits(1);
    assert!(
        ran.stderr.starts_with("error: cannot read b.json: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_tenant_that_does_not_answer_is_3_with_a_document() {
    let (sim, place) = (Sim::start(), Place::empty());
    let mut command = place.command(Some(&sim), &["audit", "--format", "json"]);
    let ran = Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    let document = ran.document("audit.v1.json");
    assert_eq!(document["audit"], Value::Null);
    assert_eq!(document["error"]["kind"], json!("could-not-look"));
}
