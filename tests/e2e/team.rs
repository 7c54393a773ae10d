//! One state for a team, on object storage: whoever looks sees it, one at a time changes it.

use std::process::Stdio;

use crate::bucket::Bucket;
use crate::harness::{APPLY, PLAN, Place, Ran, Sim};
use crate::operator::pty::AtPty;

const QUESTION: &str = "is taken for yes: ";

/// Two folders of two people, and one bucket.
struct Team {
    sim: Sim,
    bucket: Bucket,
    ana: Place,
    ben: Place,
}

impl Team {
    fn start() -> Self {
        Self {
            sim: Sim::start(),
            bucket: Bucket::start(),
            ana: Place::with_tasky(),
            ben: Place::with_tasky(),
        }
    }

    fn ana(&self, arguments: &[&str]) -> Ran {
        self.bucket.attune(&self.sim, &self.ana, arguments)
    }

    fn ben(&self, arguments: &[&str]) -> Ran {
        self.bucket.attune(&self.sim, &self.ben, arguments)
    }
}

#[test]
fn what_one_applied_the_other_sees() {
    let team = Team::start();
    team.ana(&PLAN).exits(2);
    team.ana(&APPLY).exits(0);
    assert!(!team.ana.path(".attune").exists());
    team.ben(&PLAN).exits(0);
    team.ben(&["drift", "-f", "tasky.yaml", "--since-last"])
        .exits(0);
    let shown = team.ben(&["ledger", "show", "-f", "tasky.yaml"]).exits(0);
    shown.says(&[
        "contoso is database 200117",
        "rest-behaviour: REST reports Tess Turner as author",
    ]);
    team.ben(&["ledger", "verify", "-f", "tasky.yaml"])
        .exits(0)
        .says(&["lines are as attune wrote them."]);
    team.ben(&["capture", "-f", "tasky.yaml", "--console", "simulated"])
        .exits(0)
        .says(&["kept in s3://team/contoso/captures."]);
    team.ana(&[
        "undo",
        "-f",
        "tasky.yaml",
        "--auto-approve",
        "--console",
        "simulated",
    ])
    .exits(0);
    team.ben(&PLAN).exits(2);
}

#[test]
fn a_second_run_hears_whose_the_lock_is_and_a_freed_one_changes_nothing() {
    let team = Team::start();
    let asks = ["apply", "-f", "tasky.yaml", "--console", "simulated"];
    let mut command = team.bucket.command(&team.sim, &team.ana, &asks);
    command.env("USER", "ana").stdout(Stdio::null());
    let mut first = AtPty::start(command);
    first.next(&[QUESTION]).expect("it asks");
    let refused = team.ben(&APPLY).exits(1);
    let words = "error: another run holds the lock of s3://team/contoso: attune apply by ana on ";
    assert!(refused.stderr.contains(words), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("; its lease runs for "),
        "{}",
        refused.stderr
    );
    // Readers wait for nobody.
    team.ben(&PLAN).exits(2);
    team.bucket.unlock(&team.sim, &team.ben, "tasky.yaml");
    team.ben(&APPLY).exits(0);
    let before = crate::harness::dump(&team.sim);
    first.type_line("yes");
    assert_eq!((first.next(&[]), first.end()), (None, 1));
    let words = "s3://team/contoso: somebody else has written ledger.jsonl since this run read it";
    assert!(first.shown.contains(words), "{}", first.shown);
    assert_eq!(crate::harness::dump(&team.sim), before);
    team.ana(&PLAN).exits(0);
}

#[test]
fn what_waits_is_carried_on_by_somebody_else() {
    let team = Team::start();
    let nobody = [
        "apply",
        "-f",
        "tasky.yaml",
        "--auto-approve",
        "--console",
        "none",
    ];
    let left = team.ana(&nobody).exits(5);
    let words = "Steps wait for an operator at the admin console: s3://team/contoso/checklist.md\n";
    assert!(left.stderr.contains(words), "{}", left.stderr);
    let resume = [
        "apply",
        "--resume",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    team.ben(&resume).exits(0);
    team.ana(&resume).exits(0).says(&["Nothing waits."]);
    team.ben(&PLAN).exits(0);
}

#[test]
fn a_saved_plan_knows_where_the_state_is() {
    let team = Team::start();
    team.ana(&["plan", "-f", "tasky.yaml", "--out", "plan.json"])
        .exits(0);
    let apply = [
        "apply",
        "plan.json",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    let mut command = team.ana.command(Some(&team.sim), &apply);
    command.envs(team.bucket.environment());
    Ran::of(&mut command).exits(0);
    team.ben(&PLAN).exits(0);
}

#[test]
fn a_folder_becomes_the_teams_and_says_so_from_then_on() {
    let team = Team::start();
    let (sim, ana) = (&team.sim, &team.ana);
    ana.attune(sim, &APPLY).exits(0);
    let to = [
        "ledger",
        "move",
        "-f",
        "tasky.yaml",
        "--to",
        "s3://team/contoso",
    ];
    let mut command = ana.command(Some(sim), &to);
    command.envs(team.bucket.environment());
    Ran::of(&mut command)
        .exits(0)
        .says(&["The state is in s3://team/contoso: "]);
    for command in [&PLAN[..], &APPLY] {
        ana.attune(sim, command).exits(1).complains(
            "error: .attune was moved to s3://team/contoso\n\
             hint: Nothing was applied. Name the place where the state is now with --state.\n",
        );
    }
    team.ben(&PLAN).exits(0);
    team.ben(&["ledger", "move", "-f", "tasky.yaml", "--to", "own"])
        .exits(0);
    team.ben
        .attune(sim, &[&PLAN[..], &["--state", "own"]].concat())
        .exits(0);
    let left = team.ana(&PLAN).exits(1);
    assert!(
        left.stderr.contains(" was moved to own\n"),
        "{}",
        left.stderr
    );
}

#[test]
fn a_place_that_is_none_is_said() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let at = |state| place.attune(&sim, &[&PLAN[..], &["--state", state]].concat());
    at("s3://").exits(64).complains(
        "error: s3:// is no place for state: after s3:// comes the name of a bucket: letters, digits, hyphens, dots and underscores\n\
         hint: Name bucket and prefix, such as s3://bucket/tenant.\n",
    );
    at("s3://team/contoso").exits(1).complains(
        "error: there are no credentials for s3://team/contoso: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and \
         AWS_SESSION_TOKEN), or AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE\n\
         hint: Nothing was read or written. docs/state.md lists the variables.\n",
    );
}
