//! The mail itself.

use std::fmt::Write as _;
use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{MultiPart, SinglePart};
use maud::html;

use super::Parties;
use crate::digest::Digest;
use crate::error::Wrong;
use crate::fingerprint::digest;
use crate::words::cut;
use crate::{Batch, Notice};

/// The most bytes of a mail; servers take more, readers do not.
const BYTES: usize = 256 * 1024;

/// The most characters of a subject.
const SUBJECT: usize = 120;

/// Nothing of a tenant is in a header but the subject, which is one line of printable characters, and digests.
pub(super) fn of(parties: &Parties, batch: &Batch, digest: &Digest) -> Result<Message, Wrong> {
    let Parties { from, to } = parties;
    let domain = from.email.domain();
    let thread = thread(batch, domain);
    let id = batch.id();
    let mut builder = Message::builder()
        .from(from.clone())
        .subject(cut(&format!("attune: {}", digest.subject()), SUBJECT))
        .date(SystemTime::from(batch.at()))
        .message_id(Some(format!("<attune.{id}@{domain}>")))
        .in_reply_to(thread.clone())
        .references(thread)
        // RFC 3834: nobody's absence answers.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    for reader in to {
        builder = builder.to(reader.clone());
    }
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(text(digest));
    let page = SinglePart::builder()
        .header(ContentType::TEXT_HTML)
        .body(page(digest));
    let parts = MultiPart::alternative()
        .boundary(format!("attune-{id}"))
        .singlepart(text)
        .singlepart(page);
    builder.multipart(parts).map_err(|error| {
        Wrong::new(
            format!("the mail cannot be written ({error})"),
            "Check who writes and who reads.",
        )
    })
}

/// Whether it is short enough; what is wrong otherwise does not get better by cutting.
pub(super) fn fits(message: &Result<Message, Wrong>) -> bool {
    message
        .as_ref()
        .map_or(true, |message| message.formatted().len() <= BYTES)
}

/// What all mails about one tenant answer to, so that programs show them together. It is no mail that was ever sent. Mails about several
/// tenants have one of their own.
fn thread(batch: &Batch, domain: &str) -> String {
    let about = match batch.notices() {
        [Notice { look, .. }] => digest(["tenant", look.tenant.as_str()]),
        _ => digest(["tenants"]),
    };
    format!("<attune.thread.{about}@{domain}>")
}

fn text(digest: &Digest) -> String {
    let Digest {
        headline,
        when,
        sections,
        more,
    } = digest;
    let mut text = format!("{headline}\n");
    for section in sections {
        let _ = writeln!(text, "\n{}", section.title);
        for line in &section.lines {
            let _ = writeln!(text, "  - {line}");
        }
        if let Some(link) = &section.link {
            let _ = writeln!(text, "  {link}");
        }
    }
    if let Some(more) = more {
        let _ = writeln!(text, "\n{more}");
    }
    let _ = writeln!(text, "\n-- \nattune, {when}");
    text
}

fn page(digest: &Digest) -> String {
    let Digest {
        headline,
        when,
        sections,
        more,
    } = digest;
    html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (headline) } }
            body {
                h1 style="font-size:1.2em" { (headline) }
                @for section in sections {
                    h2 style="font-size:1em" { (section.title) }
                    @if !section.lines.is_empty() {
                        ul { @for line in &section.lines { li { (line) } } }
                    }
                    @if let Some(link) = &section.link {
                        p { a href=(link.to_string()) { "Read more" } }
                    }
                }
                @if let Some(more) = more { p { (more) } }
                p style="color:#666" { "attune, " (when) }
            }
        }
    }
    .into_string()
}
