//! `people`: which level they hold.

use std::collections::BTreeMap;

use attune_model::{Assignment, Handle};

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::lower::level::Levels;
use crate::lower::level_choice::{self, Holder};
use crate::lower::selector;
use crate::reader::Item;

/// Reads the section.
pub(super) fn lower(
    section: Option<Item<'_>>,
    levels: &Levels,
    out: &mut Findings,
) -> BTreeMap<Handle, Assignment> {
    blocks(section, out)
        .into_iter()
        .filter_map(|(handle, item)| Some((handle, assignment(&item, levels, out)?)))
        .collect()
}

fn assignment(item: &Item<'_>, levels: &Levels, out: &mut Findings) -> Option<Assignment> {
    let mut fields = item.fields(out)?;
    let who = fields.required("who");
    let who = who.and_then(|item| selector::lower(&item, out));
    let level = fields.required("securityLevel");
    let level = level.and_then(|item| level_choice::lower(&item, levels, Holder::Person, out));
    fields.finish(out);
    Some(Assignment {
        who: who?,
        security_level: level?,
    })
}
