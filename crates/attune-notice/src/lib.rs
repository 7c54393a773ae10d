//! Tells somebody that drift changed: by webhook, Slack, Teams, mail, or a ticket in Autotask.
//!
//! [`Memory`] knows what each channel was told last, and [`due`] says what it is to be told now: only what changed, and
//! again what it could not be told before. [`send`] tells it. Nothing here looks at a tenant or reads a clock.
//!
//! Names come from tenants that may be hostile, so every one of them is made harmless before it goes into a message. The
//! address of a webhook is a secret; no error repeats more of it than its host.

mod batch;
mod channel;
mod delivery;
mod digest;
mod error;
mod fingerprint;
mod http;
mod link;
mod mail;
mod memory;
mod notice;
mod patience;
mod place;
mod slack;
mod teams;
mod ticket;
mod webhook;
mod words;

pub use batch::{Batch, Counts};
pub use channel::{Channel, Slack, Teams, Webhook, send};
pub use delivery::Delivery;
pub use error::NoticeError;
pub use fingerprint::Fingerprint;
pub use link::Link;
pub use mail::{Login, Mail, MailSecurity};
pub use memory::{Memory, Recipient, Told, due};
pub use notice::{Look, Notice, Standing, State};
pub use patience::Patience;
pub use ticket::{Choice, Ticket, TicketChoices};
pub use webhook::{NoticeDocument, NoticeV1};
