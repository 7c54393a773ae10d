//! Fields for text and numbers; also the drawn pages have native ones.

use maud::{Markup, html};

use super::{Control, Pen, Rendering};

impl Pen {
    /// A field for text.
    pub(in crate::console) fn text(&self, control: &Control<'_>, value: &str) -> Markup {
        self.input(control, "text", value)
    }

    /// A field for a whole number.
    pub(in crate::console) fn number(&self, control: &Control<'_>, value: u32) -> Markup {
        self.input(control, "number", &value.to_string())
    }

    fn input(&self, control: &Control<'_>, kind: &str, value: &str) -> Markup {
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
        let field_name = (self.rendering == Rendering::Classic).then_some(&name);
        html! {
            div.TextBox2 {
                input type=(kind) id=(name) name=[field_name] value=(value) aria-label=(title)
                    disabled[!enabled] autocomplete="off"
                    data-full=[full] data-nothing=[nothing] data-needs=[needs];
            }
        }
    }
}
