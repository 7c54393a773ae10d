//! The parameters of a recipe.

use crate::finding::Findings;
use crate::lower::LONGEST_NAME;
use crate::reader::Item;
use crate::rules::{email_shape, expiry_date, key_shape, unknown_word, wrong_type};
use crate::yaml::{Node, Value, flow};

/// Something that a recipe asks its user for.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name: lower-case letters, digits, hyphens.
    pub name: String,
    /// What it takes.
    pub kind: ParameterType,
    /// The words that one of type `choice` takes; none for other types.
    pub words: Vec<String>,
    /// What it is for, one sentence.
    pub what: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// What it is where it is left out.
    pub(crate) default: Option<Node>,
    /// What goes in only where it is given; for flags: where it is true.
    pub(crate) adds: Option<Node>,
}

impl Parameter {
    /// Whether more than its value goes in where it is given.
    pub fn is_addition(&self) -> bool {
        self.adds.is_some()
    }
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// One line of text.
    Text,
    /// One of the words that the recipe lists.
    Choice,
    /// The name of a security level.
    Level,
    /// What stands before the `@` of an API user's user name.
    Key,
    /// An e-mail address.
    Email,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list of texts.
    Words,
    /// A selector of people, as in `levelsHeldBy`.
    People,
    /// The path of a file.
    Place,
    /// A day: `2026-12-31`.
    Date,
}

impl ParameterType {
    const ALL: [Self; 11] = [
        Self::Text,
        Self::Choice,
        Self::Level,
        Self::Key,
        Self::Email,
        Self::Number,
        Self::Flag,
        Self::Words,
        Self::People,
        Self::Place,
        Self::Date,
    ];

    /// The word in a recipe.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Level => "level",
            Self::Key => "key",
            Self::Email => "email",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Words => "words",
            Self::People => "people",
            Self::Place => "place",
            Self::Date => "date",
        }
    }

    /// A value to show what goes there.
    fn example(self) -> &'static str {
        match self {
            Self::Text | Self::Choice => "text",
            Self::Level => "API User (system)",
            Self::Key => "tasky-prod",
            Self::Email => "psa@contoso.example",
            Self::Number => "10",
            Self::Flag => "true",
            Self::Words => "[text]",
            Self::People => "{emails: [\"*@contoso.example\"]}",
            Self::Place => "secrets/file.json",
            Self::Date => "2026-12-31",
        }
    }

    /// Reads the word.
    pub(super) fn read(item: &Item<'_>, out: &mut Findings) -> Option<Self> {
        let word = item.node.text();
        let known = Self::ALL.into_iter().find(|kind| Some(kind.word()) == word);
        known.or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|kind| kind.word()).collect();
            out.refuse(unknown_word::finding(item, &words))
        })
    }
}

impl Parameter {
    /// A value to show what goes there, as YAML on one line.
    pub(crate) fn example_text(&self) -> String {
        match self.words.first() {
            Some(word) => flow(&Node::of_text(word)),
            None => self.kind.example().to_owned(),
        }
    }

    /// Checks a value that the user gives; selectors are read with the block that they go into.
    pub(super) fn check(&self, item: &Item<'_>, out: &mut Findings) -> bool {
        match self.kind {
            ParameterType::Text | ParameterType::Place => item.text(out).is_some(),
            ParameterType::Choice => item.text(out).is_some_and(|text| {
                let fine = self.words.iter().any(|word| word == text);
                if !fine {
                    let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
                    out.push(unknown_word::finding(item, &words));
                }
                fine
            }),
            ParameterType::Level => item.text_up_to(LONGEST_NAME, out).is_some(),
            ParameterType::Key => key_shape::read(item, out).is_some(),
            ParameterType::Email => item.text(out).is_some_and(|text| {
                let fine = email_shape::is_address(text);
                if !fine {
                    out.push(email_shape::finding(item));
                }
                fine
            }),
            ParameterType::Number => item.number(0, out).is_some(),
            ParameterType::Flag => item.boolean(out).is_some(),
            ParameterType::Words => item
                .list(out)
                .is_some_and(|words| words.iter().all(|word| word.text(out).is_some())),
            ParameterType::People => {
                let is_map = matches!(item.node.value, Value::Map(_));
                if !is_map {
                    out.push(wrong_type::map(item));
                }
                is_map
            }
            ParameterType::Date => expiry_date::read(item, out).is_some(),
        }
    }
}
