//! What plan and apply have in common: a loaded manifest, its folders, the plan for a tenant.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use attune_apply::SecretSinks;
use attune_apply::ledger::Memory;
use attune_apply::ports::{Probe, TenantRead};
use attune_autotask::{Autotask, Limits};
use attune_manifest::{Loader, Manifest};
use attune_model::{CredentialSink, Handle, Observed, Place, Plan, Policy, nearest};
use attune_plan::Selection;
use attune_store::State;

use crate::cli::{ManifestArgs, PartArgs};
use crate::error::CommandError;
use crate::ground::Ground;
use crate::{clock, connection, output, record, state};

/// A manifest and where its files are.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) manifest: Manifest,
    /// Where the ledger is.
    pub(crate) state: State,
    /// How much of the tenant may be used.
    pub(crate) limits: Limits,
    /// What gets credentials.
    pub(crate) credentials: SecretSinks,
}

impl Stage {
    /// Loads the manifest and says its warnings.
    pub(crate) async fn load(args: &ManifestArgs) -> Result<Self, CommandError> {
        let manifest = Loader::new(clock::today()).load_over(&args.file, &args.below)?;
        output::talk(&attune_manifest::render(
            &manifest.warnings,
            output::colour(),
        ));
        record::named(manifest.desired.tenant.as_str());
        let opened = state::open(place(args, &manifest.folder)).await?;
        Ok(Self::of(manifest, args, opened))
    }

    /// A manifest in the place of the one that is meant.
    pub(crate) fn of(manifest: Manifest, args: &ManifestArgs, state: State) -> Self {
        let folder = manifest.folder.clone();
        Self {
            limits: args.limits,
            ..Self::new(manifest, &folder, state)
        }
    }

    /// A manifest whose files are in `folder`.
    pub(crate) fn new(manifest: Manifest, folder: &Path, state: State) -> Self {
        Self {
            credentials: connection::sinks(&manifest.connection, folder),
            manifest,
            state,
            limits: Limits::default(),
        }
    }

    /// Finds the tenant.
    pub(crate) async fn connect(&self) -> Result<Autotask, CommandError> {
        connection::connect(&self.manifest.connection, self.limits).await
    }

    /// The tenant's name in the manifest.
    pub(crate) fn tenant(&self) -> String {
        self.manifest.desired.tenant.to_string()
    }

    /// Looks at the tenant.
    pub(crate) async fn observe(
        &self,
        tenant: &(impl TenantRead + Probe),
        memory: &Memory,
    ) -> Result<Observed, CommandError> {
        Ground::from(self).observe(tenant, memory).await
    }

    /// Where the manifest says that the credentials of API users are.
    pub(crate) fn sinks(&self) -> BTreeMap<Handle, CredentialSink> {
        let users = &self.manifest.desired.api_users;
        let sinks = users
            .iter()
            .filter_map(|(handle, user)| Some((handle.clone(), user.credentials.clone()?)));
        sinks.collect()
    }

    /// Plans.
    pub(crate) fn plan(&self, observed: &Observed, policy: &Policy) -> Plan {
        attune_plan::plan(&self.manifest.desired, observed, policy)
    }

    /// The API users of these handles.
    pub(crate) fn api_users(&self, texts: &[String]) -> Result<BTreeSet<Handle>, CommandError> {
        let known = &self.manifest.desired.api_users;
        let find = |text: &String| {
            let found = known.keys().find(|handle| handle.as_str() == text);
            found.cloned().ok_or_else(|| {
                let names = known.keys().map(Handle::as_str);
                let help = match nearest(text, names) {
                    Some(name) => format!("Did you mean `{name}`?"),
                    None => "Name the handle of a block under apiUsers, or of an integration."
                        .to_owned(),
                };
                CommandError::usage(format!("the manifest has no API user `{text}`"), &help)
            })
        };
        texts.iter().map(find).collect()
    }

    /// What a command line chooses.
    pub(crate) fn selection(&self, part: &PartArgs) -> Result<Selection, CommandError> {
        let places = |texts: &[String]| texts.iter().cloned().map(Place).collect();
        let PartArgs { target, exclude } = part;
        let selection = Selection {
            targets: places(target),
            excludes: places(exclude),
        };
        match selection.unknown(&self.manifest.desired).first() {
            None => Ok(selection),
            Some(place) => Err(CommandError::usage(
                format!("the manifest has no block at `{place}`"),
                "Name the place of a block, such as securityLevels.tasky-api; what a recipe brings stands under the integration's handle.",
            )),
        }
    }
}

/// The state of a manifest that is not loaded.
pub(crate) async fn state_of(args: &ManifestArgs) -> Result<State, CommandError> {
    let file = &args.file;
    let folder = if file.is_dir() {
        file
    } else {
        file.parent().unwrap_or(Path::new(""))
    };
    state::open(place(args, folder)).await
}

/// Where the state of a manifest in `folder` is.
fn place(args: &ManifestArgs, folder: &Path) -> PathBuf {
    let named = args.state.clone();
    named.unwrap_or_else(|| folder.join(".attune"))
}
