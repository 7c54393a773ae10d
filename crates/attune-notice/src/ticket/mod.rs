//! Tickets in the service provider's own Autotask: one open ticket a tenant.
//!
//! A ticket is found again by its `externalID`, a field of 50 characters that other systems write and people do not see on
//! most forms. What it tells last stands in the title of attune's latest note, or else in its description: so a notice
//! whose answer was lost is looked up and not repeated.

mod choices;
mod desk;
mod rest;
mod text;

use attune_model::{Credentials, Secret};

use crate::error::Wrong;
use crate::{Batch, Delivery, Patience};

pub use choices::{Choice, TicketChoices};

/// What the channel is called in errors.
pub(crate) const KIND: &str = "ticket";

/// An Autotask database, and how tickets are to be made there.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Replaces the address that is asked for the zone, such as the `rest` address of a simulator.
    pub zone_url: Option<String>,
    /// Key and secret of an API user whose level may view, add and edit tickets and add notes to them.
    pub credentials: Credentials,
    /// The tracking identifier of that API user.
    pub integration_code: Secret,
    /// The numbers of the database's own picklists.
    pub choices: TicketChoices,
}

/// What a new ticket has, and a closed one, as [`TicketChoices`] says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TicketNumbers {
    company: i64,
    status: i64,
    done_status: i64,
    priority: i64,
    queue: Option<i64>,
    due_hours: Option<u32>,
}

/// Why a tenant's ticket is not as it should be.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// Of this ticket.
    One(Wrong),
    /// Of the connection: the others fare no better.
    All(Wrong),
}

impl Trouble {
    fn into_wrong(self) -> Wrong {
        match self {
            Self::One(wrong) | Self::All(wrong) => wrong,
        }
    }
}

/// Makes, notes or closes the ticket of each tenant.
pub(crate) async fn send(channel: &Ticket, batch: &Batch, patience: &Patience) -> Delivery {
    let desk = match desk::Desk::open(channel, patience).await {
        Ok(desk) => desk,
        Err(trouble) => return Delivery::failed(trouble.into_wrong().at(KIND, "Autotask")),
    };
    let mut delivery = Delivery::default();
    for notice in batch.notices() {
        let tenant = &notice.look.tenant;
        let (wrong, ends) = match desk.tell(notice, batch.at()).await {
            Ok(()) => {
                delivery.told.insert(tenant.clone());
                continue;
            }
            Err(Trouble::One(wrong)) => (wrong, false),
            Err(Trouble::All(wrong)) => (wrong, true),
        };
        let Wrong { wrong, hint } = wrong;
        let wrong = Wrong::new(format!("{}: {wrong}", crate::words::plain(tenant)), hint);
        delivery.errors.push(wrong.at(KIND, desk.host()));
        if ends {
            break;
        }
    }
    delivery
}
