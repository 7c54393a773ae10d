//! Waiting for what a page shows.

use std::time::Duration;

use serde_json::Value;
use tokio::time;

use super::Page;
use super::load::PAUSE;
use crate::browser::BrowserError;

/// Something that a page may come to show.
#[derive(Clone, Debug)]
pub struct Condition {
    name: String,
    function: String,
    arguments: Vec<Value>,
}

impl Condition {
    /// What messages call `name`, and a JavaScript `function` that returns whether it is there.
    pub fn new(name: impl Into<String>, function: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            function: function.into(),
            arguments: Vec::new(),
        }
    }

    /// Hands one more argument to the function.
    #[must_use]
    pub fn with(mut self, argument: impl Into<Value>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Page {
    /// Waits until the page shows it. A page that is being loaded does not show it yet; a tab that closes, or that is sent
    /// to another host, ends the wait with that error.
    pub async fn wait_for(
        &self,
        condition: &Condition,
        timeout: Duration,
    ) -> Result<(), BrowserError> {
        self.wait_first_of(std::slice::from_ref(condition), timeout)
            .await
            .map(drop)
    }

    /// Waits until the page shows one of `conditions` and returns that one: the race after a click on Save. Where several
    /// are there at once, the first of the list wins, so put refusals before success.
    pub async fn wait_first_of<'a>(
        &self,
        conditions: &'a [Condition],
        timeout: Duration,
    ) -> Result<&'a Condition, BrowserError> {
        let race = async {
            loop {
                for condition in conditions {
                    if self.shows(condition).await? {
                        return Ok(condition);
                    }
                }
                time::sleep(PAUSE).await;
            }
        };
        time::timeout(timeout, race).await.unwrap_or_else(|_| {
            let names: Vec<&str> = conditions.iter().map(Condition::name).collect();
            Err(BrowserError::NotSeen {
                what: names.join(" or "),
                after: timeout,
            })
        })
    }

    async fn shows(&self, condition: &Condition) -> Result<bool, BrowserError> {
        let answer = self
            .evaluate::<bool>(&condition.function, &condition.arguments)
            .await;
        match answer {
            Err(error) if error.is_passing() => Ok(false),
            answer => answer,
        }
    }
}
