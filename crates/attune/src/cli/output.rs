//! In which formats a result is given, and where to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// In which formats a run is reported, and where to.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Show long lists whole in text
    #[arg(long)]
    pub(crate) full: bool,
    /// Write a report to a file beside what is on stdout (repeatable): `--report html=plan.html`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::parse)]
    pub(crate) report: Vec<ReportFile>,
}

/// The formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people at a terminal
    Text,
    /// For programs, with a published schema
    Json,
    /// For a pull request, at most 65,536 characters
    Markdown,
    /// One file for a browser, searchable
    Html,
}

/// A file that gets a report.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    pub(crate) format: ReportFormat,
    pub(crate) path: PathBuf,
}

impl ReportFile {
    /// Reads `FORMAT=FILE`.
    fn parse(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("it is FORMAT=FILE, such as html=plan.html")?;
        let format = ReportFormat::from_str(format, false)
            .map_err(|_| format!("`{format}` is none of text, json, markdown, html"))?;
        let path = PathBuf::from(path);
        Ok(Self { format, path })
    }
}

/// The formats of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs, with a published schema
    Json,
}
