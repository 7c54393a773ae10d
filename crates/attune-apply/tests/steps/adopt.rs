//! Adopting what is there: REST lists it, the ledger notes it, nothing is written.

use std::collections::BTreeMap;

use attune_model::{LevelId, Outcome, Proof, RememberedApiUser, RememberedLevel};

use crate::fake::{USER, World, adopt_api_user_step, adopt_level_step, handle, vendor};

#[test]
fn the_ledger_notes_it_and_nothing_is_written() {
    let world = World::new(None);
    let steps = vec![adopt_level_step("Helpdesk Lead"), adopt_api_user_step()];
    let outcomes = world.apply("run", steps);
    for outcome in outcomes {
        let Outcome::Done {
            proof,
            evidence,
            at: _,
        } = outcome
        else {
            panic!("it was not done: {outcome:?}");
        };
        assert_eq!(proof, Proof::RestFact);
        assert!(
            evidence.ends_with("; it is attune's from now on"),
            "{evidence}"
        );
    }
    assert!(world.state.borrow().writes.is_empty());
    let remembered = world.memory().remembered;
    let level = RememberedLevel {
        id: LevelId(52),
        copy_of: None,
    };
    assert_eq!(remembered.levels, BTreeMap::from([(handle("lead"), level)]));
    let user = RememberedApiUser {
        id: USER,
        tracking: Some(vendor()),
        delivered: None,
        fields: BTreeMap::new(),
        protected_data: None,
    };
    assert_eq!(
        remembered.api_users,
        BTreeMap::from([(handle("old"), user)])
    );
}

#[test]
fn what_is_not_as_planned_any_more_is_not_adopted() {
    let world = World::new(None);
    world.state.borrow_mut().resources.remove(&USER);
    let steps = vec![adopt_level_step("Another name"), adopt_api_user_step()];
    let why = |outcome: Outcome| match outcome {
        Outcome::Failed { why } => why,
        Outcome::Done { .. } | Outcome::Pending { .. } | Outcome::Skipped { .. } => String::new(),
    };
    let whys: Vec<String> = world.apply("run", steps).into_iter().map(why).collect();
    assert_eq!(
        whys,
        [
            "REST does not list level 52 as \"Another name\" any more; plan again",
            "REST does not list Old Test <old@contoso.example> any more"
        ]
    );
    assert!(world.memory().remembered.levels.is_empty());
}
