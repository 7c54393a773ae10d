//! Lines, and where the comments at their ends stand.

use crate::format::layout::Comment;

/// A line of the result.
pub(super) struct Line<'t> {
    pub(super) code: String,
    pub(super) comment: Option<Comment<'t>>,
}

/// The lines as text. Comments of neighbouring lines that stood in one column are put in one column again.
pub(super) fn join(lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    for run in lines.chunk_by(|one, next| column(one).is_some() && column(one) == column(next)) {
        let width = run.iter().map(width).max().unwrap_or(0);
        for line in run {
            text.push_str(&line.code);
            if let Some(comment) = &line.comment {
                text.extend(std::iter::repeat_n(' ', width - self::width(line) + 1));
                text.push_str(comment.text);
            }
            text.push('\n');
        }
    }
    text
}

fn column(line: &Line<'_>) -> Option<usize> {
    line.comment.map(|comment| comment.column)
}

fn width(line: &Line<'_>) -> usize {
    line.code.chars().count()
}
