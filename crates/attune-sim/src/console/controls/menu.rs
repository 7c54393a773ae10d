//! Menus that open: of a row, and of a button.

use maud::{Markup, html};

use super::{Pen, Rendering};

/// An entry of a menu.
#[derive(Clone, Debug)]
pub(in crate::console) struct Item {
    /// The verb: `Edit`.
    verb: String,
    /// What it is done to, where the menu says so: ` Security Level`.
    object: String,
    /// Where it leads.
    href: String,
    /// Whether it changes something: then the page is asked for with POST.
    changes: bool,
}

impl Item {
    /// An entry that opens a page.
    pub(in crate::console) fn open(words: impl Into<String>, href: String) -> Self {
        Self {
            verb: words.into(),
            object: String::new(),
            href,
            changes: false,
        }
    }

    /// An entry that changes something.
    pub(in crate::console) fn change(words: impl Into<String>, href: String) -> Self {
        Self {
            changes: true,
            ..Self::open(words, href)
        }
    }

    /// The same with the words for its object, which stand apart: sources give both the short and the long form.
    pub(in crate::console) fn of(mut self, object: impl Into<String>) -> Self {
        self.object = object.into();
        self
    }
}

impl Pen {
    /// The cell of a row whose button opens the row's menu; a right click on the row does so too.
    pub(in crate::console) fn row_menu(&self, items: &[Item]) -> Markup {
        html! {
            td.ContextMenuCell {
                div.Opener {
                    @match self.rendering {
                        Rendering::Classic => {
                            button.Button.ContextMenu type="button" title="Context Menu" data-opens {}
                        }
                        Rendering::Mvc => {
                            div.Button.ContextMenu tabindex="0" title="Context Menu" data-opens {}
                        }
                    }
                    (Self::popup(items))
                }
            }
        }
    }

    /// A button that opens a menu, by pointing at it or by a click.
    pub(in crate::console) fn drop_down(&self, words: &str, items: &[Item]) -> Markup {
        html! {
            div.Opener.Hover {
                @match self.rendering {
                    Rendering::Classic => { button.DropDown type="button" data-opens { (words) } }
                    Rendering::Mvc => {
                        div.Button2.DropDown tabindex="0" data-opens { span.Text2 { (words) } }
                    }
                }
                (Self::popup(items))
            }
        }
    }

    fn popup(items: &[Item]) -> Markup {
        html! {
            div.Popup {
                @for Item { verb, object, href, changes } in items {
                    div.MenuItem tabindex="0" data-href=[(!changes).then_some(href)]
                        data-post=[changes.then_some(href)] {
                        span { (verb) } span { (object) }
                    }
                }
            }
        }
    }
}
