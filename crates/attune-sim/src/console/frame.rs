//! What surrounds the content of a page.

use maud::{DOCTYPE, Markup, html};

use super::controls::Pen;
use super::options::{Language, Rendering};
use super::place::Place;
use super::top;

/// What a page says about what was just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Nothing.
    None,
    /// It was done.
    Done(String),
    /// It was refused.
    Refused(String),
}

/// A page's head.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What kind of page: `Security Level`.
    pub(super) title: String,
    /// What it is about: a name; empty where there is none.
    pub(super) about: String,
    /// What was just done.
    pub(super) message: Message,
}

impl Head {
    /// A page about nothing in particular.
    pub(super) fn of(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            about: String::new(),
            message: Message::None,
        }
    }

    /// The same, about this.
    pub(super) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    /// The same with a message.
    pub(super) fn saying(mut self, message: Message) -> Self {
        self.message = message;
        self
    }
}

impl Pen {
    /// A page inside the console. Drawn pages stand in a frame of the shell; plain ones carry the menu themselves.
    pub(super) fn page(&self, head: &Head, content: &Markup) -> Markup {
        let Head {
            title,
            about,
            message,
        } = head;
        self.document(
            title,
            &html! {
                @if self.rendering == Rendering::Classic { (top::bar(self)) }
                div.TitleBar {
                    div.TitleBarItem.Title {
                        h1.Text { (title) }
                        @if !about.is_empty() { " " span.SecondaryText { (about) } }
                    }
                }
                (said(message))
                div.Body { (content) }
            },
        )
    }

    /// A page with its form; the buttons stand above it.
    pub(super) fn form_page(
        &self,
        head: &Head,
        action: &str,
        open: &str,
        buttons: &Markup,
        content: &Markup,
    ) -> Markup {
        self.page(
            head,
            &html! {
                form method="post" action=(action) autocomplete="off" {
                    input type="hidden" name="load" value=(self.names.load());
                    input type="hidden" name="open" value=(open);
                    div.Toolbar { (buttons) }
                    (content)
                }
            },
        )
    }

    /// A whole document.
    pub(super) fn document(&self, title: &str, body: &Markup) -> Markup {
        let language = match self.words.language {
            Language::En => "en",
            Language::Fr => "fr",
        };
        let class = match self.rendering {
            Rendering::Mvc => "Drawn",
            Rendering::Classic => "Plain",
        };
        html! {
            (DOCTYPE)
            html lang=(language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { (title) }
                    link rel="stylesheet" href=(Place::Style.url());
                    script src=(Place::Script.url()) defer {}
                }
                body class=(class) { (body) }
            }
        }
    }
}

/// The message's box.
pub(super) fn said(message: &Message) -> Markup {
    match message {
        Message::None => html! {},
        Message::Done(words) => html! { div.Notification role="status" { (words) } },
        Message::Refused(words) => html! {
            div.ValidationSummary.Active role="alert" { div.Message { (words) } }
        },
    }
}
