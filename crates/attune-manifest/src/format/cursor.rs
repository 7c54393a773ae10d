//! A position in a text, and the comments that were passed since the last token.

use crate::format::layout::Comment;
use crate::source::Span;

/// A position in a text, and the comments that were passed since the last token.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    pending: Vec<Comment<'t>>,
    /// Line breaks since the last token or comment.
    breaks: usize,
    /// Whether the last token stands on this line.
    same_line: bool,
    all: Vec<Comment<'t>>,
}

impl<'t> Cursor<'t> {
    /// Before the first token.
    pub(super) fn new(text: &'t str) -> Self {
        let mut cursor = Self {
            text,
            at: 0,
            pending: Vec::new(),
            breaks: 0,
            same_line: false,
            all: Vec::new(),
        };
        cursor.skip();
        cursor
    }

    /// Where it stands: at a token or the end.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What follows.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Every comment so far.
    pub(super) fn all(self) -> Vec<Comment<'t>> {
        self.all
    }

    /// Goes past a token that ends here, and past blanks and comments. Comments not yet taken stay.
    pub(super) fn token(&mut self, end: usize) {
        self.at = end;
        self.breaks = 0;
        self.same_line = true;
        self.skip();
    }

    /// Goes past a block of text with this header and end; a comment on the line of the header is passed too.
    pub(super) fn block_text(&mut self, header: usize, end: usize) {
        self.at = header;
        self.same_line = true;
        let rest = self.rest();
        let bare = rest.trim_start_matches([' ', '\t']);
        if bare.starts_with('#') {
            self.at += rest.len() - bare.len();
            self.comment(bare);
        }
        self.at = end;
        self.breaks = 0;
        self.skip();
    }

    /// Goes past punctuation if it comes next; comments after it still count as on the line of the token before.
    pub(super) fn punctuation(&mut self, mark: char) -> Option<usize> {
        let found = self.rest().starts_with(mark);
        found.then(|| {
            self.at += mark.len_utf8();
            let end = self.at;
            self.skip();
            end
        })
    }

    /// The comment on the line of the last token.
    pub(super) fn take_same_line(&mut self) -> Option<Comment<'t>> {
        let first = self.pending.first()?.same_line;
        first.then(|| self.pending.remove(0))
    }

    /// The comments on lines of their own from this column on, up to the first that is further left.
    pub(super) fn take_from(&mut self, column: usize) -> Vec<Comment<'t>> {
        let end = self
            .pending
            .iter()
            .position(|comment| comment.column < column)
            .unwrap_or(self.pending.len());
        self.pending.drain(..end).collect()
    }

    /// All comments, and whether an empty line follows them.
    pub(super) fn take_all(&mut self) -> (Vec<Comment<'t>>, bool) {
        (std::mem::take(&mut self.pending), self.breaks > 1)
    }

    /// In bytes from the start of the line.
    pub(super) fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        self.at - before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let mut chars = rest.chars();
            match chars.next() {
                Some(' ' | '\t') => self.at += 1,
                Some('\n' | '\r') => {
                    self.at += if rest.starts_with("\r\n") { 2 } else { 1 };
                    self.breaks += 1;
                    self.same_line = false;
                }
                Some('#') => self.comment(rest),
                Some(_) | None => return,
            }
        }
    }

    fn comment(&mut self, rest: &'t str) {
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default().trim_end();
        let before = self.at - self.column();
        let comment = Comment {
            text,
            span: Span::new(self.at, self.at + text.len()),
            column: self
                .text
                .get(before..self.at)
                .map_or(0, |before| before.chars().count()),
            blank: self.breaks > 1,
            same_line: self.same_line && self.pending.is_empty(),
        };
        self.at += length;
        self.breaks = 0;
        self.pending.push(comment);
        self.all.push(comment);
    }
}
