//! From a tree and its text to a layout.

use crate::finding::Finding;
use crate::format::block_text::BlockText;
use crate::format::cursor::Cursor;
use crate::format::layout::{Collection, Comment, Entry, Key, Kind, Layout, Marker, Style, Value};
use crate::rules::Rule;
use crate::source::Span;
use crate::yaml::{self, Node};

/// The rule of what cannot be laid out.
const RULE: Rule = Rule {
    id: "layout",
    summary: "a file is written as `key: value`, with every key on one line",
};

type Read<T> = Result<T, Box<Finding>>;

/// Reads the layout of a text with this tree.
pub(super) fn read<'t>(text: &'t str, root: Option<&Node>) -> Read<Layout<'t>> {
    let mut reader = Reader {
        text,
        cursor: Cursor::new(text),
    };
    let marker = reader.marker();
    let (mut inner, mut value) = (Vec::new(), None);
    if let Some(root) = root {
        if matches!(root.value, yaml::Value::Scalar(_)) {
            return Err(refuse(root.span, "a file is a map or a list at its top"));
        }
        let at = reader.cursor.at();
        let (comments, read) = reader.value(root, at, None)?;
        inner = comments;
        value = Some(read);
    }
    let trailing = value.is_some().then(|| reader.cursor.take_same_line());
    if reader.cursor.rest().starts_with("...") {
        reader.cursor.token(reader.cursor.at() + 3);
    }
    let (below, _) = reader.cursor.take_all();
    if !reader.cursor.rest().is_empty() {
        return Err(reader.unknown());
    }
    Ok(Layout {
        marker,
        inner,
        root: value,
        trailing: trailing.flatten(),
        below,
        comments: reader.cursor.all(),
    })
}

fn refuse(span: Span, message: &str) -> Box<Finding> {
    Box::new(
        Finding::error(&RULE, span, message)
            .label("cannot be laid out")
            .help("write `key: value`, with the key on one line"),
    )
}

struct Reader<'t> {
    text: &'t str,
    cursor: Cursor<'t>,
}

impl<'t> Reader<'t> {
    fn marker(&mut self) -> Option<Marker<'t>> {
        let rest = self.cursor.rest().strip_prefix("---")?;
        let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']);
        if !ends || self.cursor.column() > 0 {
            return None;
        }
        let (above, _) = self.cursor.take_all();
        self.cursor.token(self.cursor.at() + 3);
        let trailing = self.cursor.take_same_line();
        Some(Marker { above, trailing })
    }

    /// The value, and the comments before it. `column`: of the block collection around it; `None` at the top and
    /// within brackets.
    fn value(
        &mut self,
        node: &Node,
        slot: usize,
        column: Option<usize>,
    ) -> Read<(Vec<Comment<'t>>, Value<'t>)> {
        let at = self.cursor.at();
        match &node.value {
            yaml::Value::Scalar(scalar) if scalar.plain && scalar.text.is_empty() => {
                let (span, kind) = (Span::at(slot), Kind::Nothing);
                Ok((Vec::new(), Value { span, kind }))
            }
            yaml::Value::Scalar(scalar) => {
                let (inner, _) = self.cursor.take_all();
                if let Some(column) = column
                    && !scalar.plain
                    && self.cursor.rest().starts_with(['|', '>'])
                {
                    let block = BlockText::read(self.text, at, column);
                    let block = block.ok_or_else(|| self.unknown())?;
                    self.cursor.block_text(block.header.end, block.end);
                    let span = Span::new(at, block.end.max(block.header.end));
                    let kind = Kind::Block(block);
                    return Ok((inner, Value { span, kind }));
                }
                let raw = self.raw(node.span)?;
                self.cursor.token(node.span.end);
                let (span, kind) = (node.span, Kind::Text(raw));
                Ok((inner, Value { span, kind }))
            }
            yaml::Value::List(items) if node.span.is_empty() => self.block_list(items, column),
            yaml::Value::Map(entries) if node.span.is_empty() => self.block_map(entries),
            yaml::Value::List(_) | yaml::Value::Map(_) => self.brackets(node),
        }
    }

    fn block_list(
        &mut self,
        items: &[Node],
        around: Option<usize>,
    ) -> Read<(Vec<Comment<'t>>, Value<'t>)> {
        let inner: Vec<_> = self.cursor.take_same_line().into_iter().collect();
        let column = self.cursor.column();
        let mut entries = Vec::new();
        for item in items {
            let (above, blank) = self.cursor.take_all();
            let start = self.cursor.at();
            if !self.cursor.rest().starts_with('-') {
                return Err(self.unknown());
            }
            self.cursor.token(start + 1);
            let mut entry = self.entry(item, start, start + 1, None, Some(column))?;
            (entry.above, entry.blank) = (above, blank);
            entry.trailing = self.cursor.take_same_line();
            entries.push(entry);
        }
        // A comment below a list that is not indented belongs to the next key.
        let least = column + usize::from(around == Some(column));
        Ok((inner, self.block(true, column, least, entries)))
    }

    fn block_map(&mut self, nodes: &[yaml::Entry]) -> Read<(Vec<Comment<'t>>, Value<'t>)> {
        let inner: Vec<_> = self.cursor.take_same_line().into_iter().collect();
        let column = self.cursor.column();
        let mut entries = Vec::new();
        for node in nodes {
            let mut entry = self.map_entry(node, Some(column))?;
            entry.trailing = self.cursor.take_same_line();
            entries.push(entry);
        }
        Ok((inner, self.block(false, column, column, entries)))
    }

    fn block(
        &mut self,
        list: bool,
        column: usize,
        least: usize,
        entries: Vec<Entry<'t>>,
    ) -> Value<'t> {
        let below = self.cursor.take_from(least);
        let start = entries.first().map_or(0, |entry| entry.start);
        let end = entries.last().map_or(0, |entry| entry.value.span.end);
        let style = Style::Block;
        Value {
            span: Span::new(start, end),
            kind: Kind::Collection(Collection {
                style,
                list,
                column,
                entries,
                below,
            }),
        }
    }

    fn brackets(&mut self, node: &Node) -> Read<(Vec<Comment<'t>>, Value<'t>)> {
        if self.cursor.at() != node.span.start {
            return Err(self.unknown());
        }
        let (inner, _) = self.cursor.take_all();
        self.cursor.token(node.span.start + 1);
        let column = self.cursor.column();
        let mut entries = Vec::new();
        let list = match &node.value {
            yaml::Value::List(items) => {
                for item in items {
                    let mut entry = self.bracket_item(item)?;
                    self.comma(&mut entry);
                    entries.push(entry);
                }
                true
            }
            yaml::Value::Map(nodes) => {
                for node in nodes {
                    let mut entry = self.map_entry(node, None)?;
                    self.comma(&mut entry);
                    entries.push(entry);
                }
                false
            }
            yaml::Value::Scalar(_) => return Err(self.unknown()),
        };
        let (below, _) = self.cursor.take_all();
        if self.cursor.at() + 1 != node.span.end {
            return Err(self.unknown());
        }
        self.cursor.token(node.span.end);
        let style = Style::Flow;
        let kind = Kind::Collection(Collection {
            style,
            list,
            column,
            entries,
            below,
        });
        let span = node.span;
        Ok((inner, Value { span, kind }))
    }

    fn bracket_item(&mut self, item: &Node) -> Read<Entry<'t>> {
        let (above, blank) = self.cursor.take_all();
        let start = self.cursor.at();
        let column = self.cursor.column();
        let mut entry = match &item.value {
            yaml::Value::Map(nodes) if item.span.is_empty() => {
                let entries: Read<Vec<_>> = nodes
                    .iter()
                    .map(|node| self.map_entry(node, None))
                    .collect();
                let mut value = self.block(false, column, usize::MAX, entries?);
                if let Kind::Collection(pair) = &mut value.kind {
                    pair.style = Style::Pair;
                }
                entry(start, start, None, Vec::new(), value)
            }
            yaml::Value::Map(_) | yaml::Value::List(_) | yaml::Value::Scalar(_) => {
                self.entry(item, start, start, None, None)?
            }
        };
        (entry.above, entry.blank) = (above, blank);
        Ok(entry)
    }

    fn map_entry(&mut self, node: &yaml::Entry, column: Option<usize>) -> Read<Entry<'t>> {
        let (above, blank) = self.cursor.take_all();
        let start = self.cursor.at();
        let raw = self.raw(node.key.span)?;
        if raw.is_empty() {
            return Err(refuse(
                Span::at(start),
                "a key is missing before this colon",
            ));
        }
        if raw.contains(['\n', '\r']) {
            return Err(refuse(node.key.span, "this key goes on over several lines"));
        }
        if raw.starts_with("---") || raw.starts_with("...") {
            return Err(refuse(
                node.key.span,
                "this key begins like a line between documents",
            ));
        }
        self.cursor.token(node.key.span.end);
        let colon = self.cursor.punctuation(':');
        let key = Key {
            raw,
            name: node.key.text.to_string(),
            colon: colon.is_some(),
        };
        let slot = colon.unwrap_or(node.key.span.end);
        let mut entry = self.entry(&node.value, start, slot, Some(key), column)?;
        (entry.above, entry.blank) = (above, blank);
        Ok(entry)
    }

    fn entry(
        &mut self,
        node: &Node,
        start: usize,
        slot: usize,
        key: Option<Key<'t>>,
        column: Option<usize>,
    ) -> Read<Entry<'t>> {
        let (inner, value) = self.value(node, slot, column)?;
        Ok(entry(start, slot, key, inner, value))
    }

    /// After an entry in brackets: the comma, and the comment on its last line.
    fn comma(&mut self, entry: &mut Entry<'t>) {
        entry.comma = self.cursor.punctuation(',');
        entry.trailing = self.cursor.take_same_line();
    }

    /// The text of a scalar that must begin here.
    fn raw(&self, span: Span) -> Read<&'t str> {
        if self.cursor.at() == span.start {
            Ok(self.text.get(span.start..span.end).unwrap_or_default())
        } else {
            Err(self.unknown())
        }
    }

    fn unknown(&self) -> Box<Finding> {
        refuse(
            Span::at(self.cursor.at()),
            "this is written in a way that attune does not lay out",
        )
    }
}

fn entry<'t>(
    start: usize,
    slot: usize,
    key: Option<Key<'t>>,
    inner: Vec<Comment<'t>>,
    value: Value<'t>,
) -> Entry<'t> {
    Entry {
        above: Vec::new(),
        blank: false,
        start,
        key,
        slot,
        inner,
        value,
        trailing: None,
        comma: None,
    }
}
