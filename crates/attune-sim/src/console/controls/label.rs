//! Labels and fields.

use maud::{Markup, html};

use super::{Pen, Rendering};

impl Pen {
    /// A label; its editor follows it.
    pub(super) fn label(&self, key: &str, words: &str, required: bool) -> Markup {
        match self.rendering {
            Rendering::Classic => html! {
                label for=(self.names.of(key)) {
                    (words) @if required { span.required { "*" } }
                }
            },
            Rendering::Mvc => html! {
                div.EditorLabelContainer1 {
                    span.PrimaryText { (words) @if required { "*" } }
                }
            },
        }
    }

    /// A label and its editor.
    pub(in crate::console) fn field(
        &self,
        key: &str,
        words: &str,
        required: bool,
        editor: &Markup,
    ) -> Markup {
        html! {
            div.Field { (self.label(key, words, required)) (editor) }
        }
    }

    /// A label and a value that cannot be changed.
    pub(in crate::console) fn fixed(&self, words: &str, value: &str) -> Markup {
        html! {
            div.Field {
                @match self.rendering {
                    Rendering::Classic => { span.label { (words) } span.ReadOnly { (value) } }
                    Rendering::Mvc => {
                        div.EditorLabelContainer1 { span.PrimaryText { (words) } }
                        div.ReadOnly { (value) }
                    }
                }
            }
        }
    }
}
