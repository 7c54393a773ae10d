//! In which formats a result is given, and where to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// In which formats a run is reported, and where to.
#[derive(Clone, Debug, Args)]
pub(crate) struct OutputArgs {
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Show long lists whole in text
    #[arg(long)]
    pub(crate) full: bool,
    /// Write a report to a file beside what is on stdout (repeatable): `--report html=plan.html`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::<ReportFormat>::parse)]
    pub(crate) report: Vec<ReportFile<ReportFormat>>,
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
pub(crate) struct ReportFile<F> {
    pub(crate) format: F,
    pub(crate) path: PathBuf,
}

impl<F: ValueEnum> ReportFile<F> {
    /// Reads `FORMAT=FILE`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("it is FORMAT=FILE, such as json=report.json")?;
        let format = F::from_str(format, false).map_err(|_| {
            let formats = F::value_variants().iter();
            let names: Vec<String> = formats
                .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
                .collect();
            format!("`{format}` is none of {}", names.join(", "))
        })?;
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
