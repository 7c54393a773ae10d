//! Drop-downs.

use maud::{Markup, html};

use super::{Control, Pen, Rendering};

impl Pen {
    /// A drop-down with values and their words; nothing is chosen where `chosen` is none of the values.
    pub(in crate::console) fn choice(
        &self,
        control: &Control<'_>,
        options: &[(String, String)],
        chosen: &str,
    ) -> Markup {
        let Control {
            key,
            title,
            enabled,
            full,
            nothing,
            needs,
        } = control;
        let name = self.names.of(key);
        let needs = needs.map(|need| need.attribute(self.names));
        let words = options
            .iter()
            .find(|(value, _)| value == chosen)
            .map(|(_, words)| words.as_str());
        match self.rendering {
            Rendering::Classic => html! {
                select id=(name) name=(name) aria-label=(title) disabled[!enabled]
                    data-full=[full] data-nothing=[nothing] data-needs=[needs] {
                    @if words.is_none() { option value="" selected {} }
                    @for (value, words) in options {
                        option value=(value) selected[value == chosen] { (words) }
                    }
                }
            },
            Rendering::Mvc => html! {
                div.SingleItemSelector2.Disabled[!enabled] id=(name)
                    data-value=(words.map_or("", |_| chosen))
                    data-full=[full] data-nothing=[nothing] data-needs=[needs] {
                    div.SelectedItem.Default[words.is_none()] tabindex="0" {
                        span.Text { (words.unwrap_or("Choose...")) }
                    }
                    div.ItemList {
                        @for (value, words) in options {
                            div.Item data-item-type="value" data-value=(value) { (words) }
                        }
                    }
                }
            },
        }
    }
}
