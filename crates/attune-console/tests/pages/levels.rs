//! Every level, in every look, cell by cell.

use std::collections::BTreeMap;

use attune_apply::ports::LevelContent;
use attune_console::reading::{LevelReading, read_level};
use attune_model::catalogue::{self, CellKind, Terms};
use attune_model::{CellId, CellValue, LevelId};
use attune_sim::operator::{Answer, Call, Content};

use crate::administrator::{Administrator, LOOKS, locators};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_level_on_plain_pages() {
    walk(&LOOKS[..3]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_level_on_drawn_pages() {
    walk(&LOOKS[3..]).await;
}

async fn walk(looks: &[(&str, &str)]) {
    let ada = Administrator::sign_in().await;
    for (base, name) in [
        ("API User (system)", "Mixed API-only"),
        ("System Administrator (system)", "Mixed for people"),
    ] {
        mix(&ada, base, name, 3);
        mix(&ada, base, &format!("{name}, the other way"), 2);
    }
    // A copy that nobody renamed carries the mark of system levels.
    let base = ada.level_named("API User (system)");
    ada.visit(Call::CopyLevel { base });
    let levels: BTreeMap<LevelId, bool> = ada.simulator.with_tenant(|tenant| {
        let levels = tenant.levels().iter();
        levels.map(|(id, level)| (*id, level.is_system())).collect()
    });
    assert_eq!(levels.len(), 23);
    for (look, language) in looks {
        let locators = locators(language);
        let mut fingerprints: BTreeMap<bool, String> = BTreeMap::new();
        for (level, system) in &levels {
            ada.open(&format!(
                "admin/security-level?securityLevelId={level}&{look}"
            ))
            .await;
            let extract = ada.extract().await;
            let reading = read_level(&extract, &locators).unwrap();
            let Content {
                name,
                active,
                api_only,
                cells,
            } = ada.level(*level);
            let cells = shown_cells(cells, *system);
            let content = LevelContent {
                name,
                active,
                api_only,
                cells,
            };
            let content_cells: Vec<CellId> = content.cells.keys().cloned().collect();
            assert_eq!(reading.content, content, "{look} {level}");
            let LevelReading {
                id,
                system: is_system,
                terms,
                unknown,
                missing,
                fingerprint,
                language: shown,
                content: _,
                places,
            } = reading;
            assert!(
                places.cells.keys().eq(content_cells.iter()),
                "{look} {level}"
            );
            assert_eq!(
                (id, is_system, shown.as_str()),
                (Some(*level), *system, *language)
            );
            assert_eq!(terms, terms_of(look), "{look}");
            assert_eq!(missing, [], "{look} {level}");
            let unknown: Vec<&str> = unknown
                .iter()
                .filter_map(|it| Some(it.cell.as_ref()?.as_str()))
                .collect();
            let mut expected = vec![
                "extra.Service Desk › Change Requests › View",
                "extra.Service Desk › Change Requests › Add",
                "extra.Service Desk › Can remove tags",
            ];
            if !api_only {
                expected.push("extra.Service Desk › Greatest number of pinned tickets");
            }
            assert_eq!(unknown, expected, "{look} {level}");
            let first = fingerprints
                .entry(api_only)
                .or_insert_with(|| fingerprint.clone());
            assert_eq!(*first, fingerprint, "values do not count");
        }
        assert_ne!(fingerprints[&true], fingerprints[&false]);
    }
    ada.leave().await;
}

/// The cells as the page shows them: where a level can be edited, the page unticks boxes below one that is not ticked.
fn shown_cells(
    mut cells: BTreeMap<CellId, CellValue>,
    system: bool,
) -> BTreeMap<CellId, CellValue> {
    for spec in catalogue::cells().filter(|spec| !system && spec.kind.is_box()) {
        let above = spec.requires.map(CellId::new);
        let off =
            above.and_then(|above| cells.get(&above).cloned()) == Some(CellValue::Flag(false));
        if let (true, Some(value)) = (off, cells.get_mut(&spec.id())) {
            *value = CellValue::Flag(false);
        }
    }
    cells
}

fn terms_of(look: &str) -> Terms {
    if look.contains("=Organization") {
        Terms::default()
    } else {
        let terms = Terms::default().with_org("Account").unwrap();
        if look.contains("=Device") {
            terms.with_ci("Device").unwrap()
        } else {
            terms
        }
    }
}

/// Makes a level whose cells hold different values.
fn mix(ada: &Administrator, base: &str, name: &str, every: usize) {
    let base = ada.level_named(base);
    let Answer::Copied { level } = ada.visit(Call::CopyLevel { base }) else {
        panic!("no copy");
    };
    let api_only = ada.level(level).api_only;
    let mut cells: BTreeMap<CellId, CellValue> = BTreeMap::new();
    for (index, spec) in catalogue::cells()
        .filter(|spec| spec.on.includes(api_only))
        .enumerate()
    {
        let wide = index % every == 0;
        let value = match spec.kind {
            CellKind::SameAs(_) => continue,
            CellKind::Number { .. } => CellValue::Number(u32::try_from(index).unwrap()),
            CellKind::Choice(scopes) => CellValue::Scope(scopes[index % scopes.len()]),
            CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => CellValue::Flag(wide),
        };
        cells.insert(spec.id(), value);
    }
    // A cell below a box that is not ticked cannot be set.
    for spec in catalogue::cells() {
        if let Some(above) = spec.requires {
            cells.insert(CellId::new(above), CellValue::Flag(true));
        }
    }
    cells.retain(|id, _| ada.level(level).cells.contains_key(id));
    ada.visit(Call::SaveLevel {
        level,
        name: Some(name.to_owned().into()),
        active: Some(every == 2),
        cells,
    });
}
