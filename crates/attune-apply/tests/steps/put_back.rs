//! A value that somebody else keeps changing.

use std::collections::BTreeMap;

use attune_model::{Channel, PutBack, StepId};

use crate::fake::{CUSTOM, Fault, TESS, World, assign_step};
use crate::seen::{day, hold};

#[test]
fn a_move_that_somebody_undoes_is_counted_from_the_first_time() {
    let world = World::new(Some(Fault::Ignored("assign")));
    let assign = |at| {
        world.now.set(day(at));
        world.apply("run", vec![assign_step(Channel::Operator)]);
        world.memory().remembered.put_back
    };
    assert!(assign(1).is_empty(), "it failed");
    assert!(assign(2).is_empty(), "the first time");
    assert!(assign(3).is_empty(), "it was so already");
    hold(&world, TESS, CUSTOM);
    let twice = PutBack {
        times: 2,
        since: day(2),
    };
    let put_back = BTreeMap::from([(StepId("assign/101".to_owned()), twice)]);
    assert_eq!(assign(4), put_back);
    assert_eq!(assign(5), put_back, "it was so already");
}
