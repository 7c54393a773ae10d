//! `checks`.

use std::collections::BTreeMap;

use attune_model::{DesiredCheck, EmailPattern, Handle, TestTicket};

use crate::finding::Findings;
use crate::lower::api_user::{ApiUsers, address};
use crate::lower::block::{blocks, handle};
use crate::reader::Item;
use crate::rules::{check_credentials, check_unknown_user, email_shape};

/// Reads the section.
pub(super) fn lower(
    section: Option<Item<'_>>,
    users: &ApiUsers,
    out: &mut Findings,
) -> BTreeMap<Handle, DesiredCheck> {
    blocks(section, out)
        .into_iter()
        .filter_map(|(handle, item)| Some((handle, check(&item, users, out)?)))
        .collect()
}

fn check(item: &Item<'_>, users: &ApiUsers, out: &mut Findings) -> Option<DesiredCheck> {
    let mut fields = item.fields(out)?;
    let api_user = fields.required("apiUser");
    let api_user = api_user.and_then(|item| known_user(&item, users, out));
    let acts_as = fields.required("actsAs");
    let acts_as = acts_as.and_then(|item| person(&item, out));
    let ticket = fields.required("ticket");
    let ticket = ticket.and_then(|item| test_ticket(&item, out));
    fields.finish(out);
    Some(DesiredCheck {
        api_user: api_user?,
        acts_as: acts_as?,
        ticket: ticket?,
    })
}

fn known_user(item: &Item<'_>, users: &ApiUsers, out: &mut Findings) -> Option<Handle> {
    let user = handle(item, out)?;
    if !users.declared.contains(&user) {
        let known: Vec<&str> = users.declared.iter().map(Handle::as_str).collect();
        return out.refuse(check_unknown_user::finding(item, &user, &known));
    }
    if let Some(known) = users.desired.get(&user)
        && known.credentials.is_none()
    {
        return out.refuse(check_credentials::finding(item, &user));
    }
    Some(user)
}

fn person(item: &Item<'_>, out: &mut Findings) -> Option<EmailPattern> {
    let pattern = EmailPattern(item.text(out)?.to_owned());
    if pattern.is_glob() {
        return out.refuse(email_shape::pattern(item));
    }
    address(item, out).map(|_| pattern)
}

fn test_ticket(item: &Item<'_>, out: &mut Findings) -> Option<TestTicket> {
    let mut fields = item.fields(out)?;
    let mut number = |key, out: &mut Findings| fields.required(key)?.number(0, out);
    let company_id = number("companyID", out);
    let status = number("status", out);
    let priority = number("priority", out);
    let queue_id = fields
        .optional("queueID")
        .and_then(|item| item.number(0, out));
    fields.finish(out);
    Some(TestTicket {
        company_id: company_id?,
        status: status?,
        priority: priority?,
        queue_id,
    })
}
