//! The element that is meant, in words and as a function that finds it.

use serde_json::Value;

/// An element, by a function that returns it: looked for anew whenever it is used, so that a page may draw itself again in
/// between. The function returns one element, or `null` where it is not there; whoever writes it makes sure that it is the
/// only one that fits.
#[derive(Clone, Debug)]
pub struct Target {
    pub(super) name: String,
    pub(super) function: String,
    pub(super) arguments: Vec<Value>,
}

impl Target {
    /// An element that messages call `name`, found by the JavaScript `function`.
    pub fn new(name: impl Into<String>, function: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            function: function.into(),
            arguments: Vec::new(),
        }
    }

    /// Hands one more argument to the function. Never a secret: [`Target`] prints itself.
    #[must_use]
    pub fn with(mut self, argument: impl Into<Value>) -> Self {
        self.arguments.push(argument.into());
        self
    }
}
