//! An audit as JSON, written and read back.

use std::fmt;

use attune_audit::{Audit, FORMAT_VERSION};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::ErrorV1;

/// What `attune audit --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `audit`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: String,
    /// Points from 0 to 100, by what the rules found; null where levels or API users could not be read. Files of older
    /// versions do not have it; it follows from the audit.
    pub score: Option<u8>,
    /// The audit, where the tenant could be looked at.
    pub audit: Option<Audit>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

impl AuditDocument {
    /// The document of a look.
    pub fn of(audit: Audit, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: KIND.to_owned(),
            exit_code,
            tenant: audit.tenant.to_string(),
            score: audit.score(),
            audit: Some(audit),
            error: None,
        }
    }

    /// No look, and why.
    pub fn failed(tenant: String, error: ErrorV1, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: KIND.to_owned(),
            exit_code,
            tenant,
            score: None,
            audit: None,
            error: Some(error),
        }
    }
}

const KIND: &str = "audit";

/// Why a text holds no audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAudit {
    /// It is no JSON document of attune's, or one that is damaged. Says where.
    Unreadable(String),
    /// It is another document of attune's. Says which.
    OtherKind(String),
    /// A newer attune wrote it, in this version of the format.
    Newer(u32),
    /// The audit that it tells of failed.
    Failed,
}

impl fmt::Display for NoAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(
                f,
                "it is no document of `attune audit --format json`: {why}"
            ),
            Self::OtherKind(kind) => write!(
                f,
                "it is a document of the kind \"{}\", not of `attune audit --format json`",
                crate::clean(kind)
            ),
            Self::Newer(version) => write!(
                f,
                "it is written in version {version} of the format, and this attune reads version {FORMAT_VERSION}"
            ),
            Self::Failed => {
                f.write_str("the audit that it tells of failed, so that it holds nothing")
            }
        }
    }
}

impl std::error::Error for NoAudit {}

/// What every document of attune's has.
#[derive(Deserialize)]
struct Head {
    format_version: u32,
    kind: String,
}

#[derive(Deserialize)]
struct Body {
    audit: Option<Audit>,
}

/// Reads what [`AuditDocument`] was written as.
pub fn read(text: &str) -> Result<Audit, NoAudit> {
    let unreadable = |error: serde_json::Error| NoAudit::Unreadable(error.to_string());
    let Head {
        format_version,
        kind,
    } = serde_json::from_str(text).map_err(unreadable)?;
    if kind != KIND {
        return Err(NoAudit::OtherKind(kind));
    }
    if format_version != FORMAT_VERSION {
        return Err(NoAudit::Newer(format_version));
    }
    let Body { audit } = serde_json::from_str(text).map_err(unreadable)?;
    audit.ok_or(NoAudit::Failed)
}
