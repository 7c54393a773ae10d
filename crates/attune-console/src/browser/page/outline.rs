//! A frame and a note around the control that an operator is to use next.

use serde_json::json;

use super::evaluate::by_value;
use super::{Page, Target};
use crate::browser::BrowserError;

const OUTLINE: &str = include_str!("js/outline.js");
const CLEAR: &str = "() => globalThis.attuneOutline?.remove()";

impl Page {
    /// Draws a frame around the element with `note` beside it, until [`Page::clear_outline`], another outline, or another
    /// document. It follows the element when the page scrolls or draws itself again, lets every click through, and is
    /// away while the element is. `note` is shown on the page: never a secret.
    pub async fn outline(&self, target: &Target, note: &str) -> Result<(), BrowserError> {
        let element = self.element(target).await?;
        self.place(target, &element).await?;
        // The finding function is called again and again, so its source goes into ours.
        let function = format!(
            "(note, ...words) => ({OUTLINE})(() => ({})(...words), note)",
            target.function
        );
        let mut arguments = vec![by_value(&json!(note))];
        arguments.extend(target.arguments.iter().map(by_value));
        let world = self.guarded_world().await?;
        self.run(world, &function, arguments).await.map(drop)
    }

    /// Takes the frame away.
    pub async fn clear_outline(&self) -> Result<(), BrowserError> {
        let world = self.guarded_world().await?;
        self.run(world, CLEAR, Vec::new()).await.map(drop)
    }
}
