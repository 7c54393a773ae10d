//! The words of a session, followed by somebody at the pages of a browser: what they say is enough, and each label is found.

use std::collections::BTreeMap;

use attune_apply::ledger::Memory;
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions};
use attune_console::browser_console::{BrowserConsole, Hand, Patience, Setup, Stop, Tell};
use attune_model::{Credentials, Observed, Secret, Timestamp};
use url::Url;

use super::tenant::{Rendering, by_the_operator_that_attune_plays, contoso, state};
use super::window::Window;
use super::{FIVE, place_with};
use crate::harness::{Place, Sim};
use crate::operator::{Hands, Then, sit_with};

#[test]
fn five_guides_on_drawn_pages() {
    followed(&Place::with_example(FIVE), FIVE, Rendering::Mvc, [9, 4, 4]);
}

#[test]
fn five_guides_on_plain_pages() {
    let place = Place::with_example(FIVE);
    followed(&place, FIVE, Rendering::Classic, [9, 4, 4]);
}

#[test]
fn tasky_on_plain_pages() {
    alone("tasky", Rendering::Classic, [4, 1, 4]);
}

#[test]
fn cloudradial_on_drawn_pages() {
    alone("cloudradial", Rendering::Mvc, [4, 1, 4]);
}

#[test]
fn deskdirector_on_plain_pages() {
    alone("deskdirector", Rendering::Classic, [4, 1, 4]);
}

#[test]
fn office_protect_on_drawn_pages() {
    alone("office-protect", Rendering::Mvc, [2, 0, 0]);
}

#[test]
fn relokia_on_plain_pages() {
    alone("relokia", Rendering::Classic, [4, 1, 4]);
}

fn alone(integration: &str, rendering: Rendering, proofs: [usize; 3]) {
    followed(&place_with(integration), "attune.yaml", rendering, proofs);
}

/// Applies a manifest by what the session says, and holds the tenant against what attune makes of it by itself.
fn followed(place: &Place, file: &str, rendering: Rendering, proofs: [usize; 3]) {
    let sim = contoso(rendering);
    let window = Window::at(&sim, place);
    let mut hands = Hands::at(async || in_browser(&sim, place, &window).await);
    let apply = ["apply", "-f", file, "--auto-approve"];
    let sat = sit_with(&mut hands, &sim, place, &apply, |_| Then::Does).exits(0);
    sat.proves(proofs);
    assert_eq!(state(&sim), by_the_operator_that_attune_plays(place, file));
    place
        .attune(&sim, &["plan", "-f", file, "--detailed-exitcode"])
        .exits(0)
        .says(&["No changes. contoso is in sync with the manifest."]);
}

/// Hands of the test's own at the pages, which know the lists of levels and people as they were before.
async fn in_browser(sim: &Sim, place: &Place, window: &Window<'_>) -> BrowserConsole {
    let mut console = BrowserConsole::new(Setup {
        launch: window.launch(),
        console: Url::parse(&sim.console).unwrap(),
        tenant: "contoso".to_owned(),
        hand: Hand::Own,
        locators: None,
        stop: Stop::at(place.path("stop")),
        patience: Patience::default(),
        tell: Tell::new(|_| {}),
    });
    console.learn(&listed(sim, place).await);
    console
}

/// What REST lists.
async fn listed(sim: &Sim, place: &Place) -> Observed {
    let tenant = Autotask::connect(ConnectOptions {
        zone_url: Some(sim.rest.clone()),
        credentials: Credentials {
            key: sim.user_name.clone(),
            secret: Secret::new(sim.secret.clone()),
        },
        integration_code: Secret::new(sim.integration_code.clone()),
    });
    let sight = Sight {
        memory: &Memory::default(),
        captures: &Captures::default(),
        credentials: &SecretSinks::in_folder(place.folder.path()),
        sinks: &BTreeMap::new(),
        refused: &BTreeMap::new(),
    };
    let now = Timestamp::UNIX_EPOCH;
    observe(&tenant.await.unwrap(), &sight, now).await.unwrap()
}
