//! Waiting for what a page shows.

use attune_console::browser::Condition;
use insta::assert_snapshot;

use crate::stage::{MOMENT, SOON, Stage, css, look, shows, site, words};

#[tokio::test]
async fn the_first_signal_wins_the_race() {
    let stage = Stage::new().await;
    let page = stage
        .page("<button id=save onclick=\"setTimeout(() => said.textContent = 'Name is required', 200)\">Save</button><p id=said></p>")
        .await;
    page.click(&css("#save")).await.expect("a click");
    let signals = [shows("Name is required"), shows("Saved")];
    let first = page.wait_first_of(&signals, SOON).await.expect("a signal");
    assert_eq!(first.name(), "Name is required");
}

#[tokio::test]
async fn a_wait_goes_on_through_a_new_document() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<button id=save onclick=\"location = '/saved'\">Save</button>",
        ),
        ("/saved", "<p>Saved</p>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("#save")).await.expect("a click");
    page.wait_for(&shows("Saved"), SOON).await.expect("saved");
    assert_eq!(look::<String>(&page, "document.title").await, "/saved");
}

#[tokio::test]
async fn what_does_not_come_is_told_by_name() {
    let stage = Stage::new().await;
    let page = stage.page("<p>Levels</p>").await;
    let signals = [shows("Saved"), shows("Access Denied")];
    assert_snapshot!(words(page.wait_first_of(&signals, MOMENT).await), @"Saved or Access Denied did not come within 0.3 s");
}

#[tokio::test]
async fn a_condition_that_throws_is_an_error_and_no_wait() {
    let stage = Stage::new().await;
    let page = stage.page("<p>Levels</p>").await;
    let broken = Condition::new("broken", "() => nothing.like.that");
    assert_snapshot!(words(page.wait_for(&broken, SOON).await), @"a function failed in the page (ReferenceError at 1:21)");
}
