//! An element that is held, and whether and where it can be acted on.

use serde::Deserialize;
use serde_json::{Value, json};

use super::evaluate::World;
use super::{Page, Target};
use crate::browser::BrowserError;

const PLACE: &str = include_str!("js/place.js");

/// An element in one document.
pub(super) struct Element {
    world: World,
    object: String,
}

/// A point of the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Where an element is, or what is in the way.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Place {
    At(Point),
    Gone,
    Hidden,
    Disabled,
    Covered,
}

impl Page {
    /// The element that `target` means, on a page of the console's host.
    pub(super) async fn element(&self, target: &Target) -> Result<Element, BrowserError> {
        let world = self.guarded_world().await?;
        self.release()?;
        let arguments = target
            .arguments
            .iter()
            .map(super::evaluate::by_value)
            .collect();
        let found = self
            .call_function(world, &target.function, arguments, false)
            .await?;
        match (found["subtype"].as_str(), found["objectId"].as_str()) {
            (Some("node"), Some(object)) => Ok(Element {
                world,
                object: object.to_owned(),
            }),
            (Some("null"), _) => Err(BrowserError::Missing(target.name.clone())),
            _ => Err(BrowserError::Returned),
        }
    }

    /// Calls `function` with the element as first argument.
    pub(super) async fn on_element(
        &self,
        element: &Element,
        function: &str,
        argument: Value,
    ) -> Result<Value, BrowserError> {
        let arguments = vec![
            json!({"objectId": element.object}),
            json!({"value": argument}),
        ];
        self.run(element.world, function, arguments).await
    }

    /// The centre of an element after it was scrolled into view. Refused where it is hidden, disabled, or where something
    /// else would get the click.
    pub(super) async fn place(
        &self,
        target: &Target,
        element: &Element,
    ) -> Result<Point, BrowserError> {
        let place = self.on_element(element, PLACE, Value::Null).await?;
        let why = match Place::deserialize(place).map_err(|_| BrowserError::Returned)? {
            Place::At(point) => return Ok(point),
            Place::Gone => "it was taken off the page",
            Place::Hidden => "it is hidden",
            Place::Disabled => "it is disabled",
            Place::Covered => "something else covers it",
        };
        Err(BrowserError::Unusable {
            name: target.name.clone(),
            why,
        })
    }
}
