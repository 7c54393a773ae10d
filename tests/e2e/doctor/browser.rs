//! The doctor with a browser, at pages on which something is called otherwise than attune expects.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::harness::{Place, Ran, Sim, root};

/// Finds the row of a page by its words, on drawn pages and on plain ones.
const ROW: &str =
    "const row = (said) => [...document.querySelectorAll('tr, .Field, .CheckBoxField')]
    .map((it) => it.cells?.[0] ?? it.firstElementChild)
    .find((it) => it?.textContent.replace(/\\s+/g, ' ').trim() === said);";

/// A place with a browser that starts as root, the person at it, and something that happens to each page before it is shown.
fn with_browser(happens: &str) -> Place {
    let place = Place::empty();
    for name in ["human.js", "manifest.json"] {
        let text = fs::read_to_string(root().join("tests/support/human").join(name)).unwrap();
        place.write(&format!("human/{name}"), &text);
    }
    place.write("human/prank.json", "{}");
    let manifest = place.read("human/manifest.json");
    place.write(
        "release/manifest.json",
        &manifest.replace("\"human.js\"]", "\"release.js\"], \"all_frames\": true"),
    );
    let script =
        format!("document.addEventListener('DOMContentLoaded', () => {{ {ROW} {happens} }});");
    place.write("release/release.js", &script);
    let [human, release] = ["human", "release"].map(|name| place.path(name).display().to_string());
    let start = format!(
        "#!/bin/sh\nexec chromium --no-sandbox --disable-gpu --disable-dev-shm-usage --load-extension='{human},{release}' \
         --window-size=1280,1000 \"$@\"\n"
    );
    place.write("browser", &start);
    fs::set_permissions(place.path("browser"), fs::Permissions::from_mode(0o700)).unwrap();
    place
}

/// Asks the doctor at the pages in a browser that nobody used before: the person signs in once a profile.
fn ask(sim: &Sim, place: &Place, more: &[&str]) -> Ran {
    let profile = format!("profile-{}", place.names().len());
    let arguments = [
        "doctor",
        "--console",
        "browser",
        "--headless",
        "--browser",
        "./browser",
        "--browser-profile",
        &profile,
    ];
    let mut command: Command = place.command(Some(sim), &[&arguments[..], more].concat());
    command
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", place.folder.path());
    Ran::of(&mut command).exits(0)
}

/// The file of locators that the doctor printed, saved.
fn save(place: &Place, ran: &Ran) -> String {
    let (_, patch) = ran
        .stdout
        .split_once("\nOther words to try, as a file for --locators:\n\n")
        .unwrap_or_else(|| panic!("{}{}", ran.stdout, ran.stderr));
    place.write("words.yaml", patch);
    patch.to_owned()
}

#[test]
fn a_renamed_row_is_found_with_the_words_that_the_doctor_prints() {
    let (sim, place) = (
        Sim::start(),
        with_browser(
            "const it = row('Can manage shared Dashboard tabs'); if (it) it.textContent = 'Can manage shared Dashbord tabs';",
        ),
    );
    let ran =
        ask(&sim, &place, &[]).says(&["not in the catalogue", "› Can manage shared Dashbord tabs"]);
    let patch = save(&place, &ran);
    assert!(patch.starts_with("locators: 1\nlanguage: en\nlabels:\n  - label: \"Can manage shared Dashboard tabs\"\n    words: [\"Can manage shared Dashbord tabs\"]\n"), "{patch}");
    ask(&sim, &place, &["--locators", "words.yaml"])
        .says(&["not found nothing"])
        .says_nothing_of(&["Dashbord", "Other words to try"]);
}

#[test]
fn pages_in_a_language_without_words_are_read_with_the_file_that_the_doctor_prints() {
    let (sim, place) = (
        Sim::start(),
        with_browser("document.documentElement.lang = 'de';"),
    );
    let ran = ask(&sim, &place, &["--report", "doctor.json"]).says(&[
        "Pages that were opened",
        "Security Levels, and the editor of one: 0 read,",
        "there are no locators for the language `de`",
    ]);
    assert_eq!(save(&place, &ran), "locators: 1\nlanguage: de\n");
    // The reasons are for the terminal.
    assert!(!place.read("doctor.json").contains("locators"));
    ask(&sim, &place, &["--locators", "words.yaml"])
        .says(&["not found nothing"])
        .says_nothing_of(&["Pages that were opened", "Other words to try"]);
}

#[test]
fn a_page_that_cannot_be_told_is_named_with_the_reason() {
    let (sim, place) = (
        Sim::start(),
        with_browser("row('Active')?.parentElement.remove();"),
    );
    ask(&sim, &place, &[]).says(&[
        "Pages that were opened",
        "- number 24, 33, 36, 37, 39, 52: the page shows no `Active`",
        "Resources/Users, and the form of an API user: 2 read, 0 not read - shows no `Active`",
    ]);
}
