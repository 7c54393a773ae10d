//! An API user whose place another one took: REST shows whether it is active.

use attune_model::{ApiUserRef, CredentialSink, Person, Proof, Step};

use super::Look;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn retire_by_hand(
        &mut self,
        step: &Step,
        user: &Person,
        successor: &ApiUserRef,
        sink: &CredentialSink,
    ) -> Result<Achieved, Stop> {
        let evidence = if self.read(user).await?.active {
            self.require_proven(successor, sink).await?;
            self.begin(step, Known::default())?;
            let look = async |tenant: &T| {
                let active = tenant.resource(user.id).await?.map(|seen| seen.active);
                Ok(match active {
                    Some(false) => Look::There(()),
                    Some(true) => Look::Missing(format!("REST still reports {user} as active")),
                    None => Look::Missing(format!("REST does not list {user} any more")),
                })
            };
            let visit = Prompt::Visit { found: None };
            let (by, ()) = self.until(step, visit, look).await?;
            format!("REST reports it as inactive, set by {by}, and its successor signs in")
        } else {
            "REST reports it as inactive already".to_owned()
        };
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence,
            facts: Vec::new(),
        })
    }
}
