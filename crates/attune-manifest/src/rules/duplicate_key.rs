//! `duplicate-key`: a key stands once in its map.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings};
use crate::rules::Rule;
use crate::yaml::{Entry, Key, Node, Value};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "duplicate-key",
    summary: "a key stands once in its map",
};

/// Reports every key that stands twice in its map; the `tenant` of a manifest has a rule of its own.
pub(crate) fn check(root: &Node, out: &mut Findings) {
    check_below(root, &|key| &*key.text == "tenant", out);
}

/// Reports every key that stands twice in its map, whatever the tree is.
pub(crate) fn check_all(root: &Node, out: &mut Findings) {
    check_below(root, &|_| false, out);
}

/// `skip` is asked about the keys of `node` itself.
fn check_below(node: &Node, skip: &dyn Fn(&Key) -> bool, out: &mut Findings) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for item in items {
                check_all(item, out);
            }
        }
        Value::Map(entries) => {
            let mut seen: BTreeMap<&str, &Key> = BTreeMap::new();
            for Entry { key, value } in entries {
                match seen.get(key.text.as_ref()) {
                    Some(first) if !skip(key) => out.push(finding(first, key)),
                    Some(_) => {}
                    None => {
                        seen.insert(&key.text, key);
                    }
                }
                check_all(value, out);
            }
        }
    }
}

/// Two files of a folder say two things at one place.
pub(crate) fn in_two_files(first: &Key, second: &Key) -> Finding {
    Finding::error(
        &RULE,
        second.span,
        format!("{} stands in two files, with two values", second.quoted()),
    )
    .label("another value")
    .related(first.span, "first here")
    .help("keep it in one of the two files: the files of a folder are one manifest")
}

/// The second of two.
fn finding(first: &Key, second: &Key) -> Finding {
    Finding::error(
        &RULE,
        second.span,
        format!("{} stands here twice", second.quoted()),
    )
    .label("again")
    .related(first.span, "first here")
    .help("keep one of the two, or give the second another name")
}
