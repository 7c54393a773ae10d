//! What is wrong with a ledger that somebody else than attune wrote in.

use super::Entry;
use super::chain::Chained;
use super::lines::Line;

/// What is wrong with a line. Its words follow `line N`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// git could not merge two ledgers, and left its marks.
    #[error("is a mark of a conflict that git left between the ledgers of two branches")]
    Conflict,
    /// Two lines were written behind the same one.
    #[error("and line {with} both {}: the ledgers of two branches were put together", place(*.behind))]
    Merged {
        /// The other line, counted from 1.
        with: usize,
        /// The line before both; 0 where both were the first.
        behind: usize,
    },
    /// The line stands there twice.
    #[error("repeats line {of}")]
    Repeated {
        /// Where it stands first, counted from 1.
        of: usize,
    },
    /// The line that it was written behind stands further down.
    #[error("was written behind line {behind}: the lines changed places")]
    Moved {
        /// That line, counted from 1.
        behind: usize,
    },
    /// Lines before it are gone.
    #[error("does not follow the one before: {} before it {} missing", count(*.lines), if *.lines == 1 { "is" } else { "are" })]
    Missing {
        /// How many.
        lines: u64,
    },
    /// The line was not written by attune like that.
    #[error("is not as attune wrote it: it was changed or put in")]
    Changed,
    /// The line or one of those before it, which have no checksum of their own.
    #[error(
        "or one of those before it, which carry no checksum, is not as attune wrote it: it was changed, put in or taken out"
    )]
    EarlierChanged,
    /// The line has no checksum, though it must have one.
    #[error("carries no checksum: it was changed or put in")]
    Unchained,
}

fn place(behind: usize) -> String {
    if behind == 0 {
        "begin the ledger".to_owned()
    } else {
        format!("follow line {behind}")
    }
}

fn count(lines: u64) -> String {
    if lines == 1 {
        "1 line".to_owned()
    } else {
        format!("{lines} lines")
    }
}

/// Whether a line is one that git writes into a file that it cannot merge.
pub(super) fn is_mark(line: &[u8]) -> bool {
    [&b"<<<<<<<"[..], b"|||||||", b"=======", b">>>>>>>"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// A line without checksum among lines that have none: only its count can be looked at.
pub(super) fn of_count(expected: u64, found: u64) -> Option<Flaw> {
    match found.checked_sub(expected) {
        Some(0) => None,
        Some(lines) => Some(Flaw::Missing { lines }),
        None => Some(Flaw::Changed),
    }
}

/// Why the line at `index` does not follow the one before it.
///
/// `checksums` are the checksums that lines with one may follow: `checksums[n]` stands before the line at `first + n`.
pub(super) fn diagnose(
    lines: &[Line<'_>],
    entries: &[Entry],
    checksums: &[String],
    first: usize,
    index: usize,
    chained: Chained<'_>,
) -> Flaw {
    let number = |index: usize| lines.get(index).map_or(0, |line| line.number);
    let text = lines.get(index).map(|line| line.text);
    let twin = lines
        .iter()
        .take(index)
        .find(|line| Some(line.text) == text);
    if let Some(twin) = twin {
        return Flaw::Repeated { of: twin.number };
    }
    if let Some(before) = checksums
        .iter()
        .position(|checksum| chained.follows(checksum))
    {
        let with = first + before;
        return Flaw::Merged {
            with: number(with),
            behind: with.checked_sub(1).map_or(0, number),
        };
    }
    // None follows itself.
    let further_down = lines
        .iter()
        .skip(index)
        .find(|line| Chained::of(line.text).is_some_and(|line| chained.follows(line.checksum)));
    if let Some(line) = further_down {
        return Flaw::Moved {
            behind: line.number,
        };
    }
    let seq = |index: usize| entries.get(index).map_or(0, |entry| entry.seq);
    let before = index.checked_sub(1).map_or(0, seq);
    match of_count(before + 1, seq(index)) {
        Some(flaw) => flaw,
        None if index == first && first > 0 => Flaw::EarlierChanged,
        None => Flaw::Changed,
    }
}
