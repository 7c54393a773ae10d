//! Does at the simulator's pages what a step on the terminal says, by nothing but its words.

use std::collections::BTreeMap;

use attune_model::catalogue::{CellKind, ProtectedData, Terms, cells};
use attune_model::{CellId, CellValue, Scope};
use serde_json::{Map, Value, json};

use crate::harness::{Sim, visit};

/// A step as the terminal showed it.
pub(super) struct Told {
    title: String,
    text: String,
    rows: BTreeMap<String, String>,
}

impl Told {
    /// The last step in what was shown.
    pub(super) fn in_text(shown: &str) -> Self {
        let begin = shown.rfind("\nStep ").expect("a step is shown") + 1;
        let text = &shown[begin..];
        let head = text.lines().next().unwrap();
        let (_, title) = head.split_once(": ").unwrap();
        let rows = text.lines().filter_map(|line| {
            let (place, target) = line.strip_prefix("     ")?.split_once(" = ")?;
            let target = target.split("  (now ").next().unwrap();
            Some((place.to_owned(), target.to_owned()))
        });
        Self {
            title: title.to_owned(),
            text: text.to_owned(),
            rows: rows.collect(),
        }
    }

    pub(super) fn is_new_api_user(&self) -> bool {
        self.title.starts_with("create API user ")
    }

    pub(super) fn is_move(&self) -> bool {
        self.title.starts_with("move ")
    }

    /// The level that REST lists already.
    fn found(&self) -> Option<i64> {
        let (before, _) = self.text.split_once(" already; what REST does not show")?;
        before.rsplit(' ').next()?.parse().ok()
    }

    /// Carries it out.
    pub(super) fn carry_out(&self, sim: &Sim) {
        if let Some(level) = self.found() {
            self.save_level(sim, &json!(level));
        } else if self.title.starts_with("copy security level ") {
            let copied = visit(sim, &json!({"do": "copyLevel", "base": self.number()}));
            self.save_level(sim, &copied["level"]);
        } else if self.title.starts_with("edit security level ") {
            self.save_level(sim, &json!(self.number()));
        } else if self.title.starts_with("move ") {
            let level = number_in(&self.rows["Security > Security Level"]);
            let call = json!({"do": "assignLevel", "resource": self.number(), "level": level});
            visit(sim, &call);
        } else if self
            .title
            .starts_with("set the protected data permission of ")
        {
            let boxes: Vec<ProtectedData> = ProtectedData::ALL
                .into_iter()
                .filter(|it| {
                    let label = format!("> {}", it.label());
                    let mut rows = self.rows.iter();
                    rows.any(|(place, target)| place.ends_with(&label) && target == "ticked")
                })
                .collect();
            let call = json!({"do": "setProtectedData", "user": self.number(), "boxes": boxes});
            visit(sim, &call);
        } else {
            panic!("nobody knows what to do:\n{}", self.text);
        }
    }

    /// Has key and secret generated.
    pub(super) fn draft(sim: &Sim) -> (String, String) {
        let drafted = visit(sim, &json!({"do": "draftApiUser", "key": null}));
        let text = |key: &str| drafted[key].as_str().unwrap().to_owned();
        (text("key"), text("secret"))
    }

    /// Saves the form of a new API user.
    pub(super) fn save_api_user(&self, sim: &Sim, (key, secret): &(String, String)) {
        let row = |place: &str| self.rows[place].clone();
        let vendor = &self.rows["API Tracking Identifier > Integration Vendor"];
        let location = Some(row("Primary Internal Location"));
        let call = json!({
            "do": "saveApiUser",
            "firstName": row("First Name"),
            "lastName": row("Last Name"),
            "email": row("Email Address"),
            "active": row("Active") == "ticked",
            "level": number_in(&row("Security Level")),
            "primaryInternalLocation": location.filter(|it| it != "leave the default"),
            "tracking": {"vendor": vendor},
            "key": key,
            "secret": secret,
        });
        visit(sim, &call);
    }

    fn save_level(&self, sim: &Sim, level: &Value) {
        let mut cells = Map::new();
        for (place, target) in &self.rows {
            if !place.starts_with("General Information > ") {
                let (cell, value) = cell(place, target);
                cells.insert(cell.to_string(), json!(value));
            }
        }
        let active = self.rows.get("General Information > Active");
        let call = json!({
            "do": "saveLevel",
            "level": level,
            "name": self.rows.get("General Information > Name"),
            "active": active.map(|active| active == "ticked"),
            "cells": cells,
        });
        visit(sim, &call);
    }

    /// The number of what is opened.
    fn number(&self) -> i64 {
        let action = self.text.lines().find(|line| line.starts_with("  1. "));
        number_in(action.unwrap())
    }
}

/// The number behind `number`.
fn number_in(text: &str) -> i64 {
    let (_, behind) = text.split_once("number ").expect(text);
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// A cell by its labels, and the value by its word.
fn cell(place: &str, target: &str) -> (CellId, CellValue) {
    let spec = cells()
        .find(|spec| spec.page_path(&Terms::default()) == place)
        .unwrap_or_else(|| panic!("no page has {place}"));
    let value = match spec.kind {
        CellKind::CheckBox | CellKind::LimitBox => CellValue::Flag(target == "ticked"),
        CellKind::YesNo => CellValue::Flag(target == "Yes"),
        CellKind::Number { min: _ } => CellValue::Number(target.parse().unwrap()),
        CellKind::Choice(_) => {
            let mut scopes = Scope::ALL.into_iter();
            CellValue::Scope(scopes.find(|scope| scope.label() == target).unwrap())
        }
        CellKind::SameAs(_) => panic!("{place} cannot be set"),
    };
    (spec.id(), value)
}
