//! `docs/simulator.md` against the code: nothing that can be set or asked for is missing there.
//!
//! Names come from what the parsers say they expect, and those of the simulator's own addresses from the source: there is
//! no list of either that could be asked for.

use attune_sim::operator::Call;
use attune_sim::{Behaviour, Injection, Tenant, Trouble};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../../docs/simulator.md");

const ADDRESSES: &str = "The simulator's own addresses";

/// The row of a section's tables whose first cell is this name, as code.
fn row(section: &str, name: &str) -> &'static str {
    let heading = format!("## {section}");
    let start = format!("| `{name}` |");
    PAGE.lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .find(|line| line.starts_with(&start))
        .unwrap_or_else(|| panic!("`{section}` of docs/simulator.md has no row for `{name}`"))
}

#[track_caller]
fn has(text: &str, name: &str) {
    assert!(
        text.contains(&format!("`{name}`")),
        "`{name}` is not in: {text}"
    );
}

/// The names that a parser's complaint says it expected, be there one, two or many.
fn expected(complaint: &str) -> Vec<String> {
    let (_, names) = complaint
        .split_once(", expected ")
        .unwrap_or_else(|| panic!("what was expected is not in: {complaint}"));
    names
        .trim_start_matches("one of ")
        .replace(" or ", ", ")
        .split(", ")
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

fn complaint<T: DeserializeOwned>(value: Value) -> String {
    match serde_json::from_value::<T>(value) {
        Ok(_) => panic!("this should not be understood"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_switch_is_there_with_its_values_and_default() {
    let defaults = json!(Behaviour::default());
    let switches = defaults.as_object().expect("an object");
    for (name, default) in switches {
        let row = row("Switches", name);
        let cells: Vec<&str> = row.split(" | ").collect();
        let is_boolean = default.is_boolean();
        let default = default
            .as_str()
            .map_or_else(|| default.to_string(), str::to_owned);
        assert_eq!(
            cells.get(2),
            Some(&format!("`{default}`").as_str()),
            "{row}"
        );
        let complaint = complaint::<Behaviour>(json!({name: "?"}));
        let values = if is_boolean {
            vec!["false".to_owned(), "true".to_owned()]
        } else {
            expected(&complaint)
        };
        assert!(values.len() > 1, "{complaint}");
        for value in values {
            has(cells[1], &value);
        }
    }
}

#[test]
fn every_fault_is_there_with_an_example() {
    let kinds = expected(&complaint::<Trouble>(json!({"kind": "?"})));
    assert!(kinds.len() > 1, "{kinds:?}");
    for kind in kinds {
        let row = row("Faults", &kind);
        let example = row
            .split('`')
            .find(|code| code.starts_with('{'))
            .unwrap_or_else(|| panic!("no example: {row}"));
        let trouble: Trouble = serde_json::from_str(example).expect(example);
        assert_eq!(json!(trouble)["kind"], kind, "{row}");
    }
    for name in expected(&complaint::<Injection>(json!({"?": 1}))) {
        row("Faults", &name);
    }
}

#[test]
fn whole_examples_of_faults_are_understood() {
    let examples = PAGE.lines().filter_map(|line| line.strip_prefix("    {"));
    let mut found = 0;
    for example in examples {
        let example = format!("{{{example}");
        assert!(
            serde_json::from_str::<Injection>(&example).is_ok(),
            "{example}"
        );
        found += 1;
    }
    assert_eq!(found, 2);
}

#[test]
fn every_endpoint_is_there_with_its_methods() {
    let admin = include_str!("../../src/simulator/admin.rs");
    let console = include_str!("../../src/simulator/console.rs");
    let below = admin.lines().map(|line| ("simulator/", line));
    let whole = console.lines().map(|line| ("", line));
    let mut found = 0;
    for (prefix, line) in below.chain(whole) {
        let arm = line.trim().strip_prefix("(\"");
        let Some((path, rest)) = arm.and_then(|arm| arm.split_once("\", &Method::")) else {
            continue;
        };
        let (method, _) = rest.split_once(')').expect("the pattern ends");
        let row = row(ADDRESSES, &format!("{prefix}{path}"));
        assert!(row.contains(method), "{method} is not in: {row}");
        found += 1;
    }
    assert!(found > 8, "only {found} endpoints were found in the source");
}

#[test]
fn every_call_of_the_operator_is_there() {
    let calls = expected(&complaint::<Call>(json!({"do": "?"})));
    assert!(calls.len() > 1, "{calls:?}");
    for call in calls {
        row(ADDRESSES, &call);
    }
}

#[test]
fn every_key_of_a_tenant_file_is_there() {
    let Err(error) = Tenant::from_yaml("nonsense: 1\n") else {
        panic!("this is no tenant");
    };
    let keys = expected(&error.to_string());
    assert!(keys.len() > 1, "{error}");
    for key in keys {
        row("Tenant files", &key);
    }
}
