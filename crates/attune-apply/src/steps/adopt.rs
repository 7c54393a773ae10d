//! Takes what is there already for attune's: REST lists it, the ledger notes it.

use attune_model::{Handle, LevelId, LevelName, Person, Proof, Tracking};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Fact;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn adopt_level(
        &mut self,
        handle: &Handle,
        id: LevelId,
        name: &LevelName,
    ) -> Result<Achieved, Stop> {
        let levels = self.tenant.resource_metadata().await?.levels;
        if levels.get(&id).is_none_or(|level| level.name != *name) {
            return Err(Stop::Failed(format!(
                "REST does not list level {id} as \"{name}\" any more; plan again"
            )));
        }
        Ok(adopted(
            format!("REST lists it as level {id}; it is attune's from now on"),
            Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: None,
            },
        ))
    }

    pub(super) async fn adopt_api_user(
        &mut self,
        handle: &Handle,
        user: &Person,
        tracking: Option<&Tracking>,
    ) -> Result<Achieved, Stop> {
        self.read(user).await?;
        Ok(adopted(
            format!(
                "REST lists it as resource {}; it is attune's from now on",
                user.id
            ),
            Fact::ApiUser {
                handle: handle.clone(),
                id: user.id,
                tracking: tracking.cloned(),
                fields: [].into(),
            },
        ))
    }
}

fn adopted(evidence: String, fact: Fact) -> Achieved {
    Achieved {
        proof: Proof::RestFact,
        evidence,
        facts: vec![fact],
    }
}
