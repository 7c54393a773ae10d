use std::collections::BTreeSet;

use attune_apply::ports::Examine;
use attune_model::LevelName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::catalogue::CatalogueLevel;
use crate::count::Count;
use crate::finding::Why;
use crate::visit::Visit;

/// The levels that the picklist of `userType` has; a tenant's own are only counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SystemLevels {
    /// System levels of the catalogue that are listed.
    pub found: BTreeSet<CatalogueLevel>,
    /// System levels of the catalogue that are not.
    pub not_found: BTreeSet<CatalogueLevel>,
    /// Levels marked as system levels that the catalogue does not have.
    pub unknown: Count,
    /// Custom levels.
    pub custom: Count,
    /// Whether `isSystem` is said of every level.
    pub is_system_said: bool,
    /// Whether exactly the levels with `isSystem` carry `(system)` in their names.
    pub mark_agrees: bool,
}

impl Inquiry for SystemLevels {
    const QUESTION: Question = Question {
        id: "system-levels",
        asks: "Which system levels does this tenant have?",
        matters: "Levels are found by name; attune knows what comes with the product by these names.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let listed = visit.picklist("Resources", "userType").await?;
        let levels: Vec<(LevelName, Option<bool>)> = listed
            .iter()
            .filter_map(|level| {
                let name = LevelName::new(level.get("label")?.as_str()?);
                Some((name, level.get("isSystem").and_then(Value::as_bool)))
            })
            .collect();
        if levels.len() < listed.len() || levels.is_empty() {
            return Err(Why::NotUnderstood);
        }
        let found: BTreeSet<CatalogueLevel> = levels
            .iter()
            .filter_map(|(name, _)| CatalogueLevel::named(name))
            .collect();
        let system = levels.iter().filter(|(_, system)| *system == Some(true));
        let unknown = system.filter(|(name, _)| CatalogueLevel::named(name).is_none());
        let custom = levels.iter().filter(|(_, system)| *system == Some(false));
        Ok(Self {
            not_found: CatalogueLevel::all()
                .filter(|level| !found.contains(level))
                .collect(),
            unknown: Count::of(unknown.count()),
            custom: Count::of(custom.count()),
            is_system_said: levels.iter().all(|(_, system)| system.is_some()),
            mark_agrees: levels.iter().all(|(name, system)| {
                name.as_str().contains("(system)") == (*system == Some(true))
            }),
            found,
        })
    }

    fn words(&self) -> String {
        let Self {
            found,
            not_found,
            unknown,
            custom,
            is_system_said,
            mark_agrees,
        } = self;
        let names = |levels: &BTreeSet<CatalogueLevel>| {
            let names: Vec<&str> = levels.iter().map(|level| level.as_str()).collect();
            names.join(", ")
        };
        let mut parts = vec![format!("{} of the catalogue", found.len())];
        if !not_found.is_empty() {
            parts.push(format!("not found: {}", names(not_found)));
        }
        parts.push(format!(
            "system levels that the catalogue does not have: {unknown}"
        ));
        parts.push(format!("custom levels: {custom}"));
        if !is_system_said {
            parts.push("isSystem is not said of all".to_owned());
        }
        if !mark_agrees {
            parts.push("isSystem and the names do not agree".to_owned());
        }
        parts.join("; ")
    }
}
