//! Sections that fold.

use maud::{Markup, html};

use super::{Pen, Rendering};

impl Pen {
    /// A section. A folded one still holds its fields. With `fills`, its head has the two buttons for all its cells.
    pub(in crate::console) fn section(
        &self,
        heading: &str,
        open: bool,
        fills: bool,
        content: &Markup,
    ) -> Markup {
        let buttons = html! {
            @if fills {
                span.Fill {
                    (self.fill(&self.say("Full Permission"), "full"))
                    (self.fill(&self.say("No Permission"), "nothing"))
                }
            }
        };
        match self.rendering {
            Rendering::Classic => html! {
                details.Section open[open] data-heading=(heading) {
                    summary { h2 { (heading) } (buttons) }
                    div.Content { (content) }
                }
            },
            Rendering::Mvc => html! {
                div.DetailsSection.CollapsibleSectionContainer.Section.Collapsed[!open] data-heading=(heading) {
                    div.Header {
                        div.Toggle tabindex="0" { span.Text2 { (heading) } }
                        (buttons)
                    }
                    div.Content { (content) }
                }
            },
        }
    }
}
