//! Nothing is done on another host.

use attune_console::browser::{BrowserError, ConsoleHost, Key};
use insta::assert_snapshot;

use crate::stage::{MOMENT, SOON, Stage, css, look, shows, site};

#[tokio::test]
async fn another_host_gets_no_input_and_is_not_read() {
    let stage = Stage::new().await;
    let elsewhere = site(&[("/", "<button id=go>Pay</button><input id=name>")]).await;
    let link = format!("<a id=go href='{elsewhere}'>Sign in</a>");
    let url = site(&[("/", Box::leak(link.into_boxed_str()))]).await;
    let page = stage.open(&url).await;
    page.click(&css("#go")).await.expect("a click");
    let refused = page
        .wait_for(&shows("never"), SOON)
        .await
        .expect_err("refused");
    assert!(
        matches!(refused, BrowserError::ForeignHost { .. }),
        "{refused}"
    );
    let refusals = [
        page.click(&css("#go")).await,
        page.hover(&css("#go")).await,
        page.type_text(&css("#name"), "x").await,
        page.select(&css("#name"), "x").await,
        page.press(Key::Enter).await,
        page.outline(&css("#go"), "here").await,
        page.evaluate::<()>("() => null", &[]).await,
        page.screenshot(&[]).await.map(drop),
    ];
    for refusal in refusals {
        assert!(
            matches!(refusal, Err(BrowserError::ForeignHost { .. })),
            "{refusal:?}"
        );
    }
    assert!(matches!(
        page.wait_until_back(MOMENT).await,
        Err(BrowserError::NotSeen { .. })
    ));
    page.open(&url).await.expect("back");
    page.wait_until_back(SOON).await.expect("back");
    assert_eq!(
        look::<String>(&page, "document.body.innerText").await,
        "Sign in"
    );
}

#[tokio::test]
async fn an_address_of_another_host_is_not_opened() {
    let stage = Stage::new().await;
    let url = site(&[("/", "<p>Levels</p>")]).await;
    let page = stage.open(&url).await;
    let foreign = "https://console.example/".parse().expect("an address");
    let refused = page.open(&foreign).await.expect_err("refused").to_string();
    assert_snapshot!(
        refused.replace(url.as_str().trim_end_matches('/'), "THE SITE"),
        @"the page is at https://console.example, and only THE SITE may be acted on"
    );
    let host = ConsoleHost::of(&foreign).expect("a host");
    assert!(matches!(
        stage.browser.open(&host, &url).await,
        Err(BrowserError::ForeignHost { .. })
    ));
}

#[tokio::test]
async fn a_site_that_is_not_there_is_told() {
    let stage = Stage::new().await;
    let host =
        ConsoleHost::of(&"http://127.0.0.1:1/".parse().expect("an address")).expect("a host");
    let refused = stage
        .browser
        .open(&host, &"http://127.0.0.1:1/".parse().expect("an address"))
        .await
        .expect_err("refused");
    assert_snapshot!(refused, @"the page did not open: net::ERR_UNSAFE_PORT");
}
