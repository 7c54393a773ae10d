//! Windows that pages open.

use insta::assert_snapshot;

use crate::stage::{MOMENT, SOON, Stage, css, look, site, words};

#[tokio::test]
async fn a_real_click_opens_a_window_that_knows_its_opener() {
    let stage = Stage::new().await;
    let url = site(&[
        ("/", "<button id=new onclick=\"window.open('/editor', '', 'width=500,height=400')\">New</button><p id=said></p>"),
        ("/editor", "<button id=save onclick=\"opener.document.querySelector('#said').textContent = 'saved'; window.close()\">Save & Close</button>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("#new")).await.expect("a click");
    let editor = page.popup(SOON).await.expect("a window");
    assert_eq!(
        look::<String>(&editor, "location.pathname").await,
        "/editor"
    );
    editor.click(&css("#save")).await.expect("a click");
    let gone = editor.wait_for(&crate::stage::shows("never"), SOON).await;
    assert_snapshot!(words(gone), @"the tab is gone: it was closed");
    assert_eq!(
        look::<String>(&page, "document.querySelector('#said').textContent").await,
        "saved"
    );
    assert_snapshot!(words(page.popup(MOMENT).await), @"a window that the page opens did not come within 0.3 s");
}

#[tokio::test]
async fn a_scripts_own_window_is_blocked() {
    let stage = Stage::new().await;
    let page = stage
        .page("<p id=said></p><script>said.textContent = open('/') === null ? 'blocked' : 'opened'</script>")
        .await;
    assert_eq!(
        look::<String>(&page, "document.querySelector('#said').textContent").await,
        "blocked"
    );
}

#[tokio::test]
async fn dialogs_of_a_window_are_answered_too() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<button id=new onclick=\"window.open('/editor')\">New</button>",
        ),
        (
            "/editor",
            "<button id=ask onclick=\"this.textContent = confirm('Sure?')\">Ask</button>",
        ),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("#new")).await.expect("a click");
    let editor = page.popup(SOON).await.expect("a window");
    editor.click(&css("#ask")).await.expect("a click");
    assert_eq!(
        look::<String>(&editor, "document.querySelector('#ask').textContent").await,
        "false"
    );
    assert_eq!(editor.dialogs().len(), 1);
}

#[tokio::test]
async fn a_window_that_asks_at_once_does_not_hang() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<button id=new onclick=\"window.open('/editor')\">New</button>",
        ),
        ("/editor", "<script>alert('Hello')</script><p>Editor</p>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("#new")).await.expect("a click");
    let editor = page.popup(SOON).await.expect("a window");
    assert_eq!(
        look::<String>(&editor, "document.body.innerText").await,
        "Editor"
    );
}

#[tokio::test]
async fn a_window_that_is_cut_off_from_its_opener_is_found() {
    let stage = Stage::new().await;
    let url = site(&[
        ("/", "<a href=/editor target=_blank rel=noopener>New</a>"),
        ("/editor", "<p>Editor</p>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.click(&css("a")).await.expect("a click");
    let editor = page.popup(SOON).await.expect("a window");
    assert_eq!(
        look::<String>(&editor, "document.body.innerText").await,
        "Editor"
    );
}
