//! `cell-value`: a setting of a level has a value that its control takes.

use attune_model::catalogue::CellKind;
use attune_model::{Scope, catalogue};

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "cell-value",
    summary: "a setting of a level has a value that its control takes",
};

/// A drop-down takes one of these words.
pub(crate) fn choice(item: &Item<'_>, scopes: &[Scope]) -> Finding {
    let words: Vec<&str> = scopes.iter().map(|scope| scope.label()).collect();
    let word = item.node.text().unwrap_or_default();
    let message = format!("`{}` must be {}", item.name, one_of(&words));
    let help = did_you_mean(word, &words, || {
        format!(
            "write one of them: `{}: {}`",
            item.name,
            words.last().copied().unwrap_or_default()
        )
    });
    Finding::error(&RULE, item.span(), message)
        .label("not one of these words")
        .help(help)
}

/// A cell that cannot be set, as it shows what the cell at `path` holds.
pub(crate) fn shown_only(item: &Item<'_>, path: &str) -> Finding {
    let message = format!("`{}` cannot be set: it follows `{path}`", item.name);
    Finding::error(&RULE, item.head, message)
        .label("follows another setting")
        .help(format!("remove it, and set `{path}`"))
}

/// A box that the row has not.
pub(crate) fn no_such_box(item: &Item<'_>, path: &str) -> Finding {
    let boxes = catalogue::children(path);
    let word = item.node.text().unwrap_or_default();
    let help = did_you_mean(word, boxes, || format!("the boxes are {}", one_of(boxes)));
    let named = match item.scalar() {
        Some(_) => item.quoted(),
        None => format!("`{}`", item.name),
    };
    Finding::error(&RULE, item.span(), format!("{named} is no box of `{path}`"))
        .label("no such box")
        .help(help)
}

/// A single value where settings of their own stand below.
pub(crate) fn not_a_setting(item: &Item<'_>, path: &str) -> Finding {
    let message = format!(
        "`{}` takes `all`, `none`, or what stands below it",
        item.name
    );
    let word = item.node.text().unwrap_or_default();
    let is_box = catalogue::cell_at(&format!("{path}.{word}"))
        .is_some_and(|spec| spec.kind == CellKind::CheckBox);
    let help = if is_box {
        format!("write a list: `{}: [{word}]`", item.name)
    } else {
        let names = one_of(catalogue::children(path));
        format!("write `all` or `none`, or name what to set: {names}")
    };
    Finding::error(&RULE, item.span(), message)
        .label(item.node.kind())
        .help(help)
}

/// `"*"` with something else than a word for all.
pub(crate) fn star(item: &Item<'_>) -> Finding {
    Finding::error(&RULE, item.span(), "`\"*\"` takes `all` or `none`")
        .label(item.node.kind())
        .help("write `\"*\": none`, and name the exceptions beside it")
}

/// A list where the entries below are not all boxes.
pub(crate) fn not_a_row(item: &Item<'_>, path: &str) -> Finding {
    let names = one_of(catalogue::children(path));
    Finding::error(
        &RULE,
        item.span(),
        format!("`{}` is no row of boxes and takes no list", item.name),
    )
    .label("a list")
    .help(format!("write a map with some of {names}"))
}
