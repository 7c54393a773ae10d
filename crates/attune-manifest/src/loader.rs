//! From files to manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use attune_model::{Date, Handle};

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::LoadError;
use crate::file::{self, File};
use crate::finding::Findings;
use crate::folder::files_in;
use crate::layers;
use crate::lint;
use crate::lower::{self, lower};
use crate::manifest::Manifest;
use crate::path::plain;
use crate::source::Sources;

/// Reads manifests; a file that several of them extend is read once.
#[derive(Debug)]
pub struct Loader {
    today: Date,
    files: BTreeMap<PathBuf, Arc<File>>,
    /// Where the next file's positions begin.
    end: usize,
}

impl Loader {
    /// A loader for one day: what is accepted up to a day is measured by it.
    pub fn new(today: Date) -> Self {
        Self {
            today,
            files: BTreeMap::new(),
            end: 0,
        }
    }

    /// Takes a text for that of a file: what the disk has there is not read, though the file is to be there.
    pub fn take_for(&mut self, path: &Path, text: &str) {
        let path = plain(path);
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = File::from_text(&path.display().to_string(), folder, text, self.end);
        let file = self.keep(file);
        self.files.insert(path, file);
    }

    /// Reads a manifest: a file, or a folder whose `*.yaml` and `*.yml` files are read as one.
    ///
    /// Relative paths in it are taken from its folder. A file is UTF-8, with or without byte-order mark, of at most 1 MiB.
    ///
    /// # Errors
    /// [`LoadError::Unreadable`] where a file cannot be read, [`LoadError::Invalid`] where any diagnostic is an error.
    pub fn load(&mut self, path: &Path) -> Result<Manifest, LoadError> {
        self.load_over(path, &[])
    }

    /// The same, with files below it that it does not extend itself: the lowest first, below all that it extends.
    ///
    /// # Errors
    /// As [`Loader::load`]; a file below that cannot be read is one of the diagnostics.
    pub fn load_over(&mut self, path: &Path, below: &[PathBuf]) -> Result<Manifest, LoadError> {
        let (files, folder) = self.files(path)?;
        // What others extend is kept; a manifest itself is nobody's baseline.
        for file in &files {
            self.files.remove(Path::new(file.source.name()));
        }
        self.manifest(files, &folder, below)
    }

    /// The tenant that a manifest names, whether or not the rest of it is valid.
    ///
    /// # Errors
    /// As [`Loader::load`], where its files give no tree, or its head is not valid.
    pub fn tenant(&mut self, path: &Path) -> Result<Handle, LoadError> {
        let (files, _) = self.files(path)?;
        let mut out = Findings::default();
        let mut sources = Vec::new();
        let root = layers::top(self, files, &mut sources, &mut out);
        let tenant = root.and_then(|root| lower::tenant(&root, &mut out));
        match tenant {
            Some(tenant) if !out.has_errors() => Ok(tenant),
            Some(_) | None => Err(LoadError::Invalid {
                diagnostics: Diagnostic::sorted(out.into_vec(), &Sources::new(sources)),
            }),
        }
    }

    /// Every path that is looked at for a manifest with the files `below` it, whether or not it is there: its files, what
    /// they extend however far, and where their recipes may lie. A folder stands for what is in it.
    pub fn reads(&mut self, path: &Path, below: &[PathBuf]) -> BTreeSet<PathBuf> {
        layers::reads(self, path, below)
    }

    /// The files at `path`, with the folder that relative paths start from; at least one.
    fn files(&mut self, path: &Path) -> Result<(Vec<Arc<File>>, PathBuf), LoadError> {
        let unreadable = |cause: io::Error| LoadError::Unreadable {
            path: path.to_owned(),
            hint: file::hint(&cause),
            cause,
        };
        let (files, folder) = self.part(path).map_err(unreadable)?;
        if files.is_empty() {
            return Err(LoadError::Unreadable {
                path: path.to_owned(),
                cause: io::Error::new(io::ErrorKind::NotFound, "no *.yaml file in this folder"),
                hint: "name a manifest, or let `attune init` write one",
            });
        }
        Ok((files, folder))
    }

    /// Reads a manifest from `text`. `name` stands for the file in diagnostics; relative paths are taken from `folder`.
    ///
    /// # Errors
    /// [`LoadError::Invalid`] where any diagnostic is an error.
    pub fn read(&mut self, name: &str, folder: &Path, text: &str) -> Result<Manifest, LoadError> {
        let file = File::from_text(name, folder, text, self.end);
        let file = self.keep(file);
        self.manifest(vec![file], folder, &[])
    }

    fn manifest(
        &mut self,
        files: Vec<Arc<File>>,
        folder: &Path,
        below: &[PathBuf],
    ) -> Result<Manifest, LoadError> {
        let mut out = Findings::default();
        let composed = layers::compose(self, files, folder, below, &mut out);
        let lowered = composed
            .root
            .as_ref()
            .and_then(|root| lower(root, folder, &mut out));
        if let (Some(root), Some(lowered)) = (&composed.root, &lowered)
            && !out.has_errors()
        {
            lint::check(root, lowered, &composed, self.today, &mut out);
        }
        let sources = Sources::new(composed.sources);
        let diagnostics = Diagnostic::sorted(out.into_vec(), &sources);
        let failed = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        match (lowered, composed.root) {
            (Some(lowered), Some(root)) if !failed => Ok(Manifest {
                desired: lowered.desired,
                connection: lowered.connection,
                warnings: diagnostics,
                folder: folder.to_owned(),
                sources,
                root,
                integrations: composed
                    .recipes
                    .into_iter()
                    .map(|recipe| recipe.integration)
                    .collect(),
                layers: composed.layers,
            }),
            (Some(_) | None, _) => Err(LoadError::Invalid { diagnostics }),
        }
    }

    /// The file, or the files of the folder, at `path`, with the folder that relative paths start from.
    pub(crate) fn part(&mut self, path: &Path) -> io::Result<(Vec<Arc<File>>, PathBuf)> {
        let path = plain(path);
        if !path.is_dir() && !path.as_os_str().is_empty() {
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            return Ok((vec![self.open(&path)?], folder));
        }
        let files = files_in(&path)?
            .iter()
            .map(|inner| self.open(inner))
            .collect::<io::Result<Vec<_>>>()?;
        Ok((files, path))
    }

    /// Reads a file, unless that was done before.
    pub(crate) fn open(&mut self, path: &Path) -> io::Result<Arc<File>> {
        let path = plain(path);
        if let Some(file) = self.files.get(&path) {
            return Ok(Arc::clone(file));
        }
        let bytes = file::read(&path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = File::from_bytes(&path.display().to_string(), folder, bytes, self.end, &[]);
        let file = self.keep(file);
        self.files.insert(path, Arc::clone(&file));
        Ok(file)
    }

    /// A file that was read before.
    pub(crate) fn opened(&self, path: &Path) -> Option<&File> {
        self.files.get(path).map(Arc::as_ref)
    }

    /// Reads a text that comes with attune, unless that was done before.
    pub(crate) fn open_embedded(&mut self, name: &str, text: &str) -> Arc<File> {
        let path = PathBuf::from(name);
        if let Some(file) = self.files.get(&path) {
            return Arc::clone(file);
        }
        let file = File::from_text(name, Path::new(""), text, self.end);
        let file = self.keep(file);
        self.files.insert(path, Arc::clone(&file));
        file
    }

    fn keep(&mut self, file: File) -> Arc<File> {
        self.end = file.source.end();
        Arc::new(file)
    }
}

/// Reads several manifests, as [`Loader::load`] does, on all processors; the answers are in the order of the paths.
pub fn load_all(today: Date, paths: &[PathBuf]) -> Vec<Result<Manifest, LoadError>> {
    let paths: Vec<(&Path, &[PathBuf])> = paths.iter().map(|path| (&**path, &[][..])).collect();
    load_all_over(today, &paths)
}

/// Reads several manifests, each with the files below it, as [`Loader::load_over`] does, on all processors; the answers
/// are in the order of the manifests.
pub fn load_all_over(
    today: Date,
    manifests: &[(&Path, &[PathBuf])],
) -> Vec<Result<Manifest, LoadError>> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let each = manifests.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let running: Vec<_> = manifests
            .chunks(each)
            .map(|chunk| {
                scope.spawn(move || {
                    let mut loader = Loader::new(today);
                    chunk
                        .iter()
                        .map(|(path, below)| loader.load_over(path, below))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        running
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(manifests) => manifests,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

/// Reads one manifest, as [`Loader::load`] does, for a day on which everything accepted still holds.
///
/// # Errors
/// As [`Loader::load`].
pub fn load(path: &Path) -> Result<Manifest, LoadError> {
    Loader::new(Date::MIN).load(path)
}

impl Manifest {
    /// Reads one manifest from a text, as [`Loader::read`] does, for a day on which everything accepted still holds.
    ///
    /// # Errors
    /// As [`Loader::read`].
    pub fn from_text(name: &str, folder: &Path, text: &str) -> Result<Self, LoadError> {
        Loader::new(Date::MIN).read(name, folder, text)
    }
}
