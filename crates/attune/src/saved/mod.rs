//! A plan in a file: everything that is needed to show it elsewhere and to carry it out later.
//!
//! It holds no secret, and cannot: the types that it is made of are plans, names and references, and
//! [`attune_model::Secret`] has no `Serialize`.

mod digest;
mod folder;
mod guard;
mod meanwhile;
mod origin;
mod ready;
mod references;

use std::path::{Path, PathBuf};

use attune_apply::Before;
use attune_apply::ledger::{Applied, Entry};
use attune_console::HandOver;
use attune_manifest::Connection;
use attune_model::{Handle, Observed, Place, Plan, Reading, Timestamp};
use attune_plan::{Relied, relied_on};
use attune_store::State;
use clap::ValueEnum as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cli::Allow;
use crate::error::CommandError;
use crate::{clock, file, state};
pub(crate) use digest::digest;
pub(crate) use guard::{check_ledger, check_rest, check_same_ledger, check_tenant, check_values};
pub(crate) use origin::Origin;
pub(crate) use ready::Ready;
use references::References;

/// The version of the file's format.
const FORMAT_VERSION: u64 = 1;

/// What the file says it is.
const KIND: &str = "saved-plan";

/// A saved plan.
#[derive(Clone, Debug)]
pub(crate) struct SavedPlan {
    /// SHA-256 of the content: tells an altered file, and names the plan in the ledger. It is no signature.
    pub(crate) digest: String,
    pub(crate) content: Content,
}

/// What is saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Content {
    /// The version of attune that made it.
    pub(crate) attune: String,
    /// When it was made.
    pub(crate) made_at: Timestamp,
    /// The tenant's name in the manifest.
    pub(crate) tenant: Handle,
    /// The database that was looked at.
    pub(crate) database: i64,
    /// The manifest's files, in their order.
    pub(crate) manifest: Vec<ManifestFile>,
    /// The manifest's folder, seen from the folder of this file; credential files are below it.
    pub(crate) folder: PathBuf,
    /// The folder of the ledger, seen from the folder of this file; or its address.
    pub(crate) state: PathBuf,
    /// What attune signs in with, as references.
    connection: References,
    /// What `--allow` let pass, in its words.
    pub(crate) allow: Vec<String>,
    /// What `--target` chose.
    pub(crate) target: Vec<Place>,
    /// What `--exclude` left out.
    pub(crate) exclude: Vec<Place>,
    /// How far the ledger was.
    pub(crate) ledger: LedgerPosition,
    /// The live values that the steps stand on.
    pub(crate) relied_on: Relied,
    /// What was there when the plan was made.
    #[serde(default)]
    pub(crate) before: Before,
    /// What the vendors get, once all is applied.
    #[serde(default)]
    pub(crate) hand_over: Vec<HandOver>,
    /// The manifest that is applied with it; not where only a part of it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) applied: Option<Applied>,
    /// The plan.
    pub(crate) plan: Plan,
}

/// A file of the manifest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ManifestFile {
    /// Its name, as diagnostics have it.
    pub(crate) name: String,
    /// SHA-256 of its text, values that may be secrets starred out.
    pub(crate) sha256: String,
}

/// How far a ledger is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LedgerPosition {
    /// The number of its last line; 0 where there is none.
    pub(crate) lines: u64,
    /// SHA-256 of all lines.
    pub(crate) sha256: String,
}

impl LedgerPosition {
    /// The position behind these lines.
    pub(crate) fn of(entries: &[Entry]) -> Result<Self, CommandError> {
        Ok(Self {
            lines: entries.last().map_or(0, |entry| entry.seq),
            sha256: digest(&to_text(&entries)?),
        })
    }
}

impl SavedPlan {
    /// What is to be saved as `out`.
    pub(crate) fn of(
        out: &Path,
        origin: &Origin,
        plan: &Plan,
        observed: &Observed,
        entries: &[Entry],
    ) -> Result<Self, CommandError> {
        let seen_from_file = |path: &Path| folder::seen_from(folder::of(out), path);
        let content = Content {
            attune: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: clock::now(),
            tenant: plan.tenant.clone(),
            database: plan.database,
            manifest: origin.manifest.clone(),
            folder: seen_from_file(&origin.folder)?,
            state: match &origin.state {
                State::Folder(state) => seen_from_file(state)?,
                State::Shared(mirror) => PathBuf::from(mirror.address().to_string()),
            },
            connection: References::of(&origin.connection, seen_from_file)?,
            allow: origin.allow.clone(),
            target: origin.target.clone(),
            exclude: origin.exclude.clone(),
            ledger: LedgerPosition::of(entries)?,
            // A plan without steps stands on nothing, also where the tenant could not be read.
            relied_on: relied_on(plan, observed).map_err(CommandError::unseen)?,
            before: before(observed),
            hand_over: origin.hand_over.clone(),
            applied: origin.applied.clone(),
            plan: plan.clone(),
        };
        Ok(Self {
            digest: digest(&to_text(&content)?),
            content,
        })
    }

    /// Writes the file beside, then renames it.
    pub(crate) fn write(&self, path: &Path) -> Result<(), CommandError> {
        file::write_private(path, &self.text()?)
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> Result<String, CommandError> {
        sealed(&to_value(&self.content)?)
    }

    /// Reads a file; refuses one that is no saved plan, is of another version, or was altered.
    pub(crate) fn read(path: &Path) -> Result<Self, CommandError> {
        Self::parse(path, &file::read(path)?)
    }

    /// The saved plan of a file's text.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, CommandError> {
        let wrong = |what: &str, hint: &str| {
            CommandError::state(
                anyhow::Error::msg(format!("{} {what}", path.display())),
                hint,
            )
        };
        let no_plan = |what: &str| wrong(what, "Name a file that `attune plan --out` wrote.");
        let document: Value =
            serde_json::from_str(text).map_err(|cause| no_plan(&format!("is no JSON: {cause}")))?;
        if document.get("kind").and_then(Value::as_str) != Some(KIND) {
            return Err(no_plan("is no saved plan"));
        }
        match document.get("format_version").and_then(Value::as_u64) {
            Some(FORMAT_VERSION) => {}
            Some(version) if version > FORMAT_VERSION => {
                return Err(wrong(
                    &format!(
                        "is of format version {version}, this attune knows version {FORMAT_VERSION}"
                    ),
                    "Nothing was applied. Use the attune that made it, or plan again.",
                ));
            }
            Some(_) | None => return Err(no_plan("has no format version that attune ever wrote")),
        }
        let altered = "Nothing was applied. Plan again; a saved plan is not edited.";
        let content = document.get("content").cloned().unwrap_or_default();
        let found = digest(&to_text(&content)?);
        if document.get("digest").and_then(Value::as_str) != Some(found.as_str()) {
            return Err(wrong("was altered after it was saved", altered));
        }
        let content = serde_json::from_value(content)
            .map_err(|cause| wrong(&format!("cannot be understood: {cause}"), altered))?;
        Ok(Self {
            digest: found,
            content,
        })
    }

    /// What attune signs in with; files of the references are found from the folder of `path`.
    pub(crate) fn connection(&self, path: &Path) -> Connection {
        self.content.connection.connection(folder::of(path))
    }

    /// The manifest's folder, as the plan's file at `path` sees it.
    pub(crate) fn folder(&self, path: &Path) -> PathBuf {
        folder::joined(folder::of(path), &self.content.folder)
    }

    /// The folder of the ledger, as the plan's file at `path` sees it; or its address.
    pub(crate) fn state(&self, path: &Path) -> PathBuf {
        if state::address(&self.content.state).is_some() {
            return self.content.state.clone();
        }
        folder::joined(folder::of(path), &self.content.state)
    }

    /// What was allowed.
    pub(crate) fn allow(&self) -> Vec<Allow> {
        self.content
            .allow
            .iter()
            .filter_map(|word| Allow::from_str(word, false).ok())
            .collect()
    }
}

/// The text of a file with this content: its checksum with it.
pub(crate) fn sealed(content: &Value) -> Result<String, CommandError> {
    let document = serde_json::json!({
        "format_version": FORMAT_VERSION,
        "kind": KIND,
        "digest": digest(&content.to_string()),
        "content": content,
    });
    let mut text = serde_json::to_string_pretty(&document).map_err(unwritable)?;
    text.push('\n');
    Ok(text)
}

/// What is there; nothing of what could not be read.
fn before(observed: &Observed) -> Before {
    let mut before = Before::default();
    if let Reading::Read(levels) = &observed.levels {
        before.levels.extend(levels.keys());
    }
    if let Reading::Read(resources) = &observed.resources {
        let users = resources.iter().filter(|(_, known)| known.is_api_user());
        before.api_users.extend(users.map(|(id, _)| *id));
    }
    before
}

/// By way of a value, so that what is read back gives the same text.
fn to_text(value: &impl Serialize) -> Result<String, CommandError> {
    Ok(to_value(value)?.to_string())
}

fn to_value(value: &impl Serialize) -> Result<Value, CommandError> {
    serde_json::to_value(value).map_err(unwritable)
}

fn unwritable(cause: serde_json::Error) -> CommandError {
    let error = anyhow::Error::from(cause).context("the plan cannot be written as JSON");
    CommandError::state(error, "This is an error of attune; please report it.")
}
