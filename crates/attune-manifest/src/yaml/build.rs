//! Events to tree, within the limits of a manifest.

use std::ops::ControlFlow;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, ScanError};

use crate::finding::{Finding, Findings};
use crate::rules::syntax::{self, Before};
use crate::rules::{no_aliases, no_tags, one_tenant, plain_keys, too_large};
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Scalar, Value};

/// The deepest nesting of lists and maps.
const DEEPEST: usize = 32;

/// The most nodes.
const MOST_NODES: usize = 20_000;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The first document; `None` where there is none.
    pub(crate) root: Option<Node>,
    /// What is YAML and yet not allowed in a manifest; the tree is not to be read then.
    pub(crate) findings: Findings,
}

/// Reads the text up to its end or to the start of a second document; fails at the first error of syntax.
pub(crate) fn parse(text: &str) -> Result<Document, Box<Finding>> {
    let options = granit_parser::options! {
        strict_indentation: true,
        disallow_directives: true,
        emit_comments: false,
        // Reported like known ones: `*@contoso.example` without quotes is a common slip.
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder {
        text,
        scalar: Span::at(0),
        document: Document::default(),
        open: Vec::new(),
        nodes: 0,
        documents: 0,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| Box::new(builder.syntax(&error)))?;
        let tag = span.tag_span().map(|tag| bytes(&tag));
        if builder.take(&event, bytes(&span), tag)?.is_break() {
            break;
        }
    }
    Ok(builder.document)
}

fn bytes(span: &granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or_default();
    Span::new(range.start, range.end)
}

struct Builder<'t> {
    text: &'t str,
    /// The last scalar.
    scalar: Span,
    document: Document,
    open: Vec<Open>,
    nodes: usize,
    documents: usize,
}

/// A collection that is being read.
struct Open {
    start: Span,
    collection: Collection,
}

enum Collection {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        key: Option<Key>,
    },
}

fn as_key(node: Node) -> Result<Key, Box<Finding>> {
    match node.value {
        Value::Scalar(scalar) => Ok(Key {
            text: scalar.text,
            span: node.span,
            hidden: false,
        }),
        Value::List(_) | Value::Map(_) => Err(Box::new(plain_keys::finding(node.span))),
    }
}

impl Builder<'_> {
    #[expect(
        clippy::match_same_arms,
        reason = "the parser may get more kinds of event; those of today are all named"
    )]
    fn take(
        &mut self,
        event: &Event<'_>,
        span: Span,
        tag: Option<Span>,
    ) -> Result<ControlFlow<()>, Box<Finding>> {
        match event {
            Event::DocumentStart(_, _) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.document
                        .findings
                        .push(one_tenant::second_document(span));
                    return Ok(ControlFlow::Break(()));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.document.findings.push(no_aliases::alias(span));
                self.scalar("", true, span)?;
            }
            Event::Scalar(text, style, anchor, _) => {
                self.properties(span, *anchor, tag);
                // The parser writes a value that is left out as `~` with a span of nothing.
                let text = if span.is_empty() { "" } else { text.as_ref() };
                self.scalar(text, *style == ScalarStyle::Plain, span)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                self.properties(span, *anchor, tag);
                self.open(span, Collection::List(Vec::new()))?;
            }
            Event::MappingStart(_, anchor, _) => {
                self.properties(span, *anchor, tag);
                let (entries, key) = (Vec::new(), None);
                self.open(span, Collection::Map { entries, key })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Anchor(_, _) => {}
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn properties(&mut self, span: Span, anchor: usize, tag: Option<Span>) {
        if anchor > 0 {
            self.document.findings.push(no_aliases::anchor(span));
        }
        if let Some(tag) = tag {
            self.document.findings.push(no_tags::finding(tag));
        }
    }

    fn scalar(&mut self, text: &str, plain: bool, span: Span) -> Result<(), Box<Finding>> {
        // A block of text would reach into the line after it.
        let written = self.text.get(span.start..span.end).unwrap_or_default();
        let span = Span::new(span.start, span.start + written.trim_end().len());
        let value = Value::Scalar(Scalar {
            text: text.into(),
            plain,
            hidden: false,
        });
        self.scalar = span;
        self.count(span)?;
        self.add(Node { value, span })
    }

    fn open(&mut self, start: Span, collection: Collection) -> Result<(), Box<Finding>> {
        self.count(start)?;
        if self.open.len() == DEEPEST {
            return Err(Box::new(too_large::depth(start, DEEPEST)));
        }
        self.open.push(Open { start, collection });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Box<Finding>> {
        let Some(Open { start, collection }) = self.open.pop() else {
            return Err(Box::new(syntax::unbalanced(end)));
        };
        let value = match collection {
            Collection::List(items) => Value::List(items),
            Collection::Map { entries, key: _ } => Value::Map(entries),
        };
        // Brackets have a width, block collections have none.
        let span = if start.is_empty() {
            start
        } else {
            Span::new(start.start, end.end)
        };
        self.add(Node { value, span })
    }

    fn count(&mut self, span: Span) -> Result<(), Box<Finding>> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Box::new(too_large::nodes(span, MOST_NODES)));
        }
        Ok(())
    }

    /// Puts a complete node where it belongs: in a list, as a key, beside its key, or at the top.
    fn add(&mut self, node: Node) -> Result<(), Box<Finding>> {
        match self.open.last_mut().map(|open| &mut open.collection) {
            None => self.document.root = Some(node),
            Some(Collection::List(items)) => items.push(node),
            Some(Collection::Map { entries, key }) => {
                if let Some(key) = key.take() {
                    entries.push(Entry { key, value: node });
                } else {
                    *key = Some(as_key(node)?);
                }
            }
        }
        Ok(())
    }

    /// An error of syntax, with what leads up to it.
    fn syntax(&self, error: &ScanError) -> Finding {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or_default()
            .min(self.text.len());
        let bracket = self
            .open
            .iter()
            .rev()
            .map(|open| open.start)
            .find(|start| !start.is_empty());
        let text = self.text.get(self.scalar.start..self.scalar.end);
        let is_unclosed = syntax::is_quote(error.kind())
            || self
                .text
                .get(at..)
                .is_some_and(|rest| rest.trim().is_empty());
        let quote = self.quote(at).filter(|_| is_unclosed);
        let before = if let Some(quote) = quote {
            Before::Quote(quote)
        } else if self.scalar.end == at && text.is_some_and(|text| text.contains('\n')) {
            Before::Lines(self.scalar)
        } else {
            bracket.map_or(Before::Nothing, Before::Bracket)
        };
        syntax::finding(error.kind(), at, self.text, before)
    }

    /// The first quote between the last scalar and a position, comments left out.
    fn quote(&self, at: usize) -> Option<Span> {
        let mut from = self.scalar.end;
        loop {
            let between = self.text.get(from..at)?;
            let start = from + between.find(['"', '\'', '#'])?;
            let rest = self.text.get(start..at)?;
            if !rest.starts_with('#') {
                return Some(Span::new(start, start + 1));
            }
            from = start + rest.find('\n')?;
        }
    }
}
