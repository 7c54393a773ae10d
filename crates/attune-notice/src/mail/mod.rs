//! A mail over SMTP.

mod connection;
mod message;

use attune_model::Secret;
use lettre::message::Mailbox;

use crate::digest::Digest;
use crate::error::Wrong;
use crate::{Batch, NoticeError, Patience};

/// What the channel is called in errors.
pub(crate) const KIND: &str = "mail";

/// Where mails go, and through which server.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The name of the server; its certificate is for this name.
    pub server: String,
    /// Its port: usually 587 for STARTTLS, 465 for TLS.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// What to sign in with, where the server asks for it.
    pub login: Option<Login>,
    /// Who writes: `attune <attune@contoso.example>`.
    pub from: String,
    /// Who reads; at least one.
    pub to: Vec<String>,
    /// The certificate of an authority, PEM, that is trusted besides those of the system.
    pub authority: Option<String>,
}

/// What to sign in with at a mail server.
#[derive(Clone, Debug)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// The password.
    pub password: Secret,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    /// It begins in clear text and is encrypted before anything is said; a server that cannot is refused.
    StartTls,
    /// It is encrypted from the first byte.
    Tls,
    /// It is not; for servers on this machine only.
    None,
}

/// Who writes to whom.
struct Parties {
    from: Mailbox,
    to: Vec<Mailbox>,
}

/// Whether server, mailboxes and authority are sound.
pub(crate) fn check(channel: &Mail) -> Result<(), NoticeError> {
    let at = |wrong: Wrong| wrong.at(KIND, place(channel));
    parties(channel).map_err(at)?;
    connection::protection(channel).map_err(at)?;
    Ok(())
}

/// Sends the mail.
pub(crate) async fn send(
    channel: &Mail,
    batch: &Batch,
    patience: &Patience,
) -> Result<(), NoticeError> {
    let at = |wrong: Wrong| wrong.at(KIND, place(channel));
    let parties = parties(channel).map_err(at)?;
    let message = Digest::fitting(
        batch,
        |digest| message::of(&parties, batch, digest),
        message::fits,
    )
    .map_err(at)?;
    connection::send(channel, &message, patience)
        .await
        .map_err(at)
}

/// The server as errors name it.
fn place(channel: &Mail) -> String {
    format!("{}:{}", channel.server, channel.port)
}

fn parties(channel: &Mail) -> Result<Parties, Wrong> {
    const HINT: &str = "Write it as attune@contoso.example or Attune <attune@contoso.example>.";
    if channel.security == MailSecurity::None && !attune_http::names_this_machine(&channel.server) {
        return Err(Wrong::new(
            "a connection that is not encrypted would send it in clear text",
            "Use STARTTLS or TLS; none is for servers on this machine only.",
        ));
    }
    let mailbox = |text: &String| {
        text.parse::<Mailbox>()
            .map_err(|error| Wrong::new(format!("{text:?} is no mailbox ({error})"), HINT))
    };
    let to = channel
        .to
        .iter()
        .map(mailbox)
        .collect::<Result<Vec<Mailbox>, Wrong>>()?;
    if to.is_empty() {
        return Err(Wrong::new("nobody is to read it", HINT));
    }
    Ok(Parties {
        from: mailbox(&channel.from)?,
        to,
    })
}
