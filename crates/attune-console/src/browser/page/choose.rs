//! Drop-down lists of the browser's own kind.

use serde_json::{Value, json};

use super::{Page, Target};
use crate::browser::BrowserError;

const CHOOSE: &str = include_str!("js/choose.js");
const CHOSEN: &str = include_str!("js/chosen.js");

impl Page {
    /// Chooses the option whose text is `option` (blanks at the ends and runs of them do not count), and makes sure that it
    /// is chosen then.
    ///
    /// The open list is a window of the operating system that the protocol does not reach, and arrow keys on the closed
    /// one would set every option on the way. So the option is set in the page, and the page is told by the two events
    /// that a choice by hand ends with.
    pub async fn select(&self, target: &Target, option: &str) -> Result<(), BrowserError> {
        let element = self.element(target).await?;
        self.place(target, &element).await?;
        let options = self.on_element(&element, CHOOSE, json!(option)).await?;
        if options != 1 {
            let count = options.as_u64().ok_or(BrowserError::Returned)?;
            return Err(BrowserError::Options {
                name: target.name.clone(),
                count: usize::try_from(count).unwrap_or(usize::MAX),
            });
        }
        // The page may have drawn the list again because of the choice.
        let element = self.element(target).await?;
        let chosen = self.on_element(&element, CHOSEN, json!(option)).await?;
        if chosen == Value::Bool(true) {
            return Ok(());
        }
        Err(BrowserError::NotTaken(target.name.clone()))
    }
}
