//! What shows that a replaced secret is the one in force: the new one and the old one are both tried.

use attune_model::{Proof, Step};

use super::rotation::{Delivered, Rotation};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Fact;
use crate::ports::{ActAs, ActError, Console, ResourceWrite, TenantRead};
use crate::sink::Held;

/// How saving the form was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// As done.
    Saved,
    /// Not at all.
    Lost,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Shows that the new secret works and the old one does not, and removes the old one.
    pub(super) async fn prove_secret(
        &mut self,
        step: &Step,
        rotation: &Rotation<'_>,
        new: &Delivered,
        answered: Answered,
    ) -> Result<Achieved, Stop> {
        let both = format!(
            "the new secret is in {}, the old one in {}",
            self.credentials.place(rotation.sink),
            self.credentials.place(&rotation.aside)
        );
        match (self.tenant.sign_in(&new.credentials).await, answered) {
            (Ok(()), _) => self.end_of_old(rotation).await,
            (Err(error @ ActError::IdentifierRefused(_)), Answered::Saved) => {
                Ok(self.unseen_secret(rotation, &error))
            }
            (Err(error @ ActError::CredentialsRefused), Answered::Saved)
                if new.may_be_bound && !self.old_works(rotation).await =>
            {
                Ok(self.unseen_secret(rotation, &error))
            }
            (Err(ActError::CredentialsRefused), Answered::Lost)
                if self.old_works(rotation).await =>
            {
                let why = "the answer to the page was lost, and the form was not saved: the old secret still signs in. Apply again";
                Err(self.taken_back(step, rotation, Stop::Failed(why.to_owned())))
            }
            (Err(error), Answered::Saved) => Err(Stop::Failed(format!(
                "the page took the new secret, and it does not sign in ({error}); it can take some minutes. {both}; apply again"
            ))),
            (Err(error), Answered::Lost) => Err(Stop::Failed(format!(
                "it is not known whether the new secret was saved ({error}). {both}; apply again"
            ))),
        }
    }

    /// The old secret is tried once, since failed sign-ins lock an API user in the end, and must be refused.
    async fn end_of_old(&mut self, rotation: &Rotation<'_>) -> Result<Achieved, Stop> {
        let Rotation { user, aside, .. } = rotation;
        let not_shown = |why: &str| format!("; that the old one is refused was not shown: {why}");
        let old = match self.credentials.load(aside)? {
            Held::AtHand(old) => match self.tenant.sign_in(&old).await {
                Err(ActError::CredentialsRefused) => ", and the old one is refused".to_owned(),
                Ok(()) => {
                    return Err(Stop::Failed(format!(
                        "the new secret of {user} signs in, and the old secret still works too; it is in {}. Apply again to \
                         look once more",
                        self.credentials.place(aside)
                    )));
                }
                Err(
                    error @ (ActError::IdentifierRefused(_)
                    | ActError::Refused(_)
                    | ActError::Lost(_)),
                ) => not_shown(&error.to_string()),
            },
            Held::NotThere => not_shown("it was not in the sink"),
            Held::NotAtHand(why) => not_shown(&format!("it was not at hand ({why})")),
        };
        let left = if self.credentials.remove(aside)? {
            String::new()
        } else {
            format!(
                "; {} still keeps the old one, which opens nothing any more",
                self.credentials.place(aside)
            )
        };
        Ok(rotation.achieved(
            Proof::RestBehaviour,
            format!("signs in with the new secret{old}{left}"),
        ))
    }

    /// Only the vendor's own identifier opens the API user: the page's word stands, and the old secret is kept.
    fn unseen_secret(&self, rotation: &Rotation<'_>, error: &ActError) -> Achieved {
        rotation.achieved(
            Proof::Unverified,
            format!(
                "the form was saved with the new secret; that it signs in was not seen: with attune's own tracking identifier \
                 {error}, and only the vendor knows its identifier. The old one is kept in {}: remove it when the vendor's calls come in",
                self.credentials.place(&rotation.aside)
            ),
        )
    }
}

impl Rotation<'_> {
    fn achieved(&self, proof: Proof, evidence: String) -> Achieved {
        Achieved {
            proof,
            evidence,
            facts: vec![Fact::ApiUser {
                handle: self.handle.clone(),
                id: self.user.id,
                tracking: None,
                fields: [].into(),
            }],
        }
    }
}
