//! Commands that can be run on many tenants.

use std::path::{Path, PathBuf};

use attune_notice::Link;
use attune_report::fleet::Standing;

use super::Watch;
use crate::cli::{FleetArgs, ManifestArgs, OutputArgs, ReportFile, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;

/// A command that is run on one tenant, or on many of a workspace, each for itself.
pub(crate) trait OnTenants: Clone {
    /// What the command line calls it.
    const NAME: &'static str;

    /// Which tenants are meant.
    fn fleet(&self) -> &FleetArgs;

    /// Where the files of the one tenant are.
    fn manifest(&mut self) -> &mut ManifestArgs;

    /// Whether it changes tenants, so that it can be held.
    fn changes(&self) -> bool {
        false
    }

    /// Whether the notices of the workspace are told.
    fn notify(&self) -> Option<Notify<'_>> {
        None
    }

    /// How a tenant stands where the command ended well, and where it said that changes are due.
    fn standings(&self) -> Standings;

    /// The format that the table of all tenants takes on stdout.
    ///
    /// # Errors
    /// Where the format is for one tenant.
    fn table(&self) -> Result<Table, CommandError>;

    /// Makes it the command for one tenant of many: text on stdout, and what is one file for one tenant is one of that
    /// name in a folder.
    fn of_tenant(&mut self, name: &str, reports: Option<&Reports>);

    /// Makes it the command for the one tenant that was named: a folder with a file for each tenant is that tenant's file.
    fn of_named(&mut self, _name: &str) {}

    /// Runs it on the one tenant.
    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError>;
}

/// The file of a tenant, where a path is a folder with a file for each.
pub(crate) fn file_of(path: Option<PathBuf>, name: &str) -> Option<PathBuf> {
    path.map(|path| {
        if path.is_dir() {
            path.join(format!("{name}.json"))
        } else {
            path
        }
    })
}

/// The notices of the workspace are told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notify<'a> {
    /// Where they lead.
    pub(crate) link: Option<&'a Link>,
}

/// How a tenant stands, by the exit code of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standings {
    /// With [`Exit::Done`].
    pub(crate) done: Standing,
    /// With [`Exit::ChangesDue`], or where something differs or is due although the command ended well.
    pub(crate) due: Standing,
}

/// How all tenants are shown on stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a comment.
    Markdown,
    /// One page.
    Html,
}

/// Where the files about one tenant go.
#[derive(Clone, Debug)]
pub(crate) struct Reports {
    folder: PathBuf,
    tenant: String,
}

impl Reports {
    pub(super) fn new(folder: &Path, tenant: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            tenant: tenant.to_owned(),
        }
    }

    /// The file with this ending, in a format.
    pub(crate) fn file<F>(&self, ending: &str, format: F) -> ReportFile<F> {
        ReportFile {
            format,
            path: self.folder.join(format!("{}.{ending}", self.tenant)),
        }
    }

    /// That file alone, where there are to be any.
    pub(crate) fn only<F>(reports: Option<&Self>, ending: &str, format: F) -> Vec<ReportFile<F>> {
        let file = reports.map(|reports| reports.file(ending, format));
        file.into_iter().collect()
    }
}

impl Table {
    /// As a report of one tenant.
    pub(crate) fn of(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Text => Self::Text,
            ReportFormat::Json => Self::Json,
            ReportFormat::Markdown => Self::Markdown,
            ReportFormat::Html => Self::Html,
        }
    }
}

impl OutputArgs {
    /// For one tenant of many: text on stdout, the rest in files.
    pub(crate) fn of_tenant(&self, reports: Option<&Reports>) -> Self {
        let files = |reports: &Reports| {
            vec![
                reports.file("json", ReportFormat::Json),
                reports.file("md", ReportFormat::Markdown),
                reports.file("html", ReportFormat::Html),
            ]
        };
        Self {
            format: ReportFormat::Text,
            full: self.full,
            report: reports.map(files).unwrap_or_default(),
        }
    }
}

/// There is no such format of many tenants.
pub(crate) fn for_one_only(format: &str) -> CommandError {
    CommandError::usage(
        format!("--format {format} is for one tenant"),
        "With many, --format is text or json, and --reports FOLDER writes every format there is.",
    )
}
