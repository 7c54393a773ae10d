//! Everybody who can be told, by every way at once: each hears of what changed, and of nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::mailbox::Mailbox;
use super::notices::told_of;
use super::receiver::{Receiver, Reply, Seen, TOKEN};
use super::{Fleet, tickets};
use crate::harness::Ran;

/// What the webhook is signed with.
const SECRET: &str = "hunter2-of-the-webhook";

/// Who is told, and the fleet that they are told of. One of the fleet is the provider's own Autotask.
struct Msp {
    fleet: Fleet,
    own: String,
    hook: Receiver,
    /// The address of a group's own webhook: of the first tenant that drifts.
    pilot: Receiver,
    slack: Receiver,
    teams: Receiver,
    mailbox: Mailbox,
}

/// The ways that everybody is told by.
const WAYS: [&str; 5] = ["mail", "slack", "teams", "ticket", "webhook"];

/// By the way: the tenants that a message is about.
type Heard = BTreeMap<&'static str, BTreeSet<String>>;

impl Msp {
    fn start(spec: &str) -> Self {
        let fleet = Fleet::start(&format!("people: 1\nlevels: 1\napiUsers: 1\n{spec}"));
        let msp = Self {
            own: fleet.with_role("in-sync"),
            fleet,
            hook: Receiver::start(),
            pilot: Receiver::start(),
            slack: Receiver::start(),
            teams: Receiver::start(),
            mailbox: Mailbox::start(),
        };
        let (own, mail) = (&msp.own, &msp.mailbox.host);
        let pilot = msp.fleet.with_role("drifting");
        msp.fleet.say(&format!(
            "groups: {{pilot: {{tenants: [{pilot}]}}}}
notices:
  - webhook: {{url: {{env: HOOK}}, secret: {{env: HOOK_SECRET}}}}
  - webhook: {{url: {{env: PILOT}}}}
    for: [pilot]
  - slack: {{url: {{env: SLACK}}}}
  - teams: {{url: {{env: TEAMS}}}}
  - mail: {{server: \"{mail}\", tls: none, from: attune@msp.example, to: [noc@msp.example]}}
  - ticket:
      connection: {{userName: {{file: tenants/{own}/user-name}}}}
      company: 0
      queue: Level I Support
      priority: 2
      status: New
      doneStatus: Complete
"
        ));
        msp
    }

    fn notify(&self) -> Ran {
        let mut command = self.fleet.command(&["drift", "--all", "--notify"]);
        let addresses = [
            ("HOOK", &self.hook),
            ("PILOT", &self.pilot),
            ("SLACK", &self.slack),
            ("TEAMS", &self.teams),
        ];
        command.envs(addresses.map(|(name, receiver)| (name, receiver.url())));
        let ran = Ran::of(command.env("HOOK_SECRET", SECRET));
        for secret in [TOKEN, SECRET] {
            assert!(!ran.stderr.contains(secret), "{}", ran.stderr);
        }
        ran
    }

    /// Tickets and notes, each by the tenant that it is about.
    fn desk(&self) -> Vec<String> {
        let mut written = Vec::new();
        for ticket in tickets(&self.fleet, &self.own) {
            let id = ticket["externalID"].as_str().unwrap();
            let of = json!({"op": "eq", "field": "ticketID", "value": ticket["id"]});
            let notes = self.fleet.rows(&self.own, "TicketNotes", &of);
            let tenant = id.strip_prefix("attune:").unwrap().to_owned();
            written.extend(std::iter::repeat_n(tenant, 1 + notes.len()));
        }
        written
    }

    /// Whom everybody was told of meanwhile; `desk` is what was in the provider's Autotask before.
    fn heard(&self, desk: &[String]) -> Heard {
        let mut heard = Heard::new();
        for (way, receiver) in [
            ("webhook", &self.hook),
            ("slack", &self.slack),
            ("teams", &self.teams),
        ] {
            for seen in receiver.got() {
                assert_eq!(seen.path, format!("/hooks/{TOKEN}"));
                if way == "webhook" {
                    is_signed(&seen);
                }
                hear(&mut heard, way, names(&seen.json().to_string()));
            }
        }
        for mail in self.mailbox.talk.heard().mails {
            hear(&mut heard, "mail", names(&mail.replace("=\r\n", "")));
        }
        let mut now = self.desk();
        for before in desk {
            let place = now.iter().position(|one| one == before).unwrap();
            now.swap_remove(place);
        }
        if !now.is_empty() {
            let count = now.len();
            let tenants: BTreeSet<String> = now.into_iter().collect();
            assert_eq!(tenants.len(), count, "twice about one tenant");
            hear(&mut heard, "ticket", tenants);
        }
        heard
    }
}

/// One message a way.
fn hear(heard: &mut Heard, way: &'static str, tenants: BTreeSet<String>) {
    let before = heard.insert(way, tenants);
    assert_eq!(before, None, "{way} was told twice");
}

/// The tenants that a text names.
fn names(text: &str) -> BTreeSet<String> {
    let parts = text.split("tenant-").skip(1);
    let numbers = parts.map(|part| part.split(|c: char| !c.is_ascii_digit()).next().unwrap());
    numbers.map(|number| format!("tenant-{number}")).collect()
}

/// Everybody heard of these, by one message each.
fn by_all_ways(tenants: &[String]) -> Heard {
    let tenants: BTreeSet<String> = tenants.iter().cloned().collect();
    WAYS.map(|way| (way, tenants.clone())).into()
}

/// As another program reckons it.
fn is_signed(seen: &Seen) {
    let script = "import base64, hashlib, hmac, sys
key, head = sys.argv[1].encode(), sys.argv[2].encode()
print(base64.b64encode(hmac.digest(key, head + sys.stdin.buffer.read(), hashlib.sha256)).decode())";
    let header = |name: &str| seen.header(name).unwrap();
    let head = format!("{}.{}.", header("webhook-id"), header("webhook-timestamp"));
    let mut python = Command::new("python3")
        .args(["-c", script, SECRET, &head])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let mut input = python.stdin.take().unwrap();
    input.write_all(&seen.body).unwrap();
    drop(input);
    let signature = python.wait_with_output().unwrap().stdout;
    let signature = String::from_utf8(signature).unwrap();
    let expected = format!("v1,{}", signature.trim());
    assert_eq!(header("webhook-signature"), expected);
}

#[test]
fn everybody_hears_of_what_changed_and_of_nothing_else() {
    // More than are held at once: who drifts is in one message all the same.
    let msp = Msp::start("tenants: 80\ndrifting: 6\nunreachable: 2\nthrottled: 1\nretryAfter: 0\n");
    let fleet = &msp.fleet;
    let drifting = fleet.all_with_role("drifting");
    let mut hidden = fleet.all_with_role("unreachable");
    hidden.extend(fleet.all_with_role("throttled"));
    // Who drifts and who cannot be looked at; nobody is told twice.
    let all: Vec<String> = drifting.iter().chain(&hidden).cloned().collect();
    for told in [by_all_ways(&all), Heard::new()] {
        let desk = msp.desk();
        msp.notify()
            .exits(3)
            .says(&["80 tenants: 71 in sync, 6 drifted, 3 could not be looked at"]);
        assert_eq!(msp.heard(&desk), told);
    }
    let others = fleet.all_with_role("in-sync");
    for active in [false, true] {
        fleet.switch_level(&others[7], active);
        let desk = msp.desk();
        msp.notify().exits(3);
        assert_eq!(msp.heard(&desk), by_all_ways(&others[7..8]));
    }
    // Its own webhook heard of its own tenant, once.
    let row = format!("{} drifted", drifting[0]);
    assert_eq!(told_of(&msp.pilot.only().json()), [row]);
}

#[test]
fn where_one_cannot_be_told_the_others_are_and_it_alone_is_told_next_time() {
    let msp = Msp::start("tenants: 10\ndrifting: 2\n");
    let drifting = msp.fleet.all_with_role("drifting");
    // Three tries, without a pause.
    msp.pilot.answers([Reply::of(500).with("retry-after", "0")]);
    let ran = msp.notify().exits(1);
    assert!(ran.stdout.contains("2 drifted"), "{}", ran.stdout);
    let said = format!(
        "error: webhook at {}: it has trouble of its own (status 500), also after waiting\n",
        msp.pilot.host
    );
    assert!(ran.stderr.contains(&said), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("error: ").count(), 1, "{}", ran.stderr);
    assert_eq!(msp.pilot.got().len(), 3);
    assert_eq!(msp.heard(&[]), by_all_ways(&drifting));

    msp.pilot.answers([]);
    let desk = msp.desk();
    msp.notify().exits(2);
    let row = format!("{} drifted", drifting[0]);
    assert_eq!(told_of(&msp.pilot.only().json()), [row]);
    assert_eq!(msp.heard(&desk), Heard::new());

    msp.notify().exits(2);
    assert!(msp.pilot.got().is_empty());
    assert_eq!(msp.heard(&desk), Heard::new());
}

#[test]
fn where_one_ticket_is_refused_the_others_are_made_and_it_alone_is_made_next_time() {
    let msp = Msp::start("tenants: 10\ndrifting: 3\n");
    let drifting = msp.fleet.all_with_role("drifting");
    let refused = json!({
        "method": "POST", "path": "V1.0/Tickets", "nth": 2, "fault": {"kind": "error"},
    });
    msp.fleet.tell(&msp.own, "faults", &refused);
    // A mail that is refused is one way's trouble, too.
    msp.mailbox.talk.answers(vec![("RCPT", "550 no such user")]);
    let ran = msp.notify().exits(1);
    assert_eq!(ran.stderr.matches("error: ").count(), 2, "{}", ran.stderr);
    let said = format!(": {}: status 500: ", drifting[1]);
    assert!(ran.stderr.contains(&said), "{}", ran.stderr);
    let mut told = by_all_ways(&drifting);
    told.remove("mail");
    told.insert("ticket", [drifting[0].clone(), drifting[2].clone()].into());
    assert_eq!(msp.heard(&[]), told);

    let desk = msp.desk();
    msp.notify().exits(2);
    let mut told = Heard::new();
    told.insert("mail", drifting.iter().cloned().collect());
    told.insert("ticket", [drifting[1].clone()].into());
    assert_eq!(msp.heard(&desk), told);
}
