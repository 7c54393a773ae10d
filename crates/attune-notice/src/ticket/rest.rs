//! The calls to Autotask, each within its time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use attune_apply::ports::{ReadError, WriteError};
use attune_autotask::{Autotask, ConnectOptions};
use serde_json::{Map, Value};
use tokio::time::timeout;

use super::{Ticket, Trouble};
use crate::Patience;
use crate::error::Wrong;
use crate::words::plain;

const AGAIN: &str = "The notice is sent again by the next run.";
const LOOK: &str = "Nothing is repeated blindly: the next run looks for it first.";
const RIGHTS: &str = "Check the rights of the API user for tickets and notes, and the numbers of the ticket's picklists.";

/// A record's fields, as REST names them.
pub(super) type Fields = Map<String, Value>;

/// A database's REST API.
#[derive(Debug)]
pub(super) struct Rest {
    autotask: Autotask,
    deadline: Duration,
}

/// How a write ended.
pub(super) enum Written {
    /// Autotask took it.
    Taken,
    /// Nothing was written.
    Refused(Wrong),
    /// It may or may not have been written.
    Lost(Wrong),
}

impl Rest {
    /// Finds the zone; the credentials are not tried yet.
    pub(super) async fn connect(channel: &Ticket, patience: &Patience) -> Result<Self, Trouble> {
        let options = ConnectOptions {
            zone_url: channel.zone_url.clone(),
            credentials: channel.credentials.clone(),
            integration_code: channel.integration_code.clone(),
        };
        let connecting = Autotask::connect_waiting(options, Arc::clone(&patience.wait));
        Ok(Self {
            autotask: read(patience.deadline, connecting).await?,
            deadline: patience.deadline,
        })
    }

    /// Host and port.
    pub(super) fn host(&self) -> &str {
        self.autotask.host()
    }

    /// All records that fit every condition, by number.
    pub(super) async fn records(
        &self,
        path: &str,
        conditions: &[Value],
    ) -> Result<BTreeMap<i64, Fields>, Trouble> {
        read(self.deadline, self.autotask.records(path, conditions)).await
    }

    /// The fields of tickets, with the entries of their lists.
    pub(super) async fn fields_of_tickets(&self) -> Result<Value, Trouble> {
        read(self.deadline, self.autotask.fields_of("Tickets")).await
    }

    /// Makes a record, once.
    pub(super) async fn make(&self, path: &str, fields: Value) -> Written {
        write(self.deadline, self.autotask.make_record(path, fields)).await
    }

    /// Changes a ticket, once.
    pub(super) async fn change_ticket(&self, fields: Value) -> Written {
        write(
            self.deadline,
            self.autotask.change_record("Tickets", fields),
        )
        .await
    }
}

async fn read<T>(
    deadline: Duration,
    call: impl Future<Output = Result<T, ReadError>>,
) -> Result<T, Trouble> {
    match timeout(deadline, call).await {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(error)) => Err(trouble(&error)),
        Err(_) => Err(Trouble::All(Wrong::new(
            "there was no answer in time",
            AGAIN,
        ))),
    }
}

async fn write(deadline: Duration, call: impl Future<Output = Result<(), WriteError>>) -> Written {
    let lost = |cause: &str| {
        Written::Lost(Wrong::new(
            format!("it may or may not have been written: {}", plain(cause)),
            LOOK,
        ))
    };
    match timeout(deadline, call).await {
        Ok(Ok(())) => Written::Taken,
        Ok(Err(WriteError::Refused(words))) => Written::Refused(Wrong::new(plain(&words), RIGHTS)),
        Ok(Err(WriteError::Lost(cause))) => lost(&cause),
        Err(_) => lost("there was no answer in time"),
    }
}

/// Whether only this ticket is concerned: Autotask's own words may be about it.
fn trouble(error: &ReadError) -> Trouble {
    let says = plain(&error.to_string());
    match error {
        ReadError::Answer { .. } => Trouble::One(Wrong::new(says, RIGHTS)),
        ReadError::RightMissing { .. } => Trouble::All(Wrong::new(says, RIGHTS)),
        ReadError::CredentialsRefused { .. }
        | ReadError::IntegrationCodeRefused { .. }
        | ReadError::UnknownZone { .. } => Trouble::All(Wrong::new(
            says,
            "Check key, secret and integration code, and whether the API user is locked.",
        )),
        ReadError::Unreachable { .. }
        | ReadError::Throttled { .. }
        | ReadError::Maintenance { .. }
        | ReadError::Partial { .. }
        | ReadError::Unreadable { .. } => Trouble::All(Wrong::new(says, AGAIN)),
    }
}
