//! `attune capture --from`: what an operator takes from pages with the script of `--snippet`.

use std::io::Write as _;
use std::process::Stdio;

use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::desk::{API_USER, Desk};
use super::{FOLDER, MANIFEST, capture, here, names};
use crate::harness::{PLAN_HERE, Place, Ran, Sim};

/// The pages of all custom levels and API users, and the one of the boxes; each with the file it is saved as.
fn pages(look: &str) -> Vec<(String, String)> {
    let levels = [52, 53, 54].map(|id| {
        let page = format!("admin/security-level?securityLevelId={id}&{look}");
        (page, format!("taken/level-{id}.json"))
    });
    let users = [29_682_897, 29_682_898].map(|id| {
        let page = format!("{API_USER}?resourceId={id}&{look}");
        (page, format!("taken/user-{id}.json"))
    });
    let boxes = (
        format!("admin/protected-data-permission?{look}"),
        "taken/boxes.json".to_owned(),
    );
    levels.into_iter().chain(users).chain([boxes]).collect()
}

/// What is kept, by file, without what differs from look to look.
fn kept(place: &Place) -> Vec<(String, Value)> {
    let read = |name: String| {
        let mut kept: Value =
            serde_json::from_str(&place.read(&format!("{FOLDER}/{name}"))).unwrap();
        let object = kept.as_object_mut().unwrap();
        assert!(object.remove("at").is_some());
        let source = object.remove("source").unwrap();
        (name, source, kept)
    };
    let kept = names(place).into_iter().map(read);
    kept.map(|(name, source, kept)| (format!("{name} {source}"), kept))
        .collect()
}

async fn the_same_as_the_simulator_says(look: &str) {
    let (sim, place) = here(MANIFEST);
    let desk = Desk::at(&sim, &place).await;
    for (page, file) in pages(look) {
        desk.save(&place, &page, &file).await;
    }
    desk.leave().await;
    let ran = place.attune(&sim, &["capture", "--from", "taken"]).exits(0);
    assert_eq!(
        ran.stdout,
        "Captured 3 security levels and 2 API users; kept in .attune/captures.\n"
    );
    assert!(
        ran.stderr.contains("note: taken/level-53.json: attune does not know `General > Service Desk > Can remove tags`\n"),
        "{}",
        ran.stderr
    );
    let taken = kept(&place);
    std::fs::remove_dir_all(place.path(FOLDER)).unwrap();
    capture(&sim, &place, &[]).exits(0);
    let told: Vec<(String, Value)> = kept(&place)
        .into_iter()
        .map(|(name, kept)| (name.replace("\"console\"", "\"operator-extract\""), kept))
        .collect();
    assert_eq!(taken, told, "{look}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn drawn_pages_give_what_the_simulator_says() {
    the_same_as_the_simulator_says("rendering=mvc&language=en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_pages_give_what_the_simulator_says() {
    the_same_as_the_simulator_says("rendering=classic&language=en").await;
}

const HELPDESK: &str = "admin/security-level?securityLevelId=53&rendering=classic&language=en";

/// An extract of the level `Field Engineer`, saved as `level.json`.
async fn with_an_extract() -> (Sim, Place, Value) {
    let (sim, place) = here(MANIFEST);
    let desk = Desk::at(&sim, &place).await;
    desk.save(&place, HELPDESK, "level.json").await;
    desk.leave().await;
    let extract = serde_json::from_str(&place.read("level.json")).unwrap();
    (sim, place, extract)
}

/// Hands a file over whose extract was changed; what is said against it.
fn refused(sim: &Sim, place: &Place, extract: &Value) -> String {
    refused_text(sim, place, "changed.json", &extract.to_string())
}

fn refused_text(sim: &Sim, place: &Place, name: &str, text: &str) -> String {
    place.write(name, text);
    let ran = place.attune(sim, &["capture", "--from", name]).exits(1);
    assert!(
        ran.stdout
            .starts_with("Captured 0 security levels and 0 API users"),
        "{}",
        ran.stdout
    );
    let said = ran
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("error: "));
    said.collect::<Vec<_>>().join("\n")
}

/// The control of a row.
fn control<'a>(extract: &'a mut Value, row: &str) -> &'a mut Value {
    let controls = extract["controls"].as_array_mut().unwrap();
    let found = controls.iter_mut().find(|it| it["at"]["row"] == row);
    found.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_plan_knows_what_the_operator_took() {
    let (sim, place, _) = with_an_extract().await;
    place
        .attune(&sim, &PLAN_HERE)
        .exits(4)
        .says(&["Tickets ? -> All ? -> None"]);
    place
        .attune(&sim, &["capture", "--from", "level.json"])
        .exits(0);
    assert_eq!(names(&place), ["level-53.json"]);
    assert!(
        place
            .read(&format!("{FOLDER}/level-53.json"))
            .contains("\"source\": \"operator-extract\"")
    );
    place
        .attune(&sim, &PLAN_HERE)
        .exits(2)
        .says(&[
            "2 cells of \"Field Engineer\" are as the console showed on ",
            "(today).",
        ])
        .says_nothing_of(&["? ->", "edit security level"]);
    // The same once more, from standard input, changes nothing.
    let kept = place.read(&format!("{FOLDER}/level-53.json"));
    let mut command = place.command(Some(&sim), &["capture", "--from", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(place.read("level.json").as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(place.read(&format!("{FOLDER}/level-53.json")), kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_extract_is_refused_with_the_reason() {
    let (sim, place, extract) = with_an_extract().await;
    let text = place.read("level.json");
    let half = &text[..text.len() / 2];
    let line = half.lines().count();
    for (name, text, why) in [
        (
            "a.json",
            "",
            "a.json: it is empty; what the snippet copies begins with a brace",
        ),
        (
            "b.json",
            &" ".repeat(10 << 20),
            "b.json: it is larger than 2 MB, and no page is",
        ),
        (
            "c.json",
            "{\"name\": \"attune\"}",
            "c.json: line 1, column 7: this is not what the snippet copies: unknown field `name`, \
          expected one of `attune_extract`, `host`, `path`, `ids`, `language`, `title`, `heading`, `about`, `messages`, `controls`, `taken`",
        ),
        (
            "d.html",
            "<html>",
            "d.html: it is a saved page: a browser saves what the page was loaded with, not what its controls hold; \
          paste the script of `attune capture --snippet` on the page instead",
        ),
        (
            "e.txt",
            "<!DOCTYPE html>",
            "e.txt: it is a saved page: a browser saves what the page was loaded with, not what its controls hold; \
          paste the script of `attune capture --snippet` on the page instead",
        ),
    ] {
        assert_eq!(refused_text(&sim, &place, name, text), why);
    }
    let torn = refused_text(&sim, &place, "torn.json", half);
    assert!(
        torn.starts_with(&format!("torn.json: line {line}, column ")),
        "{torn}"
    );
    assert!(
        torn.ends_with(": this is not what the snippet copies: it ends too early"),
        "{torn}"
    );
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.path("wide.json"), [&[0xff, 0xfe][..], &wide].concat()).unwrap();
    let ran = place
        .attune(&sim, &["capture", "--from", "wide.json"])
        .exits(1);
    assert!(
        ran.stderr
            .contains("error: wide.json: it is not written in UTF-8; save it again as UTF-8\n"),
        "{}",
        ran.stderr
    );
    // One bad file keeps no other from being taken.
    place.write("good.json", &extract.to_string());
    let ran = place
        .attune(
            &sim,
            &["capture", "--from", "good.json", "a.json", "missing.json"],
        )
        .exits(1);
    assert!(
        ran.stdout.starts_with("Captured 1 security levels"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr
            .contains("error: missing.json: it cannot be read: No such file"),
        "{}",
        ran.stderr
    );
    std::fs::create_dir(place.path("nothing")).unwrap();
    let ran = place
        .attune(&sim, &["capture", "--from", "nothing"])
        .exits(64);
    assert!(
        ran.stderr.starts_with("error: nothing has no files\n"),
        "{}",
        ran.stderr
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_of_another_page_tenant_or_time_is_refused() {
    let (sim, place, extract) = with_an_extract().await;
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut other = extract.clone();
        change(&mut other);
        refused(&sim, &place, &other)
    };
    assert_eq!(
        changed(&|it| it["heading"] = json!("Security Levels")),
        "changed.json: this is not the page of a security level: its heading is `Security Levels`"
    );
    assert_eq!(
        changed(&|it| it["heading"] = json!("Sign In")),
        "changed.json: nobody is signed in: the console shows its page to sign in"
    );
    let host = extract["host"].as_str().unwrap();
    assert_eq!(
        changed(&|it| it["host"] = json!("ww99.autotask.example")),
        format!(
            "changed.json: this page is from ww99.autotask.example, and the console is at {host}"
        )
    );
    assert_eq!(
        changed(&|it| it["ids"]["securityLevelId"] = json!("530")),
        "changed.json: it shows security level 530, \"Field Engineer\", and this tenant has none of this number; is it of another tenant?"
    );
    assert_eq!(
        changed(&|it| it["ids"]["securityLevelId"] = json!("54")),
        "changed.json: it shows security level 54 as \"Field Engineer\", and this tenant's is \"Old Helpdesk\"; is it of another tenant, or \
         not saved?"
    );
    assert_eq!(
        changed(&|it| it["language"] = json!("de")),
        "changed.json: there are no locators for the language `de`: show the console in English, or write a file with `language: de`"
    );
    let later = Timestamp::now().checked_add(Span::new().hours(2)).unwrap();
    assert_eq!(
        changed(&|it| it["taken"] = json!(later.to_string())),
        format!(
            "changed.json: it says that it was taken at {later}, which is yet to come; check the clocks of both machines"
        )
    );
    assert_eq!(
        changed(&|it| drop(it.as_object_mut().unwrap().remove("taken"))),
        "changed.json: it does not say when it was taken; take it with the script of `attune capture --snippet`"
    );
    // A page whose address does not say its number is known by its name.
    let mut nameless = extract.clone();
    nameless["ids"] = json!({});
    place.write("nameless.json", &nameless.to_string());
    place
        .attune(&sim, &["capture", "--from", "nameless.json"])
        .exits(0);
    // What is kept is not replaced by what is older, whoever hands it over.
    let then = extract["taken"].as_str().unwrap();
    let then: Timestamp = then.parse().unwrap();
    let early = then.checked_sub(Span::new().hours(48)).unwrap();
    let said = changed(&|it| it["taken"] = json!(early.to_string()));
    assert_eq!(
        said,
        format!(
            "changed.json: it was taken at {early}, and what is kept of this page is newer, from {then}"
        )
    );
    // An old one keeps its date to the end.
    std::fs::remove_dir_all(place.path(FOLDER)).unwrap();
    let old: Timestamp = early.checked_sub(Span::new().hours(40 * 24)).unwrap();
    let mut aged = extract.clone();
    aged["taken"] = json!(old.to_string());
    place.write("aged.json", &aged.to_string());
    place
        .attune(&sim, &["capture", "--from", "aged.json"])
        .exits(0);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(2)
        .says(&["(42 days ago).", "is 42 days old: capture it again"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn extracts_that_contradict_each_other_or_lack_rows_are_refused() {
    let (sim, place, extract) = with_an_extract().await;
    let mut other = extract.clone();
    let held = control(&mut other, "Can remove tags");
    let on = held["holds"]["box"].as_bool().unwrap();
    held["holds"]["box"] = json!(!on);
    place.write("other.json", &other.to_string());
    let ran = place
        .attune(&sim, &["capture", "--from", "level.json", "other.json"])
        .exits(1);
    assert_eq!(
        ran.stdout,
        "Captured 0 security levels and 0 API users; kept in .attune/captures.\n"
    );
    assert!(
        ran.stderr.ends_with(
            "error: level.json and other.json contradict each other about extra.Service Desk › Can remove tags; leave out the one that is \
             out of date\n"
        ),
        "{}",
        ran.stderr
    );
    let mut short = extract.clone();
    let controls = short["controls"].as_array_mut().unwrap();
    controls.retain(|it| it["at"]["section"] != "Timesheets" && it["at"]["row"] != "Contacts");
    let said = refused(&sim, &place, &short);
    assert!(
        said.starts_with(
            "changed.json: the page lacks rows that attune knows: CRM › Contacts, Timesheets › "
        ),
        "{said}"
    );
    assert!(
        said.ends_with(
            "; wait until the page is whole and take it again, or keep the rest with --incomplete"
        ),
        "{said}"
    );
    let ran: Ran = place
        .attune(&sim, &["capture", "--incomplete", "--from", "changed.json"])
        .exits(0);
    assert!(
        ran.stderr.contains(
            "note: changed.json: the page lacks rows that attune knows: CRM › Contacts, "
        ),
        "{}",
        ran.stderr
    );
    let kept = place.read(&format!("{FOLDER}/level-53.json"));
    assert!(
        kept.contains("\"crm.objects.accounts.view\"")
            && !kept.contains("\"crm.objects.contacts.view\""),
        "{kept}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_takes_nothing_that_attune_has_no_word_for() {
    let (sim, place) = here(MANIFEST);
    let desk = Desk::at(&sim, &place).await;
    for look in ["rendering=classic&language=en", "rendering=mvc&language=fr"] {
        for page in [
            format!("admin/security-level?securityLevelId=53&{look}"),
            format!("{API_USER}?resourceId=29682898&{look}"),
            format!("admin/protected-data-permission?{look}"),
        ] {
            desk.open(&page).await;
            desk.run(
                "document.title = 'Zaphod Ltd';
                 const home = [...document.forms].at(-1) ?? document.body;
                 const add = (html) => home.insertAdjacentHTML('beforeend', html);
                 add('<label>Customer <input type=text value=Zaphod></label><label>Notes <textarea>Zaphod</textarea></label>');
                 add('<label>Account <select><option>Zaphod<option selected>Zaphod Ltd</select></label>');
                 add('<label>Phone <input type=number value=5550123></label><label>Word <input type=password value=Zaphod></label>');
                 add('<div role=alert>Zaphod was not saved</div>');
                 add('<details><summary>CRM</summary><label>Remark <input type=text value=Zaphod></label></details>');",
            )
            .await;
            let said = desk.paste().await;
            assert!(said.starts_with('{'), "{said}");
            for own in ["Zaphod", "5550123", "Tess", "Turner", "SIMULATED"] {
                assert!(!said.contains(own), "{page}: {own} is in {said}");
            }
            for label in ["\"Customer\"", "\"Notes\"", "\"Remark\""] {
                assert!(said.contains(label), "{page}: no {label}");
            }
        }
    }
    for page in [
        "admin/security-levels",
        "Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
        "",
    ] {
        desk.open(page).await;
        assert_eq!(
            desk.paste().await,
            "Nothing was copied: this is neither a security level, nor an API user, nor Protected Data Permission."
        );
    }
    desk.leave().await;
}

#[test]
fn one_way_has_to_be_chosen() {
    let place = Place::empty();
    for arguments in [
        &["capture"][..],
        &["capture", "--snippet", "--console", "none"],
        &["capture", "--snippet", "--level", "A"],
        &["capture", "--from", "a.json", "--level", "A"],
        &["capture", "--console", "none", "--incomplete"],
    ] {
        place.attune_alone(arguments).exits(64);
    }
}
