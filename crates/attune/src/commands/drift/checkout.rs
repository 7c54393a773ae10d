//! A manifest as a commit has it, in a folder of its own.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use attune_apply::ledger::Applied;
use attune_manifest::{Connection, Loader, Manifest, Reference};
use tempfile::TempDir;

use crate::applied::{in_repository, is_embedded, repository};
use crate::cli::ManifestArgs;
use crate::error::CommandError;
use crate::git::{self, GitError};
use crate::saved::digest;
use crate::{clock, file};

/// The repository of a manifest, and a commit of it.
#[derive(Debug)]
pub(super) struct Repository {
    /// Its top folder.
    top: PathBuf,
    /// The commit's whole name.
    commit: String,
}

impl Repository {
    /// The repository that the manifest is in now, if it has the commit.
    pub(super) fn of(args: &ManifestArgs, commit: &str) -> Result<Self, CommandError> {
        let top = repository(&args.file).map_err(|why| {
            let hint = "Run attune in the repository whose commits were applied.";
            CommandError::usage(why, hint)
        })?;
        let unknown = || {
            CommandError::usage(
                format!("git has no commit {commit} here"),
                "A shallow clone has few commits: fetch more of the history.",
            )
        };
        // It comes from a file, and what begins with a hyphen would be an option.
        if commit.is_empty() || !commit.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        let named = format!("{commit}^{{commit}}");
        git::run(&top, ["cat-file", "-e", &named]).map_err(|_| unknown())?;
        let commit = commit.to_owned();
        Ok(Self { top, commit })
    }

    /// The commit: a short name and the subject.
    pub(super) fn this(&self) -> Result<String, CommandError> {
        let line = git::run(&self.top, ["log", "-1", "--format=%h %s", &self.commit]);
        Ok(line.map_err(unanswered)?.trim().to_owned())
    }

    /// The commits since that changed a file which the manifest is made of, then or now; the newest first.
    pub(super) fn newer(
        &self,
        applied: &Applied,
        args: &ManifestArgs,
    ) -> Result<Vec<String>, CommandError> {
        let now = Loader::new(clock::today()).reads(&args.file, &args.below);
        let now = now.iter().filter(|path| path.exists());
        let now = now.filter_map(|path| in_repository(&self.top, path).ok());
        let then = applied.files.keys().cloned();
        let paths: BTreeSet<String> = then.chain(now).collect();
        let since = format!("{}..HEAD", self.commit);
        let log = ["--literal-pathspecs", "log", "--format=%h %s", &since, "--"];
        let printed = git::run(
            &self.top,
            log.into_iter().chain(paths.iter().map(String::as_str)),
        );
        let printed = printed.map_err(unanswered)?;
        Ok(printed.lines().map(str::to_owned).collect())
    }

    /// The files of a manifest as the commit has them, in a folder that only this user may read.
    pub(super) fn check_out(&self, applied: &Applied) -> Result<TempDir, CommandError> {
        let folder = tempfile::tempdir().map_err(|cause| {
            let error = anyhow::Error::from(cause).context("no temporary folder can be made");
            CommandError::state(error, "Check the disk.")
        })?;
        let files = applied.files.keys().filter(|name| !is_embedded(name));
        for name in files {
            let path = folder.path().join(inside(name)?);
            let object = format!("{}:{name}", self.commit);
            let blob = git::bytes(&self.top, ["cat-file", "blob", &object]).map_err(unanswered)?;
            let text = String::from_utf8_lossy(&blob);
            file::write_private(&path, &text)?;
        }
        Ok(folder)
    }
}

/// Loads a manifest that was checked out to `folder`. Files that it refers to are where those of `args` are.
pub(super) fn load(
    folder: &Path,
    applied: &Applied,
    args: &ManifestArgs,
) -> Result<Manifest, CommandError> {
    let below = applied.below.iter().map(|name| inside(name));
    let below: Vec<PathBuf> = below
        .map(|name| Ok(folder.join(name?)))
        .collect::<Result<_, CommandError>>()?;
    let file = folder.join(inside(&applied.manifest)?);
    let mut manifest = Loader::new(clock::today()).load_over(&file, &below)?;
    let here = if args.file.is_dir() {
        args.file.clone()
    } else {
        let folder = args.file.parent().unwrap_or(Path::new(""));
        folder.to_owned()
    };
    let there = std::mem::replace(&mut manifest.folder, here);
    let Connection {
        user_name,
        secret,
        integration_code,
    } = &mut manifest.connection;
    for reference in [user_name, secret, integration_code] {
        if let Reference::File(path) = reference
            && let Ok(name) = path.strip_prefix(&there)
        {
            *path = manifest.folder.join(name);
        }
    }
    Ok(manifest)
}

/// The recipes that come with attune and are not as they were when the manifest was applied.
pub(super) fn other_recipes<'m>(
    manifest: &'m Manifest,
    applied: &'m Applied,
) -> impl Iterator<Item = &'m str> {
    let texts = manifest.texts();
    texts
        .filter(|(name, _)| is_embedded(name))
        .filter(|(name, text)| applied.files.get(*name) != Some(&digest(text)))
        .map(|(name, _)| name)
}

/// A path that leads nowhere else.
fn inside(name: &str) -> Result<PathBuf, CommandError> {
    let path = Path::new(name);
    let is_inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if is_inside {
        return Ok(path.to_owned());
    }
    Err(CommandError::state(
        anyhow::Error::msg(format!("{name} is no path of a repository")),
        "Put the ledger back from git or a backup.",
    ))
}

fn unanswered(error: GitError) -> CommandError {
    CommandError::state(error, "Check the repository that the manifest is in.")
}
