//! Shows that an API user writes as a person: the last step of the vendors' walkthroughs.

use attune_model::{CheckTask, Credentials, Person, Proof, Step};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{
    ActAs, ActError, Authorship, Console, NewNote, NewTicket, ResourceWrite, TenantRead,
};
use crate::sink::Held;

/// A check that was begun.
struct Test<'a> {
    task: &'a CheckTask,
    credentials: Credentials,
    /// By which the ticket and the note are recognised.
    title: String,
    /// Whether an earlier attempt may have made them.
    again: bool,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn check(&mut self, step: &Step, task: &CheckTask) -> Result<Achieved, Stop> {
        let credentials = match self.held(&task.credentials)? {
            Held::AtHand(credentials) => credentials,
            Held::NotThere => {
                return Err(Stop::Failed(format!(
                    "{} is not there, so nobody can sign in as {}",
                    self.credentials.place(&task.credentials),
                    task.api_user
                )));
            }
            Held::NotAtHand(why) => {
                return Err(Stop::Pending(format!(
                    "nobody can sign in as {}, whose key and secret are not at hand: {why}",
                    task.api_user
                )));
            }
        };
        let again = self.ledger.memory().begun.contains_key(&step.id);
        let known = Known {
            marker: Some(format!(
                "attune check {} {}",
                task.handle,
                self.ledger.run()
            )),
            ..Known::default()
        };
        let begun = self.begin(step, known)?;
        let test = Test {
            task,
            credentials,
            title: begun.known.marker.unwrap_or_default(),
            again,
        };
        let ticket = self.ticket(step, &test).await?;
        let note = self.remark(&test, ticket).await?;
        let by_ticket = self.tenant.author_of_ticket(ticket).await.map_err(act)?;
        let by_note = self
            .tenant
            .author_of_note(ticket, note)
            .await
            .map_err(act)?;
        require_author("ticket", ticket, &by_ticket, &task.acts_as)?;
        require_author("note", note, &by_note, &task.acts_as)?;
        Ok(Achieved {
            proof: Proof::RestBehaviour,
            evidence: format!(
                "REST reports {} as author of ticket {ticket} and note {note}, written by {}",
                task.acts_as.name, task.api_user
            ),
            facts: vec![Fact::Passed {
                handle: task.handle.clone(),
                relies_on: task.relies_on.clone(),
            }],
        })
    }

    /// The ticket of an earlier attempt, or a new one.
    async fn ticket(&mut self, step: &Step, test: &Test<'_>) -> Result<i64, Stop> {
        // By its title, not by the number that was noted: a number can be answered and the ticket not be there.
        let found = if test.again {
            self.tenant.find_ticket(&test.title).await.map_err(act)?
        } else {
            None
        };
        let id = match found {
            Some(id) => id,
            None => self.new_ticket(test).await?,
        };
        self.note(step, Fact::Ticket { id })?;
        Ok(id)
    }

    async fn new_ticket(&self, test: &Test<'_>) -> Result<i64, Stop> {
        let Test {
            task,
            credentials,
            title,
            again: _,
        } = test;
        let ticket = NewTicket {
            title,
            numbers: &task.ticket,
        };
        match self
            .tenant
            .create_ticket(credentials, task.acts_as.id, &ticket)
            .await
        {
            Ok(id) => Ok(id),
            Err(ActError::Lost(why)) => {
                let found = self.tenant.find_ticket(title).await.map_err(act)?;
                found.ok_or_else(|| not_there("ticket", &why))
            }
            Err(error) => Err(Stop::Failed(format!(
                "{} may not create a ticket as {}: {error}",
                task.api_user, task.acts_as
            ))),
        }
    }

    /// The note of an earlier attempt, or a new one.
    async fn remark(&self, test: &Test<'_>, ticket: i64) -> Result<i64, Stop> {
        let Test {
            task,
            credentials,
            title,
            again,
        } = test;
        if *again && let Some(id) = self.tenant.find_note(ticket, title).await.map_err(act)? {
            return Ok(id);
        }
        let note = NewNote {
            ticket,
            title,
            text: "Written by attune to show that this integration may write as this person. The ticket can be closed.",
        };
        match self
            .tenant
            .create_note(credentials, task.acts_as.id, &note)
            .await
        {
            Ok(id) => Ok(id),
            Err(ActError::Lost(why)) => {
                let found = self.tenant.find_note(ticket, title).await.map_err(act)?;
                found.ok_or_else(|| not_there("note", &why))
            }
            Err(error) => Err(Stop::Failed(format!(
                "{} may not write a note as {}: {error}",
                task.api_user, task.acts_as
            ))),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn act(error: ActError) -> Stop {
    Stop::Failed(error.to_string())
}

fn not_there(what: &str, lost: &str) -> Stop {
    Stop::Failed(format!(
        "no {what} appeared, and the answer was lost ({lost})"
    ))
}

fn require_author(what: &str, id: i64, by: &Authorship, person: &Person) -> Result<(), Stop> {
    if by.creator == Some(person.id) {
        return Ok(());
    }
    let author = by.creator.map_or_else(
        || "nobody".to_owned(),
        |author| format!("resource {author}"),
    );
    Err(Stop::Failed(format!(
        "{what} {id} names {author} as author, not {person}: impersonation does not work"
    )))
}
