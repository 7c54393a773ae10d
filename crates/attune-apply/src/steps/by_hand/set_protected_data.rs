//! The boxes of the page `Protected Data Permission`: REST shows nothing of them.

use attune_model::{Proof, Step};

use crate::executor::{Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(in crate::steps) async fn ticked_by_hand(
        &mut self,
        step: &Step,
    ) -> Result<(Proof, String), Stop> {
        self.begin(step, Known::default())?;
        let by = self.ask(step, Prompt::Visit { found: None }).await?;
        let evidence = format!("{by} says that the boxes are set; REST never shows them");
        Ok((Proof::Attested, evidence))
    }
}
