//! Native dialogs.

use attune_console::browser::{Dialog, DialogAnswer, DialogKind, DialogRule, Page};
use insta::assert_snapshot;

use crate::stage::{SOON, Stage, css, look, shows, site, words};

const ASK: &str = "<button id=ask onclick=\"said.textContent = confirm('Copy this level?')\">Copy</button><p id=said></p>";

fn confirm(text: &str) -> DialogRule {
    DialogRule::AcceptOnce {
        kind: DialogKind::Confirm,
        text: text.to_owned(),
    }
}

async fn answer(page: &Page) -> String {
    page.click(&css("#ask")).await.expect("a click");
    look(page, "document.querySelector('#said').textContent").await
}

#[tokio::test]
async fn a_question_is_answered_with_no_unless_its_exact_words_were_expected() {
    let stage = Stage::new().await;
    let page = stage.page(ASK).await;
    assert_eq!(answer(&page).await, "false");
    page.on_dialog(confirm("Copy this level"));
    assert_eq!(answer(&page).await, "false");
    page.on_dialog(confirm("Copy this level?"));
    assert_eq!(answer(&page).await, "true");
    assert_eq!(answer(&page).await, "false", "yes holds once");
    let answers: Vec<DialogAnswer> = page.dialogs().iter().map(|dialog| dialog.answer).collect();
    assert_eq!(
        answers,
        [
            DialogAnswer::Dismissed,
            DialogAnswer::Dismissed,
            DialogAnswer::Accepted,
            DialogAnswer::Dismissed
        ]
    );
    assert_eq!(page.dialogs(), []);
}

#[tokio::test]
async fn messages_are_closed_and_kept() {
    let stage = Stage::new().await;
    let page = stage
        .page("<script>alert('Session expires soon')</script><p>Levels</p>")
        .await;
    assert_eq!(
        page.dialogs(),
        [Dialog {
            kind: DialogKind::Alert,
            text: "Session expires soon".to_owned(),
            answer: DialogAnswer::Dismissed,
        }]
    );
}

#[tokio::test]
async fn a_form_that_was_touched_is_not_left_unasked() {
    let stage = Stage::new().await;
    let url = site(&[
        ("/", "<input id=name><script>addEventListener('beforeunload', (event) => event.preventDefault())</script>"),
        ("/other", "<p>Other</p>"),
    ])
    .await;
    let page = stage.open(&url).await;
    page.type_text(&css("#name"), "Tasky").await.expect("typed");
    let other = url.join("other").expect("an address");
    assert_snapshot!(words(page.open(&other).await), @"the page did not open: net::ERR_ABORTED");
    assert_eq!(look::<String>(&page, "location.pathname").await, "/");
    assert_eq!(page.dialogs()[0].kind, DialogKind::BeforeUnload);
    page.on_dialog(DialogRule::AcceptOnce {
        kind: DialogKind::BeforeUnload,
        text: String::new(),
    });
    page.open(&other).await.expect("left");
    page.wait_for(&shows("Other"), SOON)
        .await
        .expect("the other page");
}

#[tokio::test]
async fn a_question_is_left_to_the_operator_when_told() {
    let stage = Stage::new().await;
    let page = stage.page(ASK).await;
    page.on_dialog(DialogRule::Leave);
    let shown = async {
        loop {
            if let Some(dialog) = page.dialogs().pop() {
                return dialog.answer;
            }
            tokio::task::yield_now().await;
        }
    };
    let ask = css("#ask");
    tokio::select! {
        clicked = page.click(&ask) => panic!("the page stands still until the operator answers: {clicked:?}"),
        answer = shown => assert_eq!(answer, DialogAnswer::Left),
    }
}
