//! Diagnostics as text for a terminal.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Drawn, Related, Severity};
use crate::source::Span;

/// The most diagnostics that are drawn.
const MOST: usize = 100;

/// The most bytes of text that are drawn for one diagnostic: nobody reads a line that is longer.
const LONGEST: usize = 16 * 1024;

/// Draws diagnostics one below the other: rule, message, `file:line:column`, the marked lines, and help.
///
/// Of more than 100, the first 100 are drawn, and how many more there are.
/// With `colour` the text holds ANSI escapes. It ends in a line break unless there are no diagnostics.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut drawn: Vec<String> = diagnostics
        .iter()
        .take(MOST)
        .map(|diagnostic| without_c1(&renderer.render(&[group(diagnostic)])) + "\n")
        .collect();
    let more = diagnostics.len().saturating_sub(MOST);
    if more > 0 {
        let message = format!("{more} more are not shown");
        let note = Level::NOTE.primary_title(message.as_str());
        drawn.push(renderer.render(&[Group::with_title(note)]) + "\n");
    }
    drawn.join("\n")
}

/// The renderer replaces some control characters of the lines that it draws; a terminal obeys those from 7f to 9f too.
fn without_c1(drawn: &str) -> String {
    drawn.replace(|c: char| ('\u{7f}'..='\u{9f}').contains(&c), "\u{fffd}")
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule);
    let mut group = Group::with_title(title);
    match (&diagnostic.drawn, &diagnostic.location) {
        (Some(drawn), Some(location)) if !is_short(diagnostic, drawn) => {
            group = group.element(
                Origin::path(location.file.as_str())
                    .line(location.line)
                    .char_column(location.column),
            );
        }
        (Some(drawn), _) => {
            group = group.element(snippet(diagnostic, drawn));
            for other in elsewhere(diagnostic, drawn) {
                group = group.element(other);
            }
        }
        (None, Some(location)) => group = group.element(Origin::path(location.file.as_str())),
        (None, None) => {}
    }
    if diagnostic.help.is_empty() {
        group
    } else {
        group.element(Level::HELP.message(diagnostic.help.as_str()))
    }
}

/// Whether the lines of all marks are short enough to be drawn.
fn is_short(diagnostic: &Diagnostic, drawn: &Drawn) -> bool {
    let related = diagnostic.related.iter().map(|related| &related.drawn);
    std::iter::once(drawn).chain(related).all(|drawn| {
        let source = &drawn.source;
        let span = source.within_first_line(source.within(drawn.span));
        let (range, _) = source.lines(std::iter::once(span));
        range.len() <= LONGEST
    })
}

/// The lines of one file with their marks.
fn snippet<'a>(diagnostic: &'a Diagnostic, drawn: &'a Drawn) -> Snippet<'a, Annotation<'a>> {
    let related: Vec<&Related> = diagnostic
        .related
        .iter()
        .filter(|related| related.drawn.source == drawn.source)
        .collect();
    marked(drawn, &diagnostic.label, &related)
}

/// What stands in other files, one snippet a place.
fn elsewhere<'a>(
    diagnostic: &'a Diagnostic,
    drawn: &'a Drawn,
) -> impl Iterator<Item = Snippet<'a, Annotation<'a>>> {
    diagnostic
        .related
        .iter()
        .filter(move |related| related.drawn.source != drawn.source)
        .map(|related| marked(&related.drawn, &related.label, &[]))
}

fn marked<'a>(
    drawn: &'a Drawn,
    label: &'a str,
    related: &[&'a Related],
) -> Snippet<'a, Annotation<'a>> {
    let source = &drawn.source;
    let within = |span: Span| source.within_first_line(source.within(span));
    // Only the lines between the marks are handed over: a large manifest with many errors stays quick.
    let spans = std::iter::once(drawn.span)
        .chain(related.iter().map(|related| related.drawn.span))
        .map(within);
    let (range, line) = source.lines(spans);
    let offset = range.start;
    let mark = |kind: AnnotationKind, span: Span, label: &'a str| {
        let span = within(span);
        let annotation =
            kind.span(span.start.saturating_sub(offset)..span.end.saturating_sub(offset));
        if label.is_empty() {
            annotation
        } else {
            annotation.label(label)
        }
    };
    let primary = mark(AnnotationKind::Primary, drawn.span, label);
    let related = related
        .iter()
        .map(|related| mark(AnnotationKind::Context, related.drawn.span, &related.label));
    Snippet::source(source.slice(range))
        .path(source.name())
        .line_start(line)
        .annotation(primary)
        .annotations(related)
}
