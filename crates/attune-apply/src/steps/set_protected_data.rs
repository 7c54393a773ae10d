//! Sets an API user's boxes on the page `Protected Data Permission` and opens the page again.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{ApiUserRef, Handle, Proof, Step};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn set_protected_data(
        &mut self,
        step: &Step,
        handle: &Handle,
        user: &ApiUserRef,
        before: Option<&BTreeSet<ProtectedData>>,
        after: &BTreeSet<ProtectedData>,
    ) -> Result<Achieved, Stop> {
        let id = self.user_id(user)?;
        let target = with_implied(after);
        let found = self.console.read_protected_data(id).await?;
        if found != target {
            if let Some(before) = before
                && found != with_implied(before)
            {
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
            match self.console.set_protected_data(id, &target).await {
                // Whether it was saved shows when the page is opened again.
                Ok(()) | Err(ConsoleError::Lost(_)) => {}
                Err(error) => return Err(error.into()),
            }
            let shown = self.console.read_protected_data(id).await?;
            if shown != target {
                return Err(Stop::Failed(format!(
                    "after saving, the page shows otherwise: for {user}, {}",
                    ticked(&shown)
                )));
            }
        }
        Ok(Achieved {
            proof: Proof::ConsoleReread,
            evidence: format!("opened again, the page shows that {}", ticked(&target)),
            facts: vec![Fact::ProtectedData {
                handle: handle.clone(),
                id,
                boxes: after.clone(),
            }],
        })
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
