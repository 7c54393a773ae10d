//! What became of a question.

use std::fmt;

use attune_apply::ports::{ComplaintKind, Reply};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The answer to a question, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "{A}Finding")]
pub enum Finding<A> {
    /// The answer.
    Answer(A),
    /// There is none.
    NotAnswered(Why),
}

impl<A> Finding<A> {
    /// The answer, where there is one.
    pub fn answer(&self) -> Option<&A> {
        match self {
            Self::Answer(answer) => Some(answer),
            Self::NotAnswered(_) => None,
        }
    }
}

impl<A> Default for Finding<A> {
    fn default() -> Self {
        Self::NotAnswered(Why::NotAsked)
    }
}

impl<A> From<Result<A, Why>> for Finding<A> {
    fn from(result: Result<A, Why>) -> Self {
        match result {
            Ok(answer) => Self::Answer(answer),
            Err(why) => Self::NotAnswered(why),
        }
    }
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is asked on request only.
    NotAsked,
    /// The tenant has nothing that would show it.
    NothingToSee,
    /// What came could not be understood.
    NotUnderstood,
    /// No whole answer came.
    NoAnswer,
    /// The request that would show it was refused.
    Refused(Refusal),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked"),
            Self::NothingToSee => f.write_str("this tenant has nothing that would show it"),
            Self::NotUnderstood => f.write_str("what came could not be understood"),
            Self::NoAnswer => f.write_str("no whole answer came"),
            Self::Refused(refusal) => write!(f, "refused: {refusal}"),
        }
    }
}

/// How a request was refused; never in which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// What it was about.
    pub kind: RefusalKind,
    /// What came with it.
    pub body: BodyKind,
}

impl Refusal {
    /// The refusal in an answer; none where it is data.
    pub(crate) fn of(reply: &Reply) -> Option<Self> {
        Some(Self {
            status: reply.status,
            kind: RefusalKind::from(reply.complaint?),
            body: BodyKind::of(reply.body.as_ref()),
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, kind, body } = self;
        write!(f, "status {status}, {kind}, {body}")
    }
}

/// What a refusal is about (`rest.md` 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// The credentials: 401.
    Credentials,
    /// The integration code, in words.
    IntegrationCode,
    /// A missing right.
    Right,
    /// No zone was found.
    Zone,
    /// Too many requests.
    Throttled,
    /// A page for people.
    WebPage,
    /// Something else, in words.
    Other,
    /// It does not say.
    Silent,
}

impl From<ComplaintKind> for RefusalKind {
    fn from(kind: ComplaintKind) -> Self {
        match kind {
            ComplaintKind::CredentialsRefused => Self::Credentials,
            ComplaintKind::IntegrationCode => Self::IntegrationCode,
            ComplaintKind::RightMissing => Self::Right,
            ComplaintKind::UnknownZone => Self::Zone,
            ComplaintKind::Throttled => Self::Throttled,
            ComplaintKind::WebPage => Self::WebPage,
            ComplaintKind::Said => Self::Other,
            ComplaintKind::Silent => Self::Silent,
        }
    }
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credentials => "about the credentials",
            Self::IntegrationCode => "about the integration code",
            Self::Right => "about a missing right",
            Self::Zone => "about the zone",
            Self::Throttled => "about too many requests",
            Self::WebPage => "a web page",
            Self::Other => "in other words",
            Self::Silent => "without words",
        })
    }
}

/// What the body of a refusal looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// `{"errors": ["..."]}`.
    ErrorsOfTexts,
    /// `{"errors": [{...}]}`.
    ErrorsOfObjects,
    /// `{"Message": "..."}`.
    Message,
    /// Other JSON.
    OtherJson,
    /// No JSON.
    NoJson,
}

impl BodyKind {
    fn of(body: Option<&Value>) -> Self {
        let Some(body) = body else {
            return Self::NoJson;
        };
        match body.get("errors").and_then(Value::as_array) {
            Some(errors) if !errors.is_empty() && errors.iter().all(Value::is_string) => {
                Self::ErrorsOfTexts
            }
            Some(errors) if errors.iter().any(Value::is_object) => Self::ErrorsOfObjects,
            Some(_) | None if body.get("Message").is_some() => Self::Message,
            Some(_) | None => Self::OtherJson,
        }
    }
}

impl fmt::Display for BodyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ErrorsOfTexts => "with a list of texts",
            Self::ErrorsOfObjects => "with a list of objects",
            Self::Message => "with a `Message`",
            Self::OtherJson => "with other JSON",
            Self::NoJson => "without JSON",
        })
    }
}
