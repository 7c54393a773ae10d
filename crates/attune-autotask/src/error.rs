//! From complaints and failures to the errors of the ports.

use attune_apply::ports::{ActError, ReadError, WriteError};

use crate::answer::{Answer, Complaint};
use crate::request::Failure;

/// Who was asked for what: the context of an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// Host and port.
    pub(crate) host: &'a str,
    /// The key used.
    pub(crate) key: &'a str,
    /// What was read, such as `Resources/query`.
    pub(crate) what: &'a str,
}

impl Asked<'_> {
    /// No connection, or it broke.
    pub(crate) fn unreachable(&self, cause: String) -> ReadError {
        ReadError::Unreachable {
            host: self.host.to_owned(),
            cause,
        }
    }

    /// An answer that cannot be understood.
    pub(crate) fn unreadable(&self, cause: String) -> ReadError {
        ReadError::Unreadable {
            host: self.host.to_owned(),
            what: self.what.to_owned(),
            cause,
        }
    }

    /// An answer that complains.
    pub(crate) fn complained(&self, answer: &Answer, complaint: Complaint) -> ReadError {
        let (host, key, what) = (
            self.host.to_owned(),
            self.key.to_owned(),
            self.what.to_owned(),
        );
        let status = answer.status.as_u16();
        match complaint {
            Complaint::CredentialsRefused => ReadError::CredentialsRefused { host, key },
            Complaint::UnknownZone => ReadError::UnknownZone { key },
            Complaint::RightMissing(answer) => ReadError::RightMissing { key, what, answer },
            Complaint::Throttled(answer) => ReadError::Throttled { host, answer },
            Complaint::WebPage => ReadError::Maintenance { host, what },
            Complaint::IntegrationCode(_) => ReadError::IntegrationCodeRefused { host, key },
            Complaint::Said(_) | Complaint::Silent => ReadError::Answer {
                host,
                what,
                status,
                answer: sentence(complaint),
            },
        }
    }
}

/// How a write ended.
pub(crate) enum Written {
    /// Autotask took it; the number of the record.
    Taken(i64),
    /// Key, secret or integration code were refused: nothing was written.
    CredentialsRefused,
    /// Autotask said no, or was not reached: nothing was written.
    Refused(String),
    /// It may or may not have been written.
    Lost(String),
}

impl Written {
    /// For fields of resources.
    pub(crate) fn into_write(self) -> Result<(), WriteError> {
        match self {
            Self::Taken(_) => Ok(()),
            Self::CredentialsRefused => Err(WriteError::Refused(
                "the credentials are not accepted".to_owned(),
            )),
            Self::Refused(words) => Err(WriteError::Refused(words)),
            Self::Lost(cause) => Err(WriteError::Lost(cause)),
        }
    }

    /// For records made as a person.
    pub(crate) fn into_act(self) -> Result<i64, ActError> {
        match self {
            Self::Taken(number) => Ok(number),
            Self::CredentialsRefused => Err(ActError::CredentialsRefused),
            Self::Refused(words) => Err(ActError::Refused(words)),
            Self::Lost(cause) => Err(ActError::Lost(cause)),
        }
    }
}

/// Judges a complaint about a write: only what certainly had no effect counts as refused.
///
/// A 500 without words or a gateway's web page may come after the work was done.
pub(crate) fn complained_of_write(answer: &Answer, complaint: Complaint) -> Written {
    match complaint {
        Complaint::CredentialsRefused => Written::CredentialsRefused,
        Complaint::WebPage => {
            Written::Lost(format!("status {} with a web page", answer.status.as_u16()))
        }
        Complaint::Silent if !answer.status.is_client_error() => {
            Written::Lost(format!("status {} without a text", answer.status.as_u16()))
        }
        Complaint::IntegrationCode(_)
        | Complaint::RightMissing(_)
        | Complaint::UnknownZone
        | Complaint::Throttled(_)
        | Complaint::Said(_)
        | Complaint::Silent => Written::Refused(format!(
            "status {}: {}",
            answer.status.as_u16(),
            sentence(complaint)
        )),
    }
}

/// Judges a write without an answer.
pub(crate) fn failed_to_write(failure: Failure) -> Written {
    match failure {
        Failure::NotSent(cause) => Written::Refused(format!("nothing was sent: {cause}")),
        Failure::Lost(cause) => Written::Lost(cause),
    }
}

/// Turns a failed search into the error of the acting port.
pub(crate) fn failed_to_look(error: &ReadError) -> ActError {
    match error {
        ReadError::Unreachable { .. } => ActError::Lost(error.to_string()),
        // Also where the connection's own credentials are refused: those of the API user are another matter.
        ReadError::CredentialsRefused { .. }
        | ReadError::IntegrationCodeRefused { .. }
        | ReadError::UnknownZone { .. }
        | ReadError::RightMissing { .. }
        | ReadError::Throttled { .. }
        | ReadError::Maintenance { .. }
        | ReadError::Partial { .. }
        | ReadError::Answer { .. }
        | ReadError::Unreadable { .. } => ActError::Refused(error.to_string()),
    }
}

/// A complaint in words.
pub(crate) fn sentence(complaint: Complaint) -> String {
    match complaint {
        Complaint::CredentialsRefused => "the credentials are not accepted".to_owned(),
        Complaint::IntegrationCode(words) => {
            format!("the integration code is not accepted ({words})")
        }
        Complaint::UnknownZone => "the zone is unknown".to_owned(),
        Complaint::WebPage => "a web page".to_owned(),
        Complaint::RightMissing(words) | Complaint::Throttled(words) | Complaint::Said(words) => {
            words
        }
        Complaint::Silent => "(no text)".to_owned(),
    }
}
