//! Where an operator reads and types.

use std::fmt::Debug;

use attune_model::Secret;

/// Lines to and from a person.
pub trait Terminal: Debug {
    /// Shows lines; each ends in a line break.
    fn say(&mut self, text: &str);

    /// One line that is typed behind a prompt, without its line break; `None` where the person stops, or nothing more comes.
    fn line(&mut self, prompt: &str) -> Option<String>;

    /// The same, and nothing of what is typed is shown.
    fn hidden(&mut self, prompt: &str) -> Option<Secret>;
}
