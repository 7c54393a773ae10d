//! Counts that tell a size and no more.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many, roughly: an exact number could tell whose tenant it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Count {
    /// None.
    #[default]
    #[serde(rename = "0")]
    None,
    /// One.
    #[serde(rename = "1")]
    One,
    /// Two to nine.
    #[serde(rename = "2-9")]
    Few,
    /// Ten to ninety-nine.
    #[serde(rename = "10-99")]
    Dozens,
    /// A hundred or more.
    #[serde(rename = "100+")]
    Hundreds,
}

impl Count {
    /// The size of a number.
    pub fn of(number: usize) -> Self {
        match number {
            0 => Self::None,
            1 => Self::One,
            2..=9 => Self::Few,
            10..=99 => Self::Dozens,
            _ => Self::Hundreds,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "0",
            Self::One => "1",
            Self::Few => "2-9",
            Self::Dozens => "10-99",
            Self::Hundreds => "100+",
        })
    }
}
