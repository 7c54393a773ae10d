//! Secrets that are replaced, by age and on demand: the new one works, the old one does not, and nothing shows either.

use std::fs;
use std::path::Path;

use attune_apply::ledger::{Event, Fact, Holder, Ledger, Lock};
use attune_apply::{Held, SecretSinks};
use attune_model::{
    CredentialSink, Credentials, Handle, Proof, ResourceId, Secret, StepId, Timestamp,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Ran, Sim, bind_identifiers, call, rows};
use crate::script::{LEVEL, applied, manifest};

const USER: i64 = 29_682_899;
const SUCCESSOR: i64 = 29_682_900;

const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

/// The manifest of a secret that is replaced every 90 days.
fn rotated() -> String {
    manifest(LEVEL).replace("script.json}}", "script.json}, rotate: 90d}")
}

/// User name and secret in a file.
fn credentials(place: &Place, file: &str) -> (String, String) {
    let held: Value = serde_json::from_str(&place.read(file)).unwrap();
    let text = |key: &str| held[key].as_str().unwrap().to_owned();
    (text("userName"), text("secret"))
}

/// How REST answers somebody who signs in.
fn status(sim: &Sim, (user_name, secret): &(String, String)) -> u16 {
    let path = "Companies/entityInformation";
    call(sim, Method::GET, path, (user_name, secret), None, None).0
}

/// The ledger learns that the secret was delivered so many days ago.
fn age_by(place: &Place, user: i64, days: u64) {
    let at = Timestamp::now() - std::time::Duration::from_hours(24 * days);
    let holder = Holder {
        run: "earlier".to_owned(),
        operation: "apply".to_owned(),
        user: None,
        host: "here".to_owned(),
        pid: std::process::id(),
        since: at,
    };
    let lock = Lock::take(&place.path(".attune"), holder).unwrap();
    let mut ledger = Ledger::open(lock).unwrap();
    let step = StepId("earlier".to_owned());
    let key = "earlier".to_owned();
    let drafted = Event::Noted {
        step: step.clone(),
        fact: Fact::Drafted { key },
    };
    ledger.append(at, drafted).unwrap();
    let known = Fact::ApiUser {
        handle: Handle::parse("script").unwrap(),
        id: ResourceId(user),
        tracking: None,
        fields: [].into(),
    };
    let done = Event::Done {
        step,
        proof: Proof::RestFact,
        evidence: String::new(),
        facts: vec![known],
    };
    ledger.append(at, done).unwrap();
}

/// Number, and whether it is active, of every API user of the block.
fn users(sim: &Sim) -> Vec<(i64, bool)> {
    let filter = json!({"op": "eq", "field": "firstName", "value": "Nightly"});
    let mut users: Vec<(i64, bool)> = rows(sim, "Resources", &filter)
        .iter()
        .map(|row| (row["id"].as_i64().unwrap(), row["isActive"] == true))
        .collect();
    users.sort_unstable();
    users
}

#[test]
fn a_secret_that_is_old_is_replaced_and_the_old_one_is_refused() {
    let (sim, place) = applied(&rotated());
    let file = "secrets/script.json";
    let old = credentials(&place, file);
    place.attune(&sim, &PLAN_HERE).exits(0);
    age_by(&place, USER, 89);
    place.attune(&sim, &PLAN_HERE).exits(0);
    age_by(&place, USER, 90);
    // Nobody changed anything: it is due, and no drift.
    place.attune(&sim, &["drift"]).exits(0);
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        "1. ~ replace the secret of API user Nightly Script <scripts@contoso.example> [operator -> rest-behaviour] \
         why: its secret is as old as the manifest lets it become",
        "New secret to secrets/script.json",
        "Old secret ends when the form is saved; the vendor's calls are refused until it has the new one",
        "1 secret to replace.",
    ]);
    place.attune(&sim, &APPLY_HERE).exits(0).says(&[
        "signs in with the new secret, and the old one is refused",
        "Applied: 1 done.",
    ]);
    let new = credentials(&place, file);
    assert_eq!(new.0, old.0, "the key stays");
    assert_ne!(new.1, old.1);
    assert_eq!((status(&sim, &old), status(&sim, &new)), (401, 200));
    assert_eq!(users(&sim), [(USER, true)]);
    assert!(!place.path("secrets/script.before-rotation.json").exists());
    place.attune(&sim, &PLAN_HERE).exits(0);
    place.attune(&sim, &["drift"]).exits(0);
    place
        .attune(&sim, &["verify"])
        .exits(0)
        .says(&["signs in [rest-behaviour]"]);
    place
        .attune(&sim, &["ledger", "show"])
        .exits(0)
        .says(&["replace the secret of API user"]);
}

#[test]
fn a_secret_is_replaced_on_demand_and_a_handle_is_never_guessed() {
    let (sim, place) = applied(&manifest(LEVEL));
    let old = credentials(&place, "secrets/script.json");
    let asked = place
        .attune(&sim, &["plan", "--rotate", "scripts"])
        .exits(64);
    asked
        .complains("error: the manifest has no API user `scripts`\nhint: Did you mean `script`?\n");
    let json = place
        .attune(&sim, &["plan", "--rotate", "script", "--format", "json"])
        .exits(0)
        .document("plan.v1.json");
    let step = &json["steps"][0];
    assert_eq!(step["reason"], "rotation-asked");
    assert_eq!(step["change"]["action"], "rotate-secret");
    place
        .attune(&sim, &[&APPLY_HERE[..], &["--rotate", "script"]].concat())
        .exits(0);
    let new = credentials(&place, "secrets/script.json");
    assert_eq!((status(&sim, &old), status(&sim, &new)), (401, 200));
    place.attune(&sim, &PLAN_HERE).exits(0);
}

#[test]
fn a_saved_plan_carries_it() {
    let (sim, place) = applied(&rotated());
    let old = credentials(&place, "secrets/script.json");
    place
        .attune(&sim, &["plan", "--rotate", "script", "--out", "plan.json"])
        .exits(0);
    let apply = [
        "apply",
        "plan.json",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    place.attune(&sim, &apply).exits(0);
    assert_eq!(status(&sim, &old), 401);
}

#[test]
fn a_secret_of_unknown_age_is_spoken_of() {
    let (sim, place) = applied(&rotated());
    fs::remove_dir_all(place.path(".attune")).unwrap();
    place.edit("attune.yaml", "copyOf", "adopt: true, copyOf");
    place.edit("attune.yaml", "firstName", "adopt: true\n    firstName");
    place.attune(&sim, &APPLY_HERE).exits(0);
    place.attune(&sim, &PLAN_HERE).exits(0).says(&[
        "When the secret of Nightly Script <scripts@contoso.example> was made is unknown, so it never gets due: rotate it once by `--rotate script`.",
    ]);
}

#[test]
fn nobody_at_the_console_leaves_it_to_somebody_later() {
    let (sim, place) = applied(&rotated());
    let old = credentials(&place, "secrets/script.json");
    let none = [
        "apply",
        "--auto-approve",
        "--console",
        "none",
        "--rotate",
        "script",
    ];
    place.attune(&sim, &none).exits(5);
    let checklist = place.read(".attune/checklist.md");
    assert!(
        checklist.contains("press **Generate Secret**"),
        "{checklist}"
    );
    assert_eq!(credentials(&place, "secrets/script.json"), old);
    assert_eq!(status(&sim, &old), 200);
    let resume = [
        "apply",
        "--resume",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    place.attune(&sim, &resume).exits(0);
    assert_eq!(status(&sim, &old), 401);
}

#[test]
fn where_only_the_vendor_can_sign_in_the_old_one_is_kept() {
    let (sim, place) = applied(&rotated());
    let old = credentials(&place, "secrets/script.json");
    bind_identifiers(&sim);
    place
        .attune(&sim, &[&APPLY_HERE[..], &["--rotate", "script"]].concat())
        .exits(0)
        .says(&[
            "unverified: the form was saved with the new secret; that it signs in was not seen: with attune's own tracking identifier",
            "script.before-rotation.json: remove it when the vendor's calls come in",
        ]);
    let aside = credentials(&place, "secrets/script.before-rotation.json");
    assert_eq!(aside, old);
    assert_ne!(credentials(&place, "secrets/script.json"), old);
}

#[test]
fn with_an_overlap_both_work_until_it_is_over() {
    let overlap = rotated().replace("90d", "{every: 90d, overlap: 7d}");
    let (sim, place) = applied(&overlap);
    let old = credentials(&place, "secrets/script.json");
    age_by(&place, USER, 90);
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        "why: its secret is as old as the manifest lets it become",
        "Replaces Nightly Script <scripts@contoso.example> (resource 29682899), whose credentials are set aside",
        "(resource 29682899) stays active for 7 days after its successor is made",
        "1 API user to create.",
    ]);
    place.attune(&sim, &APPLY_HERE).exits(0);
    let new = credentials(&place, "secrets/script.json");
    assert_ne!(new.0, old.0);
    assert_eq!((status(&sim, &old), status(&sim, &new)), (200, 200));
    assert_eq!(users(&sim), [(USER, true), (SUCCESSOR, true)]);
    age_by(&place, SUCCESSOR, 6);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["(resource 29682899) stays active until 2"]);
    place.attune(&sim, &["drift"]).exits(0);
    age_by(&place, SUCCESSOR, 7);
    place
        .attune(&sim, &APPLY_HERE)
        .exits(0)
        .says(&["REST reports it as inactive, and its successor signs in"]);
    assert_eq!(users(&sim), [(USER, false), (SUCCESSOR, true)]);
    assert_eq!((status(&sim, &old), status(&sim, &new)), (401, 200));
    place.attune(&sim, &PLAN_HERE).exits(0);
}

/// A key pair of age, an API user of this sink, and the secret that it holds; replaced once.
struct Story {
    place: Place,
    said: String,
    secrets: [String; 2],
}

impl Story {
    fn of(to: &str, sink: &CredentialSink, prepare: impl Fn(&Place)) -> Self {
        let (sim, place) = (Sim::start(), Place::empty());
        prepare(&place);
        place.write(
            "attune.yaml",
            &rotated().replace("{file: secrets/script.json}", to),
        );
        let identity = tempfile::NamedTempFile::new().unwrap();
        fs::write(identity.path(), IDENTITY).unwrap();
        let sinks = SecretSinks::in_folder(place.folder.path())
            .with_identity(Some(identity.path().to_owned()));
        let held = || match sinks.load(sink).unwrap() {
            Held::AtHand(held) => held,
            Held::NotThere | Held::NotAtHand(_) => panic!("nothing is there"),
        };
        let mut said = String::new();
        let mut run = |arguments: &[&str]| {
            let mut command = place.command(Some(&sim), arguments);
            command.env("ATTUNE_LOG", "trace");
            command.env("ATTUNE_AGE_IDENTITY", identity.path());
            command.env("PATH", "/usr/bin:/bin");
            let ran = Ran::of(&mut command).exits(0);
            said.push_str(&ran.stdout);
            said.push_str(&ran.stderr);
            ran
        };
        run(&APPLY_HERE);
        let old = held();
        let rotate = [&APPLY_HERE[..], &["--rotate", "script"]].concat();
        run(&rotate).says(&["signs in with the new secret, and the old one is refused"]);
        let new = held();
        let answers = [&old, &new].map(|held| status(&sim, &signed(held)));
        assert_eq!(answers, [401, 200]);
        // And once more: nothing that the first one left is in the way.
        run(&rotate);
        assert_eq!(status(&sim, &signed(&new)), 401);
        let last = held();
        assert_eq!(status(&sim, &signed(&last)), 200);
        let text = |secret: &Secret| secret.expose().to_owned();
        Self {
            said,
            secrets: [text(&old.secret), text(&last.secret)],
            place,
        }
    }

    /// Neither was said, and no file but these holds either.
    fn holds_only(&self, its_own: &[&str]) {
        for secret in &self.secrets {
            assert!(!self.said.contains(secret), "a secret was said");
            let mut found = Vec::new();
            files_with(self.place.folder.path(), secret, &mut found);
            found.retain(|name| !its_own.iter().any(|own| name.ends_with(own)));
            assert_eq!(found, [""; 0]);
        }
    }
}

fn signed(held: &Credentials) -> (String, String) {
    (held.key.clone(), held.secret.expose().to_owned())
}

fn files_with(folder: &Path, secret: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_with(&path, secret, found);
        } else if fs::read(&path)
            .unwrap()
            .windows(secret.len())
            .any(|window| window == secret.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn a_plain_file_holds_the_one_in_force_alone() {
    let sink = CredentialSink::File("secrets/script.json".into());
    let story = Story::of("{file: secrets/script.json}", &sink, |_| {});
    story.holds_only(&["secrets/script.json"]);
    assert!(
        !story
            .place
            .read("secrets/script.json")
            .contains(&story.secrets[0])
    );
}

#[test]
fn an_encrypted_file_holds_it_for_its_recipients_alone() {
    let sink = CredentialSink::Age {
        file: "script.age".into(),
        recipients: vec![RECIPIENT.to_owned()],
    };
    let to = format!("{{file: script.age, recipients: [{RECIPIENT}]}}");
    let story = Story::of(&to, &sink, |_| {});
    story.holds_only(&[]);
    assert!(!story.place.path("script.before-rotation.age").exists());
}

#[test]
#[cfg(unix)]
fn a_command_stores_the_new_one_over_the_old_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let command = |verb: &str| ["./keep.sh", verb, "{apiUser}"].map(str::to_owned).to_vec();
    let sink = CredentialSink::Exec(attune_model::ExecSink {
        store: command("store"),
        fetch: Some(command("fetch")),
        name: "script".to_owned(),
    });
    let to = "{exec: {store: [./keep.sh, store, \"{apiUser}\"], fetch: [./keep.sh, fetch, \"{apiUser}\"]}}";
    let story = Story::of(to, &sink, |place| {
        place.write(
            "keep.sh",
            "#!/bin/sh\ncase $1 in store) cat > \"kept-$2\" ;; fetch) cat \"kept-$2\" 2>/dev/null || true ;; esac\n",
        );
        fs::set_permissions(place.path("keep.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    });
    story.holds_only(&["kept-script", "kept-script.before-rotation"]);
    assert!(
        story
            .said
            .contains("still keeps the old one, which opens nothing any more")
    );
}
