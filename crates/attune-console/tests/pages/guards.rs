//! Pages that are not the ones that were meant, and what cannot be told apart.

use attune_console::extract::{Choice, Extract, Holds};
use attune_console::locators::PageKind;
use attune_console::reading::{
    PageError, expect_host, page_kind, read_api_user, read_level, read_protected_data,
};
use attune_model::{CellId, CellValue, Tracking};

use crate::administrator::{Administrator, locators};
use crate::made::{control, fixed, level, page, ticked};

fn refusal(extract: &Extract) -> String {
    read_level(extract, &locators("en"))
        .unwrap_err()
        .to_string()
}

#[test]
fn other_pages_are_refused() {
    let sign_in = page(
        "Anything",
        "/x/Mvc/Framework/Authentication.mvc/Authenticate",
        vec![],
    );
    insta::assert_snapshot!(refusal(&sign_in), @"nobody is signed in: the console shows its page to sign in");
    let denied = page("Access Denied", "/any", vec![]);
    insta::assert_snapshot!(refusal(&denied), @"the console refuses this page: whoever is signed in may not open it; sign in as somebody whose level has `Resources/Users (HR)`");
    let list = page("Security Levels", "/any", vec![]);
    insta::assert_snapshot!(refusal(&list), @"this is not the page of a security level: its heading is `Security Levels`");
    let french = Extract {
        language: "fr-CA".to_owned(),
        ..level("API User", vec![])
    };
    insta::assert_snapshot!(refusal(&french), @"this page is in `fr`, and the locators are for `en`: show the console in `en`");
    let elsewhere = page("Edit API User", "/elsewhere", vec![]);
    assert_eq!(page_kind(&elsewhere, &locators("en")), None);
    assert_eq!(
        read_api_user(&list, &locators("en"))
            .unwrap_err()
            .to_string(),
        "this is not the page of the form of an API user: its heading is `Security Levels`"
    );
    assert!(matches!(
        read_protected_data(&list, &locators("en")),
        Err(PageError::AnotherPage {
            expected: PageKind::ProtectedData,
            ..
        })
    ));
}

#[test]
fn another_host_is_refused() {
    let extract = level("API User", vec![]);
    assert_eq!(expect_host(&extract, "WW99.autotask.example"), Ok(()));
    insta::assert_snapshot!(
        expect_host(&extract, "ww2.autotask.example").unwrap_err(),
        @"this page is from ww99.autotask.example, and the console is at ww2.autotask.example"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_the_console_that_turn_people_away() {
    let before = Administrator::arrive().await;
    assert_eq!(
        read_level(&before.extract().await, &locators("en")),
        Err(PageError::SignedOut)
    );
    before.leave().await;
    let ada = Administrator::sign_in().await;
    ada.open("admin/security-level?securityLevelId=999").await;
    insta::assert_snapshot!(
        refusal(&ada.extract().await),
        @"this is not the page of a security level: its heading is `Not Found`"
    );
    ada.open("admin/security-level?securityLevelId=52&language=fr")
        .await;
    insta::assert_snapshot!(refusal(&ada.extract().await), @"this page is in `fr`, and the locators are for `en`: show the console in `en`");
    let level = ada.level_named("Minimal Access (system)");
    let resource = attune_model::ResourceId(29_682_885);
    let lead = ada.level_named("System Administrator (system)");
    assert_ne!(level, lead);
    ada.simulator.with_tenant(|tenant| {
        let record = tenant
            .record_mut(attune_sim::Entity::Resources, resource.0)
            .unwrap();
        record.insert("userType".to_owned(), level.0.into());
    });
    ada.open("admin/security-level?securityLevelId=52&language=en")
        .await;
    assert_eq!(
        read_level(&ada.extract().await, &locators("en")),
        Err(PageError::AccessDenied)
    );
    ada.leave().await;
}

#[test]
fn what_every_level_has_must_be_there() {
    let bare = page("Security Level", "/any", vec![]);
    insta::assert_snapshot!(refusal(&bare), @"the page shows no `Name`");
    let nameless = page(
        "Security Level",
        "/any",
        vec![fixed("Name", ""), fixed("Active", "Yes")],
    );
    insta::assert_snapshot!(refusal(&nameless), @"General Information > Name: `` cannot be understood, a name was expected");
    let kindless = page(
        "Security Level",
        "/any",
        vec![fixed("Name", "A"), fixed("Active", "No")],
    );
    insta::assert_snapshot!(refusal(&kindless), @"nothing on the page tells whether the level is API-only");
}

#[test]
fn a_level_is_of_the_kind_that_its_cells_or_its_licence_say() {
    let reading = |extract| read_level(&extract, &locators("en")).unwrap();
    let webhooks = || vec![ticked("Other", "Can create Webhooks", true)];
    let grouped = |mut controls: Vec<attune_console::extract::Control>| {
        controls[0].at.group = "Webhooks".to_owned();
        controls
    };
    assert!(
        reading(level("Professional", grouped(webhooks())))
            .content
            .api_only
    );
    assert!(reading(level("API User", vec![])).content.api_only);
    assert!(!reading(level("Professional", vec![])).content.api_only);
    // A licence that nobody knows is of no kind.
    insta::assert_snapshot!(refusal(&level("Visitor", vec![])), @"nothing on the page tells whether the level is API-only");
}

#[test]
fn a_choice_of_identifier_that_nobody_knows_is_none() {
    let form = |chosen: &str| {
        let kinds = Choice {
            chosen: Some(chosen.to_owned()),
            options: vec![chosen.to_owned()],
        };
        let text = |text: &str| Holds::Text(text.to_owned());
        let controls = vec![
            control("", "API Tracking Identifier", "", Holds::Radio(kinds)),
            control("", "Integration Vendor", "", text("Tasky")),
            control("", "Internal Integration Name", "", text("")),
        ];
        let path = "/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser";
        let extract = page("New API User", path, controls);
        read_api_user(&extract, &locators("en"))
    };
    let tracking = |chosen: &str| form(chosen).unwrap().tracking;
    assert_eq!(
        tracking("Integration Vendor"),
        Some(Tracking::Vendor("Tasky".to_owned()))
    );
    assert_eq!(
        tracking("Custom (Internal Integration)"),
        Some(Tracking::Custom(String::new()))
    );
    insta::assert_snapshot!(form("Marketplace").unwrap_err(), @"API Tracking Identifier: `Marketplace` cannot be understood, a vendor or a custom integration was expected");
}

#[test]
fn controls_that_no_manifest_can_name_are_reported_all_the_same() {
    let mut first = ticked("CRM", "Sign", true);
    first.at.group = "One".to_owned();
    let mut second = ticked("CRM", "Sign", false);
    second.at.group = "Two".to_owned();
    let choice = Choice {
        chosen: Some("Some".to_owned()),
        options: vec!["Some".to_owned()],
    };
    let mut known = control("CRM", "Contacts", "View", Holds::Choice(choice));
    known.at.group = "Elsewhere".to_owned();
    let extract = level(
        "API User",
        vec![
            first,
            second,
            known,
            ticked("CRM", "A › B", true),
            ticked("CRM", "", true),
            ticked("CRM", "", true),
            ticked("", "Alone", true),
            ticked("CRM", "Fine", true),
        ],
    );
    let reading = read_level(&extract, &locators("en")).unwrap();
    let said: Vec<String> = reading
        .unknown
        .iter()
        .map(|it| {
            format!(
                "{} = {:?}, {:?}",
                it.at,
                it.value.as_ref().map(ToString::to_string),
                it.cell.as_ref().map(CellId::as_str)
            )
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    CRM > One > Sign = Some("on"), None
    CRM > Two > Sign = Some("off"), None
    CRM > Elsewhere > Contacts > View = Some("Some"), None
    CRM > A › B = Some("on"), None
    CRM = Some("on"), None
    CRM = Some("on"), None
    Alone = Some("on"), None
    CRM > Fine = Some("on"), Some("extra.CRM › Fine")
    "#);
    let expected = [(CellId::extra("CRM", "Fine", None), CellValue::Flag(true))];
    assert_eq!(reading.content.cells, expected.into());
}

#[test]
fn a_group_that_the_catalogue_does_not_know_does_no_harm() {
    let mut control = control(
        "Timesheets",
        "Can create new project time entries from Timesheet",
        "",
        Holds::Box(Some(true)),
    );
    control.at.group = "Miscellaneous".to_owned();
    let reading = read_level(&level("API User", vec![control]), &locators("en")).unwrap();
    let expected = [(
        CellId::new("timesheets.settings.canCreateProjectTimeEntries"),
        CellValue::Flag(true),
    )];
    assert_eq!(reading.content.cells, expected.into());
    assert_eq!(reading.unknown, []);
}

#[test]
fn extracts_are_bounded_and_strict() {
    let text = |extract: &Extract| serde_json::to_string(extract).unwrap();
    let sound = text(&level("API User", vec![ticked("CRM", "A: *", true)]));
    let read = Extract::parse(&sound).unwrap();
    assert_eq!(read.controls[3].at.row, "A");
    assert_eq!(Extract::parse(&text(&read)), Ok(read));
    let refusals = [
        (
            sound.replace("\"attune_extract\":1", "\"attune_extract\":2"),
            "this is not what the snippet copies: extracts of format 2 are not known, only of format 1",
        ),
        (
            sound.replace("\"host\"", "\"hosts\""),
            "line 1, column 27: this is not what the snippet copies: unknown field `hosts`, expected one of `attune_extract`, `host`, `path`, `ids`, `language`, `title`, `heading`, `about`, `messages`, `controls`, `taken`",
        ),
        (
            sound.replace("A: *", "A\\u001b"),
            "this is not what the snippet copies: a text has a control character",
        ),
        (
            sound.replace("{\"box\":true}", "{\"box\":\"hunter2\"}"),
            "line 1, column 564: this is not what the snippet copies: expected a boolean",
        ),
        (
            sound.replace("{\"box\":true}", "{\"secret\":true}"),
            "line 1, column 557: this is not what the snippet copies: expected one of `box`, `choice`, `radio`, `list`, `text`, `number`, `fixed`",
        ),
        (
            sound.replace("{\"box\":true}", "\"hunter2\""),
            "line 1, column 557: this is not what the snippet copies: expected one of `box`, `choice`, `radio`, `list`, `text`, `number`, `fixed`",
        ),
        (
            "{".to_owned(),
            "line 1, column 1: this is not what the snippet copies: it ends too early",
        ),
        (
            "ticked".to_owned(),
            "line 1, column 2: this is not what the snippet copies: it is no JSON",
        ),
        (
            "\u{feff} \n".to_owned(),
            "it is empty; what the snippet copies begins with a brace",
        ),
        (
            "\u{feff}<html>".to_owned(),
            "it is a saved page: a browser saves what the page was loaded with, not what its controls hold",
        ),
        (
            " ".repeat((2 << 20) + 1),
            "an extract has at most 2097152 bytes, and this has 2097153",
        ),
    ];
    for (text, expected) in refusals {
        assert_eq!(Extract::parse(&text).unwrap_err().to_string(), expected);
    }
    let many = vec![ticked("", "", true); 20_001];
    let error = Extract::parse(&text(&page("A", "/a", many)))
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("a page has at most 20000 controls, and this has 20001"),
        "{error}"
    );
}
