//! A page as the script saw it.

use std::collections::BTreeMap;

use attune_model::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Anchor, Control, ExtractError};

/// The version of the format.
const FORMAT: u32 = 1;

/// How many controls an extract may have.
const MAX_CONTROLS: usize = 20_000;

/// What a page shows: the answer of [`super::FUNCTION`]. Nothing in it is trusted but its bounds and its shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Extract {
    /// Host and port of the page.
    pub host: String,
    /// The path of its address.
    pub path: String,
    /// The parameters of its address that carry a number, by name.
    pub ids: BTreeMap<String, String>,
    /// The language that the page says it is in, as in HTML: `en`, `fr-FR`; empty where it says none.
    pub language: String,
    /// The title of the document.
    pub title: String,
    /// The heading of the page.
    pub heading: String,
    /// What the heading says it is about: the name of a level or a person.
    pub about: String,
    /// Messages on the page, such as why it was not saved.
    pub messages: Vec<String>,
    /// Its controls, in the order of the page, with words that can be compared.
    pub controls: Vec<Control>,
    /// When an operator took it, by the clock of the browser; none where attune looked itself.
    pub taken: Option<Timestamp>,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    attune_extract: u32,
    host: String,
    path: String,
    ids: BTreeMap<String, String>,
    language: String,
    title: String,
    heading: String,
    about: String,
    messages: Vec<String>,
    controls: Vec<Control>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<Timestamp>,
}

impl Extract {
    /// How many bytes an extract may have. A page `Protected Data Permission` of a thousand people has about half of it.
    pub const MAX_BYTES: usize = 2 << 20;

    /// Reads what an operator copied.
    ///
    /// # Errors
    /// [`ExtractError`] where the text is too large or not what the snippet makes.
    pub fn parse(text: &str) -> Result<Self, ExtractError> {
        if text.len() > Self::MAX_BYTES {
            return Err(ExtractError::TooLarge {
                bytes: text.len(),
                max: Self::MAX_BYTES,
            });
        }
        let bare = text.trim_start_matches('\u{feff}').trim_start();
        if bare.is_empty() {
            return Err(ExtractError::Empty);
        }
        if bare.starts_with('<') {
            return Err(ExtractError::SavedPage);
        }
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            ExtractError::Shape {
                place: (error.line() > 0).then(|| (error.line(), error.column())),
                what: reason(&error),
            }
        })
    }

    /// The language without its country: `fr` of `fr-FR`.
    pub fn main_language(&self) -> &str {
        let end = self.language.find(['-', '_']);
        self.language
            .get(..end.unwrap_or(self.language.len()))
            .unwrap_or_default()
    }
}

/// What the parser missed, without the place, and without values of the page.
fn reason(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Data => {
            let text = error.to_string();
            let text = text.split(" at line ").next().unwrap_or_default();
            // `invalid type: string "...", expected u32` repeats the value; so does `unknown variant`, of a text in place of a kind.
            let repeats = ["invalid", "unknown variant"];
            match text.split_once(", expected ") {
                Some((_, expected)) if repeats.iter().any(|it| text.starts_with(it)) => {
                    format!("expected {expected}")
                }
                Some(_) | None => text.to_owned(),
            }
        }
        serde_json::error::Category::Eof => "it ends too early".to_owned(),
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
            "it is no JSON".to_owned()
        }
    }
}

impl TryFrom<Written> for Extract {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written {
            attune_extract,
            host,
            path,
            ids,
            language,
            title,
            heading,
            about,
            messages,
            controls,
            taken,
        } = written;
        if attune_extract != FORMAT {
            return Err(format!(
                "extracts of format {attune_extract} are not known, only of format {FORMAT}"
            ));
        }
        if controls.len() > MAX_CONTROLS {
            return Err(format!(
                "a page has at most {MAX_CONTROLS} controls, and this has {}",
                controls.len()
            ));
        }
        let page = [&host, &path, &language, &title, &heading, &about];
        let page = page
            .into_iter()
            .chain(ids.iter().flat_map(|(name, value)| [name, value]));
        let page = page.chain(&messages).map(String::as_str);
        let controls_texts = controls.iter().flat_map(|control| {
            let texts = control.at.words().into_iter().chain(control.holds.texts());
            texts.chain(control.record.as_deref())
        });
        if page
            .chain(controls_texts)
            .any(|text| text.contains(char::is_control))
        {
            return Err("a text has a control character".to_owned());
        }
        let normal = |control: Control| Control {
            at: Anchor::normal(control.at),
            ..control
        };
        Ok(Self {
            host,
            path,
            ids,
            language,
            title,
            heading,
            about,
            messages,
            controls: controls.into_iter().map(normal).collect(),
            taken,
        })
    }
}

impl From<Extract> for Written {
    fn from(extract: Extract) -> Self {
        let Extract {
            host,
            path,
            ids,
            language,
            title,
            heading,
            about,
            messages,
            controls,
            taken,
        } = extract;
        Self {
            attune_extract: FORMAT,
            host,
            path,
            ids,
            language,
            title,
            heading,
            about,
            messages,
            controls,
            taken,
        }
    }
}
