//! A browser that is stopped at work: nothing is half saved, and a later run finishes it.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};

use super::tenant::{Rendering, contoso};
use super::window::{Window, attended};
use crate::harness::{PLAN_HERE, Place, Ran, Sim, dump};
use crate::secrets::tour::Tour;

/// Dozens of controls on one page.
const MANIFEST: &str = "attune: 1\ntenant: contoso\nsecurityLevels:\n  field:\n    name: Field Engineer\n    adopt: true\n    \
                        crm: all\n    serviceDesk: all\n    contracts: all\n";

const APPLY: &str = "apply --auto-approve --console browser";

const RESUME: &str = "apply --resume --auto-approve --console browser";

const STOPPED: &str = "attune was asked to stop: nothing was saved on this page, and what is left of the plan waits\n";

/// Applies until a line with these words comes, lets `then` happen, and holds what came of it against the tenant.
fn stopped(
    sim: &Sim,
    place: &Place,
    window: &Window<'_>,
    words: &str,
    then: impl Fn(&Child),
) -> Ran {
    let before = dump(sim);
    let mut command = window.command(APPLY);
    // As a shell starts it: Ctrl-C is for all of its group.
    command.process_group(0);
    let ran = attended(command, |line, attune| {
        if line.contains(words) {
            then(attune);
        }
    })
    .exits(5)
    .says(&[
        "waiting edit security level \"Field Engineer\"",
        "Applied: 1 done, 1 waiting.",
    ]);
    assert!(ran.stderr.contains(STOPPED), "{}", ran.stderr);
    assert_eq!(dump(sim), before);
    assert!(place.path(".attune/waiting.json").exists());
    ran
}

fn is_in_sync(sim: &Sim, place: &Place) {
    place
        .attune(sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes. contoso is in sync with the manifest."]);
}

#[test]
fn a_stop_file_ends_it_between_two_controls() {
    let (sim, place) = (
        contoso(Rendering::Mvc),
        Place::with("attune.yaml", MANIFEST),
    );
    let window = Window::at(&sim, &place);
    stopped(&sim, &place, &window, "writing on tenant", |_| {
        place.write(".attune/stop", "");
    });
    window
        .attune(RESUME)
        .exits(64)
        .complains("error: .attune/stop asks attune to stop\nhint: Remove that file to go on.\n");
    fs::remove_file(place.path(".attune/stop")).unwrap();
    window.attune(RESUME).exits(0).says(&["Applied: 1 done."]);
    is_in_sync(&sim, &place);
}

#[test]
fn ctrl_c_ends_it_between_two_controls() {
    let (sim, place) = (
        contoso(Rendering::Classic),
        Place::with("attune.yaml", MANIFEST),
    );
    let window = Window::at(&sim, &place);
    let ran = stopped(&sim, &place, &window, "writing on tenant", |attune| {
        kill_process_group(Pid::from_child(attune), Signal::INT).unwrap();
    });
    assert!(
        ran.stderr
            .contains("stopping after this control; what is on the page is not saved (Ctrl-C again ends attune at once)\n"),
        "{}",
        ran.stderr
    );
    window.attune(APPLY).exits(0).says(&["Applied: 1 done."]);
    is_in_sync(&sim, &place);
}

#[test]
fn a_stop_file_ends_the_wait_for_a_sign_in() {
    let (sim, place) = (
        contoso(Rendering::Mvc),
        Place::with("attune.yaml", MANIFEST),
    );
    let window = Window::at(&sim, &place);
    window.prank(&json!({"away": true}));
    stopped(&sim, &place, &window, "sign in at", |_| {
        place.write(".attune/stop", "");
    });
}

/// The secret is in the sink and the form is nearly filled, but nobody chooses the vendor.
#[test]
fn a_creation_that_was_stopped_goes_on_with_its_key_and_leaves_no_secret_in_the_profile() {
    let manifest = "attune: 1\ntenant: contoso\napiUsers:\n  script:\n    firstName: Nightly\n    lastName: Script\n    \
                    email: scripts@contoso.example\n    securityLevel: API User (system)\n    \
                    integrationVendor: Tallman.io - Tasky\n    credentials: {to: {file: secrets/script.json}}\n";
    let (sim, place) = (
        contoso(Rendering::Classic),
        Place::with("attune.yaml", manifest),
    );
    let window = Window::at(&sim, &place);
    let mut tour = Tour::start(&sim, &place);
    window.prank(&json!({"idle": "choose `Tallman"}));
    let led = "apply --auto-approve --console copilot";
    let stop = |line: &str, _: &Child| {
        if line.ends_with("choose `Tallman.io - Tasky`") {
            place.write(".attune/stop", "");
        }
    };
    window
        .searched(&mut tour, led, stop)
        .exits(5)
        .says(&["Applied: 0 done, 1 waiting."]);
    let kept = place.read("secrets/script.json");
    fs::remove_file(place.path(".attune/stop")).unwrap();

    window.searched(&mut tour, APPLY, |_, _| {}).exits(0);
    is_in_sync(&sim, &place);
    assert_eq!(place.read("secrets/script.json"), kept);
    let kept: Value = serde_json::from_str(&kept).unwrap();
    tour.holds_only(kept["secret"].as_str().unwrap(), &["secrets/script.json"]);
}
