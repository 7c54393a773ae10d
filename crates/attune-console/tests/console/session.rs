//! What an operator reads at a terminal, and what answers come to.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use attune_apply::ports::{Answer, Operator as _, Prompt};
use attune_console::{Session, Terminal};
use attune_model::{
    CellId, CellValue, Change, LevelName, Outcome, Proof, Risk, RiskKind, Secret, Step, StepResult,
};

use crate::plans::{form, handle, id, level, step, unknown, wording};

/// A terminal whose lines are known beforehand; where they end, the person stops.
#[derive(Debug)]
struct Script {
    lines: VecDeque<&'static str>,
    shown: Rc<RefCell<String>>,
}

impl Terminal for Script {
    fn say(&mut self, text: &str) {
        self.shown.borrow_mut().push_str(text);
    }

    fn line(&mut self, prompt: &str) -> Option<String> {
        let line = self.lines.pop_front()?;
        self.say(&format!("{prompt}{line}\n"));
        Some(line.to_owned())
    }

    fn hidden(&mut self, prompt: &str) -> Option<Secret> {
        let line = self.lines.pop_front()?;
        self.say(&format!("{prompt}\n"));
        Some(Secret::new(line))
    }
}

fn session(lines: &[&'static str]) -> (Session, Rc<RefCell<String>>) {
    let shown = Rc::new(RefCell::new(String::new()));
    let script = Script {
        lines: lines.iter().copied().collect(),
        shown: Rc::clone(&shown),
    };
    (Session::new(Box::new(script), wording(), false), shown)
}

fn copy() -> Step {
    let mut copy = step(
        "level/tasky-api",
        Change::CopyLevel {
            handle: Some(handle("tasky-api")),
            base: level(24, "API User (system)"),
            name: LevelName::new("Tasky\u{1b}[2J\u{202e}API"),
            active: true,
            cells: [(
                CellId::new("crm.objects.accounts.add"),
                unknown(CellValue::Flag(false)),
            )]
            .into(),
        },
    );
    copy.risks = vec![Risk {
        kind: RiskKind::WidensRights,
        what: "more than before".to_owned(),
    }];
    copy
}

#[tokio::test]
async fn a_step_is_shown_explained_and_attested_by_a_name() {
    let (session, shown) = session(&["why", "yes", "done", "", "Pat Doe", "done"]);
    let mut session = session.named(Some(" "), None);
    let done = Answer::Done {
        by: "Pat Doe".to_owned(),
    };
    assert_eq!(
        session.ask(&copy(), Prompt::Visit { found: None }).await,
        done
    );
    let missing = "REST lists no such level";
    assert_eq!(session.ask(&copy(), Prompt::Again { missing }).await, done);
    insta::assert_snapshot!(shown.borrow().as_str(), @r#"

    Step 1: copy security level "API User (system)" as "Tasky [2J API" (level/tasky-api)
      Mind (widens-rights): more than before
      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels
      1. In the menu of API User (system) (number 24), choose Copy Security Level. The copy exists at once, under a name like Copy (1) of it; if one was left from an earlier attempt, use that one.
      2. In the copy, set these values and leave all others as they are, then save.
      3. Open it again and compare it with the table: a save can leave something out without a word.
         General Information > Name = Tasky [2J API  (now Copy (1) of ...)
         General Information > Active = ticked  (now as copied)
         CRM > Object Permissions > Organizations > Add = No  (now unknown)
      The page's limits:
      - What the level that it was once copied from cannot do, it cannot be given.
      - Some boxes, such as the view of internal costs, can only be ticked by someone who has them.
      - A tenant has at most 50 custom API-only levels.
    done, skip, stop, why, again, help> why
      Because: differs.
      It risks (widens-rights): more than before
      attune checks afterwards:
      - REST lists a level named Tasky [2J API, active.
      - REST never shows the content of a level: what you see when you open it again is the only proof.
      Best proof within reach: rest-fact
      The page is known from: help: Manage_Security_Levels.htm; the heading is inferred from the link that leads there
    done, skip, stop, why, again, help> yes
      That is none of the words; help lists them.
    done, skip, stop, why, again, help> done
    Your name, for what REST cannot show: 
    Your name, for what REST cannot show: Pat Doe
      Not there yet: REST lists no such level.
    done, skip, stop, why, again, help> done
    "#);
}

#[tokio::test]
async fn a_name_of_the_machine_is_offered_and_never_taken_unasked() {
    let (session, shown) = session(&["done", ""]);
    let mut session = session.named(None, Some("pat"));
    let answer = session.ask(&copy(), Prompt::Visit { found: None }).await;
    assert_eq!(
        answer,
        Answer::Done {
            by: "pat".to_owned()
        }
    );
    assert!(
        shown
            .borrow()
            .ends_with("Your name, for what REST cannot show [Enter for pat]: \n")
    );
}

#[tokio::test]
async fn a_step_is_skipped_or_everything_is_stopped() {
    let (mut session, _) = session(&["skip vendor first", "s", "stop"]);
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(session.ask(&copy(), Prompt::Visit { found: None }).await);
    }
    let skip = |why: Option<&str>| Answer::Skip {
        why: why.map(str::to_owned),
    };
    assert_eq!(
        answers,
        [
            skip(Some("vendor first")),
            skip(None),
            Answer::Stop,
            // Nothing more comes.
            Answer::Stop
        ]
    );
}

#[tokio::test]
async fn a_new_api_user_is_filled_in_typed_and_saved() {
    let create = step(
        "api-user/tasky",
        Change::CreateApiUser {
            handle: handle("tasky"),
            form: Box::new(form()),
            credentials: attune_model::CredentialSink::File("secrets/tasky.json".into()),
            replaces: None,
        },
    );
    let (session, shown) = session(&["done", "typed@contoso.example", "hush", "hush", "done"]);
    let mut session = session.named(Some("Pat"), None);
    session.ask(&create, Prompt::Draft).await;
    let typed = session.key(&create, None).await;
    assert_eq!(typed.as_deref(), Some("typed@contoso.example"));
    session.secret(&create, None).await.unwrap();
    let again = session.secret(&create, Some("that is the key")).await;
    assert_eq!(again.unwrap().expose(), "hush");
    let save = Prompt::Save {
        key: "typed@contoso.example",
        place: "secrets/tasky.json",
    };
    session.ask(&create, save).await;
    let result = StepResult {
        step: id("api-user/tasky"),
        title: create.change.title(),
        outcome: Outcome::Done {
            proof: Proof::RestBehaviour,
            evidence: "signs in".to_owned(),
            at: attune_model::Timestamp::UNIX_EPOCH,
        },
    };
    session.hear(&result).await;
    let shown = shown.borrow();
    assert!(!shown.contains("hush"), "{shown}");
    let about = shown.find("done, skip").unwrap();
    insta::assert_snapshot!(&shown[about..], @r"
    done, skip, stop, why, again, help> done
    Username (Key): typed@contoso.example
    Password (Secret), not shown: 
      Not taken: that is the key.
    Password (Secret), not shown: 
      Key and secret are in secrets/tasky.json, and read back. Now save the form.
      If it was closed since: fill it again as above, with the key typed@contoso.example and the secret from there, and save.
    done, skip, stop, why, again, help> done
    Step 1, create API user Tasky Integration <psa@contoso.example>
      Done (rest-behaviour): signs in
    ");
}
