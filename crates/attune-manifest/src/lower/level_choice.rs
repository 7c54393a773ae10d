//! A level, by its handle in the manifest or by its name in the tenant.

use attune_model::catalogue::system_level;
use attune_model::{Handle, LevelChoice, LevelName};

use crate::finding::Findings;
use crate::lower::level::{Declared, Levels};
use crate::reader::Item;
use crate::rules::{api_user_level, people_level};
use crate::yaml::Value;

/// Who is to hold the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// An API user.
    ApiUser,
    /// A person.
    Person,
}

/// Reads the choice: a handle, a name that is no handle, or `{name: ...}`.
pub(super) fn lower(
    item: &Item<'_>,
    levels: &Levels,
    holder: Holder,
    out: &mut Findings,
) -> Option<LevelChoice> {
    if let Value::Map(_) = &item.node.value {
        let mut fields = item.fields(out)?;
        let name = fields.required("name");
        fields.finish(out);
        let name = name?;
        return named(item, LevelName::new(name.text(out)?), levels, holder, out);
    }
    let text = item.text(out)?;
    let Ok(handle) = Handle::parse(text) else {
        return named(item, LevelName::new(text), levels, holder, out);
    };
    let Some(declared) = levels.declared.get(&handle) else {
        let known: Vec<&str> = levels.declared.keys().map(Handle::as_str).collect();
        return out.refuse(match holder {
            Holder::ApiUser => api_user_level::unknown(item, &handle, &known),
            Holder::Person => people_level::unknown(item, &handle, &known),
        });
    };
    block(item, &handle, declared, holder, out)
}

/// A level of the manifest that is of the kind which the holder can hold.
fn block(
    item: &Item<'_>,
    handle: &Handle,
    declared: &Declared,
    holder: Holder,
    out: &mut Findings,
) -> Option<LevelChoice> {
    match (declared.api_only, &declared.base, holder) {
        (Some(false), Some((base, span)), Holder::ApiUser) => {
            out.refuse(api_user_level::of_people(item, handle, base, *span))
        }
        (Some(true), Some((base, span)), Holder::Person) => {
            out.refuse(people_level::of_api_users(item, handle, base, *span))
        }
        (_, _, _) => Some(LevelChoice::Block(handle.clone())),
    }
}

fn named(
    item: &Item<'_>,
    name: LevelName,
    levels: &Levels,
    holder: Holder,
    out: &mut Findings,
) -> Option<LevelChoice> {
    let declared = levels
        .declared
        .iter()
        .find(|(_, declared)| declared.name.as_ref() == Some(&name));
    if let Some((handle, declared)) = declared {
        return block(item, handle, declared, holder, out);
    }
    match (system_level(&name).map(|level| level.api_only), holder) {
        (Some(false), Holder::ApiUser) => out.refuse(api_user_level::named(item, &name)),
        (Some(true), Holder::Person) => out.refuse(people_level::named(item, &name)),
        (_, _) => Some(LevelChoice::Named(name)),
    }
}
