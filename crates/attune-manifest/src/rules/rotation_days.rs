//! `rotation-days`: how often a secret is replaced is said in days, and an overlap is shorter and takes a generated key.

use crate::finding::{Finding, Findings};
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "rotation-days",
    summary: "how often a secret is replaced is said in days such as `90d`, and an overlap is shorter and takes a generated key",
};

/// Reads a number of days.
pub(crate) fn read(item: &Item<'_>, out: &mut Findings) -> Option<u32> {
    let text = item.scalar().map(|scalar| &*scalar.text);
    let digits = text.and_then(|text| text.strip_suffix('d'));
    let is_shaped = |digits: &&str| {
        !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let days = digits
        .filter(is_shaped)
        .and_then(|digits| digits.parse().ok());
    days.or_else(|| {
        let message = format!("`{}` must be a number of days, at least `1d`", item.name);
        out.refuse(
            Finding::error(&RULE, item.span(), message)
                .label("not a number of days")
                .help(format!("write it like this: `{}: 90d`", item.name)),
        )
    })
}

/// An overlap that never ends.
pub(crate) fn too_long(overlap: &Item<'_>, every: &Item<'_>) -> Finding {
    let message = "the old secret would go on working until the new one is old as well";
    Finding::error(&RULE, overlap.span(), message)
        .label("not shorter")
        .related(every.span(), "than this")
        .help("let `overlap` be shorter than `every`")
}

/// A key that the successor cannot have too.
pub(crate) fn fixed_key(key: &Item<'_>, overlap: &Item<'_>) -> Finding {
    let message =
        "a rotation with `overlap` makes another API user each time, and keys are never used twice";
    Finding::error(&RULE, key.span(), message)
        .label("the same each time")
        .related(overlap.head, "needs another one each time")
        .help("remove `key`, so that it is generated, or rotate without `overlap`")
}
