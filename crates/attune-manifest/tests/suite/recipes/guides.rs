//! Guides of the kinds that there are, as files beside a manifest.

use std::path::{Path, PathBuf};

use attune_manifest::{Library, load, render};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellId, CellValue, Desired, DesiredApiUser, DesiredLevel, Handle, LevelChoice, Tracking,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides")
}

fn desired() -> Result<Desired, String> {
    match load(&folder().join("attune.yaml")) {
        Ok(manifest) => Ok(manifest.desired),
        Err(error) => Err(render(error.diagnostics(), false)),
    }
}

fn level<'d>(desired: &'d Desired, handle: &str) -> Option<&'d DesiredLevel> {
    desired.security_levels.get(&Handle::parse(handle).ok()?)
}

fn user<'d>(desired: &'d Desired, handle: &str) -> Option<&'d DesiredApiUser> {
    desired.api_users.get(&Handle::parse(handle).ok()?)
}

/// How many cells of a level are said to give something, and how many are said at all.
fn given(level: &DesiredLevel) -> (usize, usize) {
    let gives = |(id, value): &(&CellId, &CellValue)| {
        let kind = attune_model::catalogue::cell(id).map(|spec| spec.kind);
        kind.is_none_or(|kind| kind.nothing().as_ref() != Some(*value))
    };
    (level.cells.iter().filter(gives).count(), level.cells.len())
}

#[test]
fn each_is_valid_with_each_of_its_parameters() {
    let folder = folder();
    let mut library = Library::new(&folder);
    let names: Vec<String> = std::fs::read_dir(folder.join("recipes"))
        .unwrap()
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names.len(), 12);
    for name in names {
        let recipe = library.recipe(&name).unwrap();
        assert!(recipe.example(None).is_some(), "{name}");
        for parameter in recipe
            .parameters
            .iter()
            .filter(|parameter| parameter.optional)
        {
            let example = recipe.example(Some(&parameter.name));
            assert!(example.is_some(), "{name} {}", parameter.name);
        }
    }
}

#[test]
fn each_comes_to_what_its_guide_asks_for() {
    let desired = desired().unwrap();
    assert_eq!(
        (desired.security_levels.len(), desired.api_users.len()),
        (10, 12)
    );
    let (some, all) = given(level(&desired, "brightledger").unwrap());
    assert_eq!(some, 11);
    let bare = attune_model::catalogue::cells().count();
    assert!(
        all > 100 && all < bare,
        "all that an API-only level shows: {all} of {bare}"
    );
    let wide = level(&desired, "widegate").unwrap();
    let of = |path: &str| {
        wide.cells
            .get(&CellId::new(path))
            .map(CellValue::as_written)
    };
    assert_eq!(
        of("serviceDesk.objects.tickets.delete").as_deref(),
        Some("None")
    );
    assert_eq!(
        of("serviceDesk.objects.charges.delete").as_deref(),
        Some("All")
    );
    let plain = user(&desired, "plainlink").unwrap();
    assert!(
        matches!(&plain.security_level, LevelChoice::Named(name) if name.as_str() == "API User (system)")
    );
    let own = user(&desired, "homemade").unwrap();
    assert_eq!(
        own.tracking,
        Some(Tracking::Custom("contoso sync".to_owned()))
    );
    assert_eq!(own.credentials_max_age_days, Some(180));
    let boxes = user(&desired, "safedoor").unwrap().protected_data.clone();
    assert_eq!(boxes, Some(ProtectedData::ALL.into()));
    assert_eq!(given(level(&desired, "hookline").unwrap()), (2, 2));
    assert_eq!(given(level(&desired, "mimicdesk").unwrap()), (9, 16));
    assert_eq!(desired.checks.len(), 1);
    assert_eq!(given(level(&desired, "portalis").unwrap()), (4, 7));
    let lines = user(&desired, "linewise").unwrap();
    assert_eq!(
        (
            lines.views_unassigned,
            lines
                .lines_of_business
                .as_ref()
                .map(std::collections::BTreeSet::len)
        ),
        (Some(false), Some(1))
    );
    assert_eq!(lines.primary_internal_location, None);
    assert_eq!(
        user(&desired, "keytyped").unwrap().key.as_deref(),
        Some("keytyped2026")
    );
    assert_eq!(level(&desired, "newrows").unwrap().cells.len(), 6);
    let day = "2027-03-31".parse().ok();
    assert_eq!(level(&desired, "movingday").unwrap().expires, day);
    assert_eq!(user(&desired, "movingday").unwrap().expires, day);
    let rule = desired
        .impersonation
        .get(&Handle::parse("movingday").unwrap())
        .unwrap();
    assert_eq!(rule.can_login, Some(false));
}
