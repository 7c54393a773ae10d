//! Where a path leads in a file.

use crate::edit::error::{EditError, refuse};
use crate::edit::path::{Path, Step, written};
use crate::format::{Checked, Collection, Entry, Kind, Style};
use crate::source::Span;

/// Where a path leads.
pub(super) enum Place<'c, 't> {
    Found(Found<'c, 't>),
    Missing(Missing<'c, 't>),
}

/// An entry that is there.
pub(super) struct Found<'c, 't> {
    pub(super) entry: &'c Entry<'t>,
    /// The collection around it, and its number there.
    pub(super) parent: &'c Collection<'t>,
    pub(super) index: usize,
    /// The entry that holds this collection; `None` at the top.
    pub(super) holder: Option<&'c Entry<'t>>,
    /// Where the collection stands.
    pub(super) around: Span,
}

/// The keys that are not there, and where they go.
pub(super) struct Missing<'c, 't> {
    /// At least one.
    pub(super) keys: Vec<&'c str>,
    pub(super) target: Target<'c, 't>,
    /// The nearest place that is there.
    pub(super) at: Span,
}

/// Where new keys go.
pub(super) enum Target<'c, 't> {
    /// Into a map that is there, in these bytes.
    Map(&'c Collection<'t>, Span),
    /// Below an entry without a value, in a collection of this style and column.
    Empty(&'c Entry<'t>, Style, usize),
    /// Into a file without any.
    File,
}

/// Follows the path.
pub(super) fn locate<'c, 't>(
    file: &'c Checked<'t>,
    path: &'c Path,
) -> Result<Place<'c, 't>, EditError> {
    let steps = path.steps();
    let mut found: Option<Found<'c, 't>> = None;
    for (at, step) in steps.iter().enumerate() {
        let value = found
            .as_ref()
            .map_or(file.layout.root.as_ref(), |found| Some(&found.entry.value));
        let here = found.as_ref().map(|found| found.entry);
        let mark = here.map_or(Span::at(0), |entry| Span::new(entry.start, entry.slot));
        let missing = |target| {
            let keys: Option<Vec<&str>> = steps.get(at..)?.iter().map(as_key).collect();
            let (keys, at) = (keys?, mark);
            Some(Place::Missing(Missing { keys, target, at }))
        };
        let name = written(steps.get(..at).unwrap_or_default());
        let no_list = || {
            refuse(file, mark, format!("there is no list at `{name}`"))
                .help("append makes a list; set does not")
        };
        let next = match (value.map(|value| (&value.kind, value.span)), step) {
            (None, _) => return missing(Target::File).ok_or_else(no_list),
            (Some((Kind::Nothing, _)), _) => {
                let Some(found) = found else {
                    return missing(Target::File).ok_or_else(no_list);
                };
                let target = Target::Empty(found.entry, found.parent.style, found.parent.column);
                return missing(target).ok_or_else(no_list);
            }
            (Some((Kind::Collection(map), span)), Step::Key(key)) if !map.list => {
                let position = map.entries.iter().position(|entry| is_named(entry, key));
                let Some(index) = position else {
                    return missing(Target::Map(map, span)).ok_or_else(no_list);
                };
                (map, index, span)
            }
            (Some((Kind::Collection(list), span)), Step::Index(index)) if list.list => {
                if *index >= list.entries.len() {
                    let count = list.entries.len();
                    return Err(refuse(file, mark, format!("`{name}` has {count} entries"))
                        .help("entries count from 0; append adds one"));
                }
                (list, *index, span)
            }
            (Some((Kind::Text(_) | Kind::Block(_) | Kind::Collection(_), _)), step) => {
                let wanted = match step {
                    Step::Key(_) => "map",
                    Step::Index(_) => "list",
                };
                let message = if name.is_empty() {
                    format!("the file is no {wanted}")
                } else {
                    format!("`{name}` is no {wanted}")
                };
                return Err(refuse(file, mark, message).help("check the path"));
            }
        };
        let (parent, index, around) = next;
        let Some(entry) = parent.entries.get(index) else {
            return Err(no_list());
        };
        found = Some(Found {
            entry,
            parent,
            index,
            holder: here,
            around,
        });
    }
    found
        .map(Place::Found)
        .ok_or_else(|| refuse(file, Span::at(0), "the path is empty").help("name a key"))
}

fn as_key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}

fn is_named(entry: &Entry<'_>, name: &str) -> bool {
    entry.key.as_ref().is_some_and(|key| key.name == name)
}
