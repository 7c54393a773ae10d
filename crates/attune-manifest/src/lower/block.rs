//! Maps from handles to blocks.

use attune_model::Handle;

use crate::finding::Findings;
use crate::reader::{Fields, Item};
use crate::rules::handle_shape;

/// The blocks below a top-level key, in the order of the text; those with a bad handle are left out.
pub(crate) fn blocks<'n>(section: Option<Item<'n>>, out: &mut Findings) -> Vec<(Handle, Item<'n>)> {
    let fields = section.and_then(|section| section.fields(out));
    let mut blocks = Vec::new();
    for entry in fields.into_iter().flat_map(Fields::into_rest) {
        match Handle::parse(&entry.key.text) {
            Ok(handle) => blocks.push((handle, Item::of(entry))),
            Err(_) => out.push(handle_shape::finding(
                &entry.key.text,
                &entry.key.quoted(),
                entry.key.span,
            )),
        }
    }
    blocks
}

/// A value that is a handle.
pub(crate) fn handle(item: &Item<'_>, out: &mut Findings) -> Option<Handle> {
    let text = item.text(out)?;
    Handle::parse(text)
        .ok()
        .or_else(|| out.refuse(handle_shape::finding(text, &item.quoted(), item.span())))
}
