//! Parameters of each type, and what becomes of them.

use attune_model::CredentialSink;

use super::with_recipe;
use crate::layers::cells;

const RECIPE: &str = r#"parameters:
  title: {type: text, what: A text.}
  mail: {type: email, what: An address.}
  most: {type: number, optional: true, what: A number., adds: {securityLevels: {<handle>: {other: {webhooks: {canCreate: true, max: <most>}}}}}}
  login: {type: flag, what: A flag., adds: {securityLevels: {<handle>: {webServicesApi: {canLogin: true}}}}}
  lines: {type: words, optional: true, what: Some words.}
  who: {type: people, what: People.}
  until: {type: date, optional: true, what: A day.}
  box: {type: text, default: "Box of <title>", what: A label.}
manifest:
  securityLevels:
    <handle>:
      name: "<title> for <tenant>"
      copyOf: API User (system)
      expires: <until>
      extra: {"Section <title>": {<box>: true}}
  impersonation: {<handle>-people: {allow: true, levelsHeldBy: <who>}}
  apiUsers:
    <handle>:
      firstName: <title>
      lastName: "< 5 <B> <>"
      middleName: "Until <until>"
      email: <mail>
      securityLevel: <handle>
      lineOfBusiness: {associated: <lines>}
      credentials: {to: {file: <credentials>}}
  policy: {people: {"<mail>": {protect: true}}}
"#;

fn manifest(more: &str) -> String {
    format!(
        "integrations: {{x: {{recipe: acme, with: {{title: T, mail: m@contoso.example, who: {{levels: [L]}}{more}}}}}}}\n"
    )
}

#[test]
fn an_entry_that_hangs_on_what_is_not_given_is_left_out() {
    let files = with_recipe(RECIPE, &manifest("")).unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    let level = manifest.desired.security_levels.values().next().unwrap();
    assert_eq!(
        (level.name.as_str(), level.expires),
        ("T for contoso", None)
    );
    assert_eq!(cells(&manifest), ["x.extra.Section T › Box of T=true"]);
    let user = manifest.desired.api_users.values().next().unwrap();
    assert_eq!(user.last_name, "< 5 <B> <>");
    assert_eq!(user.middle_name, None);
    assert_eq!(user.lines_of_business, None);
    assert_eq!(
        user.credentials,
        Some(CredentialSink::File("secrets/contoso/x.json".into()))
    );
    assert!(
        manifest
            .desired
            .ownership
            .people
            .contains_key("m@contoso.example")
    );
    assert!(
        manifest
            .desired
            .impersonation
            .keys()
            .all(|handle| handle.as_str() == "x-people")
    );
}

#[test]
fn what_is_given_goes_in() {
    let more = ", most: 7, login: true, lines: [A, B], until: 2026-12-31, box: \"<title>\", credentials: \"k/<tenant>.json\"";
    let files = with_recipe(RECIPE, &manifest(more)).unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    let level = manifest.desired.security_levels.values().next().unwrap();
    assert_eq!(level.expires.unwrap().to_string(), "2026-12-31");
    assert_eq!(
        cells(&manifest),
        [
            // What the user gives is no template.
            "x.extra.Section T › <title>=true",
            "x.other.webhooks.canCreate=true",
            "x.other.webhooks.max=7",
            "x.webServicesApi.canLogin=true"
        ]
    );
    let user = manifest.desired.api_users.values().next().unwrap();
    assert_eq!(user.middle_name.as_deref(), Some("Until 2026-12-31"));
    assert_eq!(user.lines_of_business.as_ref().unwrap().len(), 2);
    assert_eq!(
        user.credentials,
        Some(CredentialSink::File("k/contoso.json".into()))
    );
}

#[test]
fn a_flag_that_is_false_adds_nothing() {
    let files = with_recipe(RECIPE, &manifest(", login: false")).unwrap();
    let cells = cells(&files.load("attune.yaml").unwrap());
    assert!(!cells.iter().any(|cell| cell.contains("canLogin")));
}

#[test]
fn what_the_user_says_himself_goes_above() {
    let own = format!(
        "{}securityLevels: {{x: {{name: Own, extra: {{Section T: {{Box of T: false}}}}}}}}\n",
        manifest("")
    );
    let files = with_recipe(RECIPE, &own).unwrap();
    let manifest = files.load("attune.yaml").unwrap();
    assert_eq!(cells(&manifest), ["x.extra.Section T › Box of T=false"]);
}

#[test]
fn values_of_another_type_are_told_where_the_user_gives_them() {
    for (bad, rule) in [
        ("title: 1", "wrong-type"),
        ("title: ''", "text-shape"),
        ("mail: nobody", "email-shape"),
        ("most: many", "wrong-type"),
        ("login: yes", "boolean-word"),
        ("lines: A", "wrong-type"),
        ("lines: [1]", "wrong-type"),
        ("who: [a]", "wrong-type"),
        ("until: 31.12.2026", "expiry-date"),
        ("credentials: [a]", "wrong-type"),
        ("other: 1", "unknown-key"),
    ] {
        let name = bad.split(':').next().unwrap();
        let with: Vec<&str> = ["title: T", "mail: m@contoso.example", "who: {levels: [L]}"]
            .into_iter()
            .filter(|line| !line.starts_with(name))
            .collect();
        let manifest = format!(
            "integrations:\n  x:\n    recipe: acme\n    with: {{{}}}\n",
            with.join(", ")
        );
        let manifest = manifest.trim_end().strip_suffix('}').unwrap().to_owned()
            + &format!(",\n      {bad}}}\n");
        let files = with_recipe(RECIPE, &manifest).unwrap();
        let rules = files.rules("attune.yaml");
        assert_eq!(rules.len(), 1, "{bad}: {rules:?}");
        assert!(
            rules[0].starts_with(&format!("{rule} attune.yaml:7:")),
            "{bad}: {rules:?}"
        );
    }
}

#[test]
fn what_is_missing_is_told_at_the_integration() {
    let files = with_recipe(
        RECIPE,
        "integrations:\n  x: {recipe: acme, with: {title: T}}\n",
    )
    .unwrap();
    assert_eq!(files.rules("attune.yaml"), ["missing-key attune.yaml:4:3"]);
}

#[test]
fn a_default_of_another_type_is_told_in_the_recipe() {
    for (kind, default, rule) in [
        ("email", "nobody", "email-shape"),
        ("number", "many", "wrong-type"),
        ("words", "A", "wrong-type"),
        ("date", "tomorrow", "expiry-date"),
        ("text", "1", "wrong-type"),
    ] {
        let recipe = format!(
            "parameters:\n  p: {{type: {kind}, default: {default}, what: W.}}\nmanifest: {{}}\n"
        );
        let twice = "integrations: {x: {recipe: acme}, y: {recipe: acme}}\n";
        let files = with_recipe(&recipe, twice).unwrap();
        let rules = files.rules("attune.yaml");
        assert_eq!(rules.len(), 1, "{rules:?}");
        assert!(
            rules[0].starts_with(&format!("{rule} recipes/acme.yaml:7:")),
            "{rules:?}"
        );
    }
}

#[test]
fn two_integrations_with_one_recipe() {
    let files = with_recipe(
        RECIPE,
        "integrations:
  x: {recipe: acme, with: {title: X, mail: x@contoso.example, who: {levels: [L]}}}
  y: {recipe: acme, with: {title: Y, mail: y@contoso.example, who: {levels: [L]}}}
",
    )
    .unwrap();
    let users = files.load("attune.yaml").unwrap().desired.api_users;
    let users: Vec<(&str, &str)> = users
        .iter()
        .map(|(handle, user)| (handle.as_str(), user.email.as_str()))
        .collect();
    assert_eq!(
        users,
        [("x", "x@contoso.example"), ("y", "y@contoso.example")]
    );
}

#[test]
fn words_levels_and_keys() {
    let recipe = "parameters:
  area: {type: choice, of: [Service Desk, Projects], what: Where tickets go.}
  level: {type: level, default: API User (system), what: Its level.}
  key: {type: key, optional: true, what: Its user name.}
manifest:
  apiUsers:
    <handle>: {firstName: Acme, lastName: <area>, email: a@contoso.example, securityLevel: <level>, key: <key>}
";
    let user = |with: &str| {
        let integration = format!("integrations: {{x: {{recipe: acme, with: {{{with}}}}}}}\n");
        let files = with_recipe(recipe, &integration).unwrap();
        let loaded = files.load("attune.yaml");
        let user = loaded.map(|manifest| manifest.desired.api_users.into_values().next());
        match user {
            Ok(user) => {
                let user = user.unwrap();
                format!(
                    "{} {:?} {:?}",
                    user.last_name, user.security_level, user.key
                )
            }
            Err(_) => files.rules("attune.yaml").join(", "),
        }
    };
    assert_eq!(
        user("area: Projects"),
        r#"Projects Named(LevelName("API User (system)")) None"#
    );
    assert_eq!(
        user("area: Service Desk, level: Own level, key: acme-prod"),
        r#"Service Desk Named(LevelName("Own level")) Some("acme-prod")"#
    );
    assert_eq!(user("area: projects"), "unknown-word attune.yaml:3:47");
    assert_eq!(user("area: [Projects]"), "wrong-type attune.yaml:3:41");
    assert_eq!(
        user("area: Projects, key: a b"),
        "key-shape attune.yaml:3:62"
    );
    let long = format!("area: Projects, level: {}", "x".repeat(101));
    assert_eq!(user(&long), "text-length attune.yaml:3:64");
}
