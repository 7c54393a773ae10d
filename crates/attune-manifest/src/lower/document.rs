//! The top of a manifest.

use std::path::Path;

use attune_model::{Acceptance, Desired, Handle};

use crate::connection::Connection;
use crate::finding::Findings;
use crate::lower::credentials::Sinks;
use crate::lower::{
    accept, api_user, block, check, connection, impersonation, level, people, policy,
};
use crate::reader::{Fields, Item};
use crate::rules::format_version::{self, FORMAT};
use crate::rules::{one_tenant, wrong_type};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// What a manifest says.
pub(crate) struct Lowered {
    pub(crate) desired: Desired,
    pub(crate) connection: Connection,
    /// Warnings that are accepted, by rule.
    pub(crate) accepted: Vec<(String, Acceptance)>,
}

/// Reads the whole tree; nothing where even the head of the manifest is not valid.
pub(crate) fn lower(root: &Node, folder: &Path, out: &mut Findings) -> Option<Lowered> {
    let mut fields = head(root, out)?;
    let tenant = tenant_of(&mut fields, out);
    let connection = fields
        .optional("connection")
        .map(|item| connection::lower(&item, folder, out));
    // The layers were put together before: here they are only known words.
    for word in ["extends", "lock", "drop", "integrations"] {
        fields.optional(word);
    }
    let levels = level::lower(fields.optional("securityLevels"), out);
    let impersonation = impersonation::lower(fields.optional("impersonation"), out);
    let people = people::lower(fields.optional("people"), &levels, out);
    let name = tenant.as_ref().map_or("", Handle::as_str);
    let sinks = Sinks::new(folder, name);
    let api_users = api_user::lower(fields.optional("apiUsers"), &levels, sinks, out);
    let checks = check::lower(fields.optional("checks"), &api_users, out);
    let accepted = accept::lower(fields.optional("accept"), root, out);
    let ownership = policy::lower(fields.optional("policy"), out);
    fields.finish(out);
    Some(Lowered {
        desired: Desired {
            tenant: tenant?,
            security_levels: levels.desired,
            impersonation,
            people,
            api_users: api_users.desired,
            checks,
            accept: accepted.deviations,
            ownership,
        },
        connection: connection.unwrap_or_default(),
        accepted: accepted.warnings,
    })
}

/// The tenant that a tree names; what is wrong below its head does not matter.
pub(crate) fn tenant(root: &Node, out: &mut Findings) -> Option<Handle> {
    let mut fields = head(root, out)?;
    let tenant = tenant_of(&mut fields, out);
    fields.report_missing(out);
    tenant
}

/// The keys of the top, after the format that they are in.
fn head<'n>(root: &'n Node, out: &mut Findings) -> Option<Fields<'n>> {
    let Some(entries) = once_tenant(root, out) else {
        return out.refuse(wrong_type::map(&Item {
            name: "".into(),
            head: root.span,
            node: root,
        }));
    };
    let mut fields = Fields::new("".into(), first_key(&entries), entries);
    if let Some(item) = fields.required("attune") {
        let number = item.number(0, out)?;
        if number != FORMAT {
            return out.refuse(format_version::finding(&item, number));
        }
    }
    Some(fields)
}

/// The entries of the top, where it is a map, with one `tenant` only: a second is another tenant and not a slip of
/// the keyboard, and is reported as such.
fn once_tenant<'n>(root: &'n Node, out: &mut Findings) -> Option<Vec<&'n Entry>> {
    let Value::Map(entries) = &root.value else {
        return None;
    };
    let mut first: Option<Span> = None;
    let mut kept = Vec::new();
    for entry in entries {
        if &*entry.key.text == "tenant" {
            if let Some(first) = first {
                out.push(one_tenant::again(first, entry.key.span));
                continue;
            }
            first = Some(entry.key.span);
        }
        kept.push(entry);
    }
    Some(kept)
}

fn first_key(entries: &[&Entry]) -> Span {
    entries.first().map_or(Span::at(0), |entry| entry.key.span)
}

fn tenant_of(fields: &mut Fields<'_>, out: &mut Findings) -> Option<Handle> {
    let tenants = fields.unadvertised("tenants");
    let tenant = match &tenants {
        Some(_) => fields.optional("tenant"),
        None => fields.required("tenant"),
    };
    if let Some(item) = tenants {
        return out.refuse(one_tenant::several(&item));
    }
    let item = tenant?;
    match &item.node.value {
        Value::List(_) | Value::Map(_) => out.refuse(one_tenant::several(&item)),
        Value::Scalar(_) => block::handle(&item, out),
    }
}
