//! Pages that were changed: by hand without saving, and in their structure.

use attune_console::extract::Extract;
use attune_console::reading::{LevelReading, PageError, read_api_user, read_level};
use attune_model::{CellId, CellValue, Field, FieldValue, LevelName, Scope};

use crate::administrator::{Administrator, locators};

const LOCK: &str = "crm.objects.accounts.add";

/// Opens the level `Helpdesk Lead`, drawn or plain, in English.
async fn helpdesk_lead(rendering: &str) -> Administrator {
    let ada = Administrator::sign_in().await;
    let level = ada.level_named("Helpdesk Lead");
    let look = format!("rendering={rendering}&language=en");
    ada.open(&format!(
        "admin/security-level?securityLevelId={level}&{look}"
    ))
    .await;
    ada
}

async fn read(ada: &Administrator) -> Result<LevelReading, PageError> {
    read_level(&ada.extract().await, &locators("en"))
}

fn cell(reading: &LevelReading, path: &str) -> Option<CellValue> {
    reading.content.cells.get(&CellId::new(path)).cloned()
}

/// The first row of a table that has these words, as a script.
fn row(words: &str) -> String {
    format!("[...document.querySelectorAll('tr')].find((it) => it.textContent.includes('{words}'))")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_set_on_a_plain_page_counts_before_it_is_saved() {
    let ada = helpdesk_lead("classic").await;
    let before = read(&ada).await.unwrap();
    ada.run("document.querySelectorAll('details').forEach((it) => it.open = true)")
        .await;
    ada.click("input[name='admin.features.kaseyaIntegrations']")
        .await;
    ada.run("document.querySelector('select[name=\"serviceDesk.objects.tickets.view\"]').selectedIndex = 1").await;
    ada.run("document.querySelector('input[name=name]').value = ' Not\\u0007 saved '")
        .await;
    ada.run("document.querySelector('input[name=active]').checked = false")
        .await;
    let after = read(&ada).await.unwrap();
    let on = Some(CellValue::Flag(true));
    assert_ne!(cell(&before, "admin.features.kaseyaIntegrations"), on);
    assert_eq!(cell(&after, "admin.features.kaseyaIntegrations"), on);
    assert_eq!(
        cell(&after, "serviceDesk.objects.tickets.view"),
        Some(CellValue::Scope(Scope::MineAndOrganizations))
    );
    assert_eq!(after.content.name, LevelName::new("Not saved"));
    assert!(!after.content.active);
    assert_eq!(before.fingerprint, after.fingerprint);
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_set_on_a_drawn_page_counts_before_it_is_saved() {
    let ada = helpdesk_lead("mvc").await;
    let before = read(&ada).await.unwrap();
    ada.run("[...document.querySelectorAll('.Toggle')].find((it) => it.textContent === 'Admin').click()").await;
    ada.run("[...document.querySelectorAll('.PrimaryText')].find((it) => it.textContent === 'Kaseya Integrations').click()").await;
    let tickets = row("Tickets");
    ada.run(&format!(
        "{tickets}.querySelectorAll('.SingleItemSelector2')[0].querySelectorAll('.Item')[1].click()"
    ))
    .await;
    let after = read(&ada).await.unwrap();
    let on = Some(CellValue::Flag(true));
    assert_ne!(cell(&before, "admin.features.kaseyaIntegrations"), on);
    assert_eq!(cell(&after, "admin.features.kaseyaIntegrations"), on);
    assert_eq!(
        cell(&after, "serviceDesk.objects.tickets.view"),
        Some(CellValue::Scope(Scope::MineAndOrganizations))
    );
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ids_places_and_colours_do_not_count() {
    let ada = helpdesk_lead("mvc").await;
    let before = read(&ada).await.unwrap();
    // Another load brings other ids.
    ada.run("location.reload()").await;
    ada.run("document.querySelectorAll('[style], svg').forEach((it) => it.remove())")
        .await;
    // The column `Add` goes to the front, before the labels of the rows.
    ada.run(
        "for (const table of document.querySelectorAll('table.Permissions')) {
           const at = [...table.rows[0].cells].findIndex((it) => it.textContent === 'Add');
           if (at > 0) for (const row of table.rows) if (row.cells.length > at) row.prepend(row.cells[at]);
         }",
    )
    .await;
    // The last section goes to the front.
    ada.run("{ const all = document.querySelectorAll('.Section'); all[0].before(all[all.length - 1]); }").await;
    let after = read(&ada).await.unwrap();
    assert_eq!(after.content, before.content);
    assert_eq!(after.fingerprint, before.fingerprint);
    assert_eq!((after.missing, after.system), (vec![], false));
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_that_come_go_or_are_renamed_are_reported() {
    for rendering in ["classic", "mvc"] {
        let ada = helpdesk_lead(rendering).await;
        let before = read(&ada).await.unwrap();
        let label = "document.querySelectorAll('label, .PrimaryText')";
        ada.run(&format!(
            "[...{label}].find((it) => it.textContent === 'Kaseya Integrations').textContent = 'Kaseya One'"
        ))
        .await;
        ada.run(&format!("{}.remove()", row("To-Dos"))).await;
        ada.run(&format!(
            "{{ const row = {}; const other = row.cloneNode(true); other.cells[0].textContent = 'Vehicles'; row.after(other); }}",
            row("Opportunities & Quotes")
        ))
        .await;
        let after = read(&ada).await.unwrap();
        let missing: Vec<&str> = after.missing.iter().map(CellId::as_str).collect();
        assert_eq!(
            missing,
            ["crm.objects.toDos.add", "admin.features.kaseyaIntegrations"]
        );
        let unknown: Vec<&str> = after
            .unknown
            .iter()
            .filter_map(|it| Some(it.cell.as_ref()?.as_str()))
            .filter(|it| !it.starts_with("extra.Service Desk"))
            .collect();
        assert_eq!(
            unknown,
            [
                "extra.CRM › Vehicles › View",
                "extra.CRM › Vehicles › Add",
                "extra.CRM › Vehicles › Edit",
                "extra.CRM › Vehicles › Delete",
                "extra.Admin › Kaseya One",
            ]
        );
        assert_eq!(
            cell(&after, "extra.Admin › Kaseya One"),
            cell(&before, "admin.features.kaseyaIntegrations")
        );
        assert_eq!(cell(&after, LOCK), cell(&before, LOCK));
        assert_ne!(after.fingerprint, before.fingerprint);
        ada.leave().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_stands_there_twice_is_refused() {
    let ada = helpdesk_lead("mvc").await;
    ada.run(&format!(
        "{{ const row = {}; row.after(row.cloneNode(true)); }}",
        row("To-Dos")
    ))
    .await;
    insta::assert_snapshot!(
        read(&ada).await.unwrap_err(),
        @"the page has more than one control with the same words: General > CRM > Object Permissions > To-Dos > Add"
    );
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_that_mean_nothing_are_refused() {
    let ada = helpdesk_lead("mvc").await;
    let tickets = row("Tickets");
    ada.run(&format!(
        "{tickets}.querySelector('.SelectedItem .Text').textContent = 'Some'"
    ))
    .await;
    insta::assert_snapshot!(
        read(&ada).await.unwrap_err(),
        @"General > Service Desk > Object Permissions > Tickets > View: `Some` cannot be understood, a word for how far a right reaches was expected"
    );
    ada.run("location.reload()").await;
    ada.run(&format!(
        "{}.querySelector('.SelectedItem').classList.add('Default')",
        row("Tickets")
    ))
    .await;
    insta::assert_snapshot!(
        read(&ada).await.unwrap_err(),
        @"General > Service Desk > Object Permissions > Tickets > View: `nothing chosen` cannot be understood, a word for how far a right reaches was expected"
    );
    ada.run("location.reload()").await;
    ada.run("document.querySelectorAll('.Section .Checked').forEach((it) => it.classList.add('Unchecked'))").await;
    let error = read(&ada).await.unwrap_err().to_string();
    assert!(error.contains("neither ticked nor unticked"), "{error}");
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_inside_the_shell_is_found_in_its_frame() {
    let ada = Administrator::sign_in().await;
    let level = ada.level_named("Helpdesk Lead");
    let inner = format!("/console/admin/security-level?securityLevelId={level}");
    ada.open(&format!(
        "?rendering=mvc&page={}",
        inner.replace('?', "%3F").replace('=', "%3D")
    ))
    .await;
    ada.wait_for_frame().await;
    let extract: Extract = ada.extract().await;
    assert_eq!(extract.path, "/console/admin/security-level");
    assert_eq!(extract.about, "Helpdesk Lead");
    let reading = read_level(&extract, &locators("en")).unwrap();
    assert_eq!((reading.id, reading.missing), (Some(level), vec![]));
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_being_filled_in() {
    for rendering in ["classic", "mvc"] {
        let ada = Administrator::sign_in().await;
        ada.open(&format!("Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId=29682898&rendering={rendering}")).await;
        ada.run("document.querySelectorAll('input[type=text]').forEach((it, at) => it.value = `text ${at}`)").await;
        let reading = read_api_user(&ada.extract().await, &locators("en")).unwrap();
        let text = |text: &str| FieldValue::Text(text.to_owned());
        assert_eq!(
            reading.fields[&Field::FirstName],
            text("text 0"),
            "{rendering}"
        );
        assert_eq!(reading.fields[&Field::Email], text("text 3"));
        ada.leave().await;
    }
}
