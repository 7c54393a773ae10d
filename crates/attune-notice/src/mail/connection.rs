//! The conversation with a mail server.

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::{Mail, MailSecurity};
use crate::error::Wrong;
use crate::patience::{Patience, TRIES};
use crate::words::plain;

const AGAIN: &str = "The notice is sent again by the next run.";
const UNREACHED: &str =
    "Check name, port and protection of the mail server; the notice is sent again by the next run.";

/// How one try ended.
enum End {
    /// Nothing was taken; later it may be.
    Passing(Wrong),
    /// Trying again does not help, or would send the mail twice.
    Final(Wrong),
}

/// The certificates that are trusted; none where the connection is not encrypted.
pub(super) fn protection(channel: &Mail) -> Result<Option<TlsParameters>, Wrong> {
    const HINT: &str = "Check the name of the server and the certificate of its authority (PEM).";
    if channel.security == MailSecurity::None {
        return Ok(None);
    }
    // An error means that a provider is installed already, which serves as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut parameters = TlsParameters::builder(channel.server.clone());
    if let Some(authority) = &channel.authority {
        let certificate = Certificate::from_pem(authority.as_bytes())
            .map_err(|error| Wrong::new(error.to_string(), HINT))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    parameters
        .build_rustls()
        .map(Some)
        .map_err(|error| Wrong::new(error.to_string(), HINT))
}

/// Sends a mail, up to three times where it was certainly not taken.
pub(super) async fn send(
    channel: &Mail,
    message: &Message,
    patience: &Patience,
) -> Result<(), Wrong> {
    let mut tried = 1;
    loop {
        match once(channel, message, patience).await {
            Ok(()) => return Ok(()),
            Err(End::Passing(_)) if tried < TRIES => {}
            Err(End::Passing(wrong) | End::Final(wrong)) => return Err(wrong),
        }
        patience.pause(tried, None).await;
        tried += 1;
    }
}

async fn once(channel: &Mail, message: &Message, patience: &Patience) -> Result<(), End> {
    let mut connection = timeout(patience.deadline, connect(channel, patience))
        .await
        .map_err(|_| {
            End::Passing(Wrong::new(
                "it does not answer in time, also after waiting",
                UNREACHED,
            ))
        })??;
    let lost = |cause: &str| {
        End::Final(Wrong::new(
            format!("it may or may not have taken the mail: {cause}"),
            "Look whether it arrived; the notice is sent again by the next run.",
        ))
    };
    let sent = timeout(
        patience.deadline,
        connection.send(message.envelope(), &message.formatted()),
    )
    .await
    .map_err(|_| lost("there was no answer in time"))?;
    match sent {
        Ok(_) => {
            // The mail is taken; how the conversation ends does not matter.
            drop(timeout(patience.deadline, connection.quit()).await);
            Ok(())
        }
        Err(error) if error.is_transient() => Err(End::Passing(Wrong::new(
            format!("it does not take the mail now ({})", words(&error)),
            AGAIN,
        ))),
        Err(error) if error.is_permanent() => Err(End::Final(Wrong::new(
            format!("it does not take the mail ({})", words(&error)),
            "Check who writes and who reads, and whether the server takes mail of theirs.",
        ))),
        Err(error) => Err(lost(&words(&error))),
    }
}

/// Connects, encrypts, signs in. A password goes over an encrypted connection, or nowhere but to this machine.
async fn connect(channel: &Mail, patience: &Patience) -> Result<AsyncSmtpConnection, End> {
    let name = ClientId::default();
    let protection = protection(channel).map_err(End::Final)?;
    let (at_once, later) = match channel.security {
        MailSecurity::Tls => (protection, None),
        MailSecurity::StartTls => (None, protection),
        MailSecurity::None => (None, None),
    };
    let server = (channel.server.as_str(), channel.port);
    let mut connection =
        AsyncSmtpConnection::connect_tokio1(server, Some(patience.deadline), &name, at_once, None)
            .await
            .map_err(|error| unreached(&error))?;
    if let Some(protection) = later {
        if !connection.can_starttls() {
            return Err(End::Final(Wrong::new(
                "it does not offer STARTTLS, so nothing was sent",
                "Use the port for STARTTLS (usually 587), or TLS (usually 465).",
            )));
        }
        connection
            .starttls(protection, &name)
            .await
            .map_err(|error| unreached(&error))?;
    }
    if let Some(login) = &channel.login {
        let credentials = Credentials::new(login.user.clone(), login.password.expose().to_owned());
        connection
            .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
            .await
            .map_err(|error| not_signed_in(&error))?;
    }
    Ok(connection)
}

fn unreached(error: &Error) -> End {
    let wrong = Wrong::new(format!("it cannot be reached: {}", words(error)), UNREACHED);
    if error.is_tls() || error.is_permanent() {
        End::Final(wrong)
    } else {
        End::Passing(wrong)
    }
}

/// The code alone: an answer to a password may repeat it.
fn not_signed_in(error: &Error) -> End {
    const HINT: &str = "Check user and password of the mail server.";
    match error.status() {
        Some(code) => {
            let wrong = Wrong::new(format!("it refuses to sign in (code {code})"), HINT);
            if error.is_transient() {
                End::Passing(wrong)
            } else {
                End::Final(wrong)
            }
        }
        None if error.is_client() => End::Final(Wrong::new(
            "it offers no way to sign in that attune knows (PLAIN, LOGIN)",
            HINT,
        )),
        None => End::Passing(Wrong::new("it broke off while signing in", HINT)),
    }
}

/// A server's words, on one line.
fn words(error: &Error) -> String {
    plain(&error.to_string())
}
