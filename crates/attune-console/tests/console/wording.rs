//! The runbook in other words, with links, as a page, and with what the vendor gets.

use attune_console::{HandOver, Runbook, Wording, visit};
use attune_model::catalogue::Terms;
use attune_model::{CellId, CellValue, Change, LevelName};

use crate::plans::{ada, handle, id, level, plan, step, unknown, wording};

fn assign() -> Change {
    Change::AssignLevel {
        person: ada(),
        before: level(36, "Sales (system)"),
        after: level(61, "Sales"),
    }
}

#[test]
fn labels_and_ways_are_in_the_tenants_term_and_language() {
    let change = Change::CopyLevel {
        handle: Some(handle("tasky-api")),
        base: level(24, "API User (system)"),
        name: LevelName::new("Tasky API"),
        active: true,
        cells: [(
            CellId::new("crm.objects.accounts.add"),
            unknown(CellValue::Flag(false)),
        )]
        .into(),
    };
    let place = |term: &str, language: &str| {
        let terms = Terms::default().with_org(term).unwrap();
        let visit = visit(&change, &Wording::new(terms, language).unwrap());
        let cell = visit.rows.last().unwrap().place.clone();
        (visit.way.join(" > "), cell)
    };
    let (way, cell) = place("Client", "en");
    assert_eq!(
        way,
        "Autotask Menu > Admin > Client Settings & Users > Resources/Users (HR) > Security > Security Levels"
    );
    assert_eq!(cell, "CRM > Object Permissions > Clients > Add".into());
    let (way, cell) = place("Account", "fr");
    insta::assert_snapshot!(way, @"Autotask Menu > Admin > Paramètres du compte et utilisateurs > Ressources/Utilisateurs (RH) > Sécurité > Niveaux de sécurité");
    insta::assert_snapshot!(format!("{cell:?}"), @r#"Text([Plain("CRM > Object Permissions > Comptes > Add")])"#);
    assert!(Wording::new(Terms::default(), "tlh").is_err());
}

#[test]
fn a_page_whose_address_is_known_has_a_link() {
    let link = |console: &str| visit(&assign(), &wording().at(console)).link;
    assert_eq!(
        link("https://ww5.autotask.net/").as_deref(),
        Some(
            "https://ww5.autotask.net/Autotask/Views/Administration/Resources/resource.aspx?webID=30"
        )
    );
    assert_eq!(link("javascript:alert(1)//"), None);
    assert_eq!(visit(&assign(), &wording()).link, None);
}

#[test]
fn a_page_to_print_holds_everything_and_fetches_nothing() {
    let pending = [id("assign/30")];
    let plan = plan(vec![step("assign/30", assign())]);
    let book = Runbook::of(&plan, &pending, &wording()).with_hand_over(vec![HandOver {
        product: "Tasky <b>".to_owned(),
        api_user: "tasky".to_owned(),
        place: "secrets/tasky.json".to_owned(),
        steps: vec!["Enter key and secret under Settings.".to_owned()],
        guide: "https://guide.example".to_owned(),
    }]);
    let html = book.html();
    assert!(html.contains("Ada | &lt;b&gt;Lovelace&lt;/b&gt;"), "{html}");
    assert!(
        !html.contains("<script") && !html.contains("src="),
        "{html}"
    );
    assert!(html.contains("default-src 'none'"), "{html}");
    let markdown = book.markdown();
    let about = markdown.find("## Last").unwrap();
    insta::assert_snapshot!(&markdown[about..], @r"
    ## Last: Tasky &lt;b&gt;

    Key and secret of tasky are in secrets/tasky.json. They go to the vendor's page and nowhere else.

    - [ ] Enter key and secret under Settings.

    Guide: https://guide.example
    ");
}

/// Marks that reorder a line, or hide a part of it, would let one name pass for another.
#[test]
fn a_name_cannot_reorder_the_line_it_stands_in() {
    let mut person = ada();
    person.name = "Ada\u{202e}nimda\u{200b}".to_owned();
    let change = Change::AssignLevel {
        person,
        before: level(36, "Sales (system)"),
        after: level(61, "Sales"),
    };
    let plan = plan(vec![step("assign/30", change)]);
    let markdown = Runbook::of(&plan, &[id("assign/30")], &wording()).markdown();
    assert!(markdown.contains("**Ada nimda **"), "{markdown}");
    assert!(!markdown.contains(['\u{202e}', '\u{200b}']), "{markdown}");
}
