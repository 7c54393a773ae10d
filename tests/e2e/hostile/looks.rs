//! Names that look alike are different names.

use super::tenant::serve;
use crate::harness::{PLAN_HERE, Place, flat};

/// A level of this name is wanted, as a copy of another one.
fn wanting(name: &str) -> Place {
    let text = format!(
        "attune: 1\ntenant: contoso\nsecurityLevels:\n  tech: {{name: {name}, copyOf: Service Desk User (system), active: true}}\n"
    );
    Place::with("attune.yaml", text)
}

#[test]
fn a_level_that_looks_like_the_wanted_one_is_not_it() {
    for (wanted, there) in [
        // Cyrillic.
        ("Tech", "\u{422}ech"),
        // Composed and decomposed.
        ("Caf\u{e9}", "Cafe\u{301}"),
        // A letter without ink, and one of full width.
        ("Tech", "Tech\u{200b}"),
        ("Tech", "\u{ff34}ech"),
    ] {
        let place = wanting(wanted);
        let sim = serve(&place, &[("Helpdesk Lead", there.to_owned())]);
        let plan = place.attune(&sim, &PLAN_HERE).exits(2);
        let copy = format!("copy security level \"Service Desk User (system)\" as \"{wanted}\"");
        assert!(
            flat(&plan.stdout).contains(&copy),
            "{there:?}: {}",
            plan.stdout
        );
    }
}

#[test]
fn two_levels_that_look_alike_are_told_apart() {
    let text = "attune: 1\ntenant: contoso\nimpersonation:\n  all: {allow: true, levelsHeldBy: {emails: [priya.nair@contoso.example, bo.lund@partner.example]}}\n";
    for (one, other) in [
        ("Tech", "\u{422}ech"),
        ("Caf\u{e9}", "Cafe\u{301}"),
        ("Tech", "Tech\u{200b}"),
        ("Tech", "tech"),
    ] {
        let place = Place::with("attune.yaml", text);
        let names = [
            ("Helpdesk Lead", one.to_owned()),
            ("Field Engineer", other.to_owned()),
        ];
        let sim = serve(&place, &names);
        let plan = place.attune(&sim, &PLAN_HERE).exits(2).stdout;
        let edits = plan
            .lines()
            .filter(|line| line.contains("~ edit security level"));
        let seen: Vec<String> = edits
            .filter_map(|line| line.split('"').nth(1))
            .map(str::to_owned)
            .collect();
        let [one_seen, other_seen] = &seen[..] else {
            panic!("{one:?}, {other:?}: {plan}");
        };
        assert_ne!(one_seen, other_seen);
        // What is seen are the letters of ASCII, and escapes for the others.
        assert!(other_seen.is_ascii() || one_seen != one, "{seen:?}");
    }
}
