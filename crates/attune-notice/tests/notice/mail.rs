//! Mails through a server on this machine.

use attune_model::Secret;
use attune_notice::{Batch, Channel, Delivery, Login, Mail, MailSecurity, send};

use crate::smtp::{Begin, Smtp};
use crate::talk::{Heard, Odd};
use crate::world::{Pauses, again, batch, drifted, first, fleet, look, one, patience};

const PASSWORD: &str = "p4ssw0rd-of-the-mail";

fn mail(smtp: &Smtp, security: MailSecurity) -> Mail {
    Mail {
        server: "localhost".to_owned(),
        port: smtp.port,
        security,
        login: None,
        from: "Attune <attune@msp.example>".to_owned(),
        to: vec![
            "ops@msp.example".to_owned(),
            "Noa <noa@msp.example>".to_owned(),
        ],
        authority: Some(smtp.certificate.clone()),
    }
}

fn with_login(mail: Mail) -> Mail {
    Mail {
        login: Some(Login {
            user: "attune".to_owned(),
            password: Secret::new(PASSWORD),
        }),
        ..mail
    }
}

/// Through a server in clear text, with odd answers.
async fn told(batch: &Batch, odd: Odd) -> (Delivery, Heard, Vec<u64>) {
    let smtp = Smtp::start(Begin::Clear, odd).await;
    let pauses = Pauses::default();
    let channel = Channel::Mail(mail(&smtp, MailSecurity::None));
    let delivery = send(&channel, batch, &pauses.patience()).await;
    (delivery, smtp.heard(), pauses.taken())
}

/// The only mail of a batch.
pub(crate) async fn text(batch: &Batch) -> String {
    let (delivery, heard, _) = told(batch, Vec::new()).await;
    assert_eq!(delivery.errors, []);
    assert_eq!(heard.mails.len(), 1);
    heard.mails[0].clone()
}

fn header<'a>(mail: &'a str, name: &str) -> &'a str {
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    head.split("\r\n")
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .unwrap()
}

#[tokio::test]
async fn it_goes_to_everybody_in_one_conversation() {
    let (_, heard, _) = told(&fleet(), Vec::new()).await;
    assert_eq!(
        heard.commands,
        [
            "EHLO [127.0.0.1]",
            "MAIL FROM:<attune@msp.example>",
            "RCPT TO:<ops@msp.example>",
            "RCPT TO:<noa@msp.example>",
            "DATA",
            "QUIT"
        ]
    );
}

#[tokio::test]
async fn the_password_is_said_after_encryption_only() {
    for (begin, security) in [
        (Begin::StartTls, MailSecurity::StartTls),
        (Begin::Tls, MailSecurity::Tls),
    ] {
        let smtp = Smtp::start(begin, Vec::new()).await;
        let channel = Channel::Mail(with_login(mail(&smtp, security)));
        let delivery = send(&channel, &one(&["a"]), &patience()).await;
        assert_eq!(delivery.errors, []);
        let Heard { commands, mails } = smtp.heard();
        assert_eq!(mails.len(), 1);
        let (clear, encrypted): (Vec<String>, Vec<String>) = commands
            .into_iter()
            .partition(|line| !line.starts_with("tls "));
        assert!(encrypted[1].starts_with("tls AUTH PLAIN "), "{encrypted:?}");
        let expected: &[&str] = match begin {
            Begin::Tls => &[],
            Begin::StartTls | Begin::Clear => &["EHLO [127.0.0.1]", "STARTTLS"],
        };
        assert_eq!(clear, expected);
    }
}

#[tokio::test]
async fn a_certificate_of_nobody_is_refused_before_anything_is_said() {
    for (begin, security) in [
        (Begin::StartTls, MailSecurity::StartTls),
        (Begin::Tls, MailSecurity::Tls),
    ] {
        let smtp = Smtp::start(begin, Vec::new()).await;
        let mail = Mail {
            authority: None,
            ..with_login(mail(&smtp, security))
        };
        let delivery = send(&Channel::Mail(mail), &one(&["a"]), &patience()).await;
        assert!(delivery.told.is_empty());
        assert!(
            delivery.errors[0]
                .wrong
                .starts_with("it cannot be reached: ")
        );
        let heard = smtp.heard();
        assert!(heard.mails.is_empty());
        assert!(heard.commands.iter().all(|line| !line.contains("AUTH")));
    }
}

#[tokio::test]
async fn a_server_without_starttls_gets_nothing() {
    let smtp = Smtp::start(Begin::Clear, Vec::new()).await;
    let channel = Channel::Mail(with_login(mail(&smtp, MailSecurity::StartTls)));
    let delivery = send(&channel, &one(&["a"]), &patience()).await;
    assert_eq!(
        delivery.errors[0].to_string(),
        format!(
            "mail at localhost:{}: it does not offer STARTTLS, so nothing was sent",
            smtp.port
        )
    );
    assert_eq!(smtp.heard().commands, ["EHLO [127.0.0.1]"]);
}

#[tokio::test]
async fn a_wrong_password_is_not_repeated() {
    let smtp = Smtp::start(
        Begin::Tls,
        vec![("AUTH", "535 5.7.8 p4ssw0rd-of-the-mail is wrong")],
    )
    .await;
    let channel = Channel::Mail(with_login(mail(&smtp, MailSecurity::Tls)));
    let delivery = send(&channel, &one(&["a"]), &patience()).await;
    let error = &delivery.errors[0];
    assert_eq!(error.wrong, "it refuses to sign in (code 535)");
    assert!(!format!("{delivery:?} {channel:?}").contains(PASSWORD));
    assert!(smtp.heard().mails.is_empty());
}

#[tokio::test]
async fn clear_text_is_for_this_machine() {
    let smtp = Smtp::start(Begin::Clear, Vec::new()).await;
    let channel = Channel::Mail(Mail {
        server: "mail.msp.example".to_owned(),
        ..mail(&smtp, MailSecurity::None)
    });
    let refused = channel.check().unwrap_err();
    assert_eq!(
        refused.wrong,
        "a connection that is not encrypted would send it in clear text"
    );
    assert_eq!(
        send(&channel, &one(&["a"]), &patience()).await.errors,
        [refused]
    );
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again() {
    let odd = vec![("RCPT", "451 later"), ("EHLO", "421 busy")];
    let (delivery, heard, pauses) = told(&one(&["a"]), odd).await;
    assert_eq!(delivery.errors, []);
    assert_eq!(heard.mails.len(), 1);
    assert_eq!(pauses, [1, 2]);
}

#[tokio::test]
async fn a_refusal_is_final() {
    let (delivery, heard, pauses) = told(&one(&["a"]), vec![("RCPT", "550 no such user")]).await;
    assert_eq!(
        delivery.errors[0].wrong,
        "it does not take the mail (permanent error (550): no such user)"
    );
    assert_eq!((heard.mails.len(), pauses), (0, vec![]));
}

#[tokio::test]
async fn a_mail_whose_answer_is_lost_is_not_sent_twice() {
    let (delivery, heard, pauses) = told(&one(&["a"]), vec![(".", "")]).await;
    assert!(
        delivery.errors[0]
            .wrong
            .starts_with("it may or may not have taken the mail: ")
    );
    assert_eq!((heard.mails.len(), pauses), (1, vec![]));
}

#[tokio::test]
async fn mails_about_a_tenant_belong_together() {
    let drift = text(&one(&["a"])).await;
    let more = text(&one(&["a", "b"])).await;
    let sync = text(&batch([again("contoso")])).await;
    let other = text(&batch([again("adatum")])).await;
    for mail in [&drift, &more, &sync] {
        assert_eq!(header(mail, "References"), header(mail, "In-Reply-To"));
        assert_eq!(header(mail, "References"), header(&drift, "References"));
    }
    assert_ne!(header(&other, "References"), header(&drift, "References"));
    assert_ne!(header(&more, "Message-ID"), header(&drift, "Message-ID"));
    let same = text(&one(&["a"])).await;
    assert_eq!(same, drift);
}

#[tokio::test]
async fn no_name_makes_a_header() {
    let evil = "contoso\r\nBcc: victim@evil.example\r\n\r\n<script>";
    let mail = text(&batch([first(look(evil, drifted(&[evil])))])).await;
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .filter_map(|line| Some(line.split_once(':')?.0))
        .collect();
    assert_eq!(
        names,
        [
            "From",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Auto-Submitted",
            "To",
            "MIME-Version",
            "Content-Type"
        ]
    );
    assert!(!mail.contains("<script>"));
}

#[test]
fn who_writes_and_who_reads_are_checked() {
    let mail = Mail {
        server: "mail.msp.example".to_owned(),
        port: 587,
        security: MailSecurity::StartTls,
        login: None,
        from: "attune@msp.example".to_owned(),
        to: vec!["ops@msp.example".to_owned()],
        authority: None,
    };
    assert_eq!(Channel::Mail(mail.clone()).check(), Ok(()));
    for broken in [
        Mail {
            to: Vec::new(),
            ..mail.clone()
        },
        Mail {
            to: vec!["ops@msp.example\r\nBcc: x@y.example".to_owned()],
            ..mail.clone()
        },
        Mail {
            from: "attune".to_owned(),
            ..mail.clone()
        },
        Mail {
            authority: Some("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----".to_owned()),
            ..mail.clone()
        },
        Mail {
            server: "not a name".to_owned(),
            port: 0,
            to: Vec::new(),
            ..mail
        },
    ] {
        assert!(Channel::Mail(broken).check().is_err());
    }
}
