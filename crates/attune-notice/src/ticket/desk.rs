//! One open ticket a tenant: looked up, made, noted, closed.

use attune_model::Timestamp;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::rest::{Fields, Rest, Written};
use super::text::{body, mark, mark_in, marker, note_title, ticket_title};
use super::{Ticket, TicketNumbers, Trouble};
use crate::error::Wrong;
use crate::{Notice, Patience, State};

/// `noteType` of a note: task summary, in the picklist that a public integration recorded from its tenant.
const NOTE_TYPE: i64 = 1;

/// `publish` of a note: the internal project team, so that no customer reads it.
const PUBLISH: i64 = 2;

/// The tickets of one database.
pub(super) struct Desk {
    rest: Rest,
    numbers: TicketNumbers,
}

/// An open ticket of a tenant.
struct Open {
    number: i64,
    /// Who made it: attune's own API user.
    creator: Option<Value>,
    description: String,
}

impl Desk {
    pub(super) async fn open(channel: &Ticket, patience: &Patience) -> Result<Self, Trouble> {
        let rest = Rest::connect(channel, patience).await?;
        let numbers = channel.choices.numbers(&rest).await?;
        Ok(Self { rest, numbers })
    }

    /// Host and port.
    pub(super) fn host(&self) -> &str {
        self.rest.host()
    }

    /// Makes the tenant's ticket say how the tenant stands. Doing so twice changes nothing.
    pub(super) async fn tell(&self, notice: &Notice, at: Timestamp) -> Result<(), Trouble> {
        let marker = marker(&notice.look.tenant);
        let state = notice.look.standing.state();
        let Some(open) = self.find(&marker).await? else {
            // A ticket only to say that nothing is wrong helps nobody.
            return match state {
                State::InSync => Ok(()),
                State::Drifted(_) | State::CouldNotLook => self.create(notice, at, &marker).await,
            };
        };
        let mark = mark(&marker, &state);
        if self.told(&open, &marker).await?.as_deref() != Some(mark.as_str()) {
            self.note(&open, notice, at, &marker, &mark).await?;
        }
        match state {
            State::InSync => self.close(open.number).await,
            State::Drifted(_) | State::CouldNotLook => Ok(()),
        }
    }

    /// The open ticket with this marker; the oldest, should there be several. What is done or complete is history.
    async fn find(&self, marker: &str) -> Result<Option<Open>, Trouble> {
        let conditions = [
            json!({"op": "eq", "field": "externalID", "value": marker}),
            json!({"op": "noteq", "field": "status", "value": self.numbers.done_status}),
        ];
        let rows = self.rest.records("Tickets/query", &conditions).await?;
        let mut open = rows.into_iter().filter(|(_, row)| {
            text(row, "externalID") == Some(marker) && is_empty(row, "completedDate")
        });
        Ok(open.next().map(|(number, row)| Open {
            number,
            creator: row.get("creatorResourceID").cloned(),
            description: text(&row, "description").unwrap_or_default().to_owned(),
        }))
    }

    /// The mark of what the ticket tells last. Notes of others do not count: customers can write some.
    async fn told(&self, open: &Open, marker: &str) -> Result<Option<String>, Trouble> {
        let of_ticket = json!({"op": "eq", "field": "ticketID", "value": open.number});
        let rows = self.rest.records("TicketNotes/query", &[of_ticket]).await?;
        let own = |row: &&Fields| row.get("creatorResourceID") == open.creator.as_ref();
        let latest = rows
            .values()
            .rev()
            .filter(own)
            .find_map(|row| mark_in(text(row, "title")?, marker));
        Ok(latest
            .or_else(|| mark_in(&open.description, marker))
            .map(ToOwned::to_owned))
    }

    async fn create(&self, notice: &Notice, at: Timestamp, marker: &str) -> Result<(), Trouble> {
        let TicketNumbers {
            company,
            status,
            done_status: _,
            priority,
            queue,
            due_hours,
        } = self.numbers;
        let mark = mark(marker, &notice.look.standing.state());
        let mut ticket = json!({
            "title": ticket_title(&notice.look.tenant, marker),
            "description": body(notice, at, &mark),
            "externalID": marker,
            "companyID": company,
            "status": status,
            "priority": priority,
        });
        if let Some(queue) = queue {
            ticket["queueID"] = json!(queue);
        }
        if let Some(due) = due_hours.and_then(|hours| at.checked_add(i64::from(hours).hours()).ok())
        {
            ticket["dueDateTime"] = json!(due);
        }
        match self.rest.make("Tickets", ticket).await {
            Written::Taken => Ok(()),
            Written::Refused(wrong) => Err(Trouble::One(wrong)),
            Written::Lost(wrong) => match self.find(marker).await? {
                Some(_) => Ok(()),
                None => Err(Trouble::One(wrong)),
            },
        }
    }

    async fn note(
        &self,
        open: &Open,
        notice: &Notice,
        at: Timestamp,
        marker: &str,
        mark: &str,
    ) -> Result<(), Trouble> {
        let note = json!({
            "ticketID": open.number,
            "title": note_title(notice, mark),
            "description": body(notice, at, mark),
            "noteType": NOTE_TYPE,
            "publish": PUBLISH,
        });
        // A note is created below its ticket and queried at the top level (`rest.md` 5).
        let path = format!("Tickets/{}/Notes", open.number);
        match self.rest.make(&path, note).await {
            Written::Taken => Ok(()),
            Written::Refused(wrong) => Err(Trouble::One(wrong)),
            Written::Lost(wrong) => {
                if self.told(open, marker).await?.as_deref() == Some(mark) {
                    Ok(())
                } else {
                    Err(Trouble::One(wrong))
                }
            }
        }
    }

    /// Sets the status and looks: a 200 is no proof, since workflow rules may set a value back (`rest.md` 5).
    async fn close(&self, number: i64) -> Result<(), Trouble> {
        let done = self.numbers.done_status;
        let change = json!({"id": number, "status": done});
        let written = self.rest.change_ticket(change).await;
        if let Written::Refused(wrong) = written {
            return Err(Trouble::One(wrong));
        }
        let numbered = json!({"op": "eq", "field": "id", "value": number});
        let rows = self.rest.records("Tickets/query", &[numbered]).await?;
        let closed = rows
            .values()
            .any(|row| row.get("status") == Some(&json!(done)) || !is_empty(row, "completedDate"));
        if closed {
            return Ok(());
        }
        Err(Trouble::One(match written {
            Written::Lost(wrong) => wrong,
            Written::Taken | Written::Refused(_) => Wrong::new(
                format!("ticket {number} is still open after it was closed"),
                "Look for a workflow rule that sets its status back, and check the number of the status.",
            ),
        }))
    }
}

fn text<'a>(row: &'a Fields, field: &str) -> Option<&'a str> {
    row.get(field)?.as_str()
}

fn is_empty(row: &Fields, field: &str) -> bool {
    row.get(field).is_none_or(Value::is_null)
}
