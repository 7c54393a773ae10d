//! Each guide on its own, with all that attune and the browser said, wrote and showed searched for the secret.

use std::process::Child;

use serde_json::Value;

use super::place_with;
use super::processes::Processes;
use super::tenant::{Rendering, by_the_operator_that_attune_plays, contoso, state};
use super::window::Window;
use crate::harness::PLAN_HERE;
use crate::secrets::tour::Tour;

#[test]
fn tasky_by_attune_on_drawn_pages() {
    alone("tasky", "browser", Rendering::Mvc);
}

#[test]
fn cloudradial_by_somebody_on_plain_pages() {
    alone("cloudradial", "copilot", Rendering::Classic);
}

#[test]
fn deskdirector_by_attune_on_plain_pages() {
    alone("deskdirector", "browser", Rendering::Classic);
}

#[test]
fn office_protect_by_somebody_on_drawn_pages() {
    alone("office-protect", "copilot", Rendering::Mvc);
}

#[test]
fn relokia_by_attune_on_drawn_pages() {
    alone("relokia", "browser", Rendering::Mvc);
}

fn alone(integration: &str, console: &str, rendering: Rendering) {
    let (sim, place) = (contoso(rendering), place_with(integration));
    let window = Window::at(&sim, &place);
    let mut tour = Tour::start(&sim, &place);
    let mut go = |line: &str, code: i32| tour.run(&sim, &place, &[], line, &[code]);
    go("plan --out plan.json", 0);
    // Nobody is at the console: the checklist is written.
    go("apply --auto-approve --console none", 5);

    let mut processes = Processes::of(place.folder.path());
    let apply = format!(
        "apply --auto-approve --console {console} --format json --report text=report.txt \
         --report markdown=report.md --report html=report.html"
    );
    let look = |_: &str, attune: &Child| processes.look(attune);
    window.searched(&mut tour, &apply, look).exits(0);
    tour.hear(&processes.seen());
    let capture = "capture --console browser";
    window.searched(&mut tour, capture, |_, _| {}).exits(0);

    let same = by_the_operator_that_attune_plays(&place, "attune.yaml");
    assert_eq!(state(&sim), same);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes. contoso is in sync with the manifest."]);
    let sink = format!("secrets/contoso/{integration}.json");
    let delivered: Value = serde_json::from_str(&place.read(&sink)).unwrap();
    tour.holds_only(delivered["secret"].as_str().unwrap(), &[&sink]);
}
