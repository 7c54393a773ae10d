//! Comments in what is written.

use std::collections::BTreeMap;

use attune_model::Handle;

use crate::yaml::parse;

/// A line that is a comment.
pub(super) fn comment(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("# {text}\n")
}

/// The text with comments above blocks, given by section and handle.
pub(super) fn commented(
    mut text: String,
    comments: &BTreeMap<(&'static str, Handle), String>,
) -> String {
    let root = parse(&text).ok().and_then(|read| read.root);
    let mut lines: Vec<(usize, &str)> = comments
        .iter()
        .filter_map(|((section, handle), comment)| {
            let section = &root.as_ref()?.entry(section)?.value;
            let at = section.entry(handle.as_str())?.key.span.start;
            Some((at, comment.as_str()))
        })
        .collect();
    // From the last to the first, so that those before stay where they are.
    lines.sort_unstable();
    for (at, said) in lines.into_iter().rev() {
        let start = text.get(..at).and_then(|before| before.rfind('\n'));
        let start = start.map_or(0, |end| end + 1);
        let indent = " ".repeat(at - start);
        text.insert_str(start, &format!("{indent}{}", comment(said)));
    }
    text
}
