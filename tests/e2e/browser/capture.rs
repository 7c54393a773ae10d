//! Many pages read in a browser, at a terminal.

use std::fs;
use std::fs::File;

use attune_model::catalogue;
use serde_json::Value;

use super::window::Window;
use crate::harness::{Place, Sim};
use crate::operator::pty::AtPty;

const FOLDER: &str = ".attune/captures";

/// What was captured, by the names of the files, without when that was.
fn captures(place: &Place) -> Vec<(String, Value)> {
    let entries = fs::read_dir(place.path(FOLDER)).unwrap();
    let mut captures: Vec<(String, Value)> = entries
        .map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let mut capture: Value =
                serde_json::from_str(&place.read(&format!("{FOLDER}/{name}"))).unwrap();
            assert!(capture.as_object_mut().unwrap().remove("at").is_some());
            clear_below_unticked(&mut capture["content"]["cells"]);
            (name, capture)
        })
        .collect();
    captures.sort_by(|(one, _), (other, _)| one.cmp(other));
    captures
}

/// As the page does on which a level can be changed; whoever uses no page sees what was saved last.
fn clear_below_unticked(cells: &mut Value) {
    for spec in catalogue::cells().filter(|spec| spec.kind.is_box()) {
        let Some(above) = spec.requires else { continue };
        let cell = spec.id().to_string();
        if cells[above] == false && !cells[&cell].is_null() {
            cells[cell] = false.into();
        }
    }
}

#[test]
fn sixty_levels_are_as_the_simulator_has_them_and_a_bar_moves_meanwhile() {
    let sim = Sim::start_with(&["--levels", "60", "--api-users", "4"]);
    let (place, elsewhere) = (Place::empty(), Place::empty());
    let window = Window::at(&sim, &place);
    let mut command = window.command("capture --console browser");
    command.env("TERM", "xterm-256color").env("COLUMNS", "120");
    command.stdout(File::create(place.path("stdout")).unwrap());
    let mut pty = AtPty::start(command);
    assert_eq!(pty.next(&[]), None);
    assert_eq!(pty.end(), 0, "{}", pty.shown);
    // A bar that moved on, and the rows that no program knows, by their words and once.
    for words in ["/69 security level ", "/69 API user "] {
        assert!(pty.shown.contains(words), "{}", pty.shown);
    }
    for row in [
        "Change Requests > View",
        "Change Requests > Add",
        "Can remove tags",
        "Greatest number of pinned tickets",
    ] {
        let said = format!("attune does not know `General > Service Desk > {row}`\n");
        assert_eq!(pty.shown.matches(&said).count(), 1, "{}", pty.shown);
    }

    let ran = elsewhere
        .attune(&sim, &["capture", "--console", "simulated"])
        .exits(0);
    assert_eq!(
        place.read("stdout"),
        "Captured 63 security levels and 6 API users; kept in .attune/captures.\n"
    );
    assert_eq!(ran.stdout, place.read("stdout"));
    assert_eq!(captures(&place), captures(&elsewhere));
}
