//! attune at the console with a browser of its own, and beside somebody at it, as one binary and one tenant.

mod alone;
mod capture;
mod processes;
mod runbook;
mod stopping;
mod tenant;
mod ways;
mod window;

use crate::harness::Place;

/// The example with five vendors' guides.
const FIVE: &str = "five-integrations.yaml";

/// One of the five guides as a manifest of its own, under the name `attune.yaml`.
fn place_with(integration: &str) -> Place {
    let place = Place::with_example(FIVE);
    let five = place.read(FIVE);
    let (head, rest) = five.split_once("integrations:\n").unwrap();
    let parts = rest.split("\n\n");
    let of_it = parts.filter(|part| {
        let key = format!("  {integration}:");
        part.lines().any(|line| line == key)
    });
    let parts: Vec<&str> = of_it.collect();
    assert!(!parts.is_empty(), "{integration} is not in {FIVE}");
    place.write(
        "attune.yaml",
        &format!("{head}integrations:\n{}\n", parts.join("\n\n")),
    );
    place
}
