//! The pages of a run over many tenants.

use std::fs;

use attune_model::Timestamp;
use attune_report::fleet::{FleetDocument, Standing, TenantV1, html, tenant_page};
use thirtyfour::prelude::*;

use crate::{close, open, search};

fn tenant(name: &str, standing: Standing) -> TenantV1 {
    TenantV1 {
        tenant: name.to_owned(),
        groups: vec!["gold".to_owned()],
        database: Some(7),
        exit_code: 0,
        standing,
        why: Some(
            "a reason that goes on for so long that it has to be broken between words".to_owned(),
        ),
        differences: Some(3),
        unchanged_since: Some("2026-11-20T06:00:00Z".to_owned()),
        changes: None,
        waiting: None,
        score: Some(68),
        findings: Some(5),
        cells: None,
        expiring: Vec::new(),
        oldest_capture: Some("2026-05-30T08:00:00Z".to_owned()),
        page: Some(format!("{name}.html")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tenants_are_found_and_lead_to_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    let contoso = tenant("contoso", Standing::Drifted);
    let mut quiet = tenant("acme", Standing::InSync);
    quiet.why = None;
    let text = format!("Drift of contoso\n{}\n", "x".repeat(400));
    fs::write(
        folder.path().join("contoso.html"),
        tenant_page(&contoso, &text),
    )
    .unwrap();
    let index = folder.path().join("index.html");
    let fleet = vec![contoso, tenant("fabrikam", Standing::Failed), quiet];
    let fleet = FleetDocument::new("drift", Timestamp::UNIX_EPOCH, 2, false, fleet);
    fs::write(&index, html(&fleet)).unwrap();
    let chrome = open(&index).await;
    let headings = chrome.driver.find_all(By::Css("h2:not([hidden])"));
    let mut shown = Vec::new();
    for heading in headings.await.unwrap() {
        shown.push(heading.text().await.unwrap());
    }
    assert_eq!(shown, ["To look at", "In sync"]);
    search(&chrome, "DRIFTED gold").await;
    let found = chrome.driver.find(By::Id("found")).await.unwrap();
    assert_eq!(found.text().await.unwrap(), "1 of 3");
    let link = chrome.driver.find(By::Css("tr:not([hidden]) a"));
    link.await.unwrap().click().await.unwrap();
    let heading = chrome.driver.find(By::Css("h1")).await.unwrap();
    assert_eq!(heading.text().await.unwrap(), "contoso");
    let output = chrome.driver.find(By::Css("pre")).await.unwrap();
    assert!(
        output
            .text()
            .await
            .unwrap()
            .starts_with("Drift of contoso\n")
    );
    close(chrome).await;
}
