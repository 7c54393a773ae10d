//! Pages that cannot be read are named, and the rest is kept.

use attune_apply::capture;
use attune_model::{LevelId, ResourceId};

use crate::fake::{BASE, Operator, USER, World, wait};

#[test]
fn a_page_that_cannot_be_read_keeps_no_other_from_being_read() {
    let world = World::new(None);
    let levels = [LevelId(7), BASE];
    let users = [ResourceId(8), USER];
    let captured = wait(capture(&mut Operator(&world, None), levels, users));
    let read: Vec<&LevelId> = captured.levels.keys().collect();
    assert_eq!(read, [&BASE]);
    let read: Vec<&ResourceId> = captured.api_users.keys().collect();
    assert_eq!(read, [&USER]);
    let unread = |what: &str, why: &str| (what.to_owned(), why.to_owned());
    assert_eq!(
        captured.unread,
        [
            unread(
                "security level 7",
                "the page refuses: there is no such level"
            ),
            unread("API user 8", "the page refuses: there is no such user"),
        ]
    );
}
