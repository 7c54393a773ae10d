//! `notices`: who is told of drift.

use std::collections::BTreeSet;
use std::path::Path;

use attune_manifest::strict::{self, Fields, Finding, Findings, Item, email, reference, word};
use attune_model::Handle;

use super::groups::Group;
use super::near;
use crate::notice::{Channel, Choice, Login, Mail, Notice, Ticket, Tls, Webhook};
use crate::rules;

/// The kinds of notices.
const KINDS: [&str; 5] = ["webhook", "slack", "teams", "mail", "ticket"];

/// The notices, in the order of the text.
pub(super) fn read(
    list: &Item<'_>,
    groups: &[Group],
    folder: &Path,
    out: &mut Findings,
) -> Vec<Notice> {
    let items = list.list(out).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| notice(item, groups, folder, out))
        .collect()
}

fn notice(item: &Item<'_>, groups: &[Group], folder: &Path, out: &mut Findings) -> Option<Notice> {
    let mut fields = item.fields(out)?;
    let kinds: Vec<(&str, Item<'_>)> = KINDS
        .iter()
        .filter_map(|kind| Some((*kind, fields.optional(kind)?)))
        .collect();
    let groups = fields
        .optional("for")
        .map(|list| chosen(&list, groups, out));
    let failed_looks = fields
        .optional("failedLooks")
        .and_then(|item| item.number(1, out))
        .map_or(1, |number| u32::try_from(number).unwrap_or(u32::MAX));
    fields.finish(out);
    let (kind, block) = match kinds.as_slice() {
        [one] => one,
        [] => return out.refuse(incomplete(item, "has no channel", &one_of_kinds())),
        [_, (_, second), ..] => {
            return out.refuse(incomplete(
                second,
                "stands beside another channel",
                "write each channel as an entry of its own",
            ));
        }
    };
    let mut fields = block.fields(out)?;
    let channel = match *kind {
        "webhook" => webhook(&mut fields, folder, out),
        "slack" => url(&mut fields, "SLACK_HOOK", folder, out).map(Channel::Slack),
        "teams" => url(&mut fields, "TEAMS_HOOK", folder, out).map(Channel::Teams),
        "mail" => mail(block, &mut fields, folder, out),
        _ => ticket(&mut fields, folder, out),
    };
    fields.finish(out);
    Some(Notice {
        channel: channel?,
        groups,
        failed_looks,
    })
}

fn one_of_kinds() -> String {
    format!("add one of `{}`", KINDS.join("`, `"))
}

fn incomplete(item: &Item<'_>, what: &str, help: &str) -> Finding {
    let message = format!("`{}` {what}", item.name());
    Finding::error(&rules::NOTICE, item.span(), message)
        .label("a notice goes one way")
        .help(help)
}

/// The groups that a notice is for.
fn chosen(list: &Item<'_>, groups: &[Group], out: &mut Findings) -> BTreeSet<Handle> {
    let known: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    let mut chosen = BTreeSet::new();
    for item in list.list(out).unwrap_or_default() {
        let Some(text) = item.text(out) else { continue };
        match groups.iter().find(|group| group.name.as_str() == text) {
            Some(group) => {
                chosen.insert(group.name.clone());
            }
            None => out.push(
                Finding::error(
                    &rules::GROUP,
                    item.span(),
                    format!("the workspace has no group {}", item.quoted()),
                )
                .label("no group")
                .help(near(text, &known)),
            ),
        }
    }
    chosen
}

fn url(
    fields: &mut Fields<'_>,
    variable: &str,
    folder: &Path,
    out: &mut Findings,
) -> Option<attune_manifest::Reference> {
    reference(&fields.required("url")?, variable, folder, out)
}

fn webhook(fields: &mut Fields<'_>, folder: &Path, out: &mut Findings) -> Option<Channel> {
    let url = url(fields, "HOOK", folder, out);
    let secret = match fields.optional("secret") {
        None => None,
        Some(item) => Some(reference(&item, "HOOK_SECRET", folder, out)?),
    };
    Some(Channel::Webhook(Webhook { url: url?, secret }))
}

fn mail(
    block: &Item<'_>,
    fields: &mut Fields<'_>,
    folder: &Path,
    out: &mut Findings,
) -> Option<Channel> {
    const WORDS: [(&str, Tls); 3] = [
        ("starttls", Tls::StartTls),
        ("implicit", Tls::Implicit),
        ("none", Tls::None),
    ];
    let server = fields.required("server");
    let tls = fields.optional("tls");
    let from = fields.required("from");
    let to = fields.optional("to");
    let user = fields.optional("user");
    let password = fields.optional("password");
    let tls = match tls {
        None => Some(Tls::default()),
        Some(item) => word(&item, &WORDS, out),
    };
    let from = from.and_then(|item| email(&item, out));
    let to = match to {
        Some(item) => addresses(&item, out),
        None => out.refuse(nobody(block, format!("`{}` lacks `to`", block.name()))),
    };
    let login = match (user, password) {
        (None, None) => None,
        (Some(user), Some(password)) => {
            let user = reference(&user, "SMTP_USER", folder, out);
            let password = reference(&password, "SMTP_PASSWORD", folder, out);
            Some(Login {
                user: user?,
                password: password?,
            })
        }
        (Some(_), None) | (None, Some(_)) => {
            return out.refuse(
                Finding::error(
                    &rules::NOTICE,
                    block.span(),
                    format!("`{}` has one of `user` and `password`", block.name()),
                )
                .label("half of a sign-in")
                .help("write both, or none where the server asks for none"),
            );
        }
    };
    let tls = tls?;
    let (host, port) = server_of(&server?, tls, out)?;
    Some(Channel::Mail(Mail {
        host,
        port,
        tls,
        from: from?,
        to: to?,
        login,
    }))
}

fn nobody(item: &Item<'_>, message: String) -> Finding {
    Finding::error(&rules::NOTICE, item.span(), message)
        .label("goes to nobody")
        .help("write `to: [name@contoso.example]`")
}

fn addresses(list: &Item<'_>, out: &mut Findings) -> Option<Vec<String>> {
    let items = list.list(out)?;
    if items.is_empty() {
        return out.refuse(nobody(list, "`to` has no address".to_owned()));
    }
    items.iter().map(|item| email(item, out)).collect()
}

/// `host`, `host:port` or `[address]:port`.
fn server_of(item: &Item<'_>, tls: Tls, out: &mut Findings) -> Option<(String, u16)> {
    let text = item.text(out)?;
    let usual = match tls {
        Tls::StartTls => 587,
        Tls::Implicit => 465,
        Tls::None => 25,
    };
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
        Some(_) | None => (text, Some(usual)),
    };
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let is_host = match bare {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || ":/@[]".contains(c))
        }
    };
    match port.filter(|port| *port > 0) {
        Some(port) if is_host => Some((bare.unwrap_or(host).to_owned(), port)),
        Some(_) | None => out.refuse(
            Finding::error(
                &rules::NOTICE,
                item.span(),
                format!("{} is no mail server", item.quoted()),
            )
            .label("not a server")
            .help("write its name and port, such as `smtp.example.com:587`"),
        ),
    }
}

fn ticket(fields: &mut Fields<'_>, folder: &Path, out: &mut Findings) -> Option<Channel> {
    let connection = fields.required("connection");
    let connection = connection.map(|item| strict::connection(&item, folder, out));
    let company = fields.required("company");
    let queue = fields.optional("queue");
    let priority = fields.required("priority");
    let status = fields.required("status");
    let done_status = fields.required("doneStatus");
    let mut read = |item: Option<Item<'_>>| item.and_then(|item| choice(&item, out));
    let queue_is_read = queue.is_some();
    let (company, queue) = (read(company), read(queue));
    let (priority, status, done_status) = (read(priority), read(status), read(done_status));
    if queue_is_read && queue.is_none() {
        return None;
    }
    Some(Channel::Ticket(Ticket {
        connection: connection?,
        company: company?,
        queue,
        priority: priority?,
        status: status?,
        done_status: done_status?,
    }))
}

/// A number that is not negative, or a name.
fn choice(item: &Item<'_>, out: &mut Findings) -> Option<Choice> {
    match item.whole() {
        Some(_) => item.number(0, out).map(Choice::Number),
        None => item.text(out).map(|text| Choice::Name(text.to_owned())),
    }
}
