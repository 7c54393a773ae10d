//! The boxes of the page `Protected Data Permission`: REST shows nothing of them.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{ApiUserRef, Handle, Proof, Step};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn protected_data_by_hand(
        &mut self,
        step: &Step,
        handle: &Handle,
        user: &ApiUserRef,
        after: &BTreeSet<ProtectedData>,
    ) -> Result<Achieved, Stop> {
        let id = self.user_id(user)?;
        self.begin(step, Known::default())?;
        let by = self.ask(step, Prompt::Visit { found: None }).await?;
        Ok(Achieved {
            proof: Proof::Attested,
            evidence: format!("{by} says that the boxes are set; REST never shows them"),
            facts: vec![Fact::ProtectedData {
                handle: handle.clone(),
                id,
                boxes: after.clone(),
            }],
        })
    }
}
