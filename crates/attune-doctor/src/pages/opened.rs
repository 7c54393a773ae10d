//! The kinds of pages that were opened: how many could be read, and why others could not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Write as _};

use attune_apply::ports::ConsoleError;

/// A kind of page that is opened for looking. The form for a new API user and the editor of a person are opened by apply only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The list of security levels, and from there the editor of one.
    SecurityLevel,
    /// The list of people and API users, and from there the form of an API user.
    ApiUser,
    /// `Protected Data Permission`.
    ProtectedData,
}

impl Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SecurityLevel => "Security Levels, and the editor of one",
            Self::ApiUser => "Resources/Users, and the form of an API user",
            Self::ProtectedData => "Protected Data Permission",
        })
    }
}

/// What came of opening pages of one kind. Reasons name numbers and words of the tenant: they are for the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// How many were the page that was meant and could be read.
    pub read: usize,
    /// Why others could not, with the numbers of what they show.
    pub refused: BTreeMap<String, Vec<String>>,
    /// Fields that a page of this kind should have and one did not.
    pub lacking: BTreeSet<&'static str>,
}

impl Opened {
    pub(super) fn refuse(&mut self, of: &impl Display, why: &ConsoleError) {
        let why = match why {
            ConsoleError::Refused(why) => why.clone(),
            ConsoleError::Nobody | ConsoleError::Stopped | ConsoleError::Lost(_) => why.to_string(),
        };
        self.refused.entry(why).or_default().push(of.to_string());
    }

    /// How many could not be read.
    pub fn unread(&self) -> usize {
        self.refused.values().map(Vec::len).sum()
    }
}

/// For a terminal: each kind with what was read, what was refused and why, and what is missing; none where nothing is amiss.
pub fn text(opened: &BTreeMap<Kind, Opened>) -> Option<String> {
    if opened
        .values()
        .all(|it| it.refused.is_empty() && it.lacking.is_empty())
    {
        return None;
    }
    let mut text = "Pages that were opened\n".to_owned();
    for (kind, it) in opened {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  {kind}: {} read, {} not read", it.read, it.unread());
        for (why, numbers) in &it.refused {
            let _ = writeln!(text, "    - number {}: {why}", numbers.join(", "));
        }
        for label in &it.lacking {
            let _ = writeln!(text, "    - shows no `{label}`");
        }
    }
    Some(text)
}
