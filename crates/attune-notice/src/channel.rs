//! The channels, and telling them.

use attune_model::Secret;

use crate::{
    Batch, Delivery, Mail, NoticeError, Patience, Ticket, mail, slack, teams, ticket, webhook,
};

/// A way to tell somebody.
#[derive(Clone, Debug)]
pub enum Channel {
    /// A JSON document to an address.
    Webhook(Webhook),
    /// A message to a channel of Slack.
    Slack(Slack),
    /// A card to a channel of Teams.
    Teams(Teams),
    /// A mail.
    Mail(Mail),
    /// A ticket in Autotask.
    Ticket(Ticket),
}

/// Where a JSON document goes.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The address: `https`, or `http` on this machine.
    pub url: Secret,
    /// What the document is signed with, as Standard Webhooks has it: after `whsec_` base64, otherwise the text itself.
    pub signing_secret: Option<Secret>,
}

/// An incoming webhook of Slack.
#[derive(Clone, Debug)]
pub struct Slack {
    /// Its address, which says by itself to which channel the message goes.
    pub url: Secret,
}

/// A workflow of Teams that begins when a webhook request is received.
#[derive(Clone, Debug)]
pub struct Teams {
    /// Its address, which holds its own signature.
    pub url: Secret,
}

impl Channel {
    /// What the channel is called in errors.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Webhook(_) => webhook::KIND,
            Self::Slack(_) => slack::KIND,
            Self::Teams(_) => teams::KIND,
            Self::Mail(_) => mail::KIND,
            Self::Ticket(_) => ticket::KIND,
        }
    }

    /// Whether the channel is described soundly: addresses, mailboxes, marks. Nothing is sent.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without a secret.
    pub fn check(&self) -> Result<(), NoticeError> {
        match self {
            Self::Webhook(channel) => webhook::check(channel),
            Self::Slack(channel) => slack::check(channel),
            Self::Teams(channel) => teams::check(channel),
            Self::Mail(channel) => mail::check(channel),
            Self::Ticket(_) => Ok(()),
        }
    }
}

/// Tells a channel. Needs a tokio runtime with its timer.
///
/// All channels but tickets take a batch as a whole: everything is told, or nothing is. What was refused in passing (429, 5xx,
/// no connection) is tried three times; what may have arrived is not sent again within a run. A channel that was told
/// nothing is due again in the next run, with a document or mail of another id.
pub async fn send(channel: &Channel, batch: &Batch, patience: &Patience) -> Delivery {
    match channel {
        Channel::Webhook(channel) => {
            Delivery::of_whole(batch, webhook::send(channel, batch, patience).await)
        }
        Channel::Slack(channel) => {
            Delivery::of_whole(batch, slack::send(channel, batch, patience).await)
        }
        Channel::Teams(channel) => {
            Delivery::of_whole(batch, teams::send(channel, batch, patience).await)
        }
        Channel::Mail(channel) => {
            Delivery::of_whole(batch, mail::send(channel, batch, patience).await)
        }
        Channel::Ticket(channel) => ticket::send(channel, batch, patience).await,
    }
}
