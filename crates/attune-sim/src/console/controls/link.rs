//! Links that open an editor.

use maud::{Markup, html};

use super::{Pen, Rendering};

impl Pen {
    /// A link in a grid. Drawn grids open pages by script, so that the address stands in the call (`console.md` 1.3).
    ///
    /// `url` must be one of the console's own, whose characters need no quoting in a script.
    pub(in crate::console) fn link(&self, words: &str, page: &str, url: &str) -> Markup {
        match self.rendering {
            Rendering::Classic => html! { a href=(url) { (words) } },
            Rendering::Mvc => {
                let call = format!(
                    "autotask.siteNavigation.__openPage(new Autotask.NewWindowPage('{page}','{url}'))"
                );
                html! { a.Link tabindex="0" onclick=(call) { (words) } }
            }
        }
    }
}
