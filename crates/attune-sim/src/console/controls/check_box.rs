//! Boxes to tick.

use maud::{Markup, html};

use super::{Control, Pen, Rendering};

impl Pen {
    /// A box without a label, as in tables.
    pub(in crate::console) fn check_box(&self, control: &Control<'_>, on: bool) -> Markup {
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
        match self.rendering {
            Rendering::Classic => html! {
                input type="checkbox" id=(name) name=(name) value="on" aria-label=(title)
                    checked[on] disabled[!enabled]
                    data-full=[full] data-nothing=[nothing] data-needs=[needs];
            },
            Rendering::Mvc => html! {
                div.Checkbox2.Disabled[!enabled] id=(name)
                    data-full=[full] data-nothing=[nothing] data-needs=[needs] {
                    div.TabIndexHack.Checked[on].Unchecked[!on].Disabled[!enabled] tabindex="0" {
                        svg viewBox="0 0 16 16" { path d="M3 8.5l3.2 3.2L13 4.8" {} }
                    }
                }
            },
        }
    }

    /// A box with its label.
    pub(in crate::console) fn labelled_box(&self, control: &Control<'_>, on: bool) -> Markup {
        html! {
            div.CheckBoxField {
                (self.label(control.key, &control.title, false))
                (self.check_box(control, on))
            }
        }
    }
}
