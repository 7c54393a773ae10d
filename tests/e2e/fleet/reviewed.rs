//! From a branch to a quiet tenant, by the scripts that the templates for forges run, without a forge.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{Fleet, documents};
use crate::bucket::Bucket;
use crate::git::git;
use crate::harness::{ATTUNE, Ran, root};
use crate::tree;

/// What a colleague wants.
const WANTED: &str = "
securityLevels:
  reviewed: {name: Reviewed API, copyOf: API User (system), webServicesApi: {canLogin: true}}
";

/// The fleet behind it, its state in a bucket, and the repository that everybody pushes to.
struct Msp {
    fleet: Fleet,
    bucket: Bucket,
    hook: Receiver,
    folder: tempfile::TempDir,
}

impl Msp {
    fn start() -> Self {
        let fleet = Fleet::start("tenants: 3\npeople: 2\nlevels: 1\napiUsers: 1\n");
        fleet.say("state: \"s3://team/{tenant}\"\nnotices: [{webhook: {url: {env: HOOK}}}]\n");
        let folder = tempfile::tempdir().unwrap();
        let workspace = fleet.workspace();
        git(&workspace, &["init", "--quiet"]);
        git(&workspace, &["add", "."]);
        git(
            &workspace,
            &["commit", "--quiet", "--message", "the tenants as they are"],
        );
        let origin = folder.path().join("origin.git").display().to_string();
        git(
            folder.path(),
            &[
                "clone",
                "--quiet",
                "--bare",
                workspace.to_str().unwrap(),
                &origin,
            ],
        );
        Self {
            fleet,
            bucket: Bucket::start(),
            hook: Receiver::start(),
            folder,
        }
    }

    /// A clone of its own, as every job of a runner and every colleague has.
    fn clone(&self, name: &str, branch: &str) -> Clone<'_> {
        git(
            self.folder.path(),
            &["clone", "--quiet", "--branch", branch, "origin.git", name],
        );
        Clone {
            msp: self,
            folder: self.folder.path().join(name),
        }
    }
}

struct Clone<'a> {
    msp: &'a Msp,
    folder: PathBuf,
}

impl Clone<'_> {
    fn script(&self, name: &str, arguments: &[&str]) -> Ran {
        let script = root().join("deploy/scripts").join(name);
        let mut command = Command::new("sh");
        command.arg(script);
        self.run(command, arguments)
    }

    fn attune(&self, arguments: &[&str]) -> Ran {
        self.run(Command::new(ATTUNE), arguments)
    }

    fn run(&self, mut command: Command, arguments: &[&str]) -> Ran {
        self.msp.fleet.fill(&mut command, arguments);
        command
            .current_dir(&self.folder)
            .envs(self.msp.bucket.environment())
            .env("HOOK", self.msp.hook.url())
            .env("ATTUNE", ATTUNE);
        Ran::of(&mut command)
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.folder, arguments)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.join(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// What is to be done to issues, a line each.
fn issues(ran: &Ran) -> Vec<Value> {
    ran.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A colleague's branch, and what the job of its pull request made of it.
fn reviewed(msp: &Msp) -> (Clone<'_>, Clone<'_>) {
    let colleague = msp.clone("colleague", "main");
    colleague.git(&["switch", "--quiet", "--create", "reviewed-api"]);
    let manifest = colleague.folder.join("tenants/tenant-2/attune.yaml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text + WANTED).unwrap();
    colleague.git(&[
        "commit",
        "--quiet",
        "--all",
        "--message",
        "tenant-2: a level for reviews",
    ]);
    colleague.git(&["push", "--quiet", "origin", "reviewed-api"]);

    // The job of the pull request: the tenants that changed, a comment, saved plans.
    let review = msp.clone("review", "reviewed-api");
    review.script("plan.sh", &["origin/main"]).exits(0);
    assert_eq!(review.names("plans"), ["tenant-2.json"]);
    let comment = review
        .script("body.sh", &["reports/index.md"])
        .exits(0)
        .stdout;
    assert!(
        comment.starts_with("<!-- attune fleet plan -->\n"),
        "{comment}"
    );
    assert!(comment.contains("tenant-2"), "{comment}");
    assert!(
        review
            .read("reports/tenants/tenant-2.md")
            .contains("Reviewed API")
    );

    (colleague, review)
}

#[test]
fn from_a_branch_to_a_quiet_tenant() {
    let msp = Msp::start();
    let (colleague, review) = reviewed(&msp);

    // Merged; the job on main plans anew, and applies what was reviewed.
    colleague.git(&["switch", "--quiet", "main"]);
    colleague.git(&["merge", "--quiet", "--no-ff", "--no-edit", "reviewed-api"]);
    colleague.git(&["push", "--quiet", "origin", "main"]);
    let job = msp.clone("job", "main");
    job.script("plan.sh", &["HEAD~1"]).exits(0);
    tree::copy(&review.folder.join("plans"), &job.folder.join("reviewed"));
    let same = job.script("same.sh", &["reviewed", "plans"]).exits(0);
    assert_eq!(same.json(), json!({"same": ["tenant-2"], "other": []}));
    std::fs::remove_dir_all(job.folder.join("reports")).unwrap();
    // Nobody is at the console of a runner.
    let applied = job.script("apply.sh", &[]).exits(5);
    assert!(applied.stdout.contains("tenant-2"), "{}", applied.stdout);

    // The checklist becomes an issue.
    std::fs::write(job.folder.join("issues"), "").unwrap();
    let opened = job.script("checklist.sh", &["reports", "issues"]).exits(0);
    assert_eq!(
        issues(&opened),
        [json!({
            "do": "open",
            "tenant": "tenant-2",
            "title": "attune: steps wait for an operator: tenant-2",
            "file": "reports/tenants/tenant-2.checklist.md",
        })]
    );
    assert!(
        job.read("reports/tenants/tenant-2.checklist.md")
            .contains("Reviewed API")
    );

    // While it waits, the nightly check tells of it once, and the issue stays.
    let night = msp.clone("night", "main");
    night.script("drift.sh", &[]).exits(2);
    msp.hook.only();
    std::fs::remove_dir_all(night.folder.join("reports")).unwrap();
    night.script("drift.sh", &[]).exits(0);
    assert_eq!(documents(&msp.hook), Vec::<Value>::new());
    std::fs::write(
        night.folder.join("issues"),
        "7 <!-- attune checklist tenant-2 -->\n",
    )
    .unwrap();
    std::fs::remove_dir_all(night.folder.join("reports")).unwrap();
    let verified = night.script("verify.sh", &[]);
    assert_eq!(verified.code, 2, "{}", verified.stderr);
    assert_eq!(night.json("reports/index.json")["tenants"][1]["waiting"], 1);
    let kept = night
        .script("checklist.sh", &["reports", "issues"])
        .exits(0);
    assert!(
        issues(&kept).iter().all(|issue| issue["do"] != "close"),
        "{}",
        kept.stdout
    );

    // The operator, on a machine of theirs, with the state of the team.
    let operator = msp.clone("operator", "main");
    let resume = [
        "apply",
        "--resume",
        "--tenant",
        "tenant-2",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    operator.attune(&resume).exits(0);

    // The next night is quiet, after one word that all is well; and the issue closes itself.
    let quiet = msp.clone("quiet", "main");
    quiet.script("drift.sh", &[]).exits(0);
    let told = msp.hook.only().json();
    assert_eq!(told["notices"][0]["standing"], "in-sync");
    std::fs::remove_dir_all(quiet.folder.join("reports")).unwrap();
    quiet.script("drift.sh", &[]).exits(0);
    assert_eq!(documents(&msp.hook), Vec::<Value>::new());
    std::fs::remove_dir_all(quiet.folder.join("reports")).unwrap();
    quiet.script("verify.sh", &[]).exits(0);
    std::fs::write(
        quiet.folder.join("issues"),
        "7 <!-- attune checklist tenant-2 -->\n",
    )
    .unwrap();
    let closed = quiet
        .script("checklist.sh", &["reports", "issues"])
        .exits(0);
    assert_eq!(
        issues(&closed),
        [json!({"do": "close", "tenant": "tenant-2", "issue": 7})]
    );
}
