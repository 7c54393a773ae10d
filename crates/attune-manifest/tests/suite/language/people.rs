//! Selectors, impersonation rules and assignments.

use attune_model::catalogue::LicenseType;
use attune_model::{EmailPattern, LevelChoice, LevelName, PeopleSelector, RuleLevels};

use super::rules;
use crate::read;

fn selector(text: &str) -> PeopleSelector {
    let text = format!(
        "attune: 1\ntenant: contoso\npeople: {{x: {{who: {text}, securityLevel: Technician}}}}\n"
    );
    let people = read(&text).map(|manifest| manifest.desired.people);
    people
        .into_iter()
        .flat_map(std::collections::BTreeMap::into_values)
        .map(|assignment| assignment.who)
        .next()
        .unwrap_or_default()
}

#[test]
fn every_criterion() {
    let all = selector(
        "{emails: [\"*@contoso.example\", a@contoso.example], levels: [Helpdesk, API User  (system)], licenseTypes: [Professional, Time & Attendance Only], except: [boss@contoso.example, \"ceo*\"], active: false}",
    );
    let pattern = |text: &str| EmailPattern(text.to_owned());
    assert_eq!(
        all,
        PeopleSelector {
            emails: Some(vec![
                pattern("*@contoso.example"),
                pattern("a@contoso.example")
            ]),
            levels: Some(vec![
                LevelName::new("Helpdesk"),
                LevelName::new("API User (system)")
            ]),
            license_types: Some(vec![
                LicenseType::Professional,
                LicenseType::TimeAndAttendanceOnly
            ]),
            except: vec![pattern("boss@contoso.example"), pattern("ceo*")],
            active: Some(false),
        }
    );
    assert_eq!(selector("{levels: [Helpdesk]}").emails, None);
    for license in LicenseType::KNOWN
        .into_iter()
        .filter(|l| *l != LicenseType::ApiUser)
    {
        let chosen = selector(&format!("{{licenseTypes: [\"{license}\"]}}"));
        assert_eq!(chosen.license_types, Some(vec![license]));
    }
}

#[test]
fn selectors_that_choose_nobody_or_everybody() {
    let who = |text: &str| {
        rules(&format!(
            "people: {{x: {{who: {text}, securityLevel: T L}}}}\n"
        ))
    };
    assert_eq!(who("{active: true}"), ["selector-empty 3:19"]);
    assert_eq!(who("{except: [a@b.example]}"), ["selector-empty 3:19"]);
    assert_eq!(who("{emails: []}"), ["emails-empty 3:20"]);
    assert_eq!(who("{levels: []}"), ["emails-empty 3:20"]);
    assert_eq!(who("{licenseTypes: []}"), ["emails-empty 3:20"]);
    assert_eq!(who("{licenseTypes: [API User]}"), ["unknown-word 3:35"]);
    assert_eq!(who("{emails: [a@b.example], except: []}").len(), 0);
}

#[test]
fn rules_for_levels_by_name() {
    let text = "attune: 1\ntenant: contoso\nimpersonation: {x: {allow: false, levels: [Helpdesk, Sales  (system)]}}\n";
    let rules = read(text).unwrap().desired.impersonation;
    assert_eq!(
        rules.values().next().unwrap().levels,
        RuleLevels::Named(vec![
            LevelName::new("Helpdesk"),
            LevelName::new("Sales (system)")
        ])
    );
    assert_eq!(
        super::rules("impersonation: {x: {allow: true, levels: [A], levelsHeldBy: {emails: [a@b.example]}}}\n").len(),
        1
    );
    assert_eq!(
        super::rules("impersonation: {x: {allow: true}}\n"),
        ["missing-key 3:17"]
    );
    assert_eq!(
        super::rules("impersonation: {x: {allow: true, levels: []}}\n").len(),
        1
    );
}

#[test]
fn people_hold_levels_for_people() {
    let level = |choice: &str| {
        format!(
            "securityLevels:
  api: {{name: Api, copyOf: API User (system)}}
  tech: {{name: Tech, copyOf: Team Member (system)}}
  open: {{name: Open}}
people: {{x: {{who: {{emails: [a@contoso.example]}}, securityLevel: {choice}}}}}
"
        )
    };
    for (choice, wanted) in [
        ("tech", "tech"),
        ("Tech", "tech"),
        ("{name: tech}", ""),
        ("open", "open"),
        ("Sales (system)", ""),
    ] {
        let text = format!("attune: 1\ntenant: contoso\n{}", level(choice));
        let people = read(&text).unwrap().desired.people;
        let is_block = match &people.values().next().unwrap().security_level {
            LevelChoice::Block(handle) => handle.as_str() == wanted,
            LevelChoice::Named(_) => wanted.is_empty(),
        };
        assert!(is_block, "{choice}");
    }
    for choice in ["api", "Api", "API User (system)"] {
        assert_eq!(rules(&level(choice)), ["people-level 7:65"], "{choice}");
    }
    assert_eq!(rules(&level("nobody")).len(), 1);
}
