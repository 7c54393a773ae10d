//! One of several.

use maud::{Markup, html};

use super::{Control, Pen, Rendering};

impl Pen {
    /// Radio buttons with their words.
    pub(in crate::console) fn radio(
        &self,
        control: &Control<'_>,
        options: &[(&str, String)],
        chosen: &str,
    ) -> Markup {
        let name = self.names.of(control.key);
        match self.rendering {
            Rendering::Classic => html! {
                fieldset.Radio disabled[!control.enabled] {
                    legend { (control.title) }
                    @for (value, words) in options {
                        label {
                            input type="radio" name=(name) value=(value) checked[*value == chosen];
                            span { (words) }
                        }
                    }
                }
            },
            Rendering::Mvc => html! {
                div.RadioGroup2.Disabled[!control.enabled] id=(name) {
                    @for (value, words) in options {
                        @let on = *value == chosen;
                        div.RadioButton2 data-value=(value) {
                            div.TabIndexHack.Checked[on].Unchecked[!on] tabindex="0" {}
                            span.Text2 { (words) }
                        }
                    }
                }
            },
        }
    }
}
