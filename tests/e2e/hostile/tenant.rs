//! A tenant whose names are meant to do harm.

use std::fmt::Write as _;

use attune_sim::Tenant;
use serde_json::json;

use crate::harness::{Place, Sim};

/// Moves the cursor, sets the title, opens a link, rings, and says it again with C1 codes.
pub(super) const TERMINAL: &str = "\u{1b}]0;evil title\u{7}\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\\u{1b}[2J\r\u{9b}31m\u{7f}end";

/// Leaves every place of a page or a table that it may stand in.
pub(super) const MARKUP: &str = "</script></style></summary></td>\"'><x-evil onmouseover=alert(1)>|`x`|![i](https://evil.example/i)[l](javascript:evil) <https://evil.example> https://evil.example/bare www.evil.example @evil-team &lt;x-evil&gt;\n\n# evil\n- [x] evil";

/// Climbs out of a folder.
pub(super) const PATHS: &str = "../../../evil/..\\..\\evil\u{2215}C:\\evil";

/// Runs from right to left, and hides letters.
pub(super) const MARKS: &str = "\u{202e}lave\u{2066}\u{200b}\u{feff}\u{2060}\u{e0041}\u{200f}";

/// The letters that no output may hold as they are: what controls a terminal, reorders, or has no ink.
pub(super) fn is_harmful(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(
            letter,
            '\u{200b}'
                | '\u{200f}'
                | '\u{202e}'
                | '\u{2060}'
                | '\u{2066}'
                | '\u{feff}'
                | '\u{e0041}'
        )
}

/// As long as no name should be.
pub(super) fn long() -> String {
    format!("long {}", "x".repeat(10_000))
}

/// The built-in tenant, with these names in place of its own.
pub(super) fn serve(place: &Place, names: &[(&str, String)]) -> Sim {
    let mut text = Tenant::contoso().dump();
    for (plain, hostile) in names {
        let plain = json!(plain).to_string();
        assert!(text.contains(&plain), "{plain}");
        text = text.replace(&plain, &escaped(hostile));
    }
    place.write("tenant.yaml", &text);
    let file = place.path("tenant.yaml");
    Sim::start_with(&["--tenant", file.to_str().unwrap()])
}

/// A text in quotes, of which everything beyond ASCII is escaped.
fn escaped(text: &str) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' => quoted.push(c),
            _ => write!(quoted, "\\U{:08x}", u32::from(c)).unwrap(),
        }
    }
    format!("\"{quoted}\"")
}

/// Everything at once: levels, people, API users, a vendor and a location.
pub(super) fn everything(place: &Place) -> Sim {
    let names = [
        ("Helpdesk Lead", TERMINAL.to_owned()),
        ("Field Engineer", MARKUP.to_owned()),
        ("Old Helpdesk", long()),
        ("Priya", TERMINAL.to_owned()),
        ("Nair", MARKUP.to_owned()),
        ("Sam", MARKS.to_owned()),
        ("Okafor", long()),
        ("Tess", PATHS.to_owned()),
        ("Omar", MARKUP.to_owned()),
        ("Datto", TERMINAL.to_owned()),
        ("RMM", MARKUP.to_owned()),
        (
            "Datto - Datto RMM",
            format!("Tallman.io - Taski{TERMINAL}{MARKUP}"),
        ),
        ("Headquarters", format!("Headquarter{MARKUP}{TERMINAL}")),
    ];
    serve(place, &names)
}
