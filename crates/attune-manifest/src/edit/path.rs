//! Paths to places.

use std::fmt;
use std::iter::Peekable;
use std::str::CharIndices;

use crate::edit::error::{EditError, RULE};
use crate::finding::Finding;
use crate::format::Refusal;
use crate::source::Span;

/// A path: never empty.
#[derive(Debug)]
pub(super) struct Path(Vec<Step>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a map.
    Key(String),
    /// Into a list, from 0.
    Index(usize),
}

impl Path {
    /// Reads `a.b[0]."c.d"`; in quotes a backslash takes the next character as it is.
    pub(super) fn parse(text: &str) -> Result<Self, EditError> {
        let mut parser = Parser {
            text,
            chars: text.char_indices().peekable(),
        };
        let mut steps = vec![parser.first()?];
        while let Some((at, c)) = parser.chars.next() {
            steps.push(match c {
                '.' => parser.key()?,
                '[' => parser.index()?,
                _ => return Err(parser.error(at, "a dot or a bracket should come here")),
            });
        }
        Ok(Self(steps))
    }

    /// All steps.
    pub(super) fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_steps(&self.0, f)
    }
}

/// The steps as a path.
pub(super) fn written(steps: &[Step]) -> String {
    Path(steps.to_vec()).to_string()
}

fn write_steps(steps: &[Step], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Index(index) => write!(f, "[{index}]")?,
            Step::Key(key) => {
                f.write_str(if at > 0 { "." } else { "" })?;
                if key.is_empty() || key.contains(['.', '[', ']', '"', '\'', '\\']) {
                    write!(f, "\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))?;
                } else {
                    f.write_str(key)?;
                }
            }
        }
    }
    Ok(())
}

struct Parser<'p> {
    text: &'p str,
    chars: Peekable<CharIndices<'p>>,
}

impl Parser<'_> {
    fn first(&mut self) -> Result<Step, EditError> {
        if self.chars.next_if(|(_, c)| *c == '[').is_some() {
            self.index()
        } else {
            self.key()
        }
    }

    fn key(&mut self) -> Result<Step, EditError> {
        if let Some((at, quote)) = self.chars.next_if(|(_, c)| matches!(c, '"' | '\'')) {
            return self.quoted(at, quote);
        }
        let mut key = String::new();
        while let Some((_, c)) = self.chars.next_if(|(_, c)| !matches!(c, '.' | '[')) {
            key.push(c);
        }
        if key.is_empty() {
            let at = self.chars.peek().map_or(self.text.len(), |(at, _)| *at);
            return Err(self.error(at, "a key is missing here"));
        }
        Ok(Step::Key(key))
    }

    fn quoted(&mut self, start: usize, quote: char) -> Result<Step, EditError> {
        let mut key = String::new();
        while let Some((_, c)) = self.chars.next() {
            match c {
                '\\' => key.extend(self.chars.next().map(|(_, c)| c)),
                c if c == quote => return Ok(Step::Key(key)),
                c => key.push(c),
            }
        }
        Err(self.error(start, "this quote is not closed"))
    }

    fn index(&mut self) -> Result<Step, EditError> {
        let mut digits = String::new();
        while let Some((_, c)) = self.chars.next_if(|(_, c)| *c != ']') {
            digits.push(c);
        }
        let at = self.chars.next().map_or(self.text.len(), |(at, _)| at);
        let index = digits.parse().ok().filter(|_| at < self.text.len());
        index
            .map(Step::Index)
            .ok_or_else(|| self.error(at, "brackets hold the number of a list entry, from 0"))
    }

    fn error(&self, at: usize, message: &str) -> EditError {
        let finding = Finding::error(&RULE, Span::at(at), message)
            .label("here")
            .help(
                "write `levels.helpdesk.emails[0]`; keys that hold dots or brackets go in quotes",
            );
        EditError::Path(Refusal::new(finding, self.text.to_owned()))
    }
}
