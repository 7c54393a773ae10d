//! The frame around the next control.

use attune_console::browser::{Condition, Target};
use insta::assert_snapshot;

use crate::stage::{SOON, Stage, css, look, site, words};

const BOX: &str = "(() => { const { left, top, width, height } = document.querySelector('attune-outline').getBoundingClientRect(); const of = document.querySelector('#save').getBoundingClientRect(); return [left - of.left, top - of.top, width - of.width, height - of.height].map(Math.round) })()";

const HERE: &str = "document.querySelectorAll('attune-outline').length";

#[tokio::test]
async fn the_frame_is_drawn_around_the_control_and_taken_away() {
    let stage = Stage::new().await;
    let page = stage
        .page("<div style='height: 2000px'></div><div id=list><button id=save onclick='this.dataset.hit = 1'>Save</button></div>")
        .await;
    let plain = page.screenshot(&[]).await.expect("a picture");
    page.outline(&css("#save"), "Click Save")
        .await
        .expect("drawn");
    assert_eq!(look::<[i32; 4]>(&page, BOX).await, [0, 0, 0, 0]);
    let framed = page.screenshot(&[]).await.expect("a picture");
    assert_ne!(plain, framed);
    page.click(&css("#save"))
        .await
        .expect("the frame is in nobody's way");
    page.outline(&css("#list"), "Look here")
        .await
        .expect("drawn");
    assert_eq!(look::<usize>(&page, HERE).await, 1, "one at a time");
    page.clear_outline().await.expect("cleared");
    assert_eq!(look::<usize>(&page, HERE).await, 0);
    page.clear_outline().await.expect("nothing to clear");
}

#[tokio::test]
async fn the_frame_survives_that_the_page_draws_itself_again() {
    let stage = Stage::new().await;
    let page = stage
        .page("<button id=again onclick=\"document.body.innerHTML = '<p>One line more</p><button id=save>Save</button>'; document.querySelector('attune-outline')?.remove()\">Again</button><button id=save>Save</button>")
        .await;
    page.outline(&css("#save"), "Click Save")
        .await
        .expect("drawn");
    page.click(&css("#again")).await.expect("a click");
    let back = Condition::new(
        "the frame",
        format!(
            "() => document.querySelector('attune-outline') !== null && {BOX}.every((off) => off === 0)"
        ),
    );
    page.wait_for(&back, SOON).await.expect("the frame is back");
}

#[tokio::test]
async fn what_is_not_there_gets_no_frame() {
    let stage = Stage::new().await;
    let page = stage.page("<p>Levels</p>").await;
    assert_snapshot!(words(page.outline(&css("#save"), "Click Save").await), @"#save is not on the page");
    assert_eq!(look::<usize>(&page, HERE).await, 0);
}

#[tokio::test]
async fn a_control_in_a_frame_gets_its_frame_there() {
    let stage = Stage::new().await;
    let url = site(&[
        (
            "/",
            "<h1>Shell</h1><iframe src=/inner style='border: 9px solid'></iframe>",
        ),
        (
            "/inner",
            "<button id=save style='width: 100px; height: 30px; border: 0'>Save</button>",
        ),
    ])
    .await;
    let page = stage.open(&url).await;
    let inner = "document.querySelector('iframe').contentDocument.querySelector('#save')";
    let save = Target::new("Save", format!("() => {inner}"));
    page.outline(&save, "Click Save").await.expect("drawn");
    let off = format!(
        "(() => {{
          const at = document.querySelector('attune-outline').getBoundingClientRect();
          const around = document.querySelector('iframe').getBoundingClientRect();
          const of = {inner}.getBoundingClientRect();
          return [at.left - around.left - 9 - of.left, at.top - around.top - 9 - of.top, at.width, at.height].map(Math.round);
        }})()"
    );
    assert_eq!(look::<[i32; 4]>(&page, &off).await, [0, 0, 100, 30]);
}
