//! Secrets that are typed.

use attune_model::Secret;
use insta::assert_snapshot;

use crate::stage::{Stage, css, look};

const SECRET: &str = "p@ss-hunter2-ünï";

#[tokio::test]
async fn a_secret_reaches_the_field_and_nothing_else() {
    let stage = Stage::new().await;
    let page = stage
        .page(
            "<input id=secret type=password><input id=short type=password maxlength=5><input id=off disabled>
            <button id=show onclick='throw new Error(secret.value)'>Show</button>",
        )
        .await;
    let secret = Secret::new(SECRET);
    page.type_secret(&css("#secret"), &secret)
        .await
        .expect("typed");
    assert_eq!(
        look::<String>(&page, "document.querySelector('#secret').value").await,
        SECRET
    );

    let thrown = "() => { throw new Error(document.querySelector('#secret').value) }";
    let value = "() => document.querySelector('#secret').value";
    let errors = [
        page.type_secret(&css("#short"), &secret).await,
        page.type_secret(&css("#off"), &secret).await,
        page.type_secret(&css("#nowhere"), &secret).await,
        page.evaluate::<()>(thrown, &[]).await,
        page.evaluate::<u32>(value, &[]).await.map(drop),
    ]
    .map(|result| result.expect_err("an error"));
    let shown: Vec<String> = errors
        .iter()
        .map(|error| format!("{error}\n{error:?}"))
        .collect();
    assert!(!shown.concat().contains("hunter2"));
    assert!(!format!("{page:?} {:?}", stage.browser).contains("hunter2"));
    assert_snapshot!(shown.join("\n"), @r##"
    #short did not take what was entered
    NotTaken("#short")
    #off cannot be used: it is disabled
    Unusable { name: "#off", why: "it is disabled" }
    #nowhere is not on the page
    Missing("#nowhere")
    a function failed in the page (Error at 1:10)
    Script("Error at 1:10")
    a function in the page returned something else than was expected
    Returned
    "##);
}

#[tokio::test]
async fn a_new_profile_stores_no_passwords() {
    let stage = Stage::new().await;
    let preferences = stage.launch.profile.join("Default/Preferences");
    stage.browser.close().await.expect("closed");
    let kept: serde_json::Value =
        serde_json::from_slice(&std::fs::read(preferences).expect("preferences")).expect("JSON");
    assert_eq!(kept["credentials_enable_service"], false);
}
