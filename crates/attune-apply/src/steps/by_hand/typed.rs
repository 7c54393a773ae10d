//! Key and secret as a form shows them, typed by an operator until nothing is wrong with them.

use attune_model::{Secret, Step};

use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, Console, Operator as _, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// The key. `flaw_of` says what else is wrong with a whole one.
    pub(super) async fn typed_key(
        &mut self,
        step: &Step,
        flaw_of: impl Fn(&str) -> Option<String>,
    ) -> Result<String, Stop> {
        let operator = self.console.operator().ok_or(Stop::Halted)?;
        let mut flaw: Option<String> = None;
        loop {
            let key = operator.key(step, flaw.as_deref()).await;
            let key = key.ok_or(Stop::Halted)?;
            flaw = match untidy(&key) {
                Some(flaw) => Some(flaw.to_owned()),
                None if !key.contains('@') => {
                    Some("the key is the whole user name, with @ and domain".to_owned())
                }
                None => flaw_of(&key),
            };
            if flaw.is_none() {
                return Ok(key);
            }
        }
    }

    /// The secret that belongs to a key.
    pub(super) async fn typed_secret(&mut self, step: &Step, key: &str) -> Result<Secret, Stop> {
        let operator = self.console.operator().ok_or(Stop::Halted)?;
        let mut flaw = None;
        loop {
            let secret = operator.secret(step, flaw).await.ok_or(Stop::Halted)?;
            flaw = if secret.expose() == key {
                Some("that is the key")
            } else {
                untidy(secret.expose())
            };
            if flaw.is_none() {
                return Ok(secret);
            }
        }
    }
}

/// What no key and no secret is like.
fn untidy(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("that is empty")
    } else if text.trim() != text {
        Some("there are spaces around it")
    } else {
        None
    }
}
