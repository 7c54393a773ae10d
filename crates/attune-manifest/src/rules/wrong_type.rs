//! `wrong-type`: a value is of the kind that its key takes.

use crate::examples::example;
use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::{RECIPE, Rule, WORKSPACE, block};
use crate::yaml::Scalar;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "wrong-type",
    summary: "a value is of the kind that its key takes",
};

/// Text is wanted.
pub(crate) fn text(item: &Item<'_>) -> Finding {
    let help = match item.scalar() {
        Some(scalar) if scalar.is_null() => nothing(item),
        Some(_) => "put the value in quotes, so that it is read as text".to_owned(),
        None => "write one piece of text after the key".to_owned(),
    };
    finding(item, "text").help(help)
}

/// `true` or `false` is wanted.
pub(crate) fn boolean(item: &Item<'_>) -> Finding {
    finding(item, "`true` or `false`").help("write `true` or `false`")
}

/// A whole number is wanted.
pub(crate) fn number(item: &Item<'_>, least: i64) -> Finding {
    finding(item, &format!("a whole number, {least} or more"))
        .help("write digits only, without quotes, leading zeros or separators")
}

/// A smaller number is wanted.
pub(crate) fn too_large(item: &Item<'_>) -> Finding {
    let message = format!("`{}` must be at most {}", item.name, u32::MAX);
    Finding::error(&RULE, item.span(), message)
        .label("too large")
        .help("write a smaller number")
}

/// Text or a list of texts is wanted.
pub(crate) fn texts(item: &Item<'_>) -> Finding {
    finding(item, "text or a list of texts").help(format!(
        "write `{0}: TEXT` or `{0}: [TEXT, TEXT]`",
        item.name
    ))
}

/// The value of a cell is wanted.
pub(crate) fn cell(item: &Item<'_>) -> Finding {
    finding(item, "`true`, `false`, a number or a word of the page")
        .help("write what the page shows, or a map of columns where the row is one of a table")
}

/// A list is wanted.
pub(crate) fn list(item: &Item<'_>) -> Finding {
    let help = match item.scalar() {
        Some(scalar) if scalar.is_null() => nothing(item),
        Some(_) => format!("put it in brackets: `{}: [...]`", item.name),
        None => format!("write a list: `{}: [...]`", item.name),
    };
    finding(item, "a list").help(help)
}

/// A map is wanted.
pub(crate) fn map(item: &Item<'_>) -> Finding {
    let help = match (item.scalar(), example(&item.name)) {
        (_, _) if item.name.is_empty() => {
            "begin with `attune: 1` and `tenant: contoso`, each on a line of its own".to_owned()
        }
        (_, _) if item.name == RECIPE => {
            "begin with `recipe: 1` and `name: ...`, each on a line of its own".to_owned()
        }
        (_, _) if item.name == WORKSPACE => {
            "begin with `workspace: 1` and `tenants: [...]`, each on a line of its own".to_owned()
        }
        (Some(scalar), _) if scalar.is_null() => nothing(item),
        (_, Some(example)) => format!("write it like this: `{}: {example}`", item.name),
        (_, None) => "write keys below it, indented by two spaces".to_owned(),
    };
    finding(item, "a map").help(help)
}

fn finding(item: &Item<'_>, wanted: &str) -> Finding {
    let name = block(&item.name);
    let (message, label) = if item.scalar().is_some_and(Scalar::is_null) {
        (format!("{name} has no value"), "no value")
    } else {
        (format!("{name} must be {wanted}"), item.node.kind())
    };
    Finding::error(&RULE, item.span(), message).label(label)
}

fn nothing(item: &Item<'_>) -> String {
    format!("give `{}` a value, or remove the key", item.name)
}
