//! From a value of the tenant to the edit by which the manifest says it.

use attune_model::{Handle, Live, LiveValue, Place};

use crate::edit::error::{EditError, refuse};
use crate::edit::path::{Step, written};
use crate::edit::{append, remove, set};
use crate::format::Checked;
use crate::manifest::Manifest;
use crate::places::{Said, find, said};
use crate::source::{Location, Span};
use crate::yaml::{Node, Value, flow};

/// One edit of one of the manifest's own files, after which the manifest says a live value.
///
/// What wins at the place is changed where a file of the manifest itself says it. Where a layer below says it, the
/// manifest gets a line of its own above that one: maps merge key by key, so nothing else of the layer is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The file, as [`Location`]s name it.
    pub file: String,
    /// Where a layer below says otherwise, from now on in vain.
    pub overrides: Option<Location>,
    /// The place of the line.
    pub at: Place,
    change: Change,
}

/// What is done to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Set { path: String, value: String },
    Append { path: String, value: String },
    Remove { path: String },
}

impl Acceptance {
    /// The edits that may do for a live value, the nearest at hand first; none where the manifest has no file for one.
    ///
    /// It is not looked whether a lock allows them, or whether what comes out is valid: whoever makes one loads the manifest
    /// again and sees.
    pub fn of(manifest: &Manifest, live: &Live) -> Vec<Self> {
        let Some(own) = manifest.layers.last().map(|layer| &layer.root) else {
            return Vec::new();
        };
        let parameter = Self::of_parameter(manifest, own, live);
        let at_place = Self::of_line(manifest, own, live);
        parameter.into_iter().chain(at_place).collect()
    }

    /// Another parameter of the integration, where its value stands at the place.
    fn of_parameter(manifest: &Manifest, own: &Node, live: &Live) -> Option<Self> {
        let handle = live.keys.get(1)?;
        let said = find(&manifest.root, &live.place()).filter(|found| found.exact)?;
        let integration = &own.entry("integrations")?.value.entry(handle)?.value;
        let Value::Map(given) = &integration.entry("with")?.value.value else {
            return None;
        };
        let given = given
            .iter()
            .find(|entry| entry.value.span == said.node.span && entry.value.says_same(said.node))?;
        let keys = ["integrations", handle, "with", &given.key.text].map(str::to_owned);
        Some(Self {
            file: manifest.sources.of(said.span.start)?.name().to_owned(),
            overrides: None,
            at: Place::of(&keys),
            change: set_at(&keys, &node(manifest, &live.value)),
        })
    }

    /// A line at the place.
    fn of_line(manifest: &Manifest, own: &Node, live: &Live) -> Option<Self> {
        let place = live.place();
        let said = said(&manifest.root, &place);
        let is_own = said.as_ref().is_some_and(|said| {
            let here = find(own, &said.at).filter(|found| found.exact);
            here.is_some_and(|here| here.span == said.span)
        });
        let at = match &said {
            Some(said) if is_own => said.span,
            Some(_) | None => home(own, &live.keys)?,
        };
        let overrides = said.as_ref().filter(|_| !is_own);
        let overrides = overrides.and_then(|said| manifest.sources.location(said.span.start));
        Some(Self {
            file: manifest.sources.of(at.start)?.name().to_owned(),
            overrides,
            at: place,
            change: change(manifest, live, said.as_ref(), is_own),
        })
    }

    /// The text of the file with the edit made.
    ///
    /// # Errors
    /// [`EditError`] where the text does not allow it, or where a comment would be lost.
    pub fn make(&self, text: &str) -> Result<String, EditError> {
        match &self.change {
            Change::Set { path, value } => set(text, path, value),
            Change::Append { path, value } => append(text, path, value),
            Change::Remove { path } => {
                let edited = remove(text, path)?;
                let (before, after) = (Checked::new(text)?, Checked::new(&edited)?);
                if before.layout.texts() == after.layout.texts() {
                    return Ok(edited);
                }
                Err(
                    refuse(&before, Span::at(0), "a comment beside it would be lost")
                        .help("make the change by hand, and see to the comment"),
                )
            }
        }
    }
}

fn change(manifest: &Manifest, live: &Live, said: Option<&Said<'_>>, is_own: bool) -> Change {
    let value = node(manifest, &live.value);
    // What is said of the place by a word or list around it, with the keys below that.
    let around = said.and_then(|said| {
        let keys = (1..live.keys.len()).find(|count| {
            let keys = live.keys.get(..*count).unwrap_or_default();
            Place::of(keys) == said.at
        })?;
        Some((said, live.keys.split_at_checked(keys)?))
    });
    let Some((said, (keys, below))) = around else {
        return set_at(&live.keys, &value);
    };
    match (&said.node.value, below, &live.value) {
        (Value::List(items), [last], LiveValue::Flag(ticked)) => {
            let index = items.iter().position(|item| item.text() == Some(last));
            match (is_own, ticked, index) {
                (true, true, _) => Change::Append {
                    path: path(keys),
                    value: flow(&Node::of_text(last)),
                },
                (true, false, Some(index)) => Change::Remove {
                    path: format!("{}[{index}]", path(keys)),
                },
                (_, _, _) => {
                    let others = items.iter().filter(|item| item.text() != Some(last));
                    let this = ticked.then(|| Node::of_text(last));
                    set_at(keys, &Node::of_list(others.cloned().chain(this)))
                }
            }
        }
        // The word goes on for all others.
        (Value::Scalar(_), _, _) => {
            let mut map = Node::of_nothing();
            map.put(&["*"], said.node.clone());
            let below: Vec<&str> = below.iter().map(String::as_str).collect();
            map.put(&below, value);
            set_at(keys, &map)
        }
        (Value::List(_) | Value::Map(_), _, _) => set_at(&live.keys, &value),
    }
}

fn set_at(keys: &[String], value: &Node) -> Change {
    Change::Set {
        path: path(keys),
        value: flow(value),
    }
}

fn path(keys: &[String]) -> String {
    let steps: Vec<Step> = keys.iter().cloned().map(Step::Key).collect();
    written(&steps)
}

/// The value as it is written.
fn node(manifest: &Manifest, value: &LiveValue) -> Node {
    match value {
        LiveValue::Flag(flag) => Node::of_word(if *flag { "true" } else { "false" }),
        LiveValue::Number(number) => Node::of_word(&number.to_string()),
        LiveValue::Text(text) => Node::of_text(text),
        LiveValue::List(entries) => Node::of_list(entries.iter().map(|entry| Node::of_text(entry))),
        LiveValue::Level(name) => {
            let blocks = &manifest.desired.security_levels;
            let block = blocks.iter().find(|(_, level)| level.name == *name);
            match block {
                Some((handle, _)) => Node::of_text(handle.as_str()),
                None if Handle::parse(name.as_str()).is_err() => Node::of_text(name.as_str()),
                None => {
                    let mut named = Node::of_nothing();
                    named.put(&["name"], Node::of_text(name.as_str()));
                    named
                }
            }
        }
    }
}

/// A position of the file that a new line belongs to: where the block stands, else the integration of its handle, else
/// its section, else the head.
fn home(own: &Node, keys: &[String]) -> Option<Span> {
    let (depth, nearest) = nearest(own, keys);
    if depth >= 2 {
        return nearest;
    }
    let integration = keys.get(1).and_then(|handle| {
        let entry = own.entry("integrations")?.value.entry(handle)?;
        Some(entry.key.span)
    });
    let head = || Some(own.entry("tenant")?.key.span);
    integration.or(nearest).or_else(head)
}

/// How many of the keys lead on, and the last of them.
fn nearest(root: &Node, keys: &[String]) -> (usize, Option<Span>) {
    let (mut node, mut depth, mut span) = (root, 0, None);
    for key in keys {
        let Some(entry) = node.entry(key) else {
            break;
        };
        (node, depth, span) = (&entry.value, depth + 1, Some(entry.key.span));
    }
    (depth, span)
}
