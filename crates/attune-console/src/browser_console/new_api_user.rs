//! The form for a new API user.

use std::collections::BTreeMap;

use attune_apply::ports::ConsoleError;
use attune_model::catalogue::Terms;
use attune_model::catalogue::api_user_form::API_TRACKING_IDENTIFIER;
use attune_model::{ApiUserForm, Credentials, Field, FieldValue, LevelId, Secret, Tracking};
use tokio::time::{self, Instant};

use super::Hand;
use super::desk::{Desk, PAUSE};
use super::script::{self, Spot};
use super::trouble::Trouble;
use super::wanted::{self, Task, Wanted};
use crate::browser::Target;
use crate::extract::{Extract, FUNCTION, Holds};
use crate::locators::PageKind;
use crate::locators::known::{CUSTOM, CUSTOM_NAME, KEY, VENDOR};

const KIND: PageKind = PageKind::NewApiUser;
pub(super) const SECRET: &str = "Password (Secret)";

/// The one field with one of these labels, also where nothing may be copied from it.
const FIELD: &str = "(labels) => { const found = []; attuneExtract(document, found); const plain = (said) => (said ?? '').replace(/\\s+/g, ' ').replace(/[*:\\s]+$/, '').trim(); const fit = found.filter(({ at, it }) => labels.includes(plain(at.row)) && it.matches('input')); return fit.length === 1 ? fit[0].it : null; }";

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
            // Only the page knows the domain that a key ends in.
            let (_, domain) = made.split_once('@').ok_or_else(|| {
                Trouble::Guard(format!(
                    "the key that the page generated has no domain, so `{local}` cannot get it; leave the key out of the manifest"
                ))
            })?;
            made = format!("{local}@{domain}");
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

    /// The secret on the form.
    pub(super) async fn generated_secret(&self) -> Result<Secret, Trouble> {
        let field = field();
        let function = format!("(labels) => ({field})(labels).value");
        let secret: String = self
            .page()
            .evaluate(&function, &[self.spoken(SECRET).into()])
            .await?;
        Ok(Secret::new(secret))
    }

    /// Presses a button until something new stands in a field. What stands there is compared within the page only: it may be a
    /// secret, or stars in the place of one.
    pub(super) async fn generate(
        &self,
        kind: PageKind,
        button: &str,
        label: &str,
    ) -> Result<(), Trouble> {
        self.heed_stop()?;
        let target = script::button(&self.spoken(button));
        let labels = [self.spoken(label).into()];
        let keep = format!(
            "(labels) => {{ globalThis.attuneField = ({})(labels)?.value ?? ''; }}",
            field()
        );
        self.page().evaluate::<()>(&keep, &labels).await?;
        match self.hand() {
            Hand::Own => self.page().click(&target).await?,
            Hand::Human => self.point_at(&target, &format!("press `{button}`")).await?,
        }
        let is_new = format!(
            "(labels) => ![undefined, '', globalThis.attuneField].includes(({})(labels)?.value)",
            field()
        );
        let end = Instant::now() + self.patience();
        loop {
            self.heed_stop()?;
            match self.page().evaluate::<bool>(&is_new, &labels).await {
                Ok(false) => {}
                Ok(true) => break,
                Err(error) => match Trouble::from(error) {
                    trouble if trouble.is_passing() => {}
                    trouble => return Err(trouble),
                },
            }
            if Instant::now() >= end {
                return Err(Trouble::Guard(format!(
                    "`{button}` put nothing into `{label}`"
                )));
            }
            time::sleep(PAUSE).await;
        }
        self.arrive(&[kind]).await?;
        Ok(())
    }

    async fn key(&self) -> Result<String, Trouble> {
        let extract = self.glance().await?;
        match &self.labelled(&extract, KEY)?.holds {
            Holds::Text(key) => Ok(key.clone()),
            Holds::Box(_)
            | Holds::Choice(_)
            | Holds::Radio(_)
            | Holds::List(_)
            | Holds::Number(_)
            | Holds::Fixed(_) => Err(Trouble::Guard(format!("`{KEY}` is no field for text"))),
        }
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

    /// Types credentials of an earlier attempt; a secret is never shown to the operator, so attune's own hand types it.
    async fn enter(&self, credentials: &Credentials) -> Result<(), Trouble> {
        let extract = self.glance().await?;
        let spot = Spot::of(self.labelled(&extract, KEY)?.at.clone());
        let wanted = Wanted::Written(credentials.key.clone());
        self.fill(KIND, &[Task { spot, wanted }]).await?;
        let field = Target::new(format!("`{SECRET}`"), field()).with(self.spoken(SECRET));
        Ok(self.page().type_secret(&field, &credentials.secret).await?)
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

/// The function that finds the field with one of the labels it is handed.
pub(super) fn field() -> String {
    format!("(labels) => {{ {FUNCTION}\nreturn ({FIELD})(labels); }}")
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
