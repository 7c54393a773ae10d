//! Which manifest is applied: its files, and the commit that has them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use attune_apply::ledger::{Applied, Event, Ledger, Revision};
use attune_manifest::Manifest;

use crate::cli::ManifestArgs;
use crate::clock;
use crate::error::CommandError;
use crate::git::{self, GitError};
use crate::saved::digest;

/// A manifest as it was loaded.
pub(crate) fn of(manifest: &Manifest, args: &ManifestArgs) -> Applied {
    let texts = manifest.texts();
    let files = texts.map(|(name, text)| (name.to_owned(), digest(text)));
    let files: BTreeMap<String, String> = files.collect();
    match committed(&files, args) {
        Ok(applied) => applied,
        Err(why) => Applied {
            revision: Revision::None(why),
            manifest: args.file.display().to_string(),
            below: shown(&args.below),
            files,
        },
    }
}

/// Notes at the end of a run what it applied, where that is not what was applied last.
pub(crate) fn note(ledger: &mut Ledger, applied: &Applied) -> Result<(), CommandError> {
    let memory = ledger.memory();
    // A ledger that belongs to no tenant yet has nothing to go back to.
    let is_bound = memory.remembered.database.is_some();
    let last = memory.applied.as_ref();
    if is_bound && !last.is_some_and(|last| says(last, applied)) {
        ledger.append(clock::now(), Event::Applied(applied.clone()))?;
    }
    Ok(())
}

/// Whether what was noted last says what is applied now: another commit with the same files is nothing new. Where the ledger
/// is committed after each run, there would be a line and a commit more every time.
fn says(last: &Applied, now: &Applied) -> bool {
    let Applied {
        revision,
        manifest,
        below,
        files,
    } = last;
    let is_same = (manifest, below, files) == (&now.manifest, &now.below, &now.files);
    is_same && (matches!(revision, Revision::Commit(_)) || *revision == now.revision)
}

/// Whether a file of a manifest is a recipe that comes with attune.
pub(crate) fn is_embedded(name: &str) -> bool {
    name.starts_with("recipe ") && !Path::new(name).exists()
}

/// The repository that a path lies in: its top folder, by its whole name.
pub(crate) fn repository(path: &Path) -> Result<PathBuf, String> {
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(Path::new(""))
    };
    let top = git::run(folder, ["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        GitError::Refused(said) if said.contains("not a git repository") => {
            format!("{} is in no git repository", path.display())
        }
        GitError::NotStarted(_) | GitError::Refused(_) => error.to_string(),
    })?;
    whole(Path::new(top.trim_end_matches(['\r', '\n'])))
}

/// A path as seen from the top of its repository, with `/` between names.
pub(crate) fn in_repository(top: &Path, path: &Path) -> Result<String, String> {
    let whole = whole(path)?;
    let inside = whole
        .strip_prefix(top)
        .map_err(|_| format!("{} is outside of the git repository", path.display()))?;
    let names = inside.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::CurDir | Component::ParentDir | Component::Prefix(_) | Component::RootDir => {
            None
        }
    });
    Ok(names.collect::<Vec<_>>().join("/"))
}

/// What is applied, where a commit has all of it.
fn committed(files: &BTreeMap<String, String>, args: &ManifestArgs) -> Result<Applied, String> {
    let top = repository(&args.file)?;
    let commit = git::run(&top, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
        .map_err(|_| "the git repository has no commit yet".to_owned())?;
    let commit = commit.trim().to_owned();
    let mut seen = BTreeMap::new();
    let mut paths = BTreeSet::new();
    for (name, sha256) in files {
        let name = if is_embedded(name) {
            name.clone()
        } else {
            let inside = in_repository(&top, Path::new(name))?;
            paths.insert(inside.clone());
            inside
        };
        seen.insert(name, sha256.clone());
    }
    check_same(&top, &commit, &paths)?;
    let below = args.below.iter();
    let below = below.map(|path| in_repository(&top, path));
    Ok(Applied {
        revision: Revision::Commit(commit),
        manifest: in_repository(&top, &args.file)?,
        below: below.collect::<Result<_, _>>()?,
        files: seen,
    })
}

/// Sees that files are those of a commit.
fn check_same(top: &Path, commit: &str, paths: &BTreeSet<String>) -> Result<(), String> {
    let listed = |arguments: &[&str]| -> Result<BTreeSet<String>, String> {
        let paths = paths.iter().map(String::as_str);
        let arguments = ["--literal-pathspecs"].iter().chain(arguments).copied();
        let printed = git::run(top, arguments.chain(["--"]).chain(paths));
        let printed = printed.map_err(|error| error.to_string())?;
        let names = printed.split('\0').filter(|name| !name.is_empty());
        Ok(names.map(str::to_owned).collect())
    };
    let known = listed(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit])?;
    if let Some(new) = paths.iter().find(|path| !known.contains(*path)) {
        return Err(format!("{new} is in no commit yet"));
    }
    let changed = listed(&["diff", "--name-only", "--no-renames", "-z", commit])?;
    match changed.first() {
        Some(changed) => Err(format!("{changed} is not as in the last commit")),
        None => Ok(()),
    }
}

fn whole(path: &Path) -> Result<PathBuf, String> {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    fs::canonicalize(path).map_err(|cause| format!("{}: {cause}", path.display()))
}

fn shown(paths: &[PathBuf]) -> Vec<String> {
    let paths = paths.iter();
    paths.map(|path| path.display().to_string()).collect()
}
