//! What a ticket is to have, by numbers or by the names that people know.

use serde_json::{Value, json};

use super::rest::Rest;
use super::{TicketNumbers, Trouble};
use crate::error::Wrong;

/// What a new ticket has, and a closed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketChoices {
    /// `companyID`: whose ticket it is. 0 is the service provider's own company; that of a customer may show the ticket there.
    pub company: Choice,
    /// `status` of a new ticket; 1 is New.
    pub status: Choice,
    /// `status` of a ticket whose tenant is in sync again; 5 is Complete.
    pub done_status: Choice,
    /// `priority`.
    pub priority: Choice,
    /// `queueID`, where the database demands one.
    pub queue: Option<Choice>,
    /// `dueDateTime`, in hours after the run, where the database demands one.
    pub due_hours: Option<u32>,
}

/// One of several things of an Autotask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// By its number.
    Number(i64),
    /// By its name, as the list of a form shows it; a company by its whole name.
    Name(String),
}

const HINT: &str = "Write the name as Autotask shows it, or the number.";

impl TicketChoices {
    /// The numbers; Autotask is asked where there are names. At most one request for the lists, and one for the company.
    pub(super) async fn numbers(&self, rest: &Rest) -> Result<TicketNumbers, Trouble> {
        let Self {
            company,
            status,
            done_status,
            priority,
            queue,
            due_hours,
        } = self;
        let listed = [
            Some(status),
            Some(done_status),
            Some(priority),
            queue.as_ref(),
        ];
        let by_name = |choice: &&Choice| matches!(choice, Choice::Name(_));
        let lists = if listed.iter().flatten().any(by_name) {
            rest.fields_of_tickets().await?
        } else {
            Value::Null
        };
        Ok(TicketNumbers {
            company: match company {
                Choice::Number(number) => *number,
                Choice::Name(name) => company_of(rest, name).await?,
            },
            status: of_list(&lists, "status", status)?,
            done_status: of_list(&lists, "status", done_status)?,
            priority: of_list(&lists, "priority", priority)?,
            queue: match queue {
                None => None,
                Some(queue) => Some(of_list(&lists, "queueID", queue)?),
            },
            due_hours: *due_hours,
        })
    }
}

/// The number of the one company with this name.
async fn company_of(rest: &Rest, name: &str) -> Result<i64, Trouble> {
    let named = json!({"op": "eq", "field": "companyName", "value": name});
    let rows = rest.records("Companies/query", &[named]).await?;
    match rows.keys().collect::<Vec<_>>()[..] {
        [number] => Ok(*number),
        [] => Err(none("companies", name)),
        [_, _, ..] => Err(wrong(format!("it has several companies named \"{name}\""))),
    }
}

/// The number of an entry of a list: an active one, where there are several with this name.
fn of_list(lists: &Value, field: &str, choice: &Choice) -> Result<i64, Trouble> {
    let name = match choice {
        Choice::Number(number) => return Ok(*number),
        Choice::Name(name) => name,
    };
    let fields = lists["fields"].as_array();
    let field_of = fields.and_then(|fields| fields.iter().find(|one| one["name"] == field));
    let values = field_of.and_then(|field| field["picklistValues"].as_array());
    let named = |value: &&Value| value["label"] == name.as_str();
    let mut found: Vec<&Value> = values.into_iter().flatten().filter(named).collect();
    found.sort_by_key(|value| value["isActive"] != true);
    let number = found.first().and_then(|value| {
        let number = &value["value"];
        number.as_i64().or_else(|| number.as_str()?.parse().ok())
    });
    number.ok_or_else(|| none(&format!("entries of {field}"), name))
}

fn none(what: &str, name: &str) -> Trouble {
    wrong(format!("none of its {what} is named \"{name}\""))
}

fn wrong(wrong: String) -> Trouble {
    Trouble::All(Wrong::new(wrong, HINT))
}
