//! Another secret for an API user that is there: generated, read, and saved with nothing else on the form changed.

use attune_apply::ports::ConsoleError;
use attune_model::{Credentials, ResourceId, Secret};

use super::desk::Desk;
use super::fill::require_only;
use super::generated::SECRET;
use super::trouble::Trouble;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::ApiUserReading;

const KIND: PageKind = PageKind::ApiUser;

impl Desk {
    /// Opens the form and has a secret made. The form stays open.
    pub(super) async fn draft_secret(
        &mut self,
        id: ResourceId,
    ) -> Result<Credentials, ConsoleError> {
        match self.new_secret(id).await {
            Ok(credentials) => {
                self.secret_of = Some(id);
                Ok(credentials)
            }
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn new_secret(&mut self, id: ResourceId) -> Result<Credentials, Trouble> {
        let (before, reading) = self.open_own_api_user(id).await?;
        let key = reading.key.ok_or_else(|| {
            Trouble::Guard("the form does not show the key of the API user".to_owned())
        })?;
        self.announce();
        self.generate(KIND, "Generate Secret", SECRET).await?;
        let secret = self.generated_secret().await?;
        self.require_untouched(&before).await?;
        Ok(Credentials { key, secret })
    }

    /// Saves the form that was left open, or a new one into which the secret is typed.
    pub(super) async fn save_secret(
        &mut self,
        id: ResourceId,
        secret: &Secret,
    ) -> Result<(), ConsoleError> {
        if self.secret_of != Some(id)
            && let Err(trouble) = self.enter_secret(id, secret).await
        {
            return Err(self.abandon(trouble).await);
        }
        self.secret_of = None;
        self.save().await
    }

    async fn enter_secret(&mut self, id: ResourceId, secret: &Secret) -> Result<(), Trouble> {
        let (before, _) = self.open_own_api_user(id).await?;
        self.announce();
        self.type_secret(secret).await?;
        self.require_untouched(&before).await
    }

    /// The form, where its address says whose it is.
    async fn open_own_api_user(
        &mut self,
        id: ResourceId,
    ) -> Result<(Extract, ApiUserReading), Trouble> {
        let (extract, reading) = self.open_api_user(id).await?;
        if reading.id.is_none() {
            return Err(Trouble::Guard(
                "the address of the page does not say which API user it shows".to_owned(),
            ));
        }
        Ok((extract, reading))
    }

    /// Refuses where anything that can be read changed: the field of the secret is never part of it.
    async fn require_untouched(&self, before: &Extract) -> Result<(), Trouble> {
        let after = self.arrive(&[KIND]).await?;
        require_only(before, &after, |_| false)
    }
}
