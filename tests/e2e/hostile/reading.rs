//! Outputs as those read them who show them: terminals, Markdown, browsers.

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::tenant::is_harmful;

/// How an output is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// On a terminal.
    Text,
    Json,
    Markdown,
    Html,
    /// XML, of which nothing but the names of elements is looked at.
    Xml,
}

/// The longest line that is not for programs: a label of 10,000 letters must not make lines of tables and pages longer.
const LONGEST: usize = 4_000;

/// What names did to an output.
pub(super) fn harm(kind: As, text: &str) -> Vec<String> {
    let mut harm = Vec::new();
    // Programs get what there is; only a terminal is not to be controlled by it.
    let harmful = |letter: &char| match kind {
        As::Json | As::Xml => letter.is_control() && *letter != '\n',
        As::Text | As::Markdown | As::Html => is_harmful(*letter),
    };
    if let Some(letter) = text.chars().find(harmful) {
        harm.push(format!("{} as it is", letter.escape_unicode()));
    }
    match kind {
        As::Text => harm.extend(lines(text)),
        As::Json => {}
        As::Markdown => harm.extend(markdown(text)),
        As::Html => harm.extend(html(text)),
        As::Xml => {
            if text.contains("<x-evil") {
                harm.push("an element".to_owned());
            }
        }
    }
    harm
}

fn lines(text: &str) -> Option<String> {
    let longest = text.lines().map(|line| line.chars().count()).max()?;
    (longest > LONGEST).then(|| format!("a line of {longest} letters"))
}

fn markdown(text: &str) -> Vec<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut harm = Vec::new();
    let mut said = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.contains("evil") =>
            {
                harm.push(format!("a link to {dest_url}"));
            }
            Event::Html(html) | Event::InlineHtml(html) if html.contains("x-evil") => {
                harm.push(format!("HTML: {html}"));
            }
            Event::Start(Tag::Heading { .. }) => said.push('\u{1}'),
            Event::Text(text) => {
                // An escape within ends a piece of text, and forges look for addresses before they take escapes away.
                let baits = ["https://evil", "www.evil"].into_iter();
                let baits = baits.filter(|bait| text.contains(bait));
                harm.extend(baits.map(|bait| format!("{bait:?} in running text")));
                said.push_str(&text);
            }
            // What is code is neither a mention nor an address.
            Event::Code(_) => said.push('`'),
            Event::TaskListMarker(true) => harm.push("a ticked box".to_owned()),
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(false) => said.push(' '),
        }
    }
    // They look for mentions in what is drawn.
    for bait in ["@evil-team", "\u{1}evil"] {
        if said.contains(bait) {
            harm.push(format!("{bait:?} in running text"));
        }
    }
    harm
}

fn html(text: &str) -> Vec<String> {
    let mut harm = Vec::new();
    for token in Tokenizer::new(text) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if name.contains("evil") {
                    harm.push(format!("an element {name}"));
                }
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key);
                    let value = String::from_utf8_lossy(&value.value);
                    let leads = ["href", "src", "action", "style"].contains(&&*key);
                    if key.starts_with("on") || leads && value.contains("evil") {
                        harm.push(format!("{name} has {key}={value:?}"));
                    }
                }
            }
            Ok(Token::Comment(comment)) => {
                if comment.value.windows(4).any(|part| part == b"evil") {
                    harm.push("a comment of a name".to_owned());
                }
            }
            Ok(Token::EndTag(_) | Token::String(_) | Token::Doctype(_) | Token::Error(_)) => {}
            Err(never) => match never {},
        }
    }
    harm
}

#[test]
fn harm_is_seen() {
    let seen = |kind, text: &str| harm(kind, text).len();
    assert_eq!(seen(As::Text, "a\u{1b}[2J"), 1);
    assert_eq!(seen(As::Text, &"x".repeat(4_001)), 1);
    assert_eq!(seen(As::Markdown, "[a](https://evil.example)"), 1);
    assert_eq!(
        seen(As::Markdown, "<x-evil> and https://evil.example @evil-team"),
        3
    );
    assert_eq!(
        seen(
            As::Markdown,
            "`https://evil.example` \\<x-evil> &lt;x-evil>"
        ),
        0
    );
    assert_eq!(seen(As::Html, "<x-evil onclick=a><a href='//evil'>"), 3);
    assert_eq!(
        seen(As::Html, "<a title='&lt;x-evil>'>&lt;x-evil&gt; evil</a>"),
        0
    );
}
