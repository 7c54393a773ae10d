//! The pages behind the Admin menu: groups that unfold, with links.

use maud::{Markup, html};

use super::controls::Pen;
use super::frame::Head;
use super::place::Place;
use super::top::Category;

/// A group: its heading, and below headings of their own the links.
struct Group {
    heading: &'static str,
    blocks: &'static [(&'static str, &'static [(&'static str, Place)])],
}

const PEOPLE: Group = Group {
    heading: "Resources/Users (HR)",
    blocks: &[
        ("Resources", &[("Resources/Users", Place::Resources)]),
        (
            "Security",
            &[
                ("Security Levels", Place::Levels),
                ("Protected Data Permission", Place::ProtectedData),
            ],
        ),
    ],
};

const TOOLS: Group = Group {
    heading: "Other Extensions & Tools",
    blocks: &[("", &[("Integration Center", Place::IntegrationCenter)])],
};

/// The page of a category; of the first one where the word means none.
pub(super) fn page(pen: &Pen, word: &str) -> Markup {
    let category = Category::ALL
        .into_iter()
        .find(|category| category.word() == word)
        .unwrap_or(Category::Settings);
    let group = match category {
        // Former versions had the group below `Features & Settings`, and walkthroughs still lead there.
        Category::Settings | Category::Features => PEOPLE,
        Category::Extensions => TOOLS,
    };
    let Group { heading, blocks } = group;
    let links = html! {
        @for (heading, links) in blocks {
            div.Column {
                @if !heading.is_empty() { h3 { (pen.say(heading)) } }
                @for (words, place) in *links { a.MenuLink href=(place.url()) { (pen.say(words)) } }
            }
        }
    };
    let content = html! {
        div.Categories {
            @for other in Category::ALL {
                a.Tab.Front[other == category] href=(other.url()) { (pen.say(other.label())) }
            }
        }
        (pen.section(&pen.say(heading), false, false, &links))
    };
    pen.page(&Head::of(pen.say(category.label())), &content)
}
