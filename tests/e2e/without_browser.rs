//! A build without the browser says so.

use crate::harness::{Place, Sim};

#[test]
fn a_browser_is_asked_for_in_vain() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    for console in ["browser", "copilot"] {
        let apply = ["apply", "-f", "tasky.yaml", "--auto-approve", "--console"];
        let ran = place.attune(&sim, &[&apply[..], &[console]].concat());
        ran.exits(64).complains(
            "error: this attune was built without the browser; build with --features browser\n\
             hint: Or leave --console out: steps at the admin console then stay pending, and a checklist is written.\n",
        );
    }
    assert!(!place.path(".attune/ledger.jsonl").exists());
}
