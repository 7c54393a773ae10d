//! Why somebody could not be told.

/// Why a channel could not be told, and what to do; as text without what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{channel} at {place}: {wrong}")]
pub struct NoticeError {
    /// Which kind of channel: `Slack`, `mail`.
    pub channel: &'static str,
    /// Host and port; never the address of a webhook, which is a secret.
    pub place: String,
    /// What is wrong. No secret, nothing that could hold one.
    pub wrong: String,
    /// What to do about it, a sentence.
    pub hint: String,
}

/// What is wrong and what to do, before it is known where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) wrong: String,
    pub(crate) hint: &'static str,
}

impl Wrong {
    pub(crate) fn new(wrong: impl Into<String>, hint: &'static str) -> Self {
        Self {
            wrong: wrong.into(),
            hint,
        }
    }

    /// Names the channel.
    pub(crate) fn at(self, channel: &'static str, place: impl Into<String>) -> NoticeError {
        let Self { wrong, hint } = self;
        NoticeError {
            channel,
            place: place.into(),
            wrong,
            hint: hint.to_owned(),
        }
    }
}
