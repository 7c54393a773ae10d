//! Who is told.
#![cfg(test)]

use std::collections::BTreeSet;

use attune_manifest::{Connection, Reference};
use attune_model::Handle;
use attune_workspace::{Channel, Choice, Login, Mail, Notice, Ticket, Tls, Webhook};

use crate::folder::Folder;

fn env(name: &str) -> Reference {
    Reference::Environment(name.to_owned())
}

/// The notices of a workspace with the groups `pilot` and `late`.
fn notices(text: &str) -> Vec<Notice> {
    let folder = Folder::of(
        &["a"],
        &format!(
            "workspace: 1\ntenants: [tenants/*]\ngroups: {{pilot: {{tenants: [a]}}, late: {{tenants: []}}}}\nnotices:\n{text}"
        ),
    );
    folder.load().notices
}

fn group(name: &str) -> BTreeSet<Handle> {
    BTreeSet::from([Handle::parse(name).unwrap()])
}

#[test]
fn each_channel_is_read() {
    let read = notices(
        include_str!("../full.yaml")
            .split_once("notices:\n")
            .unwrap()
            .1,
    );
    let channels: Vec<&Channel> = read.iter().map(|notice| &notice.channel).collect();
    let [webhook, slack, teams, mail, ticket] = channels.as_slice() else {
        panic!("{channels:?}")
    };
    let Channel::Webhook(Webhook { url, secret }) = webhook else {
        panic!("{webhook:?}")
    };
    assert_eq!(*url, env("HOOK"));
    assert!(matches!(secret, Some(Reference::File(path)) if path.ends_with("secrets/hook")));
    assert_eq!(**slack, Channel::Slack(env("SLACK_HOOK")));
    assert!(
        matches!(teams, Channel::Teams(Reference::File(path)) if path.ends_with("secrets/teams"))
    );
    let wanted = Mail {
        host: "smtp.example.com".to_owned(),
        port: 587,
        tls: Tls::StartTls,
        from: "attune@contoso.example".to_owned(),
        to: vec!["noc@contoso.example".to_owned()],
        login: Some(Login {
            user: env("SMTP_USER"),
            password: env("SMTP_PASSWORD"),
        }),
    };
    assert_eq!(**mail, Channel::Mail(wanted));
    let wanted = Ticket {
        connection: Connection {
            user_name: env("MSP_USERNAME"),
            secret: env("MSP_SECRET"),
            integration_code: env("MSP_CODE"),
        },
        company: Choice::Number(0),
        queue: Some(Choice::Name("Level I Support".to_owned())),
        priority: Choice::Name("Medium".to_owned()),
        status: Choice::Name("New".to_owned()),
        done_status: Choice::Number(5),
    };
    assert_eq!(**ticket, Channel::Ticket(wanted));
    let failed_looks: Vec<u32> = read.iter().map(|notice| notice.failed_looks).collect();
    assert_eq!(failed_looks, [1, 2, 1, 1, 1]);
    assert!(read[0].is_of(&BTreeSet::new()));
    assert!(!read[2].is_of(&group("late")) && read[2].is_of(&group("pilot")));
    assert!(read[4].is_of(&group("late")) && !read[4].is_of(&BTreeSet::new()));
}

#[test]
fn mail_servers_have_their_usual_ports() {
    let server = |lines: &str| {
        let read = notices(&format!(
            "  - mail: {{from: a@b.example, to: [c@d.example], {lines}}}\n"
        ));
        let Channel::Mail(mail) = &read[0].channel else {
            panic!("{read:?}")
        };
        format!("{} {} {:?}", mail.host, mail.port, mail.tls)
    };
    assert_eq!(server("server: a, tls: implicit"), "a 465 Implicit");
    assert_eq!(server("server: \"[::1]\", tls: none"), "::1 25 None");
    assert_eq!(server("server: \"[::1]:2525\""), "::1 2525 StartTls");
    assert_eq!(server("server: \"a:1\", tls: starttls"), "a 1 StartTls");
}
