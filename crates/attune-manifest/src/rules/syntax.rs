//! `syntax`: a manifest is YAML.

use serde_saphyr::granit_parser::ErrorKind;

use crate::finding::Finding;
use crate::rules::{Rule, too_large};
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "syntax",
    summary: "a manifest is YAML",
};

/// An end without a start; the parser reports these itself.
pub(crate) fn unbalanced(span: Span) -> Finding {
    Finding::error(&RULE, span, "a list or map ends here that never began")
        .help("check the brackets and the indentation above")
}

/// What leads up to an error.
#[derive(Clone, Copy)]
pub(crate) enum Before {
    /// The innermost bracket that is still open.
    Bracket(Span),
    /// Text that goes on over several lines and ends at the error.
    Lines(Span),
    /// The quote that is still open.
    Quote(Span),
    /// Nothing that would explain it.
    Nothing,
}

/// An error of the parser at a byte of the text.
pub(crate) fn finding(kind: &ErrorKind, at: usize, text: &str, before: Before) -> Finding {
    if *kind == ErrorKind::RecursionLimitExceeded {
        return too_large::depth(Span::at(at), 32);
    }
    if let Some(tab) = tab(kind, at, text) {
        return Finding::error(
            &RULE,
            Span::new(tab, tab + 1),
            "a tab stands where YAML wants spaces",
        )
        .label("tab")
        .help("use spaces, two for each level; most editors can put spaces in place of tabs");
    }
    if let Some(star) = star(at, text) {
        return missing_quotes(star);
    }
    // Within brackets the parser tells an open quote from an open bracket only by chance.
    let kind = match before {
        Before::Quote(_) => &ErrorKind::UnclosedQuotedScalar,
        Before::Bracket(_) | Before::Lines(_) | Before::Nothing => kind,
    };
    // What is missing at the end is shown behind the last word, not on the empty line after it.
    let at = at.min(text.trim_end().len());
    let Wording {
        message,
        label,
        help,
    } = if is_conflict(at, text) {
        conflict()
    } else {
        wording(kind, matches!(before, Before::Bracket(_)))
    };
    let end = text.get(at..).and_then(|rest| rest.chars().next());
    let width = end
        .filter(|c| *c != '\n' && *c != '\r')
        .map_or(0, char::len_utf8);
    let finding = Finding::error(&RULE, Span::new(at, at + width), message)
        .label(label)
        .help(help);
    match before {
        Before::Bracket(open) if open.start != at && is_about_brackets(kind) => {
            finding.related(open, "opened here")
        }
        Before::Quote(open) => finding.related(open, "opened here"),
        Before::Lines(lines) => finding.related(lines, "read as text from here up to the mark"),
        Before::Bracket(_) | Before::Nothing => finding,
    }
}

struct Wording {
    message: String,
    label: &'static str,
    help: &'static str,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's kinds are many and open; those without better words keep the parser's"
)]
fn wording(kind: &ErrorKind, in_brackets: bool) -> Wording {
    use ErrorKind as Kind;
    let (message, label, help) = match kind {
        _ if in_brackets && is_about_brackets(kind) => (
            "a bracket is not closed, or a comma is missing",
            "a comma or the closing bracket should come before this",
            "put commas between the entries and close the bracket; lines within brackets are indented",
        ),
        Kind::MismatchedFlowCollectionEnd { open: _, close: _ }
        | Kind::MisplacedFlowCollectionEnd => (
            "the brackets do not match",
            "no partner",
            "`[` is closed by `]`, `{` by `}`",
        ),
        _ if is_quote(kind) => (
            "text in quotes is not closed",
            "the closing quote should come before this",
            "close the quote; in single quotes a `'` is written `''`",
        ),
        Kind::InvalidTrailingDoubleQuotedScalar | Kind::InvalidTrailingSingleQuotedScalar => (
            "something follows the closing quote",
            "after the quote",
            "put the whole value in quotes; in single quotes a `'` is written `''`",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape => (
            "in double quotes a backslash begins an escape, and this one is not known",
            "in these quotes",
            "use single quotes, or write two backslashes",
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent => (
            "the indentation of this line fits nothing above it",
            "indented otherwise than its neighbours",
            "indent all keys of a block alike, by two spaces for each level",
        ),
        Kind::MappingValueNotAllowed => (
            "a `:` stands where no value can begin",
            "this colon",
            "write a blank after the colon of a key, and no value before keys that are indented below it; put text that contains `: ` in quotes",
        ),
        Kind::MappingKeyNotAllowed | Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            "this line is no `key: value`",
            "a key and a colon are expected",
            "write `key: value` with a blank after the colon",
        ),
        Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => (
            "a list entry `- ...` cannot begin here",
            "this hyphen",
            "put each entry on a line of its own below the key, or write `[a, b]`",
        ),
        Kind::UnexpectedCharacter { character: _ } => (
            "text cannot begin with this character",
            "needs quotes",
            "put the text in quotes",
        ),
        Kind::DirectiveDisallowed => (
            "YAML directives are not allowed",
            "a directive",
            "remove the line; put text that begins with `%` in quotes",
        ),
        Kind::MissingAnchorOrAliasName => (
            "text that begins with `*` or `&` needs quotes",
            "needs quotes",
            "put the text in quotes: `\"*\"`",
        ),
        other => {
            return Wording {
                message: format!("this is no YAML: {other}"),
                label: "here",
                help: "check the indentation, quotes and brackets of this line and the one above",
            };
        }
    };
    Wording {
        message: message.to_owned(),
        label,
        help,
    }
}

/// Whether an error is about quotes that are not closed.
pub(crate) fn is_quote(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
    )
}

/// Whether an error within brackets is about the brackets themselves.
fn is_about_brackets(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidIndentation
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::InvalidFlowScalarIndent
    )
}

/// The `*` of a key without quotes that is to blame: the parser takes the colon for a part of the name after it.
fn star(at: usize, text: &str) -> Option<Span> {
    let before = text.get(..at)?.trim_end();
    let star = before.strip_suffix("*:")?.len();
    Some(Span::new(star, star + 1))
}

fn missing_quotes(star: Span) -> Finding {
    Finding::error(&RULE, star, "a key that begins with `*` needs quotes")
        .label("needs quotes")
        .help("put the key in quotes: `\"*\"`")
}

/// Whether the line of an error is one that git writes.
fn is_conflict(at: usize, text: &str) -> bool {
    let line = text.get(at..).unwrap_or_default();
    ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

fn conflict() -> Wording {
    Wording {
        message: "a merge conflict is left in this file".to_owned(),
        label: "a mark of git",
        help: "keep one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    }
}

/// The tab that is to blame, where the parser says that one is: in the indentation of the line, or the next one.
fn tab(kind: &ErrorKind, at: usize, text: &str) -> Option<usize> {
    let said = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    );
    if !said {
        return None;
    }
    let start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    let indenting = line.get(..indentation)?.find('\t').map(|tab| start + tab);
    // The parser may stop at the end of the line above.
    indenting.or_else(|| text.get(at..)?.find('\t').map(|tab| at + tab))
}
