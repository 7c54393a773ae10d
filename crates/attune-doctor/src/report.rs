//! The report that can be shown to anybody.

use attune_apply::ports::ReadError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::pages::Pages;

/// The version of the report.
pub const FORMAT_VERSION: u32 = 1;

/// What `attune doctor --report` writes: structure only. Every text in it is a word of a closed list or a name of the
/// catalogue, except for labels that `--with-labels` asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The version of this format: 1.
    pub format_version: u32,
    /// What document this is.
    pub kind: Kind,
    /// The exit code of the command.
    pub exit_code: u8,
    /// What became of the questions; none where nobody could look.
    pub answers: Option<Answers>,
    /// What the pages of the console showed; none where none was opened.
    pub pages: Option<Pages>,
    /// Why nobody could look.
    pub error: Option<NotLooked>,
}

/// What document this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A report of the doctor.
    Doctor,
}

/// Why nobody could look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotLooked {
    /// There are no credentials, or the console that was asked for is not to be had.
    NoConnection,
    /// No connection, or it broke.
    Unreachable,
    /// Key, secret or integration code were refused.
    CredentialsRefused,
    /// No zone is known for the key.
    UnknownZone,
    /// Too many requests.
    Throttled,
    /// Web pages instead of data.
    Maintenance,
}

impl NotLooked {
    /// Why this error keeps from looking at all; none where the tenant answers, be it with a refusal.
    pub fn of(error: &ReadError) -> Option<Self> {
        match error {
            ReadError::Unreachable { host: _, cause: _ } => Some(Self::Unreachable),
            ReadError::CredentialsRefused { host: _, key: _ }
            | ReadError::IntegrationCodeRefused { host: _, key: _ } => {
                Some(Self::CredentialsRefused)
            }
            ReadError::UnknownZone { key: _ } => Some(Self::UnknownZone),
            ReadError::Throttled { host: _, answer: _ } => Some(Self::Throttled),
            ReadError::Maintenance { host: _, what: _ } => Some(Self::Maintenance),
            ReadError::Partial { records: _, cause } => Self::of(cause),
            ReadError::RightMissing {
                key: _,
                what: _,
                answer: _,
            }
            | ReadError::Answer {
                host: _,
                what: _,
                status: _,
                answer: _,
            }
            | ReadError::Unreadable {
                host: _,
                what: _,
                cause: _,
            } => None,
        }
    }
}

impl Report {
    /// The report of a look.
    pub fn of(answers: Answers, pages: Option<Pages>, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: Kind::Doctor,
            exit_code,
            answers: Some(answers),
            pages,
            error: None,
        }
    }

    /// The report of no look, and why.
    pub fn failed(error: NotLooked, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: Kind::Doctor,
            exit_code,
            answers: None,
            pages: None,
            error: Some(error),
        }
    }

    /// Reads a report back.
    ///
    /// # Errors
    ///
    /// Where the text is none of this version.
    pub fn read(text: &str) -> Result<Self, String> {
        let report: Self = serde_json::from_str(text)
            .map_err(|error| format!("no report of the doctor: {error}"))?;
        if report.format_version == FORMAT_VERSION {
            Ok(report)
        } else {
            Err(format!(
                "a report of version {}, and this attune reads version {FORMAT_VERSION}",
                report.format_version
            ))
        }
    }
}
