//! Tabs.

use maud::{Markup, html};

use super::{Pen, Rendering};

impl Pen {
    /// Tabs with their headings; the first is in front.
    pub(in crate::console) fn tabs(&self, tabs: &[(String, Markup)]) -> Markup {
        html! {
            div.Tabs {
                div.TabBar {
                    @for (index, (heading, _)) in tabs.iter().enumerate() {
                        @let front = index == 0;
                        @match self.rendering {
                            Rendering::Classic => {
                                button.Tab.Front[front] type="button" data-tab=(index) { (heading) }
                            }
                            Rendering::Mvc => {
                                div.Tab.Front[front] tabindex="0" data-tab=(index) { span.Text2 { (heading) } }
                            }
                        }
                    }
                }
                @for (index, (_, content)) in tabs.iter().enumerate() {
                    div.TabPage hidden[index != 0] { (content) }
                }
            }
        }
    }
}
