//! Inactivates an API user whose place another one took, once that one was seen to sign in.

use std::collections::BTreeMap;

use attune_model::{ApiUserRef, CredentialSink, Field, FieldValue, Person, Proof, Step};

use super::dispatch::Who;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};
use crate::sink::Held;

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn retire_api_user(
        &mut self,
        step: &Step,
        user: &Person,
        successor: &ApiUserRef,
        sink: &CredentialSink,
    ) -> Result<Achieved, Stop> {
        let evidence = if self.read(user).await?.active {
            self.require_proven(successor, sink).await?;
            self.begin(step, Known::default())?;
            match self.who(step) {
                Who::Attune => {
                    self.inactivate(step, user).await?;
                    "REST reports it as inactive, and its successor signs in".to_owned()
                }
                Who::Operator => {
                    let by = self.inactivate_by_hand(step, user).await?;
                    format!("REST reports it as inactive, set by {by}, and its successor signs in")
                }
            }
        } else {
            "REST reports it as inactive already".to_owned()
        };
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence,
            facts: Vec::new(),
        })
    }

    async fn inactivate(&mut self, step: &Step, user: &Person) -> Result<(), Stop> {
        let fields = BTreeMap::from([(Field::IsActive, FieldValue::Flag(false))]);
        self.save_fields(step, user.id, &fields).await?;
        if self.read(user).await?.active {
            return Err(Stop::Failed(format!(
                "Autotask took the change and did not make it: {user} is still active"
            )));
        }
        Ok(())
    }

    /// Waits, where nothing shows that the successor works: its vendor would be left with no API user at all.
    async fn require_proven(
        &self,
        successor: &ApiUserRef,
        sink: &CredentialSink,
    ) -> Result<(), Stop> {
        let id = self.user_id(successor)?;
        let waits = |why: String| {
            Stop::Pending(format!(
                "{why}; the old one stays active until then, or until an operator inactivates it"
            ))
        };
        let resource = self.tenant.resource(id).await?;
        let not_at_hand = format!("the key and secret of {successor} are not at hand");
        let held = match self.held(sink)? {
            Held::AtHand(held) => held,
            Held::NotThere => return Err(waits(not_at_hand)),
            Held::NotAtHand(why) => return Err(waits(format!("{not_at_hand}: {why}"))),
        };
        let Some(resource) = resource else {
            return Err(waits(format!("REST does not list {successor}")));
        };
        if !is_key_of(&held.key, &resource) {
            return Err(waits(format!("the key at hand is not that of {successor}")));
        }
        self.tenant
            .sign_in(&held)
            .await
            .map_err(|error| waits(format!("{successor} was not yet seen to sign in ({error})")))
    }
}
