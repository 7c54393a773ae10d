//! The files of locators, and those of users above them.

use attune_console::locators::{Confidence, Locators, PageKind};
use attune_console::reading::read_level;
use attune_model::catalogue::{CAN_LOGIN, Terms};
use attune_model::{CellId, CellValue};

use crate::administrator::locators;
use crate::made::{level, page, ticked};

const HEAD: &str = "locators: 1\nlanguage: en\n";
const REST: &str = "source: my own eyes, valid_from: 2026-11-01, confidence: confirmed";

fn own(entries: &str) -> Result<Locators, String> {
    let text = format!("{HEAD}{entries}");
    Locators::of("en", Some(("mine.yaml", &text))).map_err(|error| error.to_string())
}

#[test]
fn labels_follow_language_and_terms() {
    let terms = Terms::default().with_org("Account").unwrap();
    assert_eq!(locators("en").words("{orgs}", &terms), ["Accounts"]);
    assert_eq!(
        locators("fr").words("{orgs}", &terms),
        ["Comptes", "Accounts"]
    );
    assert_eq!(
        locators("en").words("View", &terms),
        ["View (Query)", "View"]
    );
    assert_eq!(
        locators("fr")
            .way(PageKind::SecurityLevels, &terms)
            .join(" > "),
        "Autotask Menu > Admin > Paramètres du compte et utilisateurs > Ressources/Utilisateurs (RH) > Sécurité > Niveaux de sécurité"
    );
    assert_eq!(
        locators("en").way(PageKind::NewApiUser, &terms).join(" > "),
        "Autotask Menu > Admin > Account Settings & Users > Resources/Users (HR) > Resources/Users > New > New API User"
    );
    let resource = locators("en").page(PageKind::Resource).unwrap().clone();
    assert_eq!(
        resource.link.as_deref(),
        Some("/Autotask/Views/Administration/Resources/resource.aspx?webID={id}")
    );
    assert_eq!(resource.confidence, Confidence::Attested);
}

#[test]
fn a_file_of_ones_own_goes_above() {
    let mine = own(&format!(
        "pages:\n  - {{page: security-level, headings: [Level Editor], ids: [lvl], {REST}}}\n\
         labels:\n  - {{label: Can login to Web Services API, words: [Can sign in to the API], {REST}}}\n"
    ))
    .unwrap();
    let mut tick = ticked("Web Services API", "Can sign in to the API", true);
    tick.at.group = "Feature Access".to_owned();
    let mut extract = level("API User", vec![tick]);
    assert!(
        read_level(&extract, &mine).is_err(),
        "the heading is another one"
    );
    extract.heading = "Level Editor".to_owned();
    extract.ids = [("LVL".to_owned(), "7".to_owned())].into();
    let reading = read_level(&extract, &mine).unwrap();
    assert_eq!(
        reading.content.cells,
        [(CellId::new(CAN_LOGIN), CellValue::Flag(true))].into()
    );
    assert_eq!(reading.id.map(|id| id.0), Some(7));
    assert_eq!(reading.unknown, []);
}

#[test]
fn another_language_needs_a_file() {
    insta::assert_snapshot!(
        Locators::load("de", None).unwrap_err(),
        @"there are no locators for the language `de`: show the console in English, or write a file with `language: de`"
    );
    let german = format!(
        "locators: 1\nlanguage: de\nlabels:\n  - {{label: Security Level, words: [Zugriffsrecht], {REST}}}\n"
    );
    let german = Locators::of("de", Some(("de.yaml", &german))).unwrap();
    let mut extract = page("Zugriffsrecht", "/any", level("API User", vec![]).controls);
    extract.language = "de-DE".to_owned();
    assert_eq!(read_level(&extract, &german).unwrap().language, "de");
}

#[test]
fn mistakes_name_their_place() {
    let refusal = |entries: &str| own(entries).unwrap_err();
    insta::assert_snapshot!(
        refusal(&format!("labels:\n  - {{label: Can log in, words: [x], {REST}}}\n")),
        @"mine.yaml:4:13: no page has a label `Can log in`"
    );
    insta::assert_snapshot!(
        refusal(&format!("labels:\n  - {{label: Name, words: [' '], {REST}}}\n")),
        @"mine.yaml:4:13: a label needs words"
    );
    insta::assert_snapshot!(
        refusal(&format!("terms:\n  - {{term: Accounts, one: a, many: b, of: c, {REST}}}\n")),
        @"mine.yaml:4:12: no tenant can choose the term `Accounts`"
    );
    insta::assert_snapshot!(
        refusal(&format!("pages:\n  - {{page: api-user, headings: [A], {REST}}}\n  - {{page: api-user, headings: [B], {REST}}}\n")),
        @"mine.yaml:5:12: this page stands here twice"
    );
    insta::assert_snapshot!(
        refusal("labels:\n  - {label: Name, words: [x], confidence: sure}\n"),
        @"mine.yaml:4:43: unknown variant `sure`, expected one of confirmed, attested, inferred"
    );
    let wrong = |text: &str| {
        Locators::of("en", Some(("mine.yaml", text)))
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(wrong("locators: 2\nlanguage: en\n"), @"mine.yaml:1:11: locators of format 2 are not known, only of format 1");
    insta::assert_snapshot!(wrong("locators: 1\nlanguage: fr\n"), @"mine.yaml: these locators are for `fr`, and the page is in `en`");
    let missing = Locators::load("en", Some("no/such.yaml".as_ref()))
        .unwrap_err()
        .to_string();
    assert!(missing.starts_with("no/such.yaml: "), "{missing}");
}
