//! A tenant that is there, written down: which recipes are recognised, and what is said beside them.

mod beside;
mod each;
mod handles;
mod like;

use std::collections::BTreeMap;
use std::path::Path;

use attune_manifest::import::{
    ApiUserPortrait, Handles, LevelContentPortrait, LevelPortrait, Portrait, import,
};
use attune_manifest::{Library, Manifest, format, render};
use attune_model::catalogue::{LicenseType, system_level};
use attune_model::{
    CellId, CellValue, Desired, DesiredApiUser, Field, FieldValue, Handle, LevelChoice, LevelId,
    LevelName, Resource, ResourceId,
};

/// The manifest in a text that lies in no folder; what is wrong with it.
fn read(text: &str) -> Result<Manifest, String> {
    let read = Manifest::from_text("attune.yaml", Path::new("nowhere"), text);
    read.map_err(|error| format!("{text}\n{}", render(error.diagnostics(), false)))
}

/// A tenant in which all that these lines ask for has been done, every page opened.
fn tenant(lines: &str) -> Result<Portrait, String> {
    let manifest = read(&format!("attune: 1\ntenant: contoso\n{lines}"))?;
    Ok(portrait(&manifest.desired))
}

fn portrait(desired: &Desired) -> Portrait {
    let levels: BTreeMap<&Handle, LevelId> = desired
        .security_levels
        .keys()
        .zip((100..).map(LevelId))
        .collect();
    let held = |choice: &LevelChoice| match choice {
        LevelChoice::Block(handle) => {
            (levels[handle], desired.security_levels[handle].name.clone())
        }
        LevelChoice::Named(name) => (LevelId(1), name.clone()),
    };
    Portrait {
        tenant: desired.tenant.clone(),
        levels: desired
            .security_levels
            .iter()
            .map(|(handle, level)| {
                let base = level.copy_of.as_ref().and_then(system_level);
                let content = LevelContentPortrait {
                    api_only: base.is_none_or(|base| base.api_only),
                    cells: level.cells.clone(),
                };
                let portrait = LevelPortrait {
                    name: level.name.clone(),
                    active: level.active.unwrap_or(true),
                    content: Some(content),
                };
                (levels[handle], portrait)
            })
            .collect(),
        api_users: desired
            .api_users
            .values()
            .zip((500..).map(ResourceId))
            .map(|(user, id)| (id, api_user(user, held(&user.security_level))))
            .collect(),
    }
}

fn api_user(user: &DesiredApiUser, (level, name): (LevelId, LevelName)) -> ApiUserPortrait {
    let texts = [
        (Field::EmailTypeCode, &user.email_type),
        (Field::MiddleName, &user.middle_name),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(field, text)| Some((field, FieldValue::Text(text.clone()?))));
    let others = [
        (Field::Locked, user.locked.map(FieldValue::Flag)),
        (
            Field::LinesOfBusiness,
            user.lines_of_business.clone().map(FieldValue::List),
        ),
    ];
    let others = others
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)));
    ApiUserPortrait {
        resource: Resource {
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone(),
            user_name: "abc".to_owned(),
            active: user.active.unwrap_or(true),
            license_type: LicenseType::ApiUser,
            level,
            location: None,
            texts: BTreeMap::new(),
        },
        level: name,
        location: user.primary_internal_location.clone(),
        tracking: user.tracking.clone(),
        form: texts.chain(others).collect(),
        protected_data: user.protected_data.clone(),
    }
}

/// What is written of a tenant. It is valid, laid out, and the same each time.
fn written(portrait: &Portrait) -> (String, Handles) {
    written_in(Path::new("nowhere"), portrait)
}

/// The same, beside the recipes in a folder.
fn written_in(folder: &Path, portrait: &Portrait) -> (String, Handles) {
    let mut library = Library::new(folder);
    let (text, handles) = import(portrait, &mut library);
    let again = import(portrait, &mut library);
    assert_eq!((&text, &handles), (&again.0, &again.1));
    assert_eq!(format::format(&text).ok().as_ref(), Some(&text));
    (text, handles)
}

/// Sets a cell of every level.
fn set(portrait: &mut Portrait, path: &str, value: &CellValue) {
    let levels = portrait.levels.values_mut();
    for content in levels.filter_map(|level| level.content.as_mut()) {
        content.cells.insert(CellId::new(path), value.clone());
    }
}
