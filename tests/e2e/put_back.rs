//! Two that set the same value: whoever reads the plan is told, instead of seeing the same step every day.

use serde_json::json;

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Sim, tell};

#[test]
fn a_person_who_is_moved_back_again_and_again_is_spoken_of() {
    let sim = Sim::start();
    let place = Place::with(
        "attune.yaml",
        "attune: 1\ntenant: contoso\npeople:\n  carl: {who: {emails: [carl.jansen@partner.example]}, securityLevel: {name: Manager (system)}}\n",
    );
    let by_group = json!({"do": "assignLevel", "resource": 29_682_890, "level": 39});
    place.attune(&sim, &APPLY_HERE).exits(0);
    let advice =
        "(advice) attune has set the security level of Carl Jansen <carl.jansen@partner.example>";
    for times in [1, 2, 3] {
        tell(&sim, "operator", &by_group);
        let planned = place.attune(&sim, &PLAN_HERE).exits(2);
        if times == 1 {
            // Once is no pattern.
            planned.says_nothing_of(&["(advice)"]);
        } else {
            planned.says(&[
                &format!("{advice} {times} times since "),
                "somebody else sets it too. KaseyaOne access groups, which map groups to security levels, a provisioning service or a colleague may own it; accept it, or end the other one.",
            ]);
        }
        place.attune(&sim, &APPLY_HERE).exits(0);
    }
}
