//! Inactivates an API user whose place another one took, once that one was seen to sign in.

use std::collections::BTreeMap;

use attune_model::{ApiUserRef, Channel, CredentialSink, Field, FieldValue, Person, Proof, Step};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead, WriteError};
use crate::sink::Held;

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn retire_api_user(
        &mut self,
        step: &Step,
        user: &Person,
        successor: &ApiUserRef,
        sink: &CredentialSink,
    ) -> Result<Achieved, Stop> {
        let is_active = self.read(user).await?.active;
        if is_active {
            self.require_proven(successor, sink).await?;
            let fields = BTreeMap::from([(Field::IsActive, FieldValue::Flag(false))]);
            self.begin(step, Known::default())?;
            match step.channel {
                Channel::Rest => match self.tenant.patch_resource(user.id, &fields).await {
                    Ok(()) | Err(WriteError::Lost(_)) => {}
                    Err(error @ WriteError::Refused(_)) => {
                        return Err(Stop::Failed(error.to_string()));
                    }
                },
                Channel::Operator => match self.console.update_api_user(user.id, &fields).await {
                    Ok(()) | Err(ConsoleError::Lost(_)) => {}
                    Err(error) => return Err(error.into()),
                },
            }
            if self.read(user).await?.active {
                return Err(Stop::Failed(format!(
                    "Autotask took the change and did not make it: {user} is still active"
                )));
            }
        }
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence: if is_active {
                "REST reports it as inactive, and its successor signs in".to_owned()
            } else {
                "REST reports it as inactive already".to_owned()
            },
            facts: Vec::new(),
        })
    }

    /// Waits, where nothing shows that the successor works: its vendor would be left with no API user at all.
    pub(super) async fn require_proven(
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
