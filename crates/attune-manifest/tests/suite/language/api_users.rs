//! Every field of an API user.

use std::collections::BTreeSet;
use std::path::PathBuf;

use attune_model::catalogue::ProtectedData::{
    EditProtected, EditUnprotected, ViewProtected, ViewUnprotected,
};
use attune_model::{
    CredentialSink, Date, DesiredApiUser, ExecSink, LevelChoice, LevelName, Rotation, Tracking,
};

use super::rules;
use crate::read;

const LEAST: &str =
    "firstName: A, lastName: B, email: a@contoso.example, securityLevel: API User (system)";

fn user(more: &str) -> Option<DesiredApiUser> {
    let text = format!("attune: 1\ntenant: contoso\napiUsers: {{u: {{{LEAST}{more}}}}}\n");
    let mut users = read(&text).ok()?.desired.api_users.into_values();
    users.next()
}

#[test]
fn what_is_needed_is_enough() {
    assert_eq!(
        user("").unwrap(),
        DesiredApiUser {
            adopt: false,
            first_name: "A".to_owned(),
            middle_name: None,
            last_name: "B".to_owned(),
            email: "a@contoso.example".to_owned(),
            email_type: None,
            active: None,
            locked: None,
            security_level: LevelChoice::Named(LevelName::new("API User (system)")),
            date_format: None,
            time_format: None,
            number_format: None,
            primary_internal_location: None,
            key: None,
            tracking: None,
            lines_of_business: None,
            views_unassigned: None,
            protected_data: None,
            credentials: None,
            credentials_max_age_days: None,
            rotation: None,
            expires: None,
        }
    );
}

#[test]
fn every_field() {
    let user = user(
        ", middleName: M, emailType: Primary, active: true, locked: false, expires: 2026-12-31, key: tasky2026, \
         dateFormat: yyyy-MM-dd, timeFormat: \"HH:mm\", numberFormat: \"X,XXX.XX\", primaryInternalLocation: Head office, \
         lineOfBusiness: {associated: [Managed services, Projects], viewUnassigned: true}, protectedData: [viewProtected], \
         customIntegration: My own script, credentials: {to: {file: \"secrets/<tenant>/u.json\"}, maxAgeDays: 365}",
    )
    .unwrap();
    assert_eq!(
        user,
        DesiredApiUser {
            adopt: false,
            first_name: "A".to_owned(),
            middle_name: Some("M".to_owned()),
            last_name: "B".to_owned(),
            email: "a@contoso.example".to_owned(),
            email_type: Some("Primary".to_owned()),
            active: Some(true),
            locked: Some(false),
            security_level: LevelChoice::Named(LevelName::new("API User (system)")),
            date_format: Some("yyyy-MM-dd".to_owned()),
            time_format: Some("HH:mm".to_owned()),
            number_format: Some("X,XXX.XX".to_owned()),
            primary_internal_location: Some("Head office".to_owned()),
            key: Some("tasky2026".to_owned()),
            tracking: Some(Tracking::Custom("My own script".to_owned())),
            lines_of_business: Some(["Managed services".to_owned(), "Projects".to_owned()].into()),
            views_unassigned: Some(true),
            protected_data: Some([ViewProtected, ViewUnprotected].into()),
            credentials: Some(CredentialSink::File(PathBuf::from(
                "secrets/contoso/u.json"
            ))),
            credentials_max_age_days: Some(365),
            rotation: None,
            expires: Some(Date::constant(2026, 12, 31)),
        }
    );
}

#[test]
fn boxes_of_protected_data_tick_those_that_they_need() {
    let boxes = |list: &str| {
        user(&format!(", protectedData: {list}"))
            .unwrap()
            .protected_data
    };
    assert_eq!(boxes("[]"), Some(BTreeSet::new()));
    assert_eq!(boxes("[viewUnprotected]"), Some([ViewUnprotected].into()));
    assert_eq!(
        boxes("[editUnprotected]"),
        Some([EditUnprotected, ViewUnprotected].into())
    );
    assert_eq!(
        boxes("[viewProtected]"),
        Some([ViewProtected, ViewUnprotected].into())
    );
    assert_eq!(
        boxes("[editProtected]"),
        Some(
            [
                EditProtected,
                ViewProtected,
                EditUnprotected,
                ViewUnprotected
            ]
            .into()
        )
    );
    assert_eq!(user(", protectedData: [view]"), None);
}

#[test]
fn a_list_that_is_empty_is_managed_and_one_that_is_absent_is_not() {
    assert_eq!(
        user(", lineOfBusiness: {associated: []}")
            .unwrap()
            .lines_of_business,
        Some(BTreeSet::new())
    );
    assert_eq!(
        user(", lineOfBusiness: {viewUnassigned: false}")
            .unwrap()
            .lines_of_business,
        None
    );
}

#[test]
fn credentials_go_where_it_says() {
    let to = |to: &str| {
        let user = user(&format!(", credentials: {{to: {to}}}")).unwrap();
        user.credentials.unwrap()
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(
        to("{file: s/<tenant>/u.json}"),
        CredentialSink::File("s/contoso/u.json".into())
    );
    let keys = [
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN tess",
    ];
    assert_eq!(
        to(&format!(
            "{{file: u.age, recipients: [{}]}}",
            keys.join(", ")
        )),
        CredentialSink::Age {
            file: "u.age".into(),
            recipients: words(&keys),
        }
    );
    assert_eq!(
        to("{exec: {store: [vault, \"{tenant}/{apiUser}\", '{\"a\": {b,c}}'], fetch: [./get.sh]}}"),
        CredentialSink::Exec(ExecSink {
            store: words(&["vault", "contoso/{apiUser}", "{\"a\": {b,c}}"]),
            fetch: Some(words(&["./get.sh"])),
            name: "u".to_owned(),
        })
    );
    let keyring = |user: &str| CredentialSink::Keyring {
        service: "attune".to_owned(),
        user: user.to_owned(),
    };
    assert_eq!(to("{keyring: {service: attune}}"), keyring("contoso/u"));
    assert_eq!(
        to("{keyring: {service: attune, user: tess}}"),
        keyring("tess")
    );
}

#[test]
fn a_secret_is_replaced_after_days() {
    let rotation = |rotate: &str| {
        let credentials = format!(", credentials: {{to: {{file: a.json}}, rotate: {rotate}}}");
        user(&credentials).unwrap().rotation.unwrap()
    };
    let every = |every_days, overlap_days| Rotation {
        every_days,
        overlap_days,
    };
    assert_eq!(rotation("90d"), every(90, None));
    assert_eq!(rotation("{every: 1d}"), every(1, None));
    assert_eq!(rotation("{every: 90d, overlap: 7d}"), every(90, Some(7)));
}

#[test]
fn what_the_form_does_not_take() {
    let wrong = |more: &str| rules(&format!("apiUsers:\n  u:\n    {{{LEAST},\n    {more}}}\n"));
    assert_eq!(wrong("dateFormat: yyyy"), ["unknown-word 6:17"]);
    assert_eq!(wrong("timeFormat: \"24h\""), ["unknown-word 6:17"]);
    assert_eq!(wrong("numberFormat: \"1,000\""), ["unknown-word 6:19"]);
    assert_eq!(wrong("key: tasky 2026"), ["key-shape 6:10"]);
    assert_eq!(wrong("key: tasky@2026"), ["key-shape 6:10"]);
    assert_eq!(wrong("integrationVendor: V, customIntegration: C").len(), 1);
    assert_eq!(
        wrong("credentials: {to: {file: a.json}, maxAgeDays: 0}"),
        ["wrong-type 6:51"]
    );
    for days in ["0d", "01d", "90", "90 d", "+9d", "d", "3w", "99999999999d"] {
        let told = wrong(&format!(
            "credentials: {{to: {{file: a.json}}, rotate: {days}}}"
        ));
        assert_eq!(told, ["rotation-days 6:47"], "{days}");
    }
    assert_eq!(
        wrong("credentials: {to: {file: a.json}, rotate: {overlap: 7d}}"),
        ["missing-key 6:39"]
    );
    // Only one guide shows the list: there may be more words in it.
    assert_eq!(wrong("emailType: Alternate").len(), 0);
}

#[test]
fn the_example_of_a_typed_user_name_is_accepted() {
    assert_eq!(
        user(", key: tasky-prod1").unwrap().key.as_deref(),
        Some("tasky-prod1")
    );
}
