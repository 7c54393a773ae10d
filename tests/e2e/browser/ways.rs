//! The five guides, carried out in a browser: by attune, and by somebody whom it shows the way.

use super::FIVE;
use super::tenant::{Rendering, by_the_operator_that_attune_plays, contoso, state};
use super::window::Window;
use crate::harness::Place;

#[test]
fn attune_follows_five_guides_on_drawn_pages() {
    five("browser", Rendering::Mvc);
}

#[test]
fn attune_follows_five_guides_on_plain_pages() {
    five("browser", Rendering::Classic);
}

#[test]
fn somebody_is_led_through_five_guides_on_drawn_pages() {
    five("copilot", Rendering::Mvc);
}

#[test]
fn somebody_is_led_through_five_guides_on_plain_pages() {
    five("copilot", Rendering::Classic);
}

fn five(console: &str, rendering: Rendering) {
    let (sim, place) = (contoso(rendering), Place::with_example(FIVE));
    let window = Window::at(&sim, &place);
    let apply = format!("apply -f {FIVE} --auto-approve --console {console}");
    let ran = window.attune(&apply).exits(0);
    assert_eq!(state(&sim), by_the_operator_that_attune_plays(&place, FIVE));

    let proofs = |proof: &str| ran.stdout.matches(&format!("  {proof}: ")).count();
    // Seven copies, an edit, and an API user with a box that only its form has.
    assert_eq!(proofs("console-reread"), 9, "{}", ran.stdout);
    assert_eq!(proofs("rest-behaviour"), 4, "{}", ran.stdout);
    assert_eq!(proofs("rest-fact"), 4, "{}", ran.stdout);
    assert_eq!(proofs("attested"), 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("Applied: 17 done."), "{}", ran.stdout);
    // Nobody wrote anywhere before it was said where.
    let writes = format!(
        "writing on tenant contoso (database 200117), at {}, in the browser profile profile\n",
        sim.console.trim_end_matches("/console/")
    );
    assert_eq!(ran.stderr.matches(&writes).count(), 1, "{}", ran.stderr);
    place
        .attune(&sim, &["plan", "-f", FIVE, "--detailed-exitcode"])
        .exits(0)
        .says(&["No changes. contoso is in sync with the manifest."]);
}
