//! Clicks, keys and choices.

use attune_console::browser::Key;
use insta::assert_snapshot;

use crate::stage::{Stage, css, look, words};

/// Writes down every event that a hand makes, and whether the browser vouches for it.
const LISTEN: &str = r#"<script>
  globalThis.log = [];
  for (const kind of ["mouseover", "click", "contextmenu", "keydown", "input", "change"]) {
    addEventListener(kind, (event) => log.push(`${kind} ${event.target.id} ${event.isTrusted}`), true);
  }
</script>"#;

/// What the page's own scripts wrote down: our functions do not see their variables, so the page shows it.
async fn heard(page: &attune_console::browser::Page) -> String {
    page.press(Key::Escape).await.expect("a key");
    look::<String>(page, "document.body.dataset.log").await
}

fn listening(body: &str) -> &'static str {
    let show = r#"<script>addEventListener("keyup", () => document.body.dataset.log = log.join("\n"))</script>"#;
    Box::leak(format!("{LISTEN}{body}{show}").into_boxed_str())
}

#[tokio::test]
async fn the_mouse_is_real_and_reaches_what_is_far_down() {
    let stage = Stage::new().await;
    let page = stage
        .page(listening(
            r#"<div style="height: 3000px"></div><button id="far">Save</button>"#,
        ))
        .await;
    page.click(&css("#far")).await.expect("a click");
    page.right_click(&css("#far")).await.expect("a click");
    assert_snapshot!(heard(&page).await, @"
    mouseover far true
    click far true
    contextmenu far true
    keydown far true
    ");
}

#[tokio::test]
async fn hovering_shows_what_hovering_shows() {
    let stage = Stage::new().await;
    let page = stage
        .page("<style>#more { visibility: hidden } #menu:hover #more { visibility: visible }</style><div id=menu>Menu <button id=more>More</button></div>")
        .await;
    assert_snapshot!(words(page.click(&css("#more")).await), @"#more cannot be used: it is hidden");
    page.hover(&css("#menu")).await.expect("a hover");
    page.click(&css("#more")).await.expect("a click");
}

#[tokio::test]
async fn what_a_hand_could_not_click_is_refused() {
    let stage = Stage::new().await;
    let page = stage
        .page(
            r#"<button id=off disabled>Save</button>
            <div aria-disabled=true><span id=drawn>Save</span></div>
            <button id=none style="display: none">Save</button>
            <button id=under>Save</button>
            <div style="position: fixed; inset: 0; background: #0008">Loading</div>"#,
        )
        .await;
    let mut refusals = Vec::new();
    for selector in ["#off", "#drawn", "#none", "#under", "#nowhere"] {
        refusals.push(words(page.click(&css(selector)).await));
    }
    assert_snapshot!(refusals.join("\n"), @"
    #off cannot be used: it is disabled
    #drawn cannot be used: it is disabled
    #none cannot be used: it is hidden
    #under cannot be used: something else covers it
    #nowhere is not on the page
    ");
}

#[tokio::test]
async fn what_runs_away_is_not_clicked() {
    let stage = Stage::new().await;
    let page = stage
        .page(
            r#"<button id=hare style="position: absolute; left: 0">Save</button><p id=said></p><script>
              hare.onmousemove = () => hare.style.left = parseInt(hare.style.left) + 90 + "px";
              hare.onclick = () => said.textContent = "caught";
            </script>"#,
        )
        .await;
    assert_snapshot!(words(page.click(&css("#hare")).await), @"#hare cannot be used: the mouse does not stay on it; a page that moves, or is zoomed, cannot be used");
    assert_eq!(
        look::<String>(&page, "document.querySelector('#said').textContent").await,
        ""
    );
}

#[tokio::test]
async fn typing_replaces_and_is_read_back() {
    let stage = Stage::new().await;
    let page = stage
        .page(listening(
            "<input id=name value=old><input id=short maxlength=3><input id=fixed readonly value=x><textarea id=text>a\nb</textarea>",
        ))
        .await;
    page.type_text(&css("#name"), "Zoë & Co 🎉")
        .await
        .expect("typed");
    assert_eq!(
        look::<String>(&page, "document.querySelector('#name').value").await,
        "Zoë & Co 🎉"
    );
    assert_snapshot!(heard(&page).await, @"
    mouseover name true
    click name true
    keydown name true
    input name true
    keydown name true
    ");
    page.press(Key::Tab).await.expect("a key");
    assert!(heard(&page).await.contains("change name true"));
    page.type_text(&css("#name"), "").await.expect("emptied");
    page.type_text(&css("#text"), "one line")
        .await
        .expect("typed");
    assert_snapshot!(words(page.type_text(&css("#short"), "four").await), @"#short did not take what was entered");
    assert_snapshot!(words(page.type_text(&css("#fixed"), "y").await), @"#fixed did not take what was entered");
}

#[tokio::test]
async fn a_choice_is_one_change() {
    let stage = Stage::new().await;
    let page = stage
        .page(listening(
            "<select id=list><option>None<option>Mine<option> Full
              Permission <option disabled>All<option>Twice<option>Twice</select>",
        ))
        .await;
    page.select(&css("#list"), "Full Permission")
        .await
        .expect("chosen");
    page.select(&css("#list"), "Full Permission")
        .await
        .expect("chosen already");
    assert_eq!(
        look::<usize>(&page, "document.querySelector('#list').selectedIndex").await,
        2
    );
    assert_snapshot!(heard(&page).await, @"
    input list false
    change list false
    keydown list true
    ");
    let mut refusals = Vec::new();
    for option in ["All", "Twice", "full permission"] {
        refusals.push(words(page.select(&css("#list"), option).await));
    }
    assert_snapshot!(refusals.join("\n"), @"
    #list has 0 options of that text, one is wanted
    #list has 2 options of that text, one is wanted
    #list has 0 options of that text, one is wanted
    ");
}

#[tokio::test]
async fn a_choice_that_the_page_takes_back_is_told() {
    let stage = Stage::new().await;
    let page = stage
        .page("<select id=list onchange='this.selectedIndex = 0'><option>None<option>All</select>")
        .await;
    assert_snapshot!(words(page.select(&css("#list"), "All").await), @"#list did not take what was entered");
}

#[tokio::test]
async fn the_pages_scripts_cannot_meddle_with_ours() {
    let stage = Stage::new().await;
    let page = stage
        .page(
            r#"<p id=truth>unticked</p><script>
              Document.prototype.querySelector = () => ({ textContent: "ticked" });
              document.querySelector = Document.prototype.querySelector;
              globalThis.JSON = null;
            </script>"#,
        )
        .await;
    assert_eq!(
        look::<String>(&page, "document.querySelector('#truth').textContent").await,
        "unticked"
    );
}
