//! Frames of the same origin.

use attune_console::browser::Target;
use insta::assert_snapshot;

use crate::stage::{Stage, look, site, words};

fn inner(selector: &str) -> Target {
    Target::new(
        selector,
        "(selector) => document.querySelector('iframe').contentDocument.querySelector('iframe').contentDocument.querySelector(selector)",
    )
    .with(selector)
}

#[tokio::test]
async fn elements_two_frames_down_are_reached_with_real_input() {
    let stage = Stage::new().await;
    let url = site(&[
        ("/", "<h1>Shell</h1><iframe src=/outer style='border: 7px solid; padding: 11px; width: 600px; height: 300px'></iframe>"),
        ("/outer", "<div style='height: 900px'></div><iframe src=/inner style='width: 300px; height: 120px'></iframe>"),
        ("/inner", "<div style='height: 700px'></div><button id=save onclick='this.dataset.at = event.isTrusted'>Save</button><input id=name>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&inner("#save")).await.expect("a click");
    page.type_text(&inner("#name"), "Tasky")
        .await
        .expect("typed");
    let deep =
        "document.querySelector('iframe').contentDocument.querySelector('iframe').contentDocument";
    assert_eq!(
        look::<String>(&page, &format!("{deep}.querySelector('#save').dataset.at")).await,
        "true"
    );
    assert_eq!(
        look::<String>(&page, &format!("{deep}.querySelector('#name').value")).await,
        "Tasky"
    );
}

#[tokio::test]
async fn a_cover_over_the_frame_covers_what_is_in_it() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<iframe src=/outer></iframe><div style='position: fixed; inset: 0'></div>",
        ),
        ("/outer", "<iframe src=/inner></iframe>"),
        ("/inner", "<button id=save>Save</button>"),
    ])
    .await;
    let page = stage.open(&url).await;
    assert_snapshot!(words(page.click(&inner("#save")).await), @"#save cannot be used: something else covers it");
}
