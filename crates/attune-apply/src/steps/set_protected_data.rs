//! Sets an API user's boxes on the page `Protected Data Permission` and opens the page again.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{ApiUserRef, Handle, Proof, Step};

use super::answer;
use super::dispatch::Who;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn set_protected_data(
        &mut self,
        step: &Step,
        handle: &Handle,
        user: &ApiUserRef,
        before: Option<&BTreeSet<ProtectedData>>,
        after: &BTreeSet<ProtectedData>,
    ) -> Result<Achieved, Stop> {
        let id = self.user_id(user)?;
        let (proof, evidence) = match self.who(step) {
            Who::Attune => {
                let target = with_implied(after);
                self.tick(step, user, before, &target).await?;
                let evidence = format!("opened again, the page shows that {}", ticked(&target));
                (Proof::ConsoleReread, evidence)
            }
            Who::Operator => self.ticked_by_hand(step).await?,
        };
        Ok(Achieved {
            proof,
            evidence,
            facts: vec![Fact::ProtectedData {
                handle: handle.clone(),
                id,
                boxes: after.clone(),
            }],
        })
    }

    async fn tick(
        &mut self,
        step: &Step,
        user: &ApiUserRef,
        before: Option<&BTreeSet<ProtectedData>>,
        target: &BTreeSet<ProtectedData>,
    ) -> Result<(), Stop> {
        let id = self.user_id(user)?;
        let found = self.console.read_protected_data(id).await?;
        if found == *target {
            return Ok(());
        }
        if before.is_some_and(|before| found != with_implied(before)) {
            return Err(Stop::Failed(format!(
                "for {user}, {}, and the plan took it to be otherwise; plan again",
                ticked(&found)
            )));
        }
        let known = Known {
            protected_data: Some(found),
            ..Known::default()
        };
        self.begin(step, known)?;
        answer::of_page(self.console.set_protected_data(id, target).await)?;
        let shown = self.console.read_protected_data(id).await?;
        if shown != *target {
            return Err(Stop::Failed(format!(
                "after saving, the page shows otherwise: for {user}, {}",
                ticked(&shown)
            )));
        }
        Ok(())
    }
}

/// The boxes, with those that ticking them ticks as well: the page cannot hold them otherwise.
fn with_implied(boxes: &BTreeSet<ProtectedData>) -> BTreeSet<ProtectedData> {
    boxes
        .iter()
        .flat_map(|it| it.implies().iter().chain([it]))
        .copied()
        .collect()
}

fn ticked(boxes: &BTreeSet<ProtectedData>) -> String {
    let labels: Vec<&str> = boxes.iter().map(|it| it.label()).collect();
    match labels.as_slice() {
        [] => "no box is ticked".to_owned(),
        [label] => format!("\"{label}\" is ticked"),
        labels => format!("\"{}\" are ticked", labels.join("\", \"")),
    }
}
