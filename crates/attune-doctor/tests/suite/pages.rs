//! Pages against the catalogue, and the words to try.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_doctor::pages::{self, Choice, Seen, bare_patch, look, patch};
use attune_doctor::{CatalogueCell, Count};
use attune_model::catalogue::{CellKind, ProtectedData, cells};
use attune_model::{
    ApiUserForm, CellId, CellValue, Credentials, Field, FieldValue, LevelEdit, LevelId, LevelName,
    ResourceId, Secret,
};
use insta::assert_snapshot;

/// A console that shows levels and saves nothing: whatever else is done there fails the test.
struct Shows(BTreeMap<LevelId, LevelContent>);

impl Console for Shows {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, _: LevelId) -> Result<LevelId, ConsoleError> {
        panic!("copies")
    }

    async fn save_level(&mut self, _: LevelId, _: &LevelEdit) -> Result<(), ConsoleError> {
        panic!("saves")
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        let content = self.0.get(&level).cloned();
        content.ok_or_else(|| ConsoleError::Refused("the page looks otherwise".to_owned()))
    }

    async fn draft_api_user(&mut self, _: Option<&str>) -> Result<Credentials, ConsoleError> {
        panic!("drafts")
    }

    async fn draft_secret(&mut self, _: ResourceId) -> Result<Credentials, ConsoleError> {
        panic!("drafts")
    }

    async fn save_secret(&mut self, _: ResourceId, _: &Secret) -> Result<(), ConsoleError> {
        panic!("saves")
    }

    async fn save_api_user(
        &mut self,
        _: &ApiUserForm,
        _: LevelId,
        _: &Credentials,
    ) -> Result<(), ConsoleError> {
        panic!("saves")
    }

    async fn update_api_user(
        &mut self,
        _: ResourceId,
        _: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        panic!("saves")
    }

    async fn read_api_user(&mut self, _: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        Err(ConsoleError::Refused("the page looks otherwise".to_owned()))
    }

    async fn set_protected_data(
        &mut self,
        _: ResourceId,
        _: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        panic!("saves")
    }

    async fn read_protected_data(
        &mut self,
        _: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        Ok(BTreeSet::new())
    }

    async fn assign_level(&mut self, _: ResourceId, _: LevelId) -> Result<(), ConsoleError> {
        panic!("saves")
    }
}

/// A page with every cell of the catalogue but those below an address, and with others.
fn page(api_only: bool, without: &str, with: &[CellId]) -> LevelContent {
    let shown =
        cells().filter(|spec| spec.on.includes(api_only) && !spec.path.starts_with(without));
    let shown = shown.filter(|spec| !matches!(spec.kind, CellKind::SameAs(_)));
    let ids = shown
        .map(attune_model::catalogue::CellSpec::id)
        .chain(with.iter().cloned());
    LevelContent {
        name: LevelName::new("Secret Project Zaphod"),
        active: true,
        api_only,
        cells: ids.map(|id| (id, CellValue::Flag(true))).collect(),
    }
}

fn choice(levels: &[i64], api_users: &[i64]) -> Choice {
    Choice {
        levels: levels.iter().copied().map(LevelId).collect(),
        api_users: api_users.iter().copied().map(ResourceId).collect(),
    }
}

#[tokio::test]
async fn what_is_expected_and_not_there_is_named_and_what_is_unknown_counted() {
    let renamed = [
        CellId::extra("Service Desk", "Tiket Notes", Some("View")),
        CellId::extra("Service Desk", "Zaphod Beeblebrox", None),
    ];
    let mut console = Shows(BTreeMap::from([
        (LevelId(1), page(true, "nothing is left out", &[])),
        (
            LevelId(2),
            page(false, "serviceDesk.objects.tickets", &renamed),
        ),
    ]));
    let Seen { pages, opened } = look(&mut console, &choice(&[1, 2, 3, 5], &[4])).await;
    assert_snapshot!(pages::text(&opened).unwrap(), @r"
    Pages that were opened
      Security Levels, and the editor of one: 2 read, 2 not read
        - number 3, 5: the page looks otherwise
      Resources/Users, and the form of an API user: 0 read, 1 not read
        - number 4: the page looks otherwise
      Protected Data Permission: 1 read, 0 not read
    ");
    assert_eq!(pages.api_only_levels.not_found, BTreeSet::new());
    assert_eq!(pages.api_only_levels.unknown, Count::None);
    let not_found = &pages.levels_of_people.not_found;
    assert!(!not_found.is_empty());
    assert!(
        not_found
            .iter()
            .all(|cell| cell.as_str().starts_with("serviceDesk.objects.tickets"))
    );
    assert_eq!(pages.levels_of_people.unknown, Count::Few);
    assert_eq!(
        [pages.unread_levels, pages.unread_api_users, pages.api_users],
        [Count::Few, Count::One, Count::None]
    );
    let told = serde_json::to_string(&pages.clone().without_labels()).unwrap();
    assert!(
        !told.contains("Zaphod") && !told.contains("Tiket"),
        "{told}"
    );
    let told = serde_json::to_string(&pages).unwrap();
    assert!(told.contains("Zaphod Beeblebrox") && !told.contains("Secret Project"));
}

#[tokio::test]
async fn a_row_whose_words_are_near_is_offered_as_a_locator() {
    let renamed = [CellId::extra("Service Desk", "Tikets", Some("View"))];
    let mut console = Shows(BTreeMap::from([(
        LevelId(2),
        page(false, "serviceDesk.objects.tickets", &renamed),
    )]));
    let Seen { pages, opened: _ } = look(&mut console, &choice(&[2], &[])).await;
    let day = "2026-11-22".parse().unwrap();
    let same = |label: &str| vec![label.to_owned()];
    assert_snapshot!(patch(&pages, "en", same, day).unwrap(), @r#"
    locators: 1
    language: en
    labels:
      - label: "Tickets"
        words: ["Tikets"]
        source: seen by attune doctor, to be tried
        valid_from: 2026-11-22
        confidence: inferred
    "#);
    let german = |label: &str| vec![label.replace("Tickets", "Fahrscheine"), label.to_owned()];
    let found = patch(&pages, "de", german, day).unwrap();
    assert!(found.starts_with(&bare_patch("de")), "{found}");
    assert!(
        found.contains("label: \"Tickets\"\n    words: [\"Tikets\"]"),
        "{found}"
    );
    assert_eq!(
        patch(&pages, "de", |_| vec!["Fahrscheine".to_owned()], day),
        None
    );
    assert_eq!(patch(&pages.without_labels(), "en", same, day), None);
}

#[test]
fn a_cell_is_one_of_the_catalogue() {
    assert!(CatalogueCell::at("webServicesApi.canLogin").is_some());
    assert_eq!(CatalogueCell::at("webServicesApi"), None);
    assert!(serde_json::from_str::<CatalogueCell>(r#""extra.Zaphod › Row""#).is_err());
}
