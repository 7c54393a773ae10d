//! The pictures in `docs/examples`: the plan of five integrations in a browser, and as a terminal shows it.
//!
//! `ATTUNE_BLESS=1 cargo test -p attune --test e2e pictures` writes them again: look at them before you commit them.
//! Fonts differ from machine to machine, so no pixel is compared with those that are kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::chrome::Chrome;
use crate::harness::{Place, Ran, Sim, is_blessing, root};

const WIDTH: u32 = 1280;

const FLAGS: [&str; 3] = [
    "--window-size=1280,1040",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
];

/// A terminal: colours as most of them have.
const TERMINAL: &str = "<!DOCTYPE html><meta charset=utf-8><style>
body { margin: 0; padding: 20px 24px; background: #1b1f27; color: #d5dae3 }
pre { margin: 0; font: 16px/1.4 'DejaVu Sans Mono', 'Liberation Mono', monospace }
.s1 { font-weight: bold; color: #fff } .s2 { color: #8a93a3 } .s31 { color: #ff7b72 } .s32 { color: #7ee787 }
.s33 { color: #e3b341 } .s34 { color: #79c0ff } .s36 { color: #56d4dd } .s31.s1 { color: #ff7b72 }
</style><pre>";

/// The two reports of a plan, as files.
fn reports() -> Place {
    let (sim, place) = (Sim::start(), Place::with_example("five-integrations.yaml"));
    let arguments = [
        "plan",
        "-f",
        "five-integrations.yaml",
        "--report",
        "html=plan.html",
    ];
    let mut command = place.command(Some(&sim), &arguments);
    let ran = Ran::of(command.env("CLICOLOR_FORCE", "1")).exits(0);
    place.write(
        "text.html",
        &format!("{TERMINAL}{}</pre>", marked_up(&ran.stdout)),
    );
    place
}

/// The text with an element for each run of one style, whose classes are the numbers of its escape sequences.
fn marked_up(text: &str) -> String {
    let mut page = String::new();
    let mut styles: Vec<String> = Vec::new();
    for (index, part) in text.split("\u{1b}[").enumerate() {
        let shown = match part.split_once('m') {
            Some((codes, rest)) if index > 0 => {
                for code in codes.split(';') {
                    match code {
                        "0" => styles.clear(),
                        code => styles.push(format!("s{code}")),
                    }
                }
                rest
            }
            Some(_) | None => part,
        };
        let shown = shown.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(page, "<span class=\"{}\">{shown}</span>", styles.join(" "));
    }
    page
}

/// The top of a page, 1280 wide; not blank.
async fn picture(file: &Path, flags: &[&str]) -> Vec<u8> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let chrome = Chrome::start(&[&FLAGS[..], flags].concat()).await;
    let driver = chrome.driver.clone();
    let address = format!("file://{}", file.canonicalize().unwrap().display());
    driver.goto(address).await.unwrap();
    let picture = driver.screenshot_as_png().await.unwrap();
    // Where a PNG says how large it is.
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!(number(16), WIDTH);
    assert!(number(20) > 800, "{}", number(20));
    let seen = seen(&driver).await;
    assert!(seen["colours"].as_u64().unwrap() > 8, "{seen}");
    assert!(seen["text"].as_u64().unwrap() > 1_000, "{seen}");
    driver.quit().await.unwrap();
    picture
}

/// How much of the page there is to see: colours of its elements, and characters in the window.
async fn seen(driver: &thirtyfour::WebDriver) -> Value {
    let script = "const seen = {colours: new Set(), text: 0};
        for (const element of document.querySelectorAll('body, body *')) {
            const box = element.getBoundingClientRect();
            if (box.width === 0 || box.top > innerHeight) continue;
            const style = getComputedStyle(element);
            seen.colours.add(style.color).add(style.backgroundColor).add(style.fontWeight);
            for (const node of element.childNodes) if (node.nodeType === 3) seen.text += node.data.trim().length;
        }
        return {colours: seen.colours.size, text: seen.text};";
    driver
        .execute(script, Vec::new())
        .await
        .unwrap()
        .json()
        .clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_plan_is_shown_in_a_browser_and_in_a_terminal() {
    let place = reports();
    for (name, page, flags) in [
        ("plan-light.png", "plan.html", &[][..]),
        ("plan-dark.png", "plan.html", &["--force-dark-mode"]),
        ("plan-text.png", "text.html", &[]),
    ] {
        let picture = picture(&place.path(page), flags).await;
        let kept = root().join("docs/examples").join(name);
        if is_blessing() {
            fs::write(&kept, &picture).unwrap();
        }
        assert!(kept.is_file(), "ATTUNE_BLESS=1 writes {name}");
    }
    assert_eq!(
        marked_up("a\u{1b}[1m\u{1b}[31mb<\u{1b}[0mc"),
        "<span class=\"\">a</span><span class=\"s1\"></span><span class=\"s1 s31\">b&lt;</span><span class=\"\">c</span>"
    );
}
