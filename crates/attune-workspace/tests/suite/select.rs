//! Which tenants are meant.
#![cfg(test)]

use std::collections::BTreeSet;

use attune_workspace::{Selection, Shard};

use crate::folder::{Folder, names};

fn folder() -> Folder {
    Folder::of(
        &["contoso", "fabrikam", "fabulous", "northwind"],
        "workspace: 1\ntenants: [\"tenants/*.yaml\"]\nstate: s/{tenant}\n\
         groups: {pilot: {tenants: [contoso, northwind]}, empty: {tenants: []}}\n",
    )
}

/// The names that are chosen, or why none is and what to do.
fn chosen(selection: &Selection) -> String {
    let workspace = folder().load();
    match workspace.select(selection) {
        Ok(tenants) => names(tenants).join(" "),
        Err(error) => format!("{error} = {}", error.help()),
    }
}

fn of(tenants: &[&str], groups: &[&str]) -> Selection {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Selection {
        tenants: owned(tenants),
        groups: owned(groups),
        ..Selection::default()
    }
}

#[test]
fn names_patterns_and_groups_add_up() {
    assert_eq!(chosen(&of(&["fab*", "fabrikam"], &[])), "fabrikam fabulous");
    assert_eq!(
        chosen(&of(&["fabrikam"], &["pilot"])),
        "contoso fabrikam northwind"
    );
    assert_eq!(chosen(&of(&[], &["empty"])), "");
    let all = Selection {
        all: true,
        ..of(&["fabrikam"], &[])
    };
    assert_eq!(chosen(&all), "contoso fabrikam fabulous northwind");
}

#[test]
fn what_there_is_not_is_told_with_the_near_one() {
    let said = [
        of(&[], &[]),
        of(&["fabrikan"], &[]),
        of(&["zzz"], &[]),
        of(&["z*"], &[]),
        of(&["a["], &[]),
        of(&[], &["pilots"]),
        of(&[], &["everyone"]),
    ]
    .map(|selection| chosen(&selection));
    insta::assert_snapshot!(said.join("\n"), @"
    it is not said which tenants are meant = name tenants or groups, or say that all are meant
    the workspace has no tenant `fabrikan` = did you mean `fabrikam`?
    the workspace has no tenant `zzz` = a tenant has the name that its manifest gives it
    no tenant of the workspace fits `z*` = `*` stands for any text, `?` for one character, `{a,b}` for one of these
    `a[` is no pattern that can be read: unclosed character class; missing ']' = write it as `fab*`
    the workspace has no group `pilots` = did you mean `pilot`?
    the workspace has no group `everyone` = known: empty, pilot
    ");
}

#[test]
fn shards_and_changes_narrow() {
    let shard = |text: &str| text.parse::<Shard>().ok();
    assert_eq!(
        chosen(&Selection {
            shard: shard("0/1"),
            ..of(&["fab*"], &[])
        }),
        "fabrikam fabulous"
    );
    let alone = Selection {
        shard: shard("0/1"),
        ..Selection::default()
    };
    assert!(chosen(&alone).starts_with("it is not said"));
    let nothing = Selection {
        all: true,
        changed: Some(BTreeSet::new()),
        ..Selection::default()
    };
    assert_eq!(chosen(&nothing), "");
    let folder = folder();
    let changed = Some(BTreeSet::from([folder
        .path()
        .join("tenants/fabrikam.yaml")]));
    let workspace = folder.load();
    let select = |selection: &Selection| names(workspace.select(selection).unwrap()).join(" ");
    assert_eq!(
        select(&Selection {
            changed: changed.clone(),
            ..Selection::default()
        }),
        "fabrikam"
    );
    assert_eq!(
        select(&Selection {
            changed,
            ..of(&[], &["pilot"])
        }),
        ""
    );
}
