//! Setting a level's name, state and cells.

use std::collections::BTreeSet;

use attune_apply::ports::ConsoleError;
use attune_model::{CellId, CellValue, LevelEdit, LevelId, catalogue};

use super::desk::Desk;
use super::fill::{control_at, require_only};
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{self, Task, Wanted};
use crate::extract::{Anchor, Extract};
use crate::locators::PageKind;
use crate::reading::LevelReading;

impl Desk {
    /// Sets what is named and saves.
    pub(super) async fn save_level(
        &mut self,
        id: LevelId,
        edit: &LevelEdit,
    ) -> Result<(), ConsoleError> {
        match self.fill_level(id, edit).await {
            Ok(()) => {}
            Err(trouble) => return Err(self.abandon(trouble).await),
        }
        if let Some(name) = &edit.name {
            self.directory.rename_level(id, name.clone());
        }
        self.save().await
    }

    async fn fill_level(&mut self, id: LevelId, edit: &LevelEdit) -> Result<(), Trouble> {
        let (extract, reading) = self.open_level(id).await?;
        self.require_unmoved(id, &reading)?;
        let tasks = self.level_tasks(&extract, &reading, edit)?;
        self.announce();
        self.fill(PageKind::SecurityLevel, &tasks).await?;
        let after = self.glance().await?;
        require_only(&extract, &after, |spot| {
            tasks.iter().any(|task| task.spot == *spot)
                || reading
                    .places
                    .cells
                    .iter()
                    .any(|(cell, at)| *at == spot.at && follows(cell, edit))
        })
    }

    /// Refuses a page that is not as this run saw it.
    fn require_unmoved(&self, id: LevelId, reading: &LevelReading) -> Result<(), Trouble> {
        let guard = |why: String| Err(Trouble::Guard(why));
        let name = &reading.content.name;
        if reading.system {
            return guard(format!(
                "`{name}` is a system level, which nobody can edit: copy it"
            ));
        }
        if reading.id.is_none() {
            return guard(format!(
                "the address of the page does not say which number `{name}` has"
            ));
        }
        let Some(look) = self.looks.get(&id) else {
            return Ok(());
        };
        if look.fingerprint != reading.fingerprint {
            return guard(format!(
                "the page of `{name}` is not built as when this run first saw it: {}; capture the level and plan again",
                difference(&look.last, reading)
            ));
        }
        let (then, now) = (&look.last.content, &reading.content);
        if then.active != now.active {
            return guard(format!(
                "`Active` of `{name}` changed since it was read; plan again"
            ));
        }
        for (cell, value) in &now.cells {
            let before = then.cells.get(cell);
            if before != Some(value) {
                let before = before.map_or_else(|| "not there".to_owned(), ToString::to_string);
                let at = reading.places.cells.get(cell);
                let at = at.map_or_else(String::new, |at| format!("{at} "));
                return guard(format!(
                    "{at}({cell}) of `{name}` is {value} now and was {before} when it was read; plan again"
                ));
            }
        }
        Ok(())
    }

    fn level_tasks(
        &self,
        extract: &Extract,
        reading: &LevelReading,
        edit: &LevelEdit,
    ) -> Result<Vec<Task>, Trouble> {
        let LevelEdit {
            name,
            active,
            cells,
        } = edit;
        let mut tasks = Vec::new();
        if let Some(name) = name {
            tasks.push(Task {
                spot: Spot::of(reading.places.name.clone()),
                wanted: Wanted::Written(name.as_str().to_owned()),
            });
        }
        if let Some(active) = active {
            let spot = Spot::of(reading.places.active.clone());
            let control = control_at(extract, &spot)?;
            let value = CellValue::Flag(*active);
            let wanted = wanted::of_cell(control, &value, &self.locators, &reading.terms)?;
            tasks.push(Task { spot, wanted });
        }
        // What opens other cells comes before them.
        let mut ordered: Vec<(&CellId, &CellValue)> = cells.iter().collect();
        ordered.sort_by_key(|(cell, _)| needs(cell).is_some());
        for (cell, value) in ordered {
            let at = reading.places.cells.get(cell);
            let at = at.ok_or_else(|| {
                Trouble::Guard(format!(
                    "the page of `{}` has no control for {cell}; capture the level and plan again",
                    reading.content.name
                ))
            })?;
            if reading.content.cells.get(cell) == Some(value) {
                continue;
            }
            let spot = Spot::of(at.clone());
            let control = control_at(extract, &spot)?;
            let wanted = wanted::of_cell(control, value, &self.locators, &reading.terms)?;
            tasks.push(Task { spot, wanted });
        }
        Ok(tasks)
    }
}

fn needs(cell: &CellId) -> Option<&'static str> {
    catalogue::cell(cell)?.requires
}

/// Whether a cell may change because of a box that is set.
fn follows(cell: &CellId, edit: &LevelEdit) -> bool {
    let as_other = |spec: &catalogue::CellSpec| match spec.kind {
        catalogue::CellKind::SameAs(other) => Some(other),
        catalogue::CellKind::CheckBox
        | catalogue::CellKind::LimitBox
        | catalogue::CellKind::YesNo
        | catalogue::CellKind::Choice(_)
        | catalogue::CellKind::Number { min: _ } => None,
    };
    let Some(spec) = catalogue::cell(cell) else {
        return false;
    };
    [spec.requires, as_other(spec)]
        .into_iter()
        .flatten()
        .any(|other| edit.cells.contains_key(&CellId::new(other)))
}

/// How two looks at a level differ in what they show at all.
fn difference(then: &LevelReading, now: &LevelReading) -> String {
    let places = |reading: &LevelReading| -> BTreeSet<Anchor> {
        reading.places.cells.values().cloned().collect()
    };
    let (then, now) = (places(then), places(now));
    let gone = then.difference(&now).map(|at| format!("{at} is gone"));
    let new = now.difference(&then).map(|at| format!("{at} is new"));
    let mut all: Vec<String> = gone.chain(new).take(5).collect();
    if all.is_empty() {
        all.push("controls that attune does not know came or went".to_owned());
    }
    all.join("; ")
}
