//! Guards: each is tripped, refuses with the whole plan printed, and lets pass what is allowed by its name.

use std::fmt::Write as _;
use std::fs;

use serde_json::json;

use crate::harness::{APPLY, PLAN, Place, Ran, Sim, call, flat, root, rows};

const HEAD: &str = "attune: 1\ntenant: contoso\n";

/// The guards refuse, with their messages and all steps; with their names they let pass, and then the tenant is in sync.
fn trips(sim: &Sim, place: &Place, risks: &[&str], messages: &[&str]) {
    let refused = place.attune(sim, &PLAN).exits(4);
    for message in messages {
        assert!(
            refused.stdout.contains(message),
            "{message}\n{}",
            refused.stdout
        );
    }
    let mut apply = APPLY.to_vec();
    for risk in risks {
        let help = format!("--allow {risk} would let it pass.");
        assert!(refused.stdout.contains(&help), "{}", refused.stdout);
        // Each of them keeps everything from being applied.
        place.attune(sim, &apply).exits(4);
        apply.extend(["--allow", risk]);
    }
    place.attune(sim, &apply).exits(0);
    in_sync(sim, place);
}

#[track_caller]
fn in_sync(sim: &Sim, place: &Place) {
    let again = place.attune(sim, &PLAN).exits(0);
    assert!(again.stdout.contains("No changes."), "{}", again.stdout);
}

fn with(blocks: &str) -> Place {
    Place::with("tasky.yaml", format!("{HEAD}{blocks}"))
}

/// One of the API users that the tenant begins with.
fn datto(more: &str) -> String {
    format!(
        "apiUsers:\n  datto: {{firstName: Datto, lastName: RMM, email: rmm@contoso.example, \
         securityLevel: API User (system){more}}}\n"
    )
}

#[test]
fn a_selector_that_chooses_nearly_everyone_is_a_mass_change() {
    let sim = Sim::start_with(&["--people", "40"]);
    let place = with(
        "impersonation:\n  all:\n    allow: true\n    levelsHeldBy: {licenseTypes: [Professional], active: true}\n    systemLevels: copy\n",
    );
    trips(
        &sim,
        &place,
        &["mass-change"],
        &["active people (", "are affected, most by: move to \""],
    );
}

#[test]
fn the_first_removal_of_a_kind_is_refused() {
    let (sim, place) = (Sim::start(), with(&datto(", active: false, adopt: true")));
    let message = "the API user Datto RMM <rmm@contoso.example> is inactivated, and the ledger has no API user that \
                   attune managed here before";
    trips(
        &sim,
        &place,
        &["first-removal"],
        &[
            message,
            "1. = adopt API user Datto RMM",
            "2. ~ update API user Datto RMM",
        ],
    );
}

#[test]
fn a_deviation_whose_acceptance_ran_out_is_refused() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let text = place.read("tasky.yaml");
    let plain = text.split_once("\nchecks:").unwrap().0;
    fs::write(place.path("tasky.yaml"), plain).unwrap();
    place.attune(&sim, &APPLY).exits(0);
    let filter = json!({"op": "eq", "field": "firstName", "value": "Tasky"});
    let user = &rows(&sim, "Resources", &filter)[0]["id"];
    let credentials = (sim.user_name.as_str(), sim.secret.as_str());
    let body = json!({"id": user, "isActive": false});
    let (status, _) = call(
        &sim,
        reqwest::Method::PATCH,
        "Resources",
        credentials,
        None,
        Some(body),
    );
    assert_eq!(status, 200);
    let accept = |day: &str| {
        format!(
            "\naccept:\n  paused:\n    at: apiUsers.tasky.active\n    reason: paused for a migration\n    owner: tess.turner@contoso.example\n    expires: {day}\n"
        )
    };
    fs::write(
        place.path("tasky.yaml"),
        plain.to_owned() + accept("2099-12-31").as_str(),
    )
    .unwrap();
    in_sync(&sim, &place);
    fs::write(
        place.path("tasky.yaml"),
        plain.to_owned() + accept("2020-01-31").as_str(),
    )
    .unwrap();
    let message = "the deviation at apiUsers.tasky.active was accepted until 2020-01-31 (tess.turner@contoso.example: paused for a migration)";
    trips(
        &sim,
        &place,
        &["expired-acceptance"],
        &[message, "1. ~ update API user Tasky Integration"],
    );
}

#[test]
fn a_one_way_change_is_refused_until_it_is_allowed_by_name() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit("tasky.yaml", "    # canLogin: false", "    canLogin: false");
    let message = "Refused: \"Can login to Web Services API\" of \"Helpdesk Lead\" is unticked; once saved it cannot be ticked again.";
    trips(
        &sim,
        &place,
        &["one-way"],
        &[message, "10. ? check that tasky writes"],
    );
}

#[test]
fn an_api_user_that_is_there_is_taken_over_only_where_that_is_allowed() {
    let (sim, place) = (Sim::start(), with(&datto(", middleName: Agent")));
    let message =
        "the API user Datto RMM <rmm@contoso.example> is there already, and attune did not make it";
    trips(
        &sim,
        &place,
        &["take-over"],
        &[message, "Middle Name  -> Agent"],
    );
    // From then on it is attune's: the next change needs no word.
    place.edit("tasky.yaml", "middleName: Agent", "middleName: Robot");
    place.attune(&sim, &APPLY).exits(0);
    in_sync(&sim, &place);
}

#[test]
fn a_level_that_is_there_is_taken_over_only_where_that_is_allowed() {
    let block = "securityLevels:\n  field: {name: Field Engineer, serviceDesk: {objects: {tickets: {delete: All}}}}\n";
    let (sim, place) = (Sim::start(), with(block));
    let message = "the level \"Field Engineer\" is there already, and attune did not make it";
    trips(&sim, &place, &["take-over"], &[message, "held by: Bo Lund"]);
}

#[test]
fn moving_the_last_administrator_is_a_lock_out() {
    let sim = Sim::start();
    let place = with(
        "people:\n  boss: {who: {emails: [ada.winter@admin.contoso.example]}, securityLevel: {name: Manager (system)}}\n",
    );
    let moved = "Refused: Ada Winter <ada.winter@admin.contoso.example> is moved, and no other administrator stays as they are.";
    let lost = "Refused: Ada Winter <ada.winter@admin.contoso.example> loses the rights of an administrator with \"Manager (system)\"";
    trips(
        &sim,
        &place,
        &["lock-out", "first-removal"],
        &[moved, lost, "1. ~ move Ada Winter"],
    );
}

#[test]
fn moving_the_api_user_that_attune_signs_in_with_is_a_lock_out() {
    let sim = Sim::start();
    let place = with(
        "securityLevels:\n  own: {name: Reconciler, copyOf: API User (system)}\napiUsers:\n  attune: {firstName: attune, lastName: Reconciler, \
         email: psa-integrations@contoso.example, securityLevel: own, adopt: true}\n",
    );
    let message = "attune Reconciler <psa-integrations@contoso.example> is the API user that attune itself signs in with";
    trips(&sim, &place, &["lock-out"], &[message]);
}

#[test]
fn the_fifty_first_api_only_level_is_a_problem_and_no_risk() {
    let text = fs::read_to_string(root().join("crates/attune-sim/tenants/contoso.yaml")).unwrap();
    let (mut levels, mut users) = (String::new(), String::new());
    for number in 0..50 {
        let _ = writeln!(
            levels,
            "  - {{id: {}, name: Vendor {number}, copyOf: API User (system)}}",
            100 + number
        );
        let _ = writeln!(
            users,
            "  - {{id: {}, firstName: Vendor, lastName: N{number}, email: n{number}@contoso.example, level: Vendor {number}, \
             key: vendor{number}abcdefgh@contoso.example, secret: not-a-real-secret-vendor{number:02}, tracking: {{vendor: Datto - Datto RMM}}}}",
            29_690_000 + number
        );
    }
    let text = text
        .replace("\n# People. ", &format!("{levels}\n# People. "))
        .replace("\n# Companies: ", &format!("{users}\n# Companies: "));
    let place = Place::with_tasky();
    fs::write(place.path("tenant.yaml"), text).unwrap();
    let sim = Sim::start_with(&["--tenant", place.path("tenant.yaml").to_str().unwrap()]);
    for allow in [&[][..], &["--allow", "all"]] {
        let arguments: Vec<&str> = PLAN.into_iter().chain(allow.iter().copied()).collect();
        let ran: Ran = place.attune(&sim, &arguments).exits(1);
        let message = "error[level-limit]: \"API User (with Impersonation)\" would be one too many: a tenant may have 50 custom API-only levels, this one has 50";
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
}

#[test]
fn what_is_widened_is_named() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let planned = place.attune(&sim, &PLAN).exits(2);
    let named = "\"API User (with Impersonation)\" gets Web Services API > Can login to Web Services API, \
                 Resource Impersonation: CRM > Organizations (View), ";
    let said = flat(&planned.stdout);
    assert!(
        said.contains(&format!("! widens-rights: {named}")),
        "{said}"
    );
    assert!(
        said.contains("(View, Add, Edit, Delete), and 7 more"),
        "{said}"
    );
}

#[test]
fn an_api_user_is_adopted_though_nothing_changes() {
    let (sim, place) = (Sim::start(), with(&datto(", adopt: true")));
    let planned = place.attune(&sim, &PLAN).exits(2);
    assert!(
        planned.stdout.contains("1 thing to adopt."),
        "{}",
        planned.stdout
    );
    let applied = place
        .attune(&sim, &["apply", "-f", "tasky.yaml", "--auto-approve"])
        .exits(0);
    let message = "rest-fact: REST lists it as resource 29682898; it is attune's from now on";
    assert!(applied.stdout.contains(message), "{}", applied.stdout);
    in_sync(&sim, &place);
    // From then on it is changed like everything that is attune's.
    place.edit("tasky.yaml", ", adopt: true", ", middleName: Agent");
    place.attune(&sim, &APPLY).exits(0);
    in_sync(&sim, &place);
}

#[test]
fn a_level_is_renamed_by_its_old_name() {
    let sim = Sim::start();
    let place = with("securityLevels:\n  field: {name: Field Technician, was: Field Engineer}\n");
    let planned = place.attune(&sim, &PLAN).exits(2);
    let said = flat(&planned.stdout);
    assert!(
        said.contains("Name Field Engineer -> Field Technician"),
        "{said}"
    );
    place.attune(&sim, &APPLY).exits(0);
    in_sync(&sim, &place);
    // The key may stay: the ledger knows the level.
    let shown = place
        .attune(&sim, &["ledger", "show", "-f", "tasky.yaml"])
        .exits(0);
    let message =
        "level/field/adopt: rest-fact: REST lists it as level 53; it is attune's from now on";
    assert!(shown.stdout.contains(message), "{}", shown.stdout);
}
