//! Every cell of the catalogue, by every way there is to speak of it.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec, Presence};
use attune_model::{CellId, CellValue};

use super::rules;
use crate::{read, wrong};

pub(super) const API: &str = "API User (system)";
pub(super) const NO_COSTS: &str = "API User (system) Can't Read Costs";
pub(super) const PEOPLE: &str = "Team Member (system)";

/// The cells of a level that is a copy of `base`, with `value` at the address `path`; or what is wrong.
pub(super) fn set(
    base: &str,
    path: &str,
    value: &str,
) -> Result<BTreeMap<CellId, CellValue>, String> {
    let keys: Vec<String> = path.split('.').map(|key| format!("{{{key}: ")).collect();
    let level = format!("{}{value}{}", keys.concat(), "}".repeat(keys.len()));
    let level = level.strip_prefix('{').unwrap_or_default();
    whole(&format!("name: L, copyOf: \"{base}\", {level}"))
}

/// The cells of a level with these keys; `level` lacks the opening brace only.
pub(super) fn whole(level: &str) -> Result<BTreeMap<CellId, CellValue>, String> {
    let text = format!("attune: 1\ntenant: contoso\nsecurityLevels:\n  l: {{{level}\n");
    let manifest = read(&text).map_err(|_| format!("{text}\n{}", wrong(&text)))?;
    let mut levels = manifest.desired.security_levels.into_values();
    Ok(levels.next().map(|level| level.cells).unwrap_or_default())
}

/// A base whose copies show the cell.
fn base_of(spec: &CellSpec) -> &'static str {
    match spec.on {
        Presence::EveryLevel | Presence::ApiOnly => API,
        Presence::People => PEOPLE,
    }
}

/// What `all` or `none` makes of the cells below an address.
fn expected(path: &str, api_only: bool, all: bool) -> BTreeMap<CellId, CellValue> {
    catalogue::cells()
        .filter(|spec| path.is_empty() || spec.path.starts_with(&format!("{path}.")))
        .filter(|spec| spec.on.includes(api_only))
        .filter(|spec| !matches!(spec.kind, CellKind::Choice([_])))
        .filter(|spec| {
            let limit = spec.requires.and_then(catalogue::cell_at);
            !all || limit.is_none_or(|limit| limit.kind != CellKind::LimitBox)
        })
        .filter_map(|spec| {
            let value = if all {
                spec.kind.full()
            } else {
                spec.kind.nothing()
            };
            Some((spec.id(), value?))
        })
        .collect()
}

/// All addresses that have cells below them.
fn addresses() -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Vec<String> = catalogue::sections()
        .iter()
        .map(|s| (*s).to_owned())
        .collect();
    while let Some(path) = open.pop() {
        let below = catalogue::children(&path);
        if below.is_empty() {
            continue;
        }
        open.extend(below.iter().map(|key| format!("{path}.{key}")));
        all.push(path);
    }
    all
}

#[test]
fn each_takes_every_value_of_its_kind() {
    for spec in catalogue::cells() {
        let values: Vec<CellValue> = match spec.kind {
            CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => {
                vec![CellValue::Flag(true), CellValue::Flag(false)]
            }
            CellKind::Choice(scopes) => scopes
                .iter()
                .map(|scope| CellValue::Scope(*scope))
                .collect(),
            CellKind::Number { min } => vec![CellValue::Number(min), CellValue::Number(u32::MAX)],
            CellKind::SameAs(_) => Vec::new(),
        };
        for value in values {
            let cells = set(base_of(spec), spec.path, &value.as_written()).unwrap();
            assert_eq!(cells, BTreeMap::from([(spec.id(), value)]));
        }
    }
}

#[test]
fn none_takes_what_another_kind_takes() {
    for spec in catalogue::cells() {
        let bad: &[&str] = match spec.kind {
            CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => {
                &["Yes", "All", "1", "[]", "\"true\"", "all"]
            }
            CellKind::Choice(_) => &["true", "Everything", "all", "1", "[]"],
            CellKind::Number { .. } => &["0", "-1", "1.5", "true", "\"1\"", "4294967296", "all"],
            CellKind::SameAs(_) => &["true", "false", "1", "All"],
        };
        for value in bad {
            assert!(
                set(base_of(spec), spec.path, value).is_err(),
                "{} {value}",
                spec.path
            );
        }
    }
}

#[test]
fn words_for_all_below_an_address_set_what_the_buttons_set() {
    for path in addresses() {
        for (base, api_only) in [(API, true), (PEOPLE, false)] {
            let shown = catalogue::cells_below(&path).any(|spec| spec.on.includes(api_only));
            for (word, all) in [("all", true), ("none", false)] {
                let cells = set(base, &path, word);
                if shown {
                    assert_eq!(cells, Ok(expected(&path, api_only, all)), "{path} {word}");
                    let star = set(base, &path, &format!("{{\"*\": {word}}}"));
                    assert_eq!(star, cells, "{path}");
                } else {
                    assert!(cells.unwrap_err().contains("cell-presence"), "{path}");
                }
            }
        }
    }
}

#[test]
fn what_is_named_goes_above_the_word_for_the_rest() {
    for path in addresses() {
        for spec in catalogue::cells_below(&path) {
            let api_only = spec.on != Presence::People;
            let Some(value) = spec.kind.full() else {
                continue;
            };
            // A cell that hangs on another one is tried with that one below.
            if spec.requires.is_some() {
                continue;
            }
            let rest = spec.path.get(path.len() + 1..).unwrap();
            let keys: Vec<&str> = rest.split('.').collect();
            let below = keys.join(": {");
            let close = "}".repeat(keys.len() - 1);
            let written = format!("{{{below}: {}{close}, \"*\": none}}", value.as_written());
            let mut wanted = expected(&path, api_only, false);
            wanted.insert(spec.id(), value);
            assert_eq!(
                set(base_of(spec), &path, &written),
                Ok(wanted),
                "{path} {rest}"
            );
        }
    }
}

#[test]
fn a_row_of_boxes_takes_a_list_and_a_map() {
    let mut rows = 0;
    for path in addresses() {
        let cells: Vec<&CellSpec> = catalogue::cells_below(&path).collect();
        let is_row = cells.iter().all(|spec| {
            let name = spec.path.get(path.len() + 1..);
            spec.kind == CellKind::CheckBox && name.is_some_and(|name| !name.contains('.'))
        });
        let Some(first) = cells.first() else {
            continue;
        };
        let name = |spec: &CellSpec| spec.path.rsplit('.').next().unwrap_or_default().to_owned();
        let list = format!("[{}]", name(first));
        if !is_row {
            assert!(
                set(base_of(first), &path, &list)
                    .unwrap_err()
                    .contains("cell-value"),
                "{path}"
            );
            continue;
        }
        rows += 1;
        let base = base_of(first);
        let of_list = set(base, &path, &list).unwrap();
        assert_eq!(of_list.len(), cells.len(), "{path}");
        for (id, value) in &of_list {
            assert_eq!(*value, CellValue::Flag(*id == first.id()), "{id}");
        }
        let of_map = set(base, &path, &format!("{{{}: true}}", name(first))).unwrap();
        assert_eq!(
            of_map,
            BTreeMap::from([(first.id(), CellValue::Flag(true))])
        );
        let none = set(base, &path, "[]").unwrap();
        assert!(none.values().all(|value| *value == CellValue::Flag(false)));
        let all: Vec<String> = cells.iter().map(|spec| name(spec)).collect();
        assert_eq!(
            set(base, &path, &format!("[{}]", all.join(", "))),
            set(base, &path, "all")
        );
    }
    assert!(rows > 10, "{rows}");
}

#[test]
fn a_level_that_begins_with_nothing_has_every_cell_of_its_kind_off() {
    for (base, api_only) in [(API, true), (NO_COSTS, true), (PEOPLE, false)] {
        let cells = whole(&format!("name: L, copyOf: \"{base}\", baseline: none}}")).unwrap();
        assert_eq!(cells, expected("", api_only, false), "{base}");
    }
}

#[test]
fn what_is_named_goes_above_the_baseline() {
    let path = "webServicesApi.resourceImpersonation.crm.accounts";
    let level = format!(
        "name: L, copyOf: {API}, baseline: none, webServicesApi: {{canLogin: true, resourceImpersonation: {{crm: {{accounts: [view]}}}}}}}}"
    );
    let mut wanted = expected("", true, false);
    wanted.insert(
        CellId::new("webServicesApi.canLogin"),
        CellValue::Flag(true),
    );
    wanted.insert(CellId::new(format!("{path}.view")), CellValue::Flag(true));
    assert_eq!(whole(&level), Ok(wanted));
    let copied = whole(&format!("name: L, copyOf: {API}, baseline: copy}}")).unwrap();
    assert_eq!(copied, BTreeMap::new());
}

#[test]
fn a_baseline_of_nothing_and_words_for_all_need_the_kind_of_the_level() {
    assert_eq!(
        rules("securityLevels: {l: {name: L, baseline: none}}\n"),
        ["kind-unknown 3:41"]
    );
    assert_eq!(
        rules("securityLevels: {l: {name: L, copyOf: Elsewhere, webServicesApi: all}}\n"),
        ["kind-unknown 3:66"]
    );
    // Every level has these.
    assert_eq!(
        rules("securityLevels: {l: {name: L, crm: all}}\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_copy_of_a_copy_has_the_cells_of_the_first_base() {
    let levels = |last: &str| {
        format!(
            "securityLevels:
  a: {{name: A, copyOf: \"{NO_COSTS}\"}}
  b: {{name: B, copyOf: A}}
  c: {{name: C, copyOf: B, {last}}}
"
        )
    };
    let fine: [&str; 0] = [];
    assert_eq!(
        rules(&levels("webServicesApi: {contactImpersonation: all}")),
        fine
    );
    assert_eq!(
        rules(&levels("webServicesApi: {allowImpersonation: true}")),
        ["cell-presence 6:44"]
    );
    assert_eq!(
        rules(&levels("other: {settings: {canViewInternalCost: true}}")),
        ["base-cannot-give 6:46"]
    );
}

#[test]
fn a_copy_never_has_what_its_base_lacks() {
    let never = CellId::new("other.settings.canViewInternalCost");
    assert!(
        set(NO_COSTS, never.as_str(), "true")
            .unwrap_err()
            .contains("base-cannot-give")
    );
    assert_eq!(
        set(NO_COSTS, never.as_str(), "false"),
        Ok(BTreeMap::from([(never.clone(), CellValue::Flag(false))]))
    );
    // A word for all gives what can be given.
    for path in ["other", "other.settings"] {
        let mut wanted = expected(path, true, true);
        wanted.remove(&never);
        assert_eq!(set(NO_COSTS, path, "all"), Ok(wanted));
        assert_eq!(set(NO_COSTS, path, "none"), Ok(expected(path, true, false)));
    }
    assert!(set(API, "other", "all").unwrap().contains_key(&never));
}

#[test]
fn a_cell_that_hangs_on_another_is_not_given_without_it() {
    let webhooks = |value: &str| {
        rules(&format!(
            "securityLevels: {{l: {{name: L, copyOf: {API}, other: {{webhooks: {value}}}}}}}\n"
        ))
    };
    let fine: [&str; 0] = [];
    assert_eq!(webhooks("{canCreate: true, max: 5}"), fine);
    assert_eq!(webhooks("{max: 5}"), fine);
    assert_eq!(
        webhooks("{canCreate: false, max: 5}"),
        ["cell-requires 3:100"]
    );
    assert_eq!(webhooks("{\"*\": none, max: 5}"), ["cell-requires 3:93"]);
    assert_eq!(
        rules(&format!(
            "securityLevels: {{l: {{name: L, copyOf: {API}, baseline: none, other: {{webhooks: {{max: 5}}}}}}}}\n"
        )),
        ["cell-requires 3:98"]
    );
    let limit = |value: &str| {
        rules(&format!(
            "securityLevels: {{l: {{name: L, other: {{resourceVisibility: {value}}}}}}}\n"
        ))
    };
    assert_eq!(limit("{limit: true, byDepartment: true}").len(), 0);
}
