//! The shell: the menu at the top left, and the frame below it.

use maud::{Markup, html};

use super::controls::Pen;
use super::options::Rendering;
use super::place::Place;

/// The frame's name in the shell; the slot is how it is known today, the name how it was (`console.md` 1.1).
const FRAME: &str = "PageContainerFrame";

/// The page with the menu and the frame.
pub(super) fn shell(pen: &Pen, inner: &str) -> Markup {
    pen.document(
        "Autotask simulator",
        &html! {
            div.Shell {
                (bar(pen))
                iframe name=(FRAME) data-slot="iframe" src=(inner) title="Page" {}
            }
        },
    )
}

/// The bar with the menu.
pub(super) fn bar(pen: &Pen) -> Markup {
    let target = (pen.rendering == Rendering::Mvc).then_some(FRAME);
    let link = |words: &str, url: &str| {
        html! { a.MenuLink href=(url) target=[target] { (pen.say(words)) } }
    };
    html! {
        nav.Top {
            div.Opener.Hover {
                button.Logo type="button" data-opens { "Autotask Menu" }
                div.Popup.Main {
                    div.Opener.Hover.Side {
                        button.MenuGroup type="button" data-opens { "Admin" }
                        div.Popup.Wide {
                            div.Column {
                                h3 { (pen.say("Admin Categories")) }
                                @for category in Category::ALL {
                                    (link(category.label(), &category.url()))
                                }
                            }
                            div.Column {
                                h3 { (pen.say("Frequently Used")) }
                                (link("Resources (Users)", Place::Resources.url()))
                            }
                        }
                    }
                }
            }
            span.Note { "Simulated tenant" }
            form.SignOut method="post" action=(Place::SignOut.url()) {
                button type="submit" { "Sign Out" }
            }
        }
    }
}

/// The groups of pages in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    /// `Organization Settings & Users`, with the tenant's term; since about 2020.
    Settings,
    /// `Features & Settings`, where the pages about people stood before.
    Features,
    /// `Extensions & Integrations`.
    Extensions,
}

impl Category {
    /// All of them, in the menu's order.
    pub(super) const ALL: [Self; 3] = [Self::Settings, Self::Features, Self::Extensions];

    /// The label.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Settings => "{org} Settings & Users",
            Self::Features => "Features & Settings",
            Self::Extensions => "Extensions & Integrations",
        }
    }

    /// The word in the address.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Features => "features",
            Self::Extensions => "extensions",
        }
    }

    /// The address of its page.
    pub(super) fn url(self) -> String {
        format!("{}?category={}", Place::Categories.url(), self.word())
    }
}
