//! Pictures of a page, without what is secret on it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::evaluate::by_value;
use super::{Page, Target};
use crate::browser::BrowserError;

const BLANK: &str = include_str!("js/blank.js");
const UNBLANK: &str = include_str!("js/unblank.js");
const MARK: &str = "(element) => { (globalThis.attuneBlank ??= []).push(element); }";

impl Page {
    /// A PNG of what the tab shows. Password fields, frames of other origins and the elements of `blank` are made
    /// invisible for it; all of `blank` have to be there. If the page draws one of them again meanwhile, there is no
    /// picture but [`BrowserError::Unusable`].
    pub async fn screenshot(&self, blank: &[Target]) -> Result<Vec<u8>, BrowserError> {
        let shot = self.shoot(blank).await;
        let world = self.guarded_world().await?;
        self.run(world, UNBLANK, Vec::new()).await?;
        shot
    }

    async fn shoot(&self, blank: &[Target]) -> Result<Vec<u8>, BrowserError> {
        self.cover(blank).await?;
        let method = "Page.captureScreenshot";
        let shot = self.session.call(method, json!({"format": "png"})).await?;
        // What is found uncovered now may be on the picture.
        if self.cover(blank).await? > 0 {
            return Err(BrowserError::Unusable {
                name: "the picture".to_owned(),
                why: "the page changed what has to stay covered",
            });
        }
        let text = shot["data"].as_str().ok_or(BrowserError::Answer(method))?;
        STANDARD
            .decode(text)
            .map_err(|_| BrowserError::Answer(method))
    }

    /// Covers what has to be covered; how many things were not.
    async fn cover(&self, blank: &[Target]) -> Result<u64, BrowserError> {
        for target in blank {
            let element = self.element(target).await?;
            self.on_element(&element, MARK, Value::Null).await?;
        }
        let world = self.guarded_world().await?;
        let covered = self.run(world, BLANK, vec![by_value(&Value::Null)]).await?;
        covered.as_u64().ok_or(BrowserError::Returned)
    }
}
