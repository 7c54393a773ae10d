//! Captures are kept whole and read whole, or an error says which file and what to do.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{CellId, CellValue, FieldValue, LevelName, Scope, Tracking};
use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn level(value: CellValue) -> LevelContent {
    LevelContent {
        name: LevelName::new("Helpdesk Lead"),
        active: true,
        api_only: false,
        cells: BTreeMap::from([(CellId::new("crm.objects.accounts.view"), value)]),
    }
}

fn captured() -> Captured {
    let user = CapturedApiUser {
        form: ApiUserContent {
            fields: BTreeMap::from([
                (Field::FirstName, FieldValue::Text("Tasky".to_owned())),
                (Field::LastName, FieldValue::Text("Integration".to_owned())),
                (Field::Locked, FieldValue::Flag(false)),
            ]),
            tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
        },
        protected_data: BTreeSet::from([ProtectedData::ViewProtected]),
    };
    Captured {
        levels: BTreeMap::from([(LevelId(52), level(CellValue::Scope(Scope::Mine)))]),
        api_users: BTreeMap::from([(ResourceId(201), user)]),
        unread: Vec::new(),
    }
}

/// A state folder with two captures of database 7.
fn kept() -> TempDir {
    let state = tempfile::tempdir().unwrap();
    Captures::keep(
        state.path(),
        7,
        &captured(),
        at("2026-11-20T08:00:00Z"),
        CaptureSource::Console,
    )
    .unwrap();
    state
}

fn text(state: &TempDir, name: &str) -> String {
    fs::read_to_string(state.path().join("captures").join(name)).unwrap()
}

/// Why the captures cannot be read once `name` holds `text`, without the temporary folder.
fn refused(state: &TempDir, name: &str, text: &str) -> String {
    fs::write(state.path().join("captures").join(name), text).unwrap();
    let error = Captures::read(state.path()).unwrap_err().to_string();
    error.replace(&state.path().display().to_string(), ".attune")
}

#[test]
fn files_say_what_they_are() {
    let state = kept();
    assert_snapshot!(text(&state, "level-52.json"), @r#"
    {
      "format_version": 1,
      "database": 7,
      "at": "2026-11-20T08:00:00Z",
      "source": "console",
      "name": "Helpdesk Lead",
      "content": {
        "name": "Helpdesk Lead",
        "active": true,
        "api_only": false,
        "cells": {
          "crm.objects.accounts.view": "Mine"
        }
      }
    }
    "#);
    assert_snapshot!(text(&state, "api-user-201.json"), @r#"
    {
      "format_version": 1,
      "database": 7,
      "at": "2026-11-20T08:00:00Z",
      "source": "console",
      "name": "Tasky Integration",
      "content": {
        "form": {
          "fields": {
            "firstName": "Tasky",
            "lastName": "Integration",
            "locked": false
          },
          "tracking": {
            "vendor": "Tallman.io - Tasky"
          }
        },
        "protected_data": [
          "viewProtected"
        ]
      }
    }
    "#);
}

#[test]
fn what_was_kept_comes_back_and_a_later_look_replaces_it() {
    let state = kept();
    let later = Captured {
        levels: BTreeMap::from([(LevelId(52), level(CellValue::Scope(Scope::All)))]),
        ..Captured::default()
    };
    Captures::keep(
        state.path(),
        7,
        &later,
        at("2026-11-21T08:00:00Z"),
        CaptureSource::Console,
    )
    .unwrap();
    let captures = Captures::read(state.path()).unwrap();
    let folder = state.path().join("captures");
    let level = Capture {
        file: folder.join("level-52.json"),
        database: 7,
        at: at("2026-11-21T08:00:00Z"),
        source: CaptureSource::Console,
        content: level(CellValue::Scope(Scope::All)),
    };
    let user = Capture {
        file: folder.join("api-user-201.json"),
        database: 7,
        at: at("2026-11-20T08:00:00Z"),
        source: CaptureSource::Console,
        content: captured().api_users[&ResourceId(201)].clone(),
    };
    assert_eq!(
        captures,
        Captures {
            levels: BTreeMap::from([(LevelId(52), level)]),
            api_users: BTreeMap::from([(ResourceId(201), user)]),
        }
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("level-52.json")), 0o600);
    }
}

#[test]
fn a_file_that_names_no_source_is_what_attune_saw_and_an_extract_says_so() {
    let state = kept();
    let file = state.path().join("captures/level-52.json");
    let old = text(&state, "level-52.json").replace("  \"source\": \"console\",\n", "");
    fs::write(&file, old).unwrap();
    let source = || Captures::read(state.path()).unwrap().levels[&LevelId(52)].source;
    assert_eq!(source(), CaptureSource::Console);
    let later = at("2026-11-21T08:00:00Z");
    Captures::keep(
        state.path(),
        7,
        &captured(),
        later,
        CaptureSource::OperatorExtract,
    )
    .unwrap();
    assert!(text(&state, "level-52.json").contains("  \"source\": \"operator-extract\",\n"));
    assert_eq!(source(), CaptureSource::OperatorExtract);
}

#[test]
fn nothing_kept_is_nothing_read_and_makes_no_folder() {
    let state = tempfile::tempdir().unwrap();
    let nothing = Captured::default();
    Captures::keep(
        state.path(),
        7,
        &nothing,
        Timestamp::UNIX_EPOCH,
        CaptureSource::Console,
    )
    .unwrap();
    assert!(!state.path().join("captures").exists());
    assert_eq!(Captures::read(state.path()).unwrap(), Captures::default());
}

#[test]
fn what_cannot_be_understood_is_never_passed_over() {
    let state = kept();
    let whole = text(&state, "level-52.json");
    let torn = &whole[..whole.len() / 2];
    assert_snapshot!(refused(&state, "level-52.json", torn), @".attune/captures/level-52.json cannot be understood: EOF while parsing an object at line 8 column 1; delete it and capture the page again");
    let newer = whole.replace("\"format_version\": 1", "\"format_version\": 2");
    assert_snapshot!(refused(&state, "level-52.json", &newer), @".attune/captures/level-52.json has format version 2, and this attune knows version 1; use the attune that wrote it, or delete the file and capture the page again");
    fs::write(state.path().join("captures/level-52.json"), &whole).unwrap();
    assert_snapshot!(refused(&state, "level-052.json", &whole), @".attune/captures/level-052.json is no capture; move it out of the folder");
}

#[test]
fn what_a_killed_run_left_unfinished_is_no_capture() {
    let state = kept();
    fs::write(state.path().join("captures/.level-52.json.tmp-x1Yz90"), "{").unwrap();
    assert_eq!(Captures::read(state.path()).unwrap().levels.len(), 1);
}

#[test]
fn captures_of_another_tenant_are_refused() {
    let state = kept();
    let captures = Captures::read(state.path()).unwrap();
    assert!(captures.require(7).is_ok());
    let error = captures.require(8).unwrap_err().to_string();
    let error = error.replace(&state.path().display().to_string(), ".attune");
    assert_snapshot!(error, @".attune/captures/level-52.json was captured from database 7, but the connection leads to database 8; name the state folder of this tenant, or delete the file");
}
