//! `attune import`: a tenant that is there is written down, adopted, and managed from then on.

use crate::harness::{Place, Ran, Sim};

const PLAN: [&str; 2] = ["plan", "--detailed-exitcode"];
const IMPORT: [&str; 5] = ["import", "--tenant", "contoso", "--console", "simulated"];

/// A tenant after five vendors' guides, and a folder with nothing in it.
fn lived_in() -> (Sim, Place) {
    let sim = Sim::start();
    let five = Place::with_example("five-integrations.yaml");
    let apply = [
        "apply",
        "-f",
        "five-integrations.yaml",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    five.attune(&sim, &apply).exits(0);
    (sim, Place::empty())
}

fn contains(ran: &Ran, words: &str) {
    assert!(
        ran.stdout.contains(words),
        "no {words:?} in:\n{}",
        ran.stdout
    );
}

#[test]
fn what_is_imported_is_in_sync_valid_and_laid_out() {
    let (sim, place) = lived_in();
    let ran = place.attune(&sim, &IMPORT).exits(0);
    assert_eq!(
        ran.stdout,
        "attune.yaml is written: 10 security levels, 7 API users, adopted in the ledger.\n"
    );
    assert_eq!(place.attune_alone(&["fmt", "--check"]).exits(0).stdout, "");
    contains(
        &place.attune_alone(&["validate"]).exits(0),
        "attune.yaml is valid: tenant contoso, 10 security levels, 7 API users.",
    );
    contains(
        &place.attune(&sim, &PLAN).exits(0),
        "No changes. contoso is in sync",
    );
}

#[test]
fn what_a_vendors_recipe_says_is_written_as_an_integration() {
    let (sim, place) = lived_in();
    place.attune(&sim, &IMPORT).exits(0);
    let text = place.read("attune.yaml");
    let integrations = text.split("\nsecurityLevels:").next().unwrap();
    insta::assert_snapshot!(integrations, @r"
    attune: 1
    tenant: contoso

    integrations:
      cloudradial-chat:
        recipe: cloudradial-chat
        with:
          contacts: true
          email: psa-integrations@contoso.example
          internal-location: Headquarters
          webhooks: 10
      deskdirector:
        recipe: deskdirector
        with: {email: psa-integrations@contoso.example}
      office-protect:
        recipe: office-protect
        with: {email: psa-integrations@contoso.example}
    ");
    // Whom a recipe's rule means shows nowhere, so that one is only named.
    for named in ["tallman-tasky", "relokia-data-migration"] {
        let comment = format!("# like recipe {named}: attune recipes show {named}\n");
        assert_eq!(text.matches(&comment).count(), 2, "{named}");
    }
    contains(
        &place.attune(&sim, &PLAN).exits(0),
        "No changes. contoso is in sync",
    );
    // Without a console nobody sees vendors and cells, and no recipe is recognised.
    let bare = Place::empty();
    bare.attune(&sim, &["import", "--tenant", "contoso"])
        .exits(0);
    assert!(!bare.read("attune.yaml").contains("recipe"));
}

#[test]
fn a_second_import_gives_the_same_bytes_and_overwrites_nothing() {
    let (sim, place) = lived_in();
    place.attune(&sim, &IMPORT).exits(0);
    let text = place.read("attune.yaml");
    let second = Place::empty();
    second.attune(&sim, &IMPORT).exits(0);
    assert_eq!(second.read("attune.yaml"), text);

    let refused = place.attune(&sim, &IMPORT).exits(64);
    assert_eq!(
        refused.stderr,
        "error: attune.yaml is there already\n\
         hint: Name another with --file, or remove it first; nothing was changed.\n"
    );
    assert_eq!(place.read("attune.yaml"), text);
    // On stdout, it is the same text, and nothing is adopted.
    let third = Place::empty();
    let arguments: Vec<&str> = IMPORT.into_iter().chain(["--stdout"]).collect();
    assert_eq!(third.attune(&sim, &arguments).exits(0).stdout, text);
    assert!(third.names().is_empty());
}

#[test]
fn without_a_console_only_what_rest_shows_is_written() {
    let (sim, place) = (Sim::start(), Place::empty());
    let ran = place
        .attune(&sim, &["import", "--tenant", "contoso"])
        .exits(0);
    contains(
        &ran,
        "REST does not show what a level contains: no cell is managed until you name it.",
    );
    insta::assert_snapshot!(place.read("attune.yaml"), @r"
    attune: 1
    tenant: contoso

    securityLevels:
      helpdesk-lead:
        name: Helpdesk Lead
        active: true
      field-engineer:
        name: Field Engineer
        active: true
      old-helpdesk:
        name: Old Helpdesk
        active: false

    apiUsers:
      attune-reconciler:
        firstName: attune
        lastName: Reconciler
        email: psa-integrations@contoso.example
        active: true
        securityLevel: {name: API User (system)}
        primaryInternalLocation: Headquarters
      datto-rmm:
        firstName: Datto
        lastName: RMM
        email: rmm@contoso.example
        active: true
        securityLevel: {name: API User (system)}
        primaryInternalLocation: Headquarters
    ");
    place.attune_alone(&["fmt", "--check"]).exits(0);
    contains(&place.attune(&sim, &PLAN).exits(0), "No changes.");
}

#[test]
fn one_level_is_imported_by_its_name() {
    let (sim, place) = (Sim::start(), Place::empty());
    let arguments: Vec<&str> = IMPORT
        .into_iter()
        .chain(["--level", "Field Engineer"])
        .collect();
    place.attune(&sim, &arguments).exits(0);
    insta::assert_snapshot!(place.read("attune.yaml"), @r"
    attune: 1
    tenant: contoso

    securityLevels:
      field-engineer:
        name: Field Engineer
        active: true
        apiOnly: false
        baseline: none
        projects: {objects: {perProjectType: {view: Mine}}}
        serviceDesk:
          objects:
            tickets: {view: All, add: true, edit: true}
            ticketNotes: {edit: Mine}
            serviceCalls: {view: All}
        extra:
          Service Desk:
            Can remove tags: false
            Change Requests: {Add: false, View: None}
            Greatest number of pinned tickets: 0
    ");
    contains(&place.attune(&sim, &PLAN).exits(0), "No changes.");
}

#[test]
fn a_level_that_is_not_there_is_refused_with_the_nearest() {
    let (sim, place) = (Sim::start(), Place::empty());
    let ran = place
        .attune(
            &sim,
            &["import", "--tenant", "contoso", "--level", "Feild Engineer"],
        )
        .exits(64);
    assert!(
        ran.stderr.ends_with(
            "error: this tenant has no custom level named \"Feild Engineer\"\n\
         hint: Did you mean \"Field Engineer\"?\n"
        ),
        "{}",
        ran.stderr
    );
    let ran = place
        .attune(&sim, &["import", "--tenant", "Contoso Ltd"])
        .exits(64);
    assert!(
        ran.stderr.contains("is no name for a tenant"),
        "{}",
        ran.stderr
    );
    assert!(place.names().is_empty());
}

#[test]
fn levels_of_any_shape_are_in_sync_once_imported() {
    for seed in ["5", "8"] {
        let sim = Sim::start_with(&["--people", "50", "--levels", "40", "--seed", seed]);
        let place = Place::empty();
        contains(&place.attune(&sim, &IMPORT).exits(0), "43 security levels");
        place.attune_alone(&["fmt", "--check"]).exits(0);
        contains(&place.attune(&sim, &PLAN).exits(0), "No changes.");
    }
}

#[test]
fn another_tenants_ledger_and_an_unreachable_tenant_are_refused() {
    let (sim, place) = (Sim::start(), Place::empty());
    place.attune(&sim, &IMPORT).exits(0);
    let other = place.attune_alone(&["sim", "dump", &sim.console]).exits(0);
    let other = other.stdout.replace("database: 200117", "database: 200118");
    place.write("other/tenant.yaml", &other);
    let file = place.path("other/tenant.yaml");
    let other = Sim::start_with(&["--tenant", file.to_str().unwrap()]);
    let beside: Vec<&str> = IMPORT.into_iter().chain(["-f", "second.yaml"]).collect();
    let ran = place.attune(&other, &beside).exits(64);
    assert!(
        ran.stderr.ends_with(
            "error: the ledger belongs to database 200117, but the connection leads to database 200118\n\
             hint: Name another --state folder for this tenant.\n"
        ),
        "{}",
        ran.stderr
    );
    place.attune_alone(&beside).exits(3);
    assert_eq!(place.names(), [".attune", "attune.yaml", "other"]);
}

#[test]
fn an_edit_keeps_comments_and_order_and_is_the_whole_plan() {
    let (sim, place) = (Sim::start(), Place::empty());
    place.attune(&sim, &IMPORT).exits(0);
    // Field Engineer goes before Helpdesk Lead, and both get comments.
    let text = place.read("attune.yaml");
    let lead = text.find("  helpdesk-lead:").unwrap();
    let engineer = text.find("  field-engineer:").unwrap();
    let old = text.find("  old-helpdesk:").unwrap();
    let reordered = [
        &text[..lead],
        "  # Bo and Mia.\n",
        &text[engineer..old],
        "  # Priya and Sam.   Ask them first.\n",
        &text[lead..engineer],
        &text[old..],
    ]
    .concat()
    .replace(
        "crm: {access: all,",
        "crm: {access: all,   # every territory\n     ",
    );
    place.write("attune.yaml", &reordered);
    contains(&place.attune(&sim, &PLAN).exits(0), "No changes.");

    let at = "securityLevels.field-engineer.serviceDesk.objects.tickets.view";
    let ran = place.attune_alone(&["set", at, "Mine"]).exits(0);
    assert_eq!(ran.stdout, format!("attune.yaml is changed at {at}.\n"));
    let edited = reordered.replacen("tickets: {view: All, add", "tickets: {view: Mine, add", 1);
    assert_ne!(edited, reordered);
    assert_eq!(place.read("attune.yaml"), edited);

    let planned = place.attune(&sim, &PLAN).exits(2);
    insta::assert_snapshot!(steps(&planned.stdout), @r#"
    Plan for contoso (database 200117)

    What changes for whom
      Bo Lund  their level "Field Engineer" is edited (step 1)

    Security levels
      1. ~ edit security level "Field Engineer"  [operator -> console-reread]
           why: it differs from the manifest
           Service Desk > Object Permissions  View
             Tickets                          All -> Mine
           held by: Bo Lund
    "#);
    let apply = ["apply", "--auto-approve", "--console", "simulated"];
    contains(&place.attune(&sim, &apply).exits(0), "Applied: 1 done.");
    contains(&place.attune(&sim, &PLAN).exits(0), "No changes.");
    assert_eq!(place.read("attune.yaml"), edited);
}

/// A plan without what it leaves alone.
fn steps(plan: &str) -> &str {
    plan.split("\n(").next().unwrap()
}
