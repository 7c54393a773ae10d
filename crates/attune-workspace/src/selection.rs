//! Which tenants are meant.

use std::collections::BTreeSet;
use std::path::PathBuf;

use attune_model::{Handle, nearest};
use thiserror::Error;

use crate::read::pattern::NamePattern;
use crate::shard::Shard;
use crate::tenant::Tenant;
use crate::workspace::Workspace;

/// Which tenants are meant: all of them, those of these names and groups together, or those that changed.
///
/// `shard` only narrows what the others choose; `changed` narrows it too, and chooses where none of the others does.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Every tenant.
    pub all: bool,
    /// Names of tenants, or patterns of names such as `fab*`.
    pub tenants: Vec<String>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// One part of them.
    pub shard: Option<Shard>,
    /// Those that one of these files is part of, as [`Workspace::changed`] has it.
    pub changed: Option<BTreeSet<PathBuf>>,
}

/// Why a selection means no tenants.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SelectionError {
    /// It names nothing.
    #[error("it is not said which tenants are meant")]
    Nothing,
    /// There is no tenant of this name.
    #[error("the workspace has no tenant `{name}`")]
    NoTenant {
        /// The name.
        name: String,
        /// A tenant that may be meant.
        near: Option<String>,
    },
    /// No tenant's name fits this pattern.
    #[error("no tenant of the workspace fits `{pattern}`")]
    NoMatch {
        /// The pattern.
        pattern: String,
    },
    /// The text is no pattern.
    #[error("`{pattern}` is no pattern that can be read: {why}")]
    NoPattern {
        /// The text.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no group of this name.
    #[error("the workspace has no group `{name}`")]
    NoGroup {
        /// The name.
        name: String,
        /// A group that may be meant.
        near: Option<String>,
        /// All groups.
        known: Vec<String>,
    },
}

impl SelectionError {
    /// What to do next.
    pub fn help(&self) -> String {
        let near =
            |near: &Option<String>| near.as_ref().map(|near| format!("did you mean `{near}`?"));
        match self {
            Self::Nothing => "name tenants or groups, or say that all are meant".to_owned(),
            Self::NoTenant { name: _, near: it } => near(it)
                .unwrap_or_else(|| "a tenant has the name that its manifest gives it".to_owned()),
            Self::NoMatch { pattern: _ } => {
                "`*` stands for any text, `?` for one character, `{a,b}` for one of these"
                    .to_owned()
            }
            Self::NoPattern { pattern: _, why: _ } => "write it as `fab*`".to_owned(),
            Self::NoGroup {
                name: _,
                near: it,
                known,
            } => near(it).unwrap_or_else(|| {
                if known.is_empty() {
                    "the workspace has no groups".to_owned()
                } else {
                    format!("known: {}", known.join(", "))
                }
            }),
        }
    }
}

impl Workspace {
    /// The tenants that are meant, by name; none where none changed or none is in the shard.
    ///
    /// # Errors
    /// Where nothing is named, or something that there is not.
    pub fn select(&self, selection: &Selection) -> Result<Vec<&Tenant>, SelectionError> {
        let Selection {
            all,
            tenants,
            groups,
            shard,
            changed,
        } = selection;
        let mut chosen: BTreeSet<&Handle> = BTreeSet::new();
        for text in tenants {
            chosen.extend(self.named(text)?);
        }
        for name in groups {
            chosen.extend(self.in_group(name)?);
        }
        let named = !tenants.is_empty() || !groups.is_empty();
        if !all && !named && changed.is_none() {
            return Err(SelectionError::Nothing);
        }
        let changed = changed.as_ref().map(|files| self.changed(files));
        Ok(self
            .tenants
            .iter()
            .filter(|tenant| *all || !named || chosen.contains(&tenant.name))
            .filter(|tenant| shard.is_none_or(|shard| shard.holds(&tenant.name)))
            .filter(|tenant| {
                let changed = changed.as_ref();
                changed.is_none_or(|changed| changed.contains(&tenant.name))
            })
            .collect())
    }

    /// The tenants of a name, or of names that fit a pattern.
    fn named(&self, text: &str) -> Result<Vec<&Handle>, SelectionError> {
        let pattern = NamePattern::new(text).map_err(|error| SelectionError::NoPattern {
            pattern: text.to_owned(),
            why: error.kind().to_string(),
        })?;
        let names = self.tenants.iter().map(|tenant| &tenant.name);
        let found: Vec<&Handle> = names.clone().filter(|name| pattern.fits(name)).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        Err(if pattern.is_glob() {
            SelectionError::NoMatch {
                pattern: text.to_owned(),
            }
        } else {
            SelectionError::NoTenant {
                name: text.to_owned(),
                near: nearest(text, names.map(Handle::as_str)).map(str::to_owned),
            }
        })
    }

    fn in_group(&self, name: &str) -> Result<Vec<&Handle>, SelectionError> {
        let Some(group) = self.groups.iter().find(|group| group.as_str() == name) else {
            let known = self.groups.iter().map(Handle::as_str);
            return Err(SelectionError::NoGroup {
                name: name.to_owned(),
                near: nearest(name, known.clone()).map(str::to_owned),
                known: known.map(str::to_owned).collect(),
            });
        };
        let members = self.tenants.iter();
        let members = members.filter(|tenant| tenant.groups.contains(group));
        Ok(members.map(|tenant| &tenant.name).collect())
    }
}
