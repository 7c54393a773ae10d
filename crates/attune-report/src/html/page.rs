//! The page around a report: policy, style, script, filter.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

/// How it looks: light or dark as the reader's system is, and on paper.
const STYLE: &str = include_str!("style.css");

/// The filter.
const SCRIPT: &str = include_str!("filter.js");

/// A whole page.
pub(crate) fn page(title: &str, body: &Markup) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                // Before all that it is to govern.
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "attune: " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

/// With a capital letter.
pub(crate) fn upper(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The box that narrows what is shown, with examples of words; without the script it stays hidden.
pub(crate) fn filter(examples: &str) -> Markup {
    html! {
        div.filter #filter hidden {
            label for="words" { "Filter" }
            input #words type="search" placeholder=(examples) autocomplete="off" spellcheck="false";
            output #found for="words" {}
        }
    }
}

/// As the policy writes it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}
