//! Another secret for an API user that is there.

use std::collections::BTreeMap;

use attune_apply::ports::{Console as _, ConsoleError};
use attune_console::browser_console::Hand;
use attune_model::{Reading, ResourceId, Secret};
use attune_sim::{Rendering, Tenant};

use crate::stage::Stage;

/// The line of an API user in the simulator's own picture of the tenant.
fn picture(stage: &Stage, user: ResourceId) -> String {
    let dump = stage.place.simulator.with_tenant(|tenant| tenant.dump());
    let id = format!("\"id\":{user},");
    let line = dump
        .lines()
        .find(|line| line.contains(&id) && line.contains("\"secret\""));
    // Whoever saves the form says that there is no middle name, of which nobody said anything before.
    let line = line.expect("an API user");
    line.replace("\"fields\":{\"middleName\":\"\"}", "\"fields\":{}")
}

/// An API user of the tenant.
async fn user(stage: &Stage) -> ResourceId {
    let resources = match stage.observe().await.resources {
        Reading::Read(resources) => resources,
        Reading::Failed(_) => BTreeMap::new(),
    };
    let mut found = resources.iter();
    let found = found.find(|(_, it)| it.user_name == "dattormm3h8v5zc");
    *found.expect("an API user").0
}

async fn replace(rendering: Rendering, hand: Hand) {
    let mut stage = Stage::with(Tenant::contoso(), rendering, hand).await;
    let user = user(&stage).await;
    let before = picture(&stage, user);
    let drafted = stage.console.draft_secret(user).await.expect("a secret");
    assert_eq!(drafted.key, "dattormm3h8v5zc@contoso.example");
    assert_eq!(drafted.secret.expose().len(), 25);
    assert_eq!(picture(&stage, user), before, "nothing is saved yet");
    let secret = drafted.secret.expose();
    let saved = stage.console.save_secret(user, &drafted.secret).await;
    saved.expect("it is saved");
    let expected = before.replace("not-a-real-secret-dattorm", secret);
    assert_eq!(picture(&stage, user), expected, "nothing else changed");
    assert_eq!(stage.told(secret), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_has_it_made_on_drawn_pages() {
    replace(Rendering::Mvc, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_has_it_made_on_plain_pages() {
    replace(Rendering::Classic, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_has_it_made() {
    replace(Rendering::Mvc, Hand::Human).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_earlier_run_delivered_is_typed_in() {
    for rendering in [Rendering::Classic, Rendering::Mvc] {
        let mut stage = Stage::of(rendering).await;
        let user = user(&stage).await;
        let before = picture(&stage, user);
        let secret = Secret::new("another-secret-of-25-char");
        let saved = stage.console.save_secret(user, &secret).await;
        saved.expect("it is saved");
        let expected = before.replace("not-a-real-secret-dattorm", secret.expose());
        assert_eq!(picture(&stage, user), expected);
        let nobody = stage.console.draft_secret(ResourceId(4711)).await;
        assert!(matches!(nobody, Err(ConsoleError::Refused(_))));
    }
}
