//! Key and secret: fields whose content the page makes.

use attune_model::Secret;
use tokio::time::{self, Instant};

use super::Hand;
use super::arrive::PAUSE;
use super::desk::Desk;
use super::script;
use super::trouble::Trouble;
use crate::browser::Target;
use crate::extract::Holds;
use crate::locators::PageKind;
use crate::locators::known::KEY;

/// The field of the secret.
pub(super) const SECRET: &str = "Password (Secret)";

impl Desk {
    /// The secret on the form.
    pub(super) async fn generated_secret(&self) -> Result<Secret, Trouble> {
        let field = script::field();
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
            script::field()
        );
        self.page().evaluate::<()>(&keep, &labels).await?;
        match self.hand() {
            Hand::Own => self.page().click(&target).await?,
            Hand::Human => self.point_at(&target, &format!("press `{button}`")).await?,
        }
        let is_new = format!(
            "(labels) => ![undefined, '', globalThis.attuneField].includes(({})(labels)?.value)",
            script::field()
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

    /// Types a secret of an earlier attempt; it is never shown to the operator, so attune's own hand types it.
    pub(super) async fn type_secret(&self, secret: &Secret) -> Result<(), Trouble> {
        let field = Target::new(format!("`{SECRET}`"), script::field()).with(self.spoken(SECRET));
        Ok(self.page().type_secret(&field, secret).await?)
    }

    /// The key on the form.
    pub(super) async fn key(&self) -> Result<String, Trouble> {
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
}

/// A key of one's own: only the page knows the domain that it ends in.
pub(super) fn with_domain(local: &str, made: &str) -> Result<String, Trouble> {
    let (_, domain) = made.split_once('@').ok_or_else(|| {
        Trouble::Guard(format!(
            "the key that the page generated has no domain, so `{local}` cannot get it; leave the key out of the manifest"
        ))
    })?;
    Ok(format!("{local}@{domain}"))
}
