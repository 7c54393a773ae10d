//! An API user whose place another one took: REST shows whether it is active.

use attune_model::{Person, Step};

use super::Look;
use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Has an API user inactivated; who did it.
    pub(in crate::steps) async fn inactivate_by_hand(
        &mut self,
        step: &Step,
        user: &Person,
    ) -> Result<String, Stop> {
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
        Ok(by)
    }
}
