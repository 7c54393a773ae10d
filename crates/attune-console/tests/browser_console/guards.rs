//! What keeps attune from acting on a page, each in words of its own; nothing is saved then.

use std::collections::BTreeMap;

use attune_apply::ports::{Console as _, ConsoleError};
use attune_console::browser_console::Hand;
use attune_model::{CellId, CellValue, LevelEdit, LevelId, LevelName, ResourceId, Scope};
use attune_sim::operator::{Call, Content};
use attune_sim::{Rendering, Slip, Tenant};
use insta::{allow_duplicates, assert_snapshot};
use serde_json::json;

use crate::stage::Stage;

const TICK: &str = "admin.features.kaseyaIntegrations";
const OTHER: &str = "crm.objects.accounts.add";

/// Who is signed in.
const ADA: ResourceId = ResourceId(29_682_885);

/// A stage on which the level `Helpdesk Lead` was read.
struct Read {
    stage: Stage,
    level: LevelId,
    before: Content,
}

impl Read {
    async fn on(rendering: Rendering) -> Self {
        Self::of(Stage::of(rendering).await).await
    }

    async fn of(mut stage: Stage) -> Self {
        let level = stage.level_named("Helpdesk Lead");
        stage.console.read_level(level).await.expect("a look");
        let before = stage.level(level);
        Self {
            stage,
            level,
            before,
        }
    }

    fn shown(&self, cell: &str) -> bool {
        self.before.cells.get(&CellId::new(cell)) == Some(&CellValue::Flag(true))
    }

    /// Flips one box and saves.
    async fn save(&mut self) -> Result<(), ConsoleError> {
        let edit = LevelEdit {
            name: None,
            active: None,
            cells: BTreeMap::from([(CellId::new(TICK), CellValue::Flag(!self.shown(TICK)))]),
        };
        self.stage.console.save_level(self.level, &edit).await
    }

    /// Saves and says why it was not saved.
    async fn refused(&mut self) -> String {
        let before = self.stage.level(self.level);
        let why = self.save().await.expect_err("a refusal").to_string();
        assert_eq!(self.stage.level(self.level), before, "{why}");
        why
    }

    /// Somebody else does something.
    fn visit(&self, call: Call) {
        drop(self.stage.visit(call));
    }

    /// Somebody else sets a box of the level.
    fn set(&self, cell: &str, on: bool) {
        self.visit(Call::SaveLevel {
            level: self.level,
            name: None,
            active: None,
            cells: BTreeMap::from([(CellId::new(cell), CellValue::Flag(on))]),
        });
    }

    /// Somebody else renames a level.
    fn rename(&self, level: LevelId, name: &str) {
        self.visit(Call::SaveLevel {
            level,
            name: Some(LevelName::new(name)),
            active: None,
            cells: BTreeMap::new(),
        });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_names_numbers_and_values() {
    let mut read = Read::on(Rendering::Mvc).await;
    let was = read.shown(OTHER);
    read.set(OTHER, !was);
    assert_snapshot!(read.refused().await, @"the page refuses: General > CRM > Object Permissions > Organizations > Add (crm.objects.accounts.add) of `Helpdesk Lead` is on now and was off when it was read; plan again");
    read.set(OTHER, was);

    read.rename(read.level, "Helpdesk Boss");
    assert_snapshot!(read.refused().await, @"the page refuses: number 52 is called `Helpdesk Boss` in the list, not `Helpdesk Lead`; plan again");

    // Another level takes the name: the list has the number under another one.
    let base = read.stage.level_named("API User (system)");
    read.visit(Call::CopyLevel { base });
    let copy = read.stage.level_named("Copy (1) of API User (system)");
    read.rename(copy, "Helpdesk Lead");
    assert_snapshot!(read.refused().await, @"the page refuses: number 52 is called `Helpdesk Boss` in the list, not `Helpdesk Lead`; plan again");

    // And back again: nothing is in the way.
    read.rename(copy, "Something else");
    read.rename(read.level, "Helpdesk Lead");
    read.save().await.expect("it is saved");
}

/// The list leads to the editor of another level.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_level() {
    let mut read = Read::on(Rendering::Classic).await;
    let other = read.stage.level_named("Field Engineer");
    let to = |level: LevelId| format!("securityLevelId={level}");
    read.stage
        .prank(&json!({"lead": [to(read.level), to(other)]}));
    let before = read.stage.level(other);
    assert_snapshot!(read.refused().await, @"the page refuses: the page is that of level 53, not of 52; plan again");
    assert_eq!(read.stage.level(other), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_rows_on_plain_pages() {
    other_rows(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_rows_on_drawn_pages() {
    other_rows(Rendering::Mvc).await;
}

async fn other_rows(rendering: Rendering) {
    let mut read = Read::on(rendering).await;
    read.stage.prank(&json!({"remove": "To-Dos"}));
    let gone = read.refused().await;
    read.stage.prank(&json!({"double": "To-Dos"}));
    let new = read.refused().await;
    read.stage
        .prank(&json!({"rename": ["Kaseya Integrations", "Kaseya One"]}));
    let renamed = read.refused().await;
    allow_duplicates! {
        assert_snapshot!(gone, @"the page refuses: the page of `Helpdesk Lead` is not built as when this run first saw it: General > CRM > Object Permissions > To-Dos > Add is gone; capture the level and plan again");
        assert_snapshot!(new, @"the page refuses: the page of `Helpdesk Lead` is not built as when this run first saw it: General > CRM > Object Permissions > Something new > Add is new; capture the level and plan again");
        assert_snapshot!(renamed, @"the page refuses: the page of `Helpdesk Lead` is not built as when this run first saw it: General > Admin > Feature Access > Kaseya Integrations is gone; General > Admin > Feature Access > Kaseya One is new; capture the level and plan again");
    }
    // A row that only stands elsewhere does not matter.
    read.stage.prank(&json!({"lift": "To-Dos"}));
    read.save().await.expect("it is saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_language_and_another_host() {
    let mut read = Read::on(Rendering::Classic).await;
    read.stage.prank(&json!({"speak": "de"}));
    assert_snapshot!(read.refused().await, @"the page refuses: this page is in `de`, and the locators are for `en`: show the console in `en`");
    let other = Stage::of(Rendering::Classic).await.place.simulator;
    read.stage.prank(&json!({"go": other.console_url()}));
    let origin = |url: String| url.trim_end_matches("/console/").to_owned();
    let why = read.refused().await;
    let why = why.replace(&origin(other.console_url()), "OTHER");
    let why = why.replace(&origin(read.stage.place.simulator.console_url()), "OWN");
    assert_snapshot!(why, @"the page refuses: the page is at OTHER, and only OWN may be acted on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_language_without_locators() {
    let mut stage = Stage::of(Rendering::Classic).await;
    stage.prank(&json!({"speak": "de"}));
    let level = stage.level_named("Helpdesk Lead");
    let refused = stage.console.read_level(level).await;
    assert_snapshot!(refused.expect_err("a refusal"), @"the page refuses: there are no locators for the language `de`: show the console in English, or write a file with `language: de`");
    // The browser is not started again for the next page.
    let refused = stage.console.read_level(level).await;
    assert_snapshot!(refused.expect_err("a refusal"), @"the page refuses: there are no locators for the language `de`: show the console in English, or write a file with `language: de`");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_may_not_and_one_who_was_signed_out() {
    let mut read = Read::on(Rendering::Mvc).await;
    let hold = |level| Call::AssignLevel {
        resource: ADA,
        level,
    };
    read.visit(hold(read.level));
    assert_snapshot!(read.refused().await, @"the page refuses: the console refuses this page: whoever is signed in may not open it; sign in as somebody whose level has `Resources/Users (HR)`");
    let administrator = read.stage.level_named("System Administrator (system)");
    read.visit(hold(administrator));

    read.stage.end_sessions().await;
    assert_snapshot!(read.refused().await, @"the page refuses: nobody signed in within 6 s; nothing was done, so run it again");
    assert!(!read.stage.told("sign in at http://127.0.0.1").is_empty());
}

/// What was pressed may have been saved, so only a look tells.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_before_the_form_is_sent() {
    let mut read = Read::on(Rendering::Classic).await;
    read.stage.prank(&json!({"expire": "/security-level"}));
    assert_snapshot!(read.refused().await, @"it is not known whether it was saved (nobody is signed in: the console shows its page to sign in)");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_save_that_drops_a_cell_and_one_that_is_refused() {
    let mut read = Read::on(Rendering::Mvc).await;
    let cell = CellId::new(TICK);
    read.stage.place.simulator.with_tenant(|tenant| {
        let cell = cell.clone();
        tenant.slips.push(Slip::DroppedCell { cell });
    });
    // The page says that it is saved; only a second look tells.
    read.save().await.expect("the page says so");
    let shown = read.stage.console.read_level(read.level).await;
    assert_eq!(
        shown.expect("a look").cells.get(&cell),
        read.before.cells.get(&cell)
    );

    let taken = LevelEdit {
        name: Some(LevelName::new("API User (system)")),
        active: None,
        cells: BTreeMap::new(),
    };
    let level = read.level;
    let refused = read.stage.console.save_level(level, &taken).await;
    assert_snapshot!(refused.expect_err("a refusal"), @"the page refuses: The name API User (system) is already in use.");
    let system = read.stage.level_named("API User (system)");
    let refused = read.stage.console.save_level(system, &taken).await;
    assert_snapshot!(refused.expect_err("a refusal"), @"the page refuses: `API User (system)` is a system level, which nobody can edit: copy it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clumsy_person_is_told() {
    let stage = Stage::with(Tenant::contoso(), Rendering::Classic, Hand::Human).await;
    stage.prank(&json!({"clumsy": true}));
    let mut read = Read::of(stage).await;
    let view = CellId::new("serviceDesk.objects.tickets.view");
    let edit = LevelEdit {
        name: None,
        active: None,
        cells: BTreeMap::from([(view.clone(), CellValue::Scope(Scope::Mine))]),
    };
    let level = read.level;
    let console = &mut read.stage.console;
    console.save_level(level, &edit).await.expect("it is saved");
    let saved = read.stage.level(level).cells;
    assert_eq!(saved.get(&view), Some(&CellValue::Scope(Scope::Mine)));
    assert_snapshot!(read.stage.told("please choose").join("\n"), @"General > Service Desk > Object Permissions > Tickets > View shows `Mine + Organizations` now; please choose `Mine`");
}
