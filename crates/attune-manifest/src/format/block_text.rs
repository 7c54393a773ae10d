//! Blocks of text: `|` and `>`.

use crate::source::Span;

/// A block of text.
#[derive(Debug)]
pub(crate) struct BlockText<'t> {
    /// `|` or `>`.
    style: char,
    /// Whether the indentation is written down: needed where the text itself begins with a blank.
    indented: bool,
    /// `-`, `+` or nothing.
    chomping: Option<char>,
    /// Without the indentation. At the end there are empty ones only where they count.
    pub(crate) lines: Vec<&'t str>,
    pub(crate) header: Span,
    /// Where the last line ends.
    pub(crate) end: usize,
}

impl<'t> BlockText<'t> {
    /// Reads the block whose header begins at `at`, in a block collection at this column.
    pub(super) fn read(text: &'t str, at: usize, column: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        let style = rest.chars().next()?;
        let indicators: String = rest
            .chars()
            .skip(1)
            .take_while(|c| matches!(c, '+' | '-' | '1'..='9'))
            .collect();
        let chomping = indicators.chars().find(|c| matches!(c, '+' | '-'));
        let digit = indicators
            .chars()
            .find_map(|c| usize::try_from(c.to_digit(10)?).ok());
        let header = Span::new(at, at + 1 + indicators.len());
        let header_end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let all = lines_after(text, header_end);
        let indentation = digit.map_or_else(
            || {
                all.iter()
                    .map(|(_, line)| line)
                    .find(|line| !line.trim_start_matches(' ').is_empty())
                    .map(|line| indent(line))
                    .filter(|indent| *indent > column)
                    .unwrap_or(usize::MAX)
            },
            |digit| column + digit,
        );
        let mut block = Self {
            style,
            indented: digit.is_some(),
            chomping,
            lines: Vec::new(),
            header,
            end: header_end,
        };
        let mut filled = (0, header_end);
        for (end, line) in all {
            let blank = line.trim_start_matches(' ').is_empty();
            if !blank && (indent(line) < indentation || indent(line) <= column) {
                break;
            }
            let content = line.get(indentation..).unwrap_or_default();
            block.lines.push(content);
            block.end = end;
            if !content.is_empty() {
                filled = (block.lines.len(), end);
            }
        }
        if chomping != Some('+') {
            (_, block.end) = filled;
            block.lines.truncate(filled.0);
        }
        Some(block)
    }

    /// The header for a text that is indented by two.
    pub(super) fn header(&self) -> String {
        let digit = if self.indented { "2" } else { "" };
        let chomping = self.chomping.map(String::from).unwrap_or_default();
        format!("{}{digit}{chomping}", self.style)
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The lines that follow the one that ends at `end`, each with its own end; the nothing after a last line break is no
/// line.
fn lines_after(text: &str, mut end: usize) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let start = end
            + if rest.starts_with("\r\n") {
                2
            } else {
                rest.chars().next().map_or(0, char::len_utf8)
            };
        let after = text.get(start..).unwrap_or_default();
        if after.is_empty() {
            return lines;
        }
        let length = after.find(['\n', '\r']).unwrap_or(after.len());
        end = start + length;
        lines.push((end, after.get(..length).unwrap_or_default()));
    }
}
