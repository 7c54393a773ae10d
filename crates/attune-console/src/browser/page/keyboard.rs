//! The keyboard.

use attune_model::Secret;
use serde_json::{Value, json};

use super::element::Element;
use super::{Page, Target};
use crate::browser::BrowserError;

const IS_FOCUSED: &str = include_str!("js/is_focused.js");
const LENGTH: &str = "(element) => element.value.length";
const VALUE: &str = "(element) => element.value";

/// A key that does something else than write a letter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
    /// The tabulator.
    Tab,
    /// The enter key.
    Enter,
    /// The escape key.
    Escape,
    /// The space bar.
    Space,
    /// Deletes what is marked, or what follows.
    Delete,
}

impl Key {
    /// Its name, its place on the keyboard, Windows' number for it, and what it writes.
    const fn facts(self) -> (&'static str, &'static str, u8, &'static str) {
        match self {
            Self::Tab => ("Tab", "Tab", 9, ""),
            Self::Enter => ("Enter", "Enter", 13, "\r"),
            Self::Escape => ("Escape", "Escape", 27, ""),
            Self::Space => (" ", "Space", 32, " "),
            Self::Delete => ("Delete", "Delete", 46, ""),
        }
    }
}

impl Page {
    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) -> Result<(), BrowserError> {
        self.guarded_world().await?;
        let (name, code, number, text) = key.facts();
        let event = |kind: &str, text: &str| json!({"type": kind, "key": name, "code": code, "windowsVirtualKeyCode": number, "text": text});
        let method = "Input.dispatchKeyEvent";
        let down = if text.is_empty() {
            "rawKeyDown"
        } else {
            "keyDown"
        };
        self.session.call(method, event(down, text)).await?;
        match self.session.call(method, event("keyUp", "")).await {
            Ok(_) | Err(BrowserError::TabClosed) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Replaces what stands in a field, and makes sure that the field holds `text` then. The page's `change` comes when the
    /// focus leaves the field.
    pub async fn type_text(&self, target: &Target, text: &str) -> Result<(), BrowserError> {
        let field = self.enter(target, text).await?;
        let value = self.on_element(&field, VALUE, Value::Null).await?;
        if value.as_str() == Some(text) {
            return Ok(());
        }
        Err(BrowserError::NotTaken(target.name.clone()))
    }

    /// Like [`Page::type_text`] for a secret. It is not read back; that the field has as many characters says that nothing
    /// was cut off.
    pub async fn type_secret(&self, target: &Target, secret: &Secret) -> Result<(), BrowserError> {
        let field = self.enter(target, secret.expose()).await?;
        let length = self.on_element(&field, LENGTH, Value::Null).await?;
        // JavaScript counts in UTF-16.
        if length == secret.expose().encode_utf16().count() {
            return Ok(());
        }
        Err(BrowserError::NotTaken(target.name.clone()))
    }

    async fn enter(&self, target: &Target, text: &str) -> Result<Element, BrowserError> {
        self.click(target).await?;
        let field = self.element(target).await?;
        let focused = self.on_element(&field, IS_FOCUSED, Value::Null).await?;
        if focused != true {
            return Err(BrowserError::Unusable {
                name: target.name.clone(),
                why: "it does not take the focus",
            });
        }
        // `commands` marks everything on every system, whatever its shortcut is.
        let mark = json!({"type": "rawKeyDown", "commands": ["selectAll"]});
        self.session.call("Input.dispatchKeyEvent", mark).await?;
        if text.is_empty() {
            self.press(Key::Delete).await?;
        } else {
            self.session
                .call("Input.insertText", json!({"text": text}))
                .await?;
        }
        Ok(field)
    }
}
