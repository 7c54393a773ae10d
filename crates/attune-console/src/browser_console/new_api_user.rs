//! The form for a new API user.

use std::collections::BTreeMap;

use attune_apply::ports::ConsoleError;
use attune_model::catalogue::Terms;
use attune_model::catalogue::api_user_form::API_TRACKING_IDENTIFIER;
use attune_model::{ApiUserForm, Credentials, Field, FieldValue, LevelId, Tracking};

use super::desk::Desk;
use super::generated::{SECRET, with_domain};
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{self, Task, Wanted};
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::locators::known::{CUSTOM, CUSTOM_NAME, KEY, VENDOR};

const KIND: PageKind = PageKind::NewApiUser;

impl Desk {
    /// Opens the form and has a secret made, and a key unless one is given. The form stays open.
    pub(super) async fn draft_api_user(
        &mut self,
        key: Option<&str>,
    ) -> Result<Credentials, ConsoleError> {
        match self.draft(key).await {
            Ok(credentials) => {
                self.draft = Some(credentials.key.clone());
                Ok(credentials)
            }
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn draft(&mut self, key: Option<&str>) -> Result<Credentials, Trouble> {
        self.open(KIND, None).await?;
        self.announce();
        self.generate(KIND, "Generate Key", KEY).await?;
        let mut made = self.key().await?;
        if let Some(local) = key {
            made = with_domain(local, &made)?;
            let extract = self.glance().await?;
            let spot = Spot::of(self.labelled(&extract, KEY)?.at.clone());
            let wanted = Wanted::Written(made.clone());
            self.fill(KIND, &[Task { spot, wanted }]).await?;
        }
        self.generate(KIND, "Generate Secret", SECRET).await?;
        Ok(Credentials {
            key: made,
            secret: self.generated_secret().await?,
        })
    }

    /// Fills in the form and saves it: the one that was left open, or a new one.
    pub(super) async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        match self.fill_new(form, level, credentials).await {
            Ok(()) => {
                self.draft = None;
                self.save().await
            }
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn fill_new(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), Trouble> {
        if self.draft.as_ref() != Some(&credentials.key) {
            self.open(KIND, None).await?;
            self.announce();
            self.enter(credentials).await?;
        }
        let extract = self.arrive(&[KIND]).await?;
        let mut tasks = self.form_tasks(&extract, &fields(form, level))?;
        if let Some(name) = &form.primary_internal_location {
            let control = self.labelled(&extract, Field::LocationId.label())?;
            let wanted = wanted::option(control, |option| option == name, name)?;
            let spot = Spot::of(control.at.clone());
            tasks.insert(0, Task { spot, wanted });
        }
        self.fill(KIND, &tasks).await?;
        self.track(&form.tracking).await
    }

    /// Types credentials of an earlier attempt.
    async fn enter(&self, credentials: &Credentials) -> Result<(), Trouble> {
        let extract = self.glance().await?;
        let spot = Spot::of(self.labelled(&extract, KEY)?.at.clone());
        let wanted = Wanted::Written(credentials.key.clone());
        self.fill(KIND, &[Task { spot, wanted }]).await?;
        self.type_secret(&credentials.secret).await
    }

    /// Chooses vendor or custom name, which cannot be changed once the form is saved (`security.md` 4).
    async fn track(&self, tracking: &Tracking) -> Result<(), Trouble> {
        let kind = match tracking {
            Tracking::Vendor(_) => VENDOR,
            Tracking::Custom(_) => CUSTOM,
        };
        let extract = self.glance().await?;
        let control = self.labelled(&extract, API_TRACKING_IDENTIFIER)?;
        let is = |option: &str| self.locators.is(option, kind, &Terms::default());
        let choice = Task {
            spot: Spot::of(control.at.clone()),
            wanted: wanted::option(control, is, kind)?,
        };
        self.fill(KIND, &[choice]).await?;
        // Only now the page shows, or enables, what belongs to the choice.
        let extract: Extract = self.glance().await?;
        let task = match tracking {
            Tracking::Vendor(vendor) => {
                let control = self.labelled(&extract, VENDOR)?;
                Task {
                    spot: Spot::of(control.at.clone()),
                    wanted: wanted::option(control, |option| option == vendor, vendor)?,
                }
            }
            Tracking::Custom(name) => Task {
                spot: Spot::of(self.labelled(&extract, CUSTOM_NAME)?.at.clone()),
                wanted: Wanted::Written(name.clone()),
            },
        };
        self.fill(KIND, &[task]).await
    }
}

/// The fields of the form by name, but for the internal location, which the form has by name already.
fn fields(form: &ApiUserForm, level: LevelId) -> BTreeMap<Field, FieldValue> {
    let text = |text: &String| FieldValue::Text(text.clone());
    let mut fields = form.optional_fields();
    fields.extend([
        (Field::Email, text(&form.email)),
        (Field::FirstName, text(&form.first_name)),
        (Field::IsActive, FieldValue::Flag(form.active)),
        (Field::LastName, text(&form.last_name)),
        (Field::UserType, FieldValue::Number(level.0)),
    ]);
    fields
}
