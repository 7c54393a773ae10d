//! Browsers and tabs that go away.

use attune_console::browser::BrowserError;
use insta::assert_snapshot;

use crate::stage::{MOMENT, SOON, Stage, css, site, wires, words};

/// A function that never returns.
const FOR_EVER: &str = "() => new Promise(() => {})";

#[tokio::test]
async fn a_browser_that_dies_in_the_middle_of_a_call_ends_the_call() {
    for wire in wires() {
        let stage = Stage::with(|launch| launch.wire = wire).await;
        let page = stage.page("<p>Levels</p>").await;
        let (browser, call) = (stage.browser, page.evaluate::<()>(FOR_EVER, &[]));
        let (call, ()) = tokio::join!(call, async move {
            tokio::time::sleep(MOMENT).await;
            drop(browser);
        });
        assert!(matches!(call, Err(BrowserError::Gone)), "{call:?}");
        let click = page.click(&css("p")).await;
        assert!(matches!(click, Err(BrowserError::Gone)), "{click:?}");
    }
}

#[tokio::test]
async fn a_tab_that_closes_in_the_middle_of_a_call_ends_the_call() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<button onclick=\"window.open('/brief')\">New</button>",
        ),
        ("/brief", "<p>Brief</p>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("button")).await.expect("a click");
    let brief = page.popup(SOON).await.expect("a window");
    let close = "() => new Promise(() => window.close())";
    assert_snapshot!(words(brief.evaluate::<()>(close, &[]).await), @"the tab is gone: it was closed");
    assert_snapshot!(words(brief.click(&css("p")).await), @"the tab is gone: it was closed");
}

#[tokio::test]
async fn closing_ends_the_tab_and_the_browser() {
    let stage = Stage::new().await;
    let page = stage.page("<p>Levels</p>").await;
    page.close().await.expect("closed");
    let page = stage.page("<p>Levels</p>").await;
    stage.browser.close().await.expect("closed");
    assert!(matches!(
        page.evaluate::<()>("() => null", &[]).await,
        Err(BrowserError::Gone | BrowserError::TabClosed)
    ));
}

#[tokio::test]
async fn an_answer_without_bounds_ends_the_connection() {
    for wire in wires() {
        let stage = Stage::with(|launch| launch.wire = wire).await;
        let page = stage.page("<p>Levels</p>").await;
        let long = page
            .evaluate::<String>("() => 'x'.repeat(33 << 20)", &[])
            .await;
        assert!(matches!(long, Err(BrowserError::Gone)), "{wire:?}");
    }
}
