//! `securityLevels`.

use std::collections::BTreeMap;

use attune_model::{Date, DesiredLevel, Handle, LevelName};

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::lower::cells::{self, Baseline};
use crate::lower::level_kind::{Base, Bases, Kind};
use crate::reader::{Fields, Item};
use crate::rules::{
    api_only_kind, copy_cycle, duplicate_level_name, expiry_date, system_mark, text_length,
    text_shape, unknown_word,
};
use crate::source::Span;

/// The longest name that is accepted, in characters: a limit of attune's own, no source gives Autotask's.
pub(crate) const LONGEST_NAME: usize = 100;

/// The levels of the manifest.
pub(super) struct Levels {
    /// Those that could be read.
    pub(super) desired: BTreeMap<Handle, DesiredLevel>,
    /// All, with what is known of their bases.
    pub(super) declared: BTreeMap<Handle, Declared>,
}

/// What is known of a level, valid or not.
pub(super) struct Declared {
    /// Its name, where it has one.
    pub(super) name: Option<LevelName>,
    /// Whether only API users can hold it, where that can be told.
    pub(super) api_only: Option<bool>,
    /// The base and where it is named.
    pub(super) base: Option<(LevelName, Span)>,
}

/// A level whose cells are still to be read: they depend on the kind of its base, which may be another level.
struct Draft<'n> {
    handle: Handle,
    fields: Fields<'n>,
    name: Option<(LevelName, Item<'n>)>,
    was: Option<LevelName>,
    adopt: bool,
    base: Option<(LevelName, Item<'n>)>,
    active: Option<bool>,
    expires: Option<Date>,
    api_only: Option<(bool, Item<'n>)>,
    baseline: Option<(Baseline, Span)>,
}

/// Reads the section.
pub(super) fn lower(section: Option<Item<'_>>, out: &mut Findings) -> Levels {
    let drafts: Vec<Draft<'_>> = blocks(section, out)
        .into_iter()
        .filter_map(|(handle, item)| draft(handle, &item, out))
        .collect();
    let bases = Bases::new(drafts.iter().filter_map(|draft| {
        let (base, _) = draft.base.as_ref()?;
        let (name, _) = draft.name.as_ref()?;
        Some((name.clone(), base.clone()))
    }));
    let mut levels = Levels {
        desired: BTreeMap::new(),
        declared: BTreeMap::new(),
    };
    let mut names = BTreeMap::new();
    for draft in drafts {
        finish(draft, &bases, &mut names, &mut levels, out);
    }
    levels
}

fn draft<'n>(handle: Handle, item: &Item<'n>, out: &mut Findings) -> Option<Draft<'n>> {
    let mut fields = item.fields(out)?;
    let name = fields.required("name");
    let name = name.and_then(|item| Some((own_name(&item, out)?, item)));
    let was = fields.optional("was");
    let was = was.and_then(|item| own_name(&item, out));
    let adopt = fields.optional("adopt").and_then(|item| item.boolean(out));
    let base = fields.optional("copyOf");
    let base = base.and_then(|item| Some((LevelName::new(item.text(out)?), item)));
    let active = fields.optional("active").and_then(|item| item.boolean(out));
    let expires = fields.optional("expires");
    let expires = expires.and_then(|item| expiry_date::read(&item, out));
    let api_only = fields.optional("apiOnly");
    let api_only = api_only.and_then(|item| Some((item.boolean(out)?, item)));
    let baseline = fields.optional("baseline");
    let baseline = baseline.and_then(|item| Some((baseline_of(&item, out)?, item.span())));
    Some(Draft {
        handle,
        fields,
        name,
        was,
        adopt: adopt.unwrap_or(false),
        base,
        active,
        expires,
        api_only,
        baseline,
    })
}

fn baseline_of(item: &Item<'_>, out: &mut Findings) -> Option<Baseline> {
    match item.node.text() {
        Some("copy") => Some(Baseline::Copy),
        Some("none") => Some(Baseline::None),
        Some(_) | None => out.refuse(unknown_word::finding(item, &["copy", "none"])),
    }
}

/// A name that Autotask would take, and that is not one of its own.
fn own_name(item: &Item<'_>, out: &mut Findings) -> Option<LevelName> {
    let name = LevelName::new(item.text(out)?);
    let length = name.as_str().chars().count();
    if length == 0 {
        // `(API-only)` alone: an ending that pages add to names.
        return out.refuse(text_shape::blank(item));
    }
    if length > LONGEST_NAME {
        return out.refuse(text_length::finding(item, length, LONGEST_NAME));
    }
    if name.as_str().contains("(system)") {
        return out.refuse(system_mark::finding(item));
    }
    Some(name)
}

fn finish(
    draft: Draft<'_>,
    bases: &Bases,
    names: &mut BTreeMap<LevelName, Span>,
    levels: &mut Levels,
    out: &mut Findings,
) {
    let Draft {
        handle,
        fields,
        name,
        was,
        adopt,
        base,
        active,
        expires,
        api_only: said,
        baseline,
    } = draft;
    if let Some((name, item)) = &name {
        match names.get(name) {
            Some(first) => out.push(duplicate_level_name::finding(name, *first, item.span())),
            None => {
                names.insert(name.clone(), item.span());
            }
        }
    }
    let kind = base.as_ref().map(|(base, item)| {
        let kind = bases.kind(base);
        if kind == Kind::Cycle {
            out.push(copy_cycle::finding(item));
        }
        Base { name: base, kind }
    });
    let known = kind.and_then(|base| base.api_only());
    if let (Some(known), Some((wrong, item))) = (known, &said)
        && known != *wrong
    {
        out.push(api_only_kind::finding(item, known));
    }
    let api_only = known.or(said.map(|(said, _)| said));
    let cells = cells::lower(fields, kind.as_ref(), api_only, baseline, out);
    levels.declared.insert(
        handle.clone(),
        Declared {
            name: name.as_ref().map(|(name, _)| name.clone()),
            api_only,
            base: base
                .as_ref()
                .map(|(base, item)| (base.clone(), item.span())),
        },
    );
    if let Some((name, _)) = name {
        levels.desired.insert(
            handle,
            DesiredLevel {
                name,
                was,
                adopt,
                copy_of: base.map(|(base, _)| base),
                active,
                expires,
                cells,
            },
        );
    }
}
