//! Screenshots.

use insta::assert_snapshot;

use crate::stage::{Stage, css, look, site, words};

#[tokio::test]
async fn what_is_secret_is_not_on_the_picture() {
    let stage = Stage::new().await;
    let url = site(&[
        ("/", "<input id=key value=SECRET style='color: red'><input type=password id=word value=hunter2><iframe src=/inner></iframe>"),
        ("/inner", "<input type=password value=hunter2>"),
        ("/empty", "<input id=key style='opacity: 0'><input type=password style='opacity: 0'><iframe src=/hidden></iframe>"),
        ("/hidden", "<input type=password style='opacity: 0'>"),
    ])
    .await;
    let page = stage.open(&url).await;
    let picture = page.screenshot(&[css("#key")]).await.expect("a picture");
    assert!(picture.starts_with(b"\x89PNG"));
    let open = page.screenshot(&[]).await.expect("a picture");
    assert_ne!(picture, open, "the key was covered");
    assert_eq!(
        look::<String>(
            &page,
            "document.querySelector('#key').getAttribute('style')"
        )
        .await,
        "color: red"
    );
    let style = "document.querySelector('#word').getAttribute('style')";
    assert_eq!(look::<String>(&page, style).await, "");
    page.open(&url.join("empty").expect("an address"))
        .await
        .expect("a page");
    let empty = page.screenshot(&[]).await.expect("a picture");
    assert_eq!(
        picture, empty,
        "a page whose fields are transparent looks the same"
    );
}

#[tokio::test]
async fn a_picture_of_what_cannot_be_covered_is_not_taken() {
    let stage = Stage::new().await;
    let page = stage
        .page("<div id=box><input id=key value=SECRET></div><script>
          new MutationObserver(() => { if (key.style.opacity) box.innerHTML = '<input id=key value=SECRET>' }).observe(box, { subtree: true, attributes: true });
        </script>")
        .await;
    assert_snapshot!(words(page.screenshot(&[css("#key")]).await), @"the picture cannot be used: the page changed what has to stay covered");
    assert_snapshot!(words(page.screenshot(&[css("#nowhere")]).await), @"#nowhere is not on the page");
}
