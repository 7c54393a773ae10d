//! How an operator carries a change out: look, begin, tell and ask, look again over REST.
//!
//! What REST cannot show stands on the operator's word, by name ([`Proof::Attested`]); a later capture of the page
//! supersedes it.

mod assign_level;
mod copy_level;
mod create_api_user;
mod edit_level;
mod retire_api_user;
mod rotate_secret;
mod set_protected_data;
mod typed;
mod update_api_user;

use attune_model::{Proof, Step};

use super::reread;
use crate::executor::{Executor, Stop};
use crate::ports::{
    ActAs, Answer, Console, Operator as _, Prompt, ReadError, ResourceWrite, TenantRead,
};

/// What REST shows after an operator said that something is done.
enum Look<S> {
    /// It is there.
    There(S),
    /// It is not, or not yet: what is there instead.
    Missing(String),
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Tells and asks until REST shows it; who did it, and what was seen.
    async fn until<S>(
        &mut self,
        step: &Step,
        first: Prompt<'_>,
        look: impl AsyncFn(&T) -> Result<Look<S>, ReadError>,
    ) -> Result<(String, S), Stop> {
        let mut by = self.ask(step, first).await?;
        loop {
            let missing = match look(self.tenant).await {
                Ok(Look::There(seen)) => return Ok((by, seen)),
                Ok(Look::Missing(missing)) => missing,
                Err(error) => format!("attune could not look: {error}"),
            };
            let again = Prompt::Again { missing: &missing };
            by = self.ask(step, again).await?;
        }
    }

    /// Asks once; who says that it is done.
    async fn ask(&mut self, step: &Step, ask: Prompt<'_>) -> Result<String, Stop> {
        let Some(operator) = self.console.operator() else {
            return Err(Stop::Halted);
        };
        match operator.ask(step, ask).await {
            Answer::Done { by } if by.trim().is_empty() => Err(Stop::Pending(
                "nobody put a name to it, and REST does not show all of it".to_owned(),
            )),
            Answer::Done { by } => Ok(by),
            Answer::Skip { why: None } => Err(Stop::Pending("skipped by the operator".to_owned())),
            Answer::Skip { why: Some(why) } => {
                Err(Stop::Pending(format!("skipped by the operator: {why}")))
            }
            Answer::Stop => Err(Stop::Halted),
        }
    }
}

/// What shows cells: nothing but somebody's word, where there are any.
fn proof_of_cells(count: usize) -> Proof {
    if count == 0 {
        Proof::RestFact
    } else {
        Proof::Attested
    }
}

/// `; Pat says that all 3 values are set`, where there are cells.
fn word_on_cells(by: &str, count: usize) -> String {
    match count {
        0 => String::new(),
        1 => format!("; {by} says that the value is set"),
        count => format!("; {by} says that {} are set", reread::values(count)),
    }
}
