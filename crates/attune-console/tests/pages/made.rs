//! Pages that are put together by hand.

use attune_console::extract::{Anchor, Control, Extract, Holds};

/// A page of this heading with these controls.
pub(crate) fn page(heading: &str, path: &str, controls: Vec<Control>) -> Extract {
    Extract {
        host: "ww99.autotask.example".to_owned(),
        path: path.to_owned(),
        ids: [("securityLevelId".to_owned(), "29".to_owned())].into(),
        language: "en".to_owned(),
        title: heading.to_owned(),
        heading: heading.to_owned(),
        about: String::new(),
        messages: Vec::new(),
        controls,
        taken: None,
    }
}

/// A control in a section, as the script would name it.
pub(crate) fn control(section: &str, row: &str, column: &str, holds: Holds) -> Control {
    Control {
        at: Anchor {
            section: section.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
            ..Anchor::default()
        },
        holds,
        enabled: true,
        record: None,
    }
}

/// A box.
pub(crate) fn ticked(section: &str, row: &str, on: bool) -> Control {
    control(section, row, "", Holds::Box(Some(on)))
}

/// A fixed text.
pub(crate) fn fixed(row: &str, text: &str) -> Control {
    Control {
        enabled: false,
        ..control(
            "General Information",
            row,
            "",
            Holds::Fixed(text.to_owned()),
        )
    }
}

/// A page of a level with a name and these controls.
pub(crate) fn level(license: &str, controls: Vec<Control>) -> Extract {
    let general = [
        fixed("Name", "Helpdesk"),
        fixed("Active", "Yes"),
        fixed("License Type", license),
    ];
    page(
        "Security Level",
        "/any",
        general.into_iter().chain(controls).collect(),
    )
}
