//! People's levels, what attune does not know of a page, everything of an API user's form, and who decides: policy,
//! acceptances, last days.

use reqwest::Method;
use serde_json::{Value, json};

use crate::documents::valid;
use crate::harness::{Place, Ran, Sim, call, flat, rows, visit};

const PLAN: [&str; 2] = ["plan", "--detailed-exitcode"];
const APPLY: [&str; 4] = ["apply", "--auto-approve", "--console", "simulated"];

const MANIFEST: &str = r#"attune: 1
tenant: contoso

securityLevels:
  helpdesk:
    name: Helpdesk
    copyOf: Service Desk User (system)
    serviceDesk: {objects: {tickets: {delete: All}}}
    extra:
      Service Desk:
        Can remove tags: true
        Change Requests: {View: All, Add: true}
        Greatest number of pinned tickets: 7
  script:
    name: Script API User
    copyOf: API User (system)
    expires: 2099-12-31
    webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: [view]}}}
  season:
    name: Season API User
    copyOf: API User (system)
    expires: 2020-01-01

people:
  helpdesk:
    who: {emails: ["*@contoso.example"], levels: [Service Desk User (system)], active: true}
    securityLevel: helpdesk
  engineers:
    who: {emails: [nina.larsen@contoso.example]}
    securityLevel: Field Engineer

apiUsers:
  script:
    firstName: Nightly
    middleName: Batch
    lastName: Script
    email: scripts@contoso.example
    active: true
    expires: 2099-12-31
    key: nightly7script
    securityLevel: script
    customIntegration: Nightly script
    dateFormat: yyyy-MM-dd
    timeFormat: HH:mm
    numberFormat: X.XXX,XX
    primaryInternalLocation: Branch Office
    lineOfBusiness: {associated: [Projects], viewUnassigned: true}
    protectedData: [viewProtected, viewUnprotected]
    credentials: {to: {file: secrets/script.json}, maxAgeDays: 365}

policy:
  securityLevels:
    Old *: {ignore: true}
  people:
    omar.haddad@contoso.example: {ignore: true}
"#;

fn contoso() -> (Sim, Place) {
    (Sim::start(), Place::with("attune.yaml", MANIFEST))
}

fn plan(sim: &Sim, place: &Place, code: i32) -> Ran {
    place.attune(sim, &PLAN).exits(code)
}

fn applied() -> (Sim, Place) {
    let (sim, place) = contoso();
    place.attune(&sim, &APPLY).exits(0);
    plan(&sim, &place, 0);
    (sim, place)
}

fn resource(sim: &Sim, email: &str) -> Value {
    rows(
        sim,
        "Resources",
        &json!({"op": "eq", "field": "email", "value": email}),
    )[0]
    .clone()
}

/// A level as its page shows it.
fn level(sim: &Sim, id: &Value) -> Value {
    visit(sim, &json!({"do": "readLevel", "level": id}))
}

#[test]
fn it_validates_is_laid_out_and_plans() {
    let (sim, place) = contoso();
    assert_eq!(place.attune_alone(&["fmt", "--check"]).exits(0).stdout, "");
    place
        .attune_alone(&["validate", "--deny-warnings"])
        .exits(0);
    insta::assert_snapshot!(plan(&sim, &place, 2).stdout, @r#"
    Plan for contoso (database 200117)

    What changes for whom
      Tess Turner, Lena Fischer  from level "Service Desk User (system)" to "Helpdesk" (steps 5-6)
      Nina Larsen                from level "Team Member (system)" to "Field Engineer" (step 7)
      Nightly Script             new API user with level "Script API User" (step 3)
      Nightly Script             API user, other protected data (step 4)

    Risks
      ! widens-rights: someone or something may do more than before (steps 1-4)

    Security levels
      1. + copy security level "Service Desk User (system)" as "Helpdesk"  [operator -> console-reread]
           why: it is not there
           ! widens-rights: "Helpdesk" gets Service Desk > Can remove tags, Service Desk > Change Requests (View, Add),
             Service Desk > Greatest number of pinned tickets, Service Desk > Tickets (Delete)
           Service Desk > Object Permissions    Delete
             Tickets                            ? -> All
           Service Desk
             Can remove tags                    ? -> on
             Change Requests > Add              ? -> on
             Change Requests > View             ? -> All
             Greatest number of pinned tickets  ? -> 7

      2. + copy security level "API User (system)" as "Script API User"  [operator -> console-reread]
           why: it is not there
           ! widens-rights: "Script API User" gets Resource Impersonation: Service Desk > Tickets (View)
           Web Services API > Resource Impersonation: Service Desk  View      Add       Edit      Delete
             Tickets                                                ? -> on   ? -> off  ? -> off  ? -> off

    API users
      3. + create API user Nightly Script <scripts@contoso.example>  [operator -> rest-behaviour]
           why: it is not there
           ! widens-rights: Nightly script (custom) gets an API user with the rights of "Script API User"
           Security Level                                            Script API User
           Internal Integration Name                                 Nightly script (cannot be changed afterwards)
           Key before the @                                          nightly7script
           Middle Name                                               Batch
           Date Format                                               yyyy-MM-dd
           Time Format                                               HH:mm
           Number Format                                             X.XXX,XX
           Primary Internal Location                                 Branch Office
           Associated                                                Projects
           Resource can view items with no assigned Line of          on
             Business
           Key and secret to                                         secrets/script.json

      4. ~ set the protected data permission of API user Nightly Script <scripts@contoso.example>
           [operator -> console-reread]
           why: its present value is unknown
           ! widens-rights: Nightly Script <scripts@contoso.example> gets View Protected Data, View Unprotected Data
           Edit Protected Data    unknown -> off
           View Protected Data    unknown -> on
           Edit Unprotected Data  unknown -> off
           View Unprotected Data  unknown -> on

    People
         from "Service Desk User (system)" to "Helpdesk"  [operator -> rest-fact]
           why: the manifest gives this person the level
      5. ~ move Tess Turner <tess.turner@contoso.example>
      6. ~ move Lena Fischer <lena.fischer@contoso.example>

         from "Team Member (system)" to "Field Engineer"  [operator -> rest-fact]
           why: the manifest gives this person the level
      7. ~ move Nina Larsen <nina.larsen@contoso.example>

    (unmanaged) Custom levels left alone: Helpdesk Lead, Field Engineer.
    (unmanaged) Left alone: 9 people, 2 API users.
    (advice) "Season API User" is not made: its last day was 2020-01-01.

    + new, ~ change, ? check; the numbers are the order of execution.
    ? -> on: nobody can see yet what is there now.
    [who does it -> what will show it] operator: somebody at the admin console; console-reread: the page is opened again and
    shows it; rest-behaviour: REST shows it by what it does; rest-fact: REST reports it.

    2 levels to copy, 1 API user to create, 1 protected data permission to set, 3 people to move.
    "#);
}

#[test]
fn plan_and_apply_are_documents() {
    let (sim, place) = contoso();
    let json = ["--format", "json"];
    let planned = place.attune(&sim, &[&PLAN[..], &json].concat()).exits(2);
    let planned = valid(&planned, "plan.v1.json");
    assert_eq!(planned["steps"].as_array().unwrap().len(), 7);
    let applied = place.attune(&sim, &[&APPLY[..], &json].concat()).exits(0);
    let applied = valid(&applied, "apply.v1.json");
    assert_eq!(applied["plan"]["steps"], planned["steps"]);
    let results = applied["results"].as_array().unwrap();
    assert!(results.iter().all(|result| result["outcome"] == "done"));
    assert_eq!(results.len(), 7);
}

#[test]
fn the_console_shows_what_was_asked() {
    let (sim, place) = applied();
    let helpdesk = resource(&sim, "tess.turner@contoso.example")["userType"].clone();
    let page = level(&sim, &helpdesk);
    assert_eq!(page["name"], "Helpdesk");
    for (cell, value) in [
        ("serviceDesk.objects.tickets.delete", json!("All")),
        // Not named, so as in the copied level.
        ("serviceDesk.objects.tickets.view", json!("All")),
        ("crm.objects.contacts.add", json!(true)),
        ("crm.objects.accounts.add", json!(false)),
        ("extra.Service Desk › Can remove tags", json!(true)),
        ("extra.Service Desk › Change Requests › View", json!("All")),
        ("extra.Service Desk › Change Requests › Add", json!(true)),
        (
            "extra.Service Desk › Greatest number of pinned tickets",
            json!(7),
        ),
    ] {
        assert_eq!(page["cells"][cell], value, "{cell}");
    }
    assert_eq!(
        resource(&sim, "lena.fischer@contoso.example")["userType"],
        helpdesk
    );
    assert_eq!(
        resource(&sim, "nina.larsen@contoso.example")["userType"],
        53
    );
    for left in [
        "omar.haddad@contoso.example",
        "igor.petrov@contoso.example",
        "carl.jansen@partner.example",
    ] {
        assert_eq!(resource(&sim, left)["userType"], 39, "{left}");
    }

    let script = resource(&sim, "scripts@contoso.example");
    insta::assert_snapshot!(
        format!("{:#}", visit(&sim, &json!({"do": "readApiUser", "user": script["id"]}))),
        @r#"
    {
      "shows": "apiUser",
      "fields": {
        "dateFormat": "yyyy-MM-dd",
        "email": "scripts@contoso.example",
        "emailTypeCode": "Primary",
        "firstName": "Nightly",
        "isActive": true,
        "lastName": "Script",
        "linesOfBusiness": [
          "Projects"
        ],
        "locationID": 90683,
        "locked": false,
        "middleName": "Batch",
        "numberFormat": "X.XXX,XX",
        "timeFormat": "HH:mm",
        "userType": 56,
        "viewsUnassigned": true
      },
      "tracking": {
        "custom": "Nightly script"
      }
    }
    "#
    );
    let boxes = visit(
        &sim,
        &json!({"do": "readProtectedData", "user": script["id"]}),
    );
    assert_eq!(boxes["boxes"], json!(["viewProtected", "viewUnprotected"]));
    let delivered: Value = serde_json::from_str(&place.read("secrets/script.json")).unwrap();
    assert_eq!(delivered["userName"], "nightly7script@contoso.example");
    let key = delivered["userName"].as_str().unwrap();
    let credentials = (key, delivered["secret"].as_str().unwrap());
    assert_eq!(
        call(&sim, Method::GET, "Version", credentials, None, None).0,
        200
    );
    assert_eq!(level(&sim, &script["userType"])["name"], "Script API User");
}

#[test]
fn who_is_protected_keeps_their_level() {
    let (sim, place) = contoso();
    place.edit(
        "attune.yaml",
        "  people:\n    omar",
        "  people:\n    tess.turner@contoso.example: {protect: true}\n    omar",
    );
    insta::assert_snapshot!(plan(&sim, &place, 1).stderr, @"
    error[protected]: Tess Turner <tess.turner@contoso.example> is protected, and would get another security level
      --> attune.yaml:27:20
       |
    27 |     securityLevel: helpdesk
       |                    ^^^^^^^^ protected
       |
       = help: Change the manifest, or take the protection away under `policy` first.
    ");
    place.attune(&sim, &APPLY).exits(1);
    assert_eq!(
        resource(&sim, "tess.turner@contoso.example")["userType"],
        39
    );
    assert!(!place.path("secrets").exists(), "something was applied");
}

#[test]
fn a_protected_level_is_neither_inactivated_nor_renamed() {
    let (sim, place) = applied();
    place.edit(
        "attune.yaml",
        "    Old *: {ignore: true}",
        "    Old *: {ignore: true}\n    Script *: {protect: true}",
    );
    plan(&sim, &place, 0);
    place.edit(
        "attune.yaml",
        "    copyOf: API User (system)\n    expires: 2099-12-31",
        "    copyOf: API User (system)\n    expires: 2020-12-31",
    );
    insta::assert_snapshot!(plan(&sim, &place, 1).stderr, @r#"
    error[protected]: "Script API User" is protected, and would be inactivated
      --> attune.yaml:17:14
       |
    17 |     expires: 2020-12-31
       |              ^^^^^^^^^^ protected
       |
       = help: Change the manifest, or take the protection away under `policy` first.
    "#);
    place.edit("attune.yaml", "expires: 2020-12-31", "expires: 2099-12-31");
    place.edit(
        "attune.yaml",
        "name: Script API User",
        "name: Night API User",
    );
    insta::assert_snapshot!(plan(&sim, &place, 1).stderr, @r#"
    error[protected]: "Script API User" is protected, and would be renamed
      --> attune.yaml:15:11
       |
    15 |     name: Night API User
       |           ^^^^^^^^^^^^^^ protected
       |
       = help: Change the manifest, or take the protection away under `policy` first.
    "#);
}

#[test]
fn what_is_ignored_is_not_spoken_of() {
    let (sim, place) = contoso();
    let planned = plan(&sim, &place, 2).stdout;
    for name in ["Omar", "Old Helpdesk"] {
        assert!(!planned.contains(name), "{name} is spoken of:\n{planned}");
    }
    place.edit(
        "attune.yaml",
        "    omar.haddad@contoso.example: {ignore: true}",
        "    nobody@contoso.example: {ignore: true}",
    );
    assert!(plan(&sim, &place, 2).stdout.contains("move Omar Haddad"));
}

#[test]
fn an_accepted_difference_stays_until_its_day() {
    let (sim, place) = applied();
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let off = json!({"id": resource(&sim, "scripts@contoso.example")["id"], "isActive": false});
    assert_eq!(
        call(&sim, Method::PATCH, "Resources", own, None, Some(off)).0,
        200
    );
    assert!(flat(&plan(&sim, &place, 2).stdout).contains("Active off -> on"));

    let accepted = "\naccept:\n  pause:\n    at: apiUsers.script.active\n    reason: the script is being rewritten\n    owner: tess.turner@contoso.example\n    expires: 2099-12-31\n";
    let text = place.read("attune.yaml") + accepted;
    place.write("attune.yaml", &text);
    let said = "apiUsers.script.active may differ until 2099-12-31: the script is being rewritten (tess.turner@contoso.example).";
    let planned = flat(&plan(&sim, &place, 0).stdout);
    assert!(planned.contains(said), "{planned}");
    place.attune(&sim, &APPLY).exits(0);
    assert_eq!(resource(&sim, "scripts@contoso.example")["isActive"], false);

    place.edit(
        "attune.yaml",
        "    owner: tess.turner@contoso.example\n    expires: 2099-12-31",
        "    owner: tess.turner@contoso.example\n    expires: 2020-12-31",
    );
    let planned = flat(&plan(&sim, &place, 4).stdout);
    assert!(
        planned.contains("was accepted until 2020-12-31, and is planned again"),
        "{planned}"
    );
    place.attune(&sim, &APPLY).exits(4);
    let allowed: Vec<&str> = APPLY
        .into_iter()
        .chain(["--allow", "expired-acceptance"])
        .collect();
    place.attune(&sim, &allowed).exits(0);
    assert_eq!(resource(&sim, "scripts@contoso.example")["isActive"], true);
    plan(&sim, &place, 0);
}

#[test]
fn after_its_last_day_an_api_user_is_inactivated_and_stays_so() {
    let (sim, place) = applied();
    place.edit(
        "attune.yaml",
        "    active: true\n    expires: 2099-12-31",
        "    active: true\n    expires: 2020-12-31",
    );
    let planned = flat(&plan(&sim, &place, 2).stdout);
    assert!(
        planned.contains("why: its last day is over Active on -> off"),
        "{planned}"
    );
    place.attune(&sim, &APPLY).exits(0);
    assert_eq!(resource(&sim, "scripts@contoso.example")["isActive"], false);
    plan(&sim, &place, 0);
}
