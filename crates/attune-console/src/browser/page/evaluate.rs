//! Functions of ours in the page.

use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Page;
use crate::browser::BrowserError;

/// The name of the world in which our functions run.
const WORLD: &str = "attune";

/// The number of a world in one document; it ends with the document.
#[derive(Clone, Copy)]
pub(super) struct World(i64);

impl Page {
    /// Calls `function` with `arguments` and returns what it returns (a promise is waited for). Never hand it a secret.
    pub async fn evaluate<T: DeserializeOwned>(
        &self,
        function: &str,
        arguments: &[Value],
    ) -> Result<T, BrowserError> {
        let world = self.guarded_world().await?;
        let arguments = arguments.iter().map(by_value).collect();
        let value = self.run(world, function, arguments).await?;
        // serde's words would repeat the value, which may be a secret that the page shows.
        serde_json::from_value(value).map_err(|_| BrowserError::Returned)
    }

    /// A world in the current document, which is on the console's host: a document that comes in between has other worlds,
    /// so what is called in this one fails then.
    pub(super) async fn guarded_world(&self) -> Result<World, BrowserError> {
        let world = self.world().await?;
        self.host.check(&self.frame().await?.url)?;
        Ok(world)
    }

    /// Our world in the current document, wherever that is; made at its first use.
    pub(super) async fn world(&self) -> Result<World, BrowserError> {
        let frame = self.frame().await?.id;
        let method = "Page.createIsolatedWorld";
        let made = self
            .session
            .call(method, json!({"frameId": frame, "worldName": WORLD}))
            .await?;
        i64::deserialize(&made["executionContextId"])
            .map(World)
            .map_err(|_| BrowserError::Answer(method))
    }

    /// Calls a function by value in a world that was checked. `arguments` as the protocol wants them.
    pub(super) async fn run(
        &self,
        world: World,
        function: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, BrowserError> {
        let mut result = self.call_function(world, function, arguments, true).await?;
        Ok(result["value"].take())
    }

    /// Calls a function; the result is a `RemoteObject` of the protocol.
    pub(super) async fn call_function(
        &self,
        world: World,
        function: &str,
        arguments: Vec<Value>,
        by_value: bool,
    ) -> Result<Value, BrowserError> {
        let mut answer = self
            .session
            .call(
                "Runtime.callFunctionOn",
                json!({
                    "functionDeclaration": function,
                    "executionContextId": world.0,
                    "arguments": arguments,
                    "returnByValue": by_value,
                    "awaitPromise": true,
                    "objectGroup": WORLD,
                }),
            )
            .await?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(BrowserError::Script(kind_of(details))),
            None => Ok(answer["result"].take()),
        }
    }

    /// Lets go of the elements that were held.
    pub(super) fn release(&self) -> Result<(), BrowserError> {
        self.session
            .tell("Runtime.releaseObjectGroup", json!({"objectGroup": WORLD}))
    }
}

/// An argument of a call.
pub(super) fn by_value(value: &Value) -> Value {
    json!({"value": value})
}

/// Which error was thrown and where, without its message: that may hold what the page shows.
fn kind_of(details: &Value) -> String {
    let class = details["exception"]["className"]
        .as_str()
        .unwrap_or("not an error object");
    let line = details["lineNumber"].as_i64().map_or(0, |line| line + 1);
    let column = details["columnNumber"].as_i64().unwrap_or(0) + 1;
    format!("{class} at {line}:{column}")
}
