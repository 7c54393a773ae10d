//! Where a plan is from: what a saved plan says beside the plan itself.

use std::path::{Path, PathBuf};

use attune_apply::ledger::{Applied, Revision};
use attune_console::HandOver;
use attune_manifest::{Connection, Integration};
use attune_model::Place;
use attune_store::State;
use clap::ValueEnum as _;

use super::digest::digest;
use super::{ManifestFile, SavedPlan};
use crate::applied::is_embedded;
use crate::cli::{Allow, PartArgs};
use crate::stage::Stage;

/// Where a plan is from. Paths are seen from the present folder.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(super) manifest: Vec<ManifestFile>,
    /// The manifest's folder.
    pub(crate) folder: PathBuf,
    /// Where the ledger is.
    pub(crate) state: State,
    pub(crate) connection: Connection,
    pub(super) allow: Vec<String>,
    pub(super) target: Vec<Place>,
    pub(super) exclude: Vec<Place>,
    /// What the vendors get, once all is applied.
    pub(crate) hand_over: Vec<HandOver>,
    /// The manifest, where all of it is applied.
    pub(crate) applied: Option<Applied>,
}

impl Origin {
    /// A manifest with what the command line says.
    pub(crate) fn of_stage(stage: &Stage, allow: &[Allow], part: Option<&PartArgs>) -> Self {
        let places = |texts: &[String]| texts.iter().cloned().map(Place).collect();
        Self {
            manifest: stage
                .manifest
                .texts()
                .map(|(name, text)| ManifestFile {
                    name: name.to_owned(),
                    sha256: digest(text),
                })
                .collect(),
            folder: stage.manifest.folder.clone(),
            state: stage.state.clone(),
            connection: stage.manifest.connection.clone(),
            allow: allow.iter().filter_map(|allow| word(*allow)).collect(),
            target: part.map(|part| places(&part.target)).unwrap_or_default(),
            exclude: part.map(|part| places(&part.exclude)).unwrap_or_default(),
            hand_over: hand_over(stage),
            applied: None,
        }
    }

    /// The same, where this manifest is applied; of a part of it nothing is noted.
    pub(crate) fn applying(self, applied: Option<Applied>) -> Self {
        let is_whole = self.target.is_empty() && self.exclude.is_empty();
        Self {
            applied: applied.filter(|_| is_whole),
            ..self
        }
    }

    /// The same, of files that a commit has.
    pub(crate) fn of_applied(self, applied: &Applied) -> Self {
        let of = match &applied.revision {
            Revision::Commit(commit) => format!(" of commit {commit}"),
            Revision::None(_) => String::new(),
        };
        let files = applied.files.iter();
        let manifest = files.map(|(name, sha256)| ManifestFile {
            name: if is_embedded(name) {
                name.clone()
            } else {
                format!("{name}{of}")
            },
            sha256: sha256.clone(),
        });
        Self {
            manifest: manifest.collect(),
            applied: Some(applied.clone()),
            ..self
        }
    }

    /// That of a plan saved at `file`, with the ledger in `state`.
    pub(crate) fn of_saved(saved: &SavedPlan, file: &Path, state: State) -> Self {
        let content = &saved.content;
        Self {
            manifest: content.manifest.clone(),
            folder: saved.folder(file),
            state,
            connection: saved.connection(file),
            allow: content.allow.clone(),
            target: content.target.clone(),
            exclude: content.exclude.clone(),
            hand_over: content.hand_over.clone(),
            applied: content.applied.clone(),
        }
    }
}

/// What is left for the vendors' own pages, of each integration that has an API user.
fn hand_over(stage: &Stage) -> Vec<HandOver> {
    let users = &stage.manifest.desired.api_users;
    let of = |integration: &Integration| {
        let Integration {
            handle,
            product,
            guide,
            after,
        } = integration;
        let sink = users.get(handle)?.credentials.as_ref()?;
        Some(HandOver {
            product: product.clone(),
            api_user: handle.to_string(),
            place: stage.credentials.place(sink),
            steps: after.clone(),
            guide: guide.clone(),
        })
    };
    stage.manifest.integrations.iter().filter_map(of).collect()
}

fn word(allow: Allow) -> Option<String> {
    Some(allow.to_possible_value()?.get_name().to_owned())
}
