//! `credentials-command`: a command that keeps credentials names a program, and learns no secret from its arguments.

use attune_model::ExecSink;

use crate::finding::{Finding, Findings};
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-command",
    summary: "a command that keeps credentials names a program, and its arguments no other places than `{tenant}` and `{apiUser}`",
};

/// What stands for the tenant's name.
const TENANT: &str = "{tenant}";

/// Reads program and arguments; the tenant's name goes in, that of the API user later.
pub(crate) fn read(item: &Item<'_>, tenant: &str, out: &mut Findings) -> Option<Vec<String>> {
    let entries = item.list(out)?;
    if entries.is_empty() {
        return out.refuse(empty(item));
    }
    let mut command = Vec::new();
    for entry in &entries {
        let text = entry.text(out)?;
        if let Some(unknown) = unknown(text) {
            return out.refuse(finding(entry, unknown));
        }
        command.push(text.replace(TENANT, tenant));
    }
    Some(command)
}

/// A word in braces that stands for nothing.
fn unknown(text: &str) -> Option<&str> {
    text.match_indices('{').find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let whole = rest.get(..=rest.find('}')?)?;
        let word = whole.get(1..whole.len() - 1)?;
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        (is_word && whole != TENANT && whole != ExecSink::API_USER).then_some(whole)
    })
}

fn empty(item: &Item<'_>) -> Finding {
    let message = format!("`{}` names no program", item.name);
    Finding::error(&RULE, item.head, message)
        .label("no entry")
        .help(format!(
            "write program and arguments: `{}: [vault, kv, put, \"kv/{{tenant}}/{{apiUser}}\", \"-\"]`",
            item.name
        ))
}

fn finding(item: &Item<'_>, unknown: &str) -> Finding {
    let message = format!("`{unknown}` stands for nothing in a command");
    Finding::error(&RULE, item.span(), message)
        .label("unknown place")
        .help("there are `{tenant}` and `{apiUser}`; key and secret reach the command on its standard input only, where nobody else sees them")
}
