//! From a layout to text.

use crate::format::block_text::BlockText;
use crate::format::layout::{Collection, Comment, Entry, Kind, Layout, Value};
use crate::format::line::{Line, join};
use crate::format::one_line::{has_comments, one_line};

/// The longest line with brackets, in characters; a comment behind it does not count.
const WIDEST: usize = 120;

/// One level of indentation.
const STEP: usize = 2;

/// The text in the one layout.
pub(super) fn print(layout: &Layout<'_>) -> String {
    let mut printer = Printer {
        lines: Vec::new(),
        opened: false,
    };
    if let Some(marker) = &layout.marker {
        printer.comments(&marker.above, 0);
        printer.line("---".to_owned(), marker.trailing);
    }
    if let Some(root) = &layout.root {
        printer.root(root, &layout.inner, layout.trailing);
    }
    printer.comments(&layout.below, 0);
    join(&printer.lines)
}

struct Printer<'t> {
    lines: Vec<Line<'t>>,
    /// Whether the last line opened a block.
    opened: bool,
}

impl<'t> Printer<'t> {
    fn line(&mut self, code: String, comment: Option<Comment<'t>>) {
        self.lines.push(Line { code, comment });
        self.opened = false;
    }

    /// An empty line, unless one is there or a block begins.
    fn blank(&mut self) {
        let filled = self.lines.last().is_some_and(|line| !line.code.is_empty());
        if filled && !self.opened {
            self.line(String::new(), None);
        }
    }

    fn comments(&mut self, comments: &[Comment<'t>], indent: usize) {
        for comment in comments {
            if comment.blank {
                self.blank();
            }
            self.line(format!("{:indent$}{}", "", comment.text), None);
        }
    }

    fn root(&mut self, root: &Value<'t>, inner: &[Comment<'t>], trailing: Option<Comment<'t>>) {
        self.comments(inner, 0);
        let Kind::Collection(collection) = &root.kind else {
            return;
        };
        let flat = one_line(root).filter(|text| text.chars().count() <= WIDEST);
        if let Some(text) = flat {
            self.line(text, trailing);
        } else if collection.entries.is_empty() {
            self.empty(brackets(collection).to_owned(), collection, trailing, 0);
        } else {
            self.collection(collection, 0, None);
            self.comments(trailing.as_slice(), 0);
        }
    }

    /// A block; `lead` is the beginning of its first line.
    fn collection(&mut self, collection: &Collection<'t>, indent: usize, lead: Option<String>) {
        let mut lead = lead;
        for entry in &collection.entries {
            let start = lead.take().unwrap_or_else(|| {
                self.comments(&entry.above, indent);
                if entry.blank {
                    self.blank();
                }
                " ".repeat(indent)
            });
            self.entry(entry, indent, &start);
        }
        self.comments(&collection.below, indent);
    }

    fn entry(&mut self, entry: &Entry<'t>, indent: usize, start: &str) {
        let pair = entry.key.as_ref();
        let code = pair.map_or_else(|| format!("{start}-"), |key| format!("{start}{}:", key.raw));
        let flat = one_line(&entry.value);
        match &entry.value.kind {
            Kind::Nothing => self.line(code, entry.trailing),
            Kind::Text(text) => {
                let code = self.open(code, &entry.inner, indent);
                self.text(code, text, entry.trailing, indent + STEP);
            }
            Kind::Block(block) => {
                let code = self.open(code, &entry.inner, indent);
                self.block(code, block, entry.trailing, indent + STEP);
            }
            Kind::Collection(collection) => match flat {
                Some(flat)
                    if collection.entries.is_empty() || fits(&code, &flat, entry, indent) =>
                {
                    let code = self.open(code, &entry.inner, indent);
                    self.line(format!("{code}{flat}"), entry.trailing);
                }
                Some(_) | None if collection.entries.is_empty() => {
                    let code = self.open(code, &entry.inner, indent) + brackets(collection);
                    self.empty(code, collection, entry.trailing, indent);
                }
                Some(_) | None => self.nested(code, entry, collection, indent),
            },
        }
    }

    /// What the value goes on with: the line of the key, or a line of its own where comments stand between.
    fn open(&mut self, code: String, inner: &[Comment<'t>], indent: usize) -> String {
        if inner.is_empty() {
            return code + " ";
        }
        self.head(code, inner, indent);
        " ".repeat(indent + STEP)
    }

    /// The line of a key or hyphen, and the comments below it.
    fn head(&mut self, code: String, inner: &[Comment<'t>], indent: usize) {
        let on_line = inner.first().filter(|comment| comment.same_line);
        self.line(code, on_line.copied());
        self.opened = true;
        let below = inner.get(usize::from(on_line.is_some())..);
        self.comments(below.unwrap_or_default(), indent + STEP);
    }

    fn nested(
        &mut self,
        code: String,
        entry: &Entry<'t>,
        collection: &Collection<'t>,
        indent: usize,
    ) {
        let mut inner = entry.inner.clone();
        let mut below = entry.trailing;
        if inner.is_empty() && !has_comments(collection) {
            inner.extend(below.take());
        }
        let first = collection.entries.first();
        let above = first.map_or(&[][..], |first| first.above.as_slice());
        if entry.key.is_none() && inner.is_empty() && above.is_empty() {
            self.collection(collection, indent + STEP, Some(code + " "));
        } else if inner.is_empty() && above.first().is_some_and(|comment| comment.same_line) {
            // Behind the opening bracket.
            self.head(code, above, indent);
            self.collection(collection, indent + STEP, Some(" ".repeat(indent + STEP)));
        } else {
            self.head(code, &inner, indent);
            self.collection(collection, indent + STEP, None);
        }
        self.comments(below.as_slice(), indent + STEP);
    }

    /// Empty brackets with comments inside.
    fn empty(
        &mut self,
        code: String,
        collection: &Collection<'t>,
        trailing: Option<Comment<'t>>,
        indent: usize,
    ) {
        let mut comments = collection.below.iter().copied().chain(trailing);
        self.line(code, comments.next());
        let rest: Vec<_> = comments.collect();
        self.comments(&rest, indent);
    }

    /// Plain or quoted text, which may go on over several lines.
    fn text(&mut self, code: String, text: &str, trailing: Option<Comment<'t>>, indent: usize) {
        let mut code = code;
        let mut lines = text.split('\n').peekable();
        let mut first = true;
        while let Some(line) = lines.next() {
            let line = if first {
                line
            } else {
                line.trim_start_matches([' ', '\t'])
            };
            let last = lines.peek().is_none();
            code.push_str(if last { line } else { trim_end(line) });
            self.line(code, trailing.filter(|_| last));
            let empty = lines.peek().is_none_or(|next| next.trim().is_empty());
            code = " ".repeat(if empty { 0 } else { indent });
            first = false;
        }
    }

    fn block(
        &mut self,
        code: String,
        block: &BlockText<'t>,
        trailing: Option<Comment<'t>>,
        indent: usize,
    ) {
        self.line(code + &block.header(), trailing);
        for line in &block.lines {
            let indent = if line.is_empty() { 0 } else { indent };
            self.line(format!("{:indent$}{line}", ""), None);
        }
    }
}

/// Whether the value stands on the line of its key, or on a line of its own, without being too long.
fn fits(code: &str, flat: &str, entry: &Entry<'_>, indent: usize) -> bool {
    let before = if entry.inner.is_empty() {
        code.chars().count() + 1
    } else {
        indent + STEP
    };
    before + flat.chars().count() <= WIDEST
}

fn brackets(collection: &Collection<'_>) -> &'static str {
    if collection.list { "[]" } else { "{}" }
}

/// The line without blanks at its end; one that a backslash escapes stays.
fn trim_end(line: &str) -> &str {
    let bare = line.trim_end_matches([' ', '\t']);
    let backslashes = bare.len() - bare.trim_end_matches('\\').len();
    let escaped = backslashes % 2 == 1 && bare.len() < line.len();
    line.get(..bare.len() + usize::from(escaped))
        .unwrap_or(line)
}
