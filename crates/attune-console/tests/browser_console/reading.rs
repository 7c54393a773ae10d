//! What pages show, read in a browser.

use std::collections::BTreeMap;

use attune_apply::capture;
use attune_apply::ports::LevelContent;
use attune_console::browser_console::Hand;
use attune_model::{CellId, CellValue, LevelId, Reading, ResourceId, catalogue};
use attune_sim::operator::{Answer, Call, Content};
use attune_sim::{Rendering, Sizes, Tenant};

use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_levels_and_all_api_users_are_as_the_simulator_has_them() {
    let sizes = Sizes {
        levels: 60,
        api_users: 4,
        ..Sizes::default()
    };
    let mut stage = Stage::with(Tenant::generate(sizes, 7), Rendering::Mvc, Hand::Own).await;
    // The list of levels is opened once; a second look would show nothing.
    stage.prank(&json!({"once": "/admin/security-levels"}));
    let observed = stage.observe().await;
    let (Reading::Read(levels), Reading::Read(resources)) = (&observed.levels, &observed.resources)
    else {
        panic!("the tenant cannot be read");
    };
    let custom = levels.iter().filter(|(_, level)| !level.system);
    let custom: Vec<LevelId> = custom.map(|(id, _)| *id).collect();
    assert!(custom.len() > 60);
    let users = resources.iter().filter(|(_, user)| user.is_api_user());
    let users: Vec<ResourceId> = users.map(|(id, _)| *id).collect();
    let captured = capture(&mut stage.console, custom.clone(), users.clone()).await;
    assert_eq!(captured.unread, []);
    for level in custom {
        assert_eq!(captured.levels[&level], content(&stage, level), "{level}");
    }
    for user in users {
        let seen = &captured.api_users[&user];
        let Answer::ApiUser(form) = stage.visit(Call::ReadApiUser { user }) else {
            panic!("no API user {user}");
        };
        assert_eq!(seen.form.fields, form.fields, "{user}");
        assert_eq!(seen.form.tracking, form.tracking, "{user}");
        let Answer::ProtectedData { boxes } = stage.visit(Call::ReadProtectedData { user }) else {
            panic!("no boxes of {user}");
        };
        assert_eq!(seen.protected_data, boxes, "{user}");
    }
    // What attune does not know is said once, not for each of the levels.
    let unknown = "attune does not know `General > Service Desk > Change Requests > View`";
    assert_eq!(stage.told(unknown).len(), 1);
}

/// What the page of a level shows.
fn content(stage: &Stage, level: LevelId) -> LevelContent {
    let Content {
        name,
        active,
        api_only,
        cells,
    } = stage.level(level);
    let cells = shown(cells);
    LevelContent {
        name,
        active,
        api_only,
        cells,
    }
}

/// The cells as a page shows them on which they can be changed: it clears the boxes below one that is not ticked.
fn shown(mut cells: BTreeMap<CellId, CellValue>) -> BTreeMap<CellId, CellValue> {
    for spec in catalogue::cells().filter(|spec| spec.kind.is_box()) {
        let above = spec.requires.map(CellId::new);
        let above = above.and_then(|above| cells.get(&above).cloned());
        if above == Some(CellValue::Flag(false))
            && let Some(value) = cells.get_mut(&spec.id())
        {
            *value = CellValue::Flag(false);
        }
    }
    cells
}
