//! Buttons.

use maud::{Markup, html};

use super::{Pen, Rendering};

impl Pen {
    /// A button that sends the form.
    pub(in crate::console) fn submit(&self, words: &str, action: &str) -> Markup {
        match self.rendering {
            Rendering::Classic => html! {
                button type="submit" name="do" value=(action) { (words) }
            },
            Rendering::Mvc => html! {
                div.Button2 tabindex="0" data-do=(action) { span.Text2 { (words) } }
            },
        }
    }

    /// A button that sets all controls of its section: `full` or `nothing`.
    pub(super) fn fill(&self, words: &str, with: &str) -> Markup {
        match self.rendering {
            Rendering::Classic => html! {
                button type="button" data-fill=(with) { (words) }
            },
            Rendering::Mvc => html! {
                div.Button2 tabindex="0" data-fill=(with) { span.Text2 { (words) } }
            },
        }
    }

    /// A button that leads to another page.
    pub(in crate::console) fn go(&self, words: &str, href: &str) -> Markup {
        match self.rendering {
            Rendering::Classic => html! { a.button href=(href) { (words) } },
            Rendering::Mvc => html! {
                div.Button2 tabindex="0" data-href=(href) { span.Text2 { (words) } }
            },
        }
    }
}
