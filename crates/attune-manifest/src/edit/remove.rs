//! Entries that go.

use crate::edit::error::{EditError, refuse};
use crate::edit::place::Found;
use crate::edit::replace::{entry_end, whole};
use crate::edit::splice::Splice;
use crate::edit::text_lines::{is_blank, line_end, line_start, next_line, previous_line};
use crate::format::{Checked, Comment, Style};
use crate::source::Span;

/// Takes an entry away; gives the comments that go with it.
pub(super) fn remove(
    file: &Checked<'_>,
    found: &Found<'_, '_>,
) -> Result<(Vec<Splice>, Vec<Span>), EditError> {
    let text = file.text;
    let Found {
        entry,
        parent,
        index,
        holder,
        around,
    } = found;
    let own = own_comments(found);
    let start = own
        .first()
        .map_or(entry.start, |comment| comment.span.start);
    let end = entry_end(entry).max(entry.comma.unwrap_or(0));
    let inside = file.layout.comments.iter().map(|comment| comment.span);
    let gone = inside
        .filter(|span| start <= span.start && span.end <= end)
        .collect();
    let alone = is_blank(text, Span::new(line_start(text, start), start))
        && is_blank(text, Span::new(end, line_end(text, end)));
    let next = parent.entries.get(index + 1);
    let previous = index.checked_sub(1).and_then(|at| parent.entries.get(at));
    let before = previous.map_or(0, entry_end);
    let splices = match (parent.style, previous, next) {
        (Style::Block, None, None) => match holder {
            Some(holder) if parent.below.is_empty() && own.len() == entry.above.len() => {
                let empty = if parent.list { "[]" } else { "{}" };
                whole(text, holder, empty)
            }
            Some(_) => {
                let span = Span::new(entry.start, entry.slot);
                let message = "comments beside this entry would lose their place";
                return Err(refuse(file, span, message)
                    .help("remove what is around it, or make the change by hand"));
            }
            None => vec![Splice::new(lines(text, start, end, before), "")],
        },
        (Style::Pair, _, _) => vec![Splice::new(*around, "{}")],
        _ if alone => vec![Splice::new(lines(text, start, end, before), "")],
        (_, _, Some(next)) => {
            let first = next.above.first();
            let until = first.map_or(next.start, |comment| comment.span.start);
            vec![Splice::new(Span::new(start, until), "")]
        }
        (_, Some(previous), None) => {
            // With a comment behind it, the comma before stays.
            let from = if previous.trailing.is_some() || entry.above.len() > own.len() {
                start
            } else {
                previous.value.span.end.max(previous.slot)
            };
            vec![Splice::new(Span::new(from, end), "")]
        }
        (_, None, None) => vec![Splice::new(Span::new(start, end), "")],
    };
    Ok((splices, gone))
}

/// The comments directly above the entry; what stands at the top of the file is not one entry's.
fn own_comments<'c, 't>(found: &Found<'c, 't>) -> &'c [Comment<'t>] {
    let Found {
        entry,
        parent: _,
        index,
        holder,
        around: _,
    } = found;
    if entry.blank || (*index == 0 && holder.is_none()) {
        return &[];
    }
    let above = entry.above.as_slice();
    let from = above.iter().rposition(|comment| comment.blank).unwrap_or(0);
    above.get(from..).unwrap_or_default()
}

/// The whole lines, with the empty ones above where empty ones or nothing follows. `before`: the end of the entry
/// before, whose text may end in empty lines.
fn lines(text: &str, start: usize, end: usize, before: usize) -> Span {
    let (mut first, after) = (line_start(text, start), next_line(text, end));
    let follows = text.get(after..).unwrap_or_default();
    if !follows.is_empty() && !is_blank(text, Span::new(after, line_end(text, after))) {
        return Span::new(first, after);
    }
    while let Some(above) = previous_line(text, first) {
        if above <= before || !is_blank(text, Span::new(above, line_end(text, above))) {
            break;
        }
        first = above;
    }
    Span::new(first, after)
}
