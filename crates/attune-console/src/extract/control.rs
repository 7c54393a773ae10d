//! A control and what it holds.

use serde::{Deserialize, Serialize};

use super::Anchor;

/// A control of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Where it stands.
    pub at: Anchor,
    /// What it holds.
    pub holds: Holds,
    /// Whether it can be changed just now.
    pub enabled: bool,
    /// The number of the record that its row shows, where the page says (`console.md` 1.3): it is Autotask's own and
    /// tells people of one name apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

/// What a control holds, by its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Holds {
    /// A box: ticked or not; none where it shows neither or both.
    Box(Option<bool>),
    /// A drop-down.
    Choice(Choice),
    /// One of several buttons.
    Radio(Choice),
    /// A list in which several entries can be chosen.
    List(List),
    /// A field for text.
    Text(String),
    /// A field for a number, as it is written there.
    Number(String),
    /// A text that cannot be changed.
    Fixed(String),
}

/// One of several words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The chosen one; none where nothing is chosen.
    pub chosen: Option<String>,
    /// All of them, as far as the page holds them.
    pub options: Vec<String>,
}

/// Some of several words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The chosen ones.
    pub chosen: Vec<String>,
    /// All of them.
    pub options: Vec<String>,
}

impl Holds {
    /// What it shows, in words.
    pub fn shown(&self) -> String {
        match self {
            Self::Box(Some(true)) => "ticked".to_owned(),
            Self::Box(Some(false)) => "not ticked".to_owned(),
            Self::Box(None) => "neither ticked nor unticked".to_owned(),
            Self::Choice(Choice { chosen, options: _ })
            | Self::Radio(Choice { chosen, options: _ }) => {
                chosen.as_deref().unwrap_or("nothing chosen").to_owned()
            }
            Self::List(List { chosen, options: _ }) => chosen.join(", "),
            Self::Text(text) | Self::Number(text) | Self::Fixed(text) => text.clone(),
        }
    }

    /// All texts in it.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Box(_) => Vec::new(),
            Self::Choice(Choice { chosen, options }) | Self::Radio(Choice { chosen, options }) => {
                chosen.iter().chain(options).map(String::as_str).collect()
            }
            Self::List(List { chosen, options }) => {
                chosen.iter().chain(options).map(String::as_str).collect()
            }
            Self::Text(text) | Self::Number(text) | Self::Fixed(text) => vec![text],
        }
    }
}
