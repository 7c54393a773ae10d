//! Single changes to a YAML file that attune reads; everything else stays byte for byte.
//!
//! A path names a place: `securityLevels.tasky-api.webServicesApi.canLogin`; list entries by their number from 0, as
//! in `levels[0]`; keys that hold dots or brackets in quotes, as in `policy.apiUsers."psa@contoso.example".protect`.
//! A value is YAML on one line: a scalar, a list `[a, b]` or a map `{a: b}`.
//!
//! A change is made by putting a few bytes in place of others. What comes out is read again: the wanted value must
//! stand at its place, everything else must say the same, and all comments must be there but those of what was
//! removed.

mod accept;
mod error;
mod expected;
mod insert;
mod path;
mod place;
mod quote;
mod remove;
mod replace;
mod splice;
mod text_lines;
mod value;

pub use accept::Acceptance;
pub use error::EditError;

use crate::edit::error::refuse;
use crate::edit::path::{Path, Step};
use crate::edit::place::{Missing, Place, locate};
use crate::edit::splice::Splice;
use crate::edit::value::NewValue;
use crate::format::{Checked, Kind, same};
use crate::source::Span;
use crate::yaml::Node;

/// The place that a path means, by which [`Manifest::explain`](crate::Manifest::explain) looks.
///
/// # Errors
/// [`EditError::Path`] where the path cannot be read.
pub fn place(path: &str) -> Result<attune_model::Place, EditError> {
    let start = attune_model::Place(String::new());
    let steps = Path::parse(path)?;
    Ok(steps.steps().iter().fold(start, |place, step| match step {
        Step::Key(key) => place.key(key),
        Step::Index(index) => place.index(*index),
    }))
}

/// The text with `value` at `path`: in place of what is there, or as a new key, with the maps around it, after the
/// other keys.
///
/// # Errors
/// [`EditError`] where the text, the path or the value is not valid, where something on the path is no map, where a
/// list has no such entry, and where comments would be lost.
pub fn set(text: &str, path: &str, value: &str) -> Result<String, EditError> {
    let (file, path) = (Checked::new(text)?, Path::parse(path)?);
    let value = NewValue::parse(value)?;
    let splices = match locate(&file, &path)? {
        Place::Found(found) => replace::replace(&file, &found, &value)?,
        Place::Missing(missing) => insert::insert(&file, &missing, &value)?,
    };
    let wanted = expected::set(file.root.clone(), path.steps(), &value.node);
    finish(text, &file, splices, Some(&wanted), &[])
}

/// The text with `value` as the last entry of the list at `path`; where there is no list, one is made.
///
/// # Errors
/// As [`set()`]; also where something else than a list stands there.
pub fn append(text: &str, path: &str, value: &str) -> Result<String, EditError> {
    let (file, path) = (Checked::new(text)?, Path::parse(path)?);
    let value = NewValue::parse(value)?;
    let splices = match locate(&file, &path)? {
        Place::Missing(missing) => insert::insert(&file, &missing, &value.in_list())?,
        Place::Found(found) => match &found.entry.value.kind {
            Kind::Nothing => replace::replace(&file, &found, &value.in_list())?,
            Kind::Collection(list) if list.list => {
                insert::append(&file, list, found.entry.value.span, &value)
            }
            Kind::Text(_) | Kind::Block(_) | Kind::Collection(_) => {
                let span = Span::new(found.entry.start, found.entry.slot);
                return Err(refuse(&file, span, format!("`{path}` is no list"))
                    .help("append adds to a list; use set to replace the value"));
            }
        },
    };
    let wanted = expected::append(file.root.clone(), path.steps(), &value.node);
    finish(text, &file, splices, Some(&wanted), &[])
}

/// The text without the entry at `path`: with it go the comment on its line, those inside, and those directly above
/// it, but for what stands at the very top of the file. A map or list that gets empty stays, as `{}` or `[]`.
///
/// # Errors
/// [`EditError`] where the text or the path is not valid, where nothing stands there, and where other comments would
/// be lost.
pub fn remove(text: &str, path: &str) -> Result<String, EditError> {
    let (file, path) = (Checked::new(text)?, Path::parse(path)?);
    let found = match locate(&file, &path)? {
        Place::Found(found) => found,
        Place::Missing(Missing { at, .. }) => {
            return Err(refuse(&file, at, format!("nothing stands at `{path}`"))
                .help("check the path; keys that hold dots are put in quotes"));
        }
    };
    let (splices, gone) = remove::remove(&file, &found)?;
    let wanted = expected::remove(file.root.clone(), path.steps());
    finish(text, &file, splices, wanted.as_ref(), &gone)
}

/// Makes the change and proves it. `gone`: the comments that go.
fn finish(
    text: &str,
    file: &Checked<'_>,
    splices: Vec<Splice>,
    wanted: Option<&Node>,
    gone: &[Span],
) -> Result<String, EditError> {
    let mark = text.len() - file.text.len();
    let edited =
        text.get(..mark).unwrap_or_default().to_owned() + &splice::apply(file.text, splices);
    let stay = file
        .layout
        .comments
        .iter()
        .filter(|one| !gone.contains(&one.span));
    let proven = Checked::new(&edited).is_ok_and(|after| {
        same(wanted, after.root.as_ref()) && stay.map(|one| one.text).eq(after.layout.texts())
    });
    if proven {
        Ok(edited)
    } else {
        Err(refuse(
            file,
            Span::at(0),
            "the change cannot be made without touching something else",
        )
        .help("run `attune fmt` and try again, or make the change by hand"))
    }
}
