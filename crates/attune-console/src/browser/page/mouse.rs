//! The mouse: real input, which pages cannot tell from a hand's, and which may open pop-ups.

use serde_json::{Value, json};

use super::element::Point;
use super::{Page, Target};
use crate::browser::BrowserError;

/// How often an element may move or be drawn again under the mouse before it counts as unusable.
const ATTEMPTS: usize = 5;

/// What the browser itself says of the mouse: a zoomed page has other coordinates than it tells its scripts.
const HOVERED: &str = "(element) => element.matches(':hover')";

impl Page {
    /// Clicks the middle of an element. That the tab closes by it is no error; whatever comes next says so.
    pub async fn click(&self, target: &Target) -> Result<(), BrowserError> {
        self.press_button(target, "left", 1).await
    }

    /// Clicks with the right button.
    pub async fn right_click(&self, target: &Target) -> Result<(), BrowserError> {
        self.press_button(target, "right", 2).await
    }

    /// Moves the mouse onto an element.
    pub async fn hover(&self, target: &Target) -> Result<(), BrowserError> {
        self.reach(target).await.map(drop)
    }

    async fn press_button(
        &self,
        target: &Target,
        button: &str,
        buttons: u8,
    ) -> Result<(), BrowserError> {
        let point = self.reach(target).await?;
        let event = |kind: &str, buttons: u8| {
            json!({
                "type": kind, "x": point.x, "y": point.y, "button": button, "buttons": buttons, "clickCount": 1,
            })
        };
        let method = "Input.dispatchMouseEvent";
        self.session
            .call(method, event("mousePressed", buttons))
            .await?;
        match self.session.call(method, event("mouseReleased", 0)).await {
            Ok(_) | Err(BrowserError::TabClosed) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Moves the mouse onto the element and makes sure that it is there then: pages move things and draw them again when the
    /// mouse comes.
    async fn reach(&self, target: &Target) -> Result<Point, BrowserError> {
        self.session.call("Page.bringToFront", json!({})).await?;
        for _ in 0..ATTEMPTS {
            let element = self.element(target).await?;
            let point = self.place(target, &element).await?;
            self.session
                .call(
                    "Input.dispatchMouseEvent",
                    json!({"type": "mouseMoved", "x": point.x, "y": point.y}),
                )
                .await?;
            let element = self.element(target).await?;
            let stays = self.place(target, &element).await? == point;
            let hovered = self.on_element(&element, HOVERED, Value::Null).await?;
            if stays && hovered == true {
                return Ok(point);
            }
        }
        Err(BrowserError::Unusable {
            name: target.name.clone(),
            why: "the mouse does not stay on it; a page that moves, or is zoomed, cannot be used",
        })
    }
}
