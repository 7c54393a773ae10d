//! A step as the terminal shows it, done at the admin pages by nothing but its words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use attune_apply::ports::{Console, ConsoleError};
use attune_model::catalogue::{CellKind, ProtectedData, Terms, cells};
use attune_model::{
    ApiUserForm, CellId, CellValue, Credentials, LevelEdit, LevelId, LevelName, LevelRef,
    ResourceId, Scope, Tracking,
};
use serde_json::json;

use crate::harness::{Sim, rows, visit};

/// A step as the terminal showed it.
pub(crate) struct Told {
    title: String,
    text: String,
    rows: BTreeMap<String, String>,
}

impl Told {
    /// The last step in what was shown.
    pub(super) fn in_text(shown: &str) -> Self {
        let begin = shown.rfind("\nStep ").expect("a step is shown") + 1;
        let text = &shown[begin..];
        let head = text.lines().next().unwrap();
        let (_, title) = head.split_once(": ").unwrap();
        let rows = text.lines().filter_map(|line| {
            let (place, target) = line.strip_prefix("     ")?.split_once(" = ")?;
            let target = target.split("  (now ").next().unwrap();
            Some((place.to_owned(), target.to_owned()))
        });
        Self {
            title: title.to_owned(),
            text: text.to_owned(),
            rows: rows.collect(),
        }
    }

    pub(super) fn is_new_api_user(&self) -> bool {
        self.title.starts_with("create API user ")
    }

    pub(super) fn is_move(&self) -> bool {
        self.title.starts_with("move ")
    }

    /// Carries it out.
    pub(super) async fn carry_out(&self, console: &mut impl Console) -> Result<(), ConsoleError> {
        if let Some(level) = self.found() {
            console.save_level(level, &self.edit()).await
        } else if self.title.starts_with("copy security level ") {
            let copy = console.copy_level(LevelId(self.number())).await?;
            console.save_level(copy, &self.edit()).await
        } else if self.title.starts_with("edit security level ") {
            let level = LevelId(self.number());
            console.save_level(level, &self.edit()).await
        } else if self.is_move() {
            let level = number_in(&self.rows["Security > Security Level"]);
            let who = ResourceId(self.number());
            console.assign_level(who, LevelId(level)).await
        } else if self
            .title
            .starts_with("set the protected data permission of ")
        {
            let user = ResourceId(self.number());
            console.set_protected_data(user, &self.boxes()).await
        } else {
            panic!("nobody knows what to do:\n{self}");
        }
    }

    /// Saves the form of a new API user.
    pub(super) async fn save_api_user(
        &self,
        console: &mut impl Console,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        let level = LevelId(number_in(&self.rows["Security Level"]));
        console
            .save_api_user(&self.form(), level, credentials)
            .await
    }

    /// Whoever looks for what is to be opened by its name finds its number.
    #[track_caller]
    pub(super) fn names_what_it_opens(&self, sim: &Sim) {
        let action = self.action();
        let named = ["In the menu of ", "Open ", "Find the row of "]
            .into_iter()
            .find_map(|start| action.strip_prefix(start));
        let Some(named) = named else { return };
        let number = number_in(named);
        let (told, there) = if let Some((name, _)) = named.split_once(" (number ") {
            let level = visit(sim, &json!({"do": "readLevel", "level": number}));
            (name, level["name"].as_str().unwrap().to_owned())
        } else {
            let (person, _) = named.split_once(", number ").expect(named);
            let filter = json!({"op": "eq", "field": "id", "value": number});
            let person_there = &rows(sim, "Resources", &filter)[0];
            let part = |field: &str| person_there[field].as_str().unwrap().to_owned();
            let there = ["firstName", "lastName", "email"].map(part);
            let [first, last, email] = there;
            (person, format!("{first} {last} ({email}"))
        };
        assert_eq!(told, there, "{self}");
    }

    /// The level that REST lists already.
    fn found(&self) -> Option<LevelId> {
        let (before, _) = self.text.split_once(" already; what REST does not show")?;
        Some(LevelId(before.rsplit(' ').next()?.parse().ok()?))
    }

    /// The first thing to do.
    fn action(&self) -> &str {
        let mut lines = self.text.lines();
        lines.find_map(|line| line.strip_prefix("  1. ")).unwrap()
    }

    /// The number of what is opened.
    fn number(&self) -> i64 {
        number_in(self.action())
    }

    /// The values of a level.
    fn edit(&self) -> LevelEdit {
        const GENERAL: &str = "General Information > ";
        let general = |label: &str| self.rows.get(&format!("{GENERAL}{label}"));
        let cells = self.rows.iter();
        LevelEdit {
            name: general("Name").map(|name| LevelName::new(name)),
            active: general("Active").map(|active| is_ticked(active)),
            cells: cells
                .filter(|(place, _)| !place.starts_with(GENERAL))
                .map(|(place, target)| cell(place, target))
                .collect(),
        }
    }

    /// The boxes of `Protected Data Permission` that are to be ticked.
    fn boxes(&self) -> BTreeSet<ProtectedData> {
        let is_to_be_ticked = |it: &ProtectedData| {
            let label = format!("> {}", it.label());
            let mut rows = self.rows.iter();
            let (_, target) = rows.find(|(place, _)| place.ends_with(&label)).unwrap();
            is_ticked(target)
        };
        let all = ProtectedData::ALL.into_iter();
        all.filter(is_to_be_ticked).collect()
    }

    /// The form of an API user; the words ask for nothing else.
    fn form(&self) -> ApiUserForm {
        let mut rows = self.rows.clone();
        let locked = rows.remove("Locked").map(|locked| is_ticked(&locked));
        let mut row = |place: &str| rows.remove(place).expect(place);
        assert_eq!(row("Username (Key)"), "press Generate Key");
        assert_eq!(row("Password (Secret)"), "press Generate Secret");
        let level = row("Security Level");
        let (name, _) = level.rsplit_once(" (number ").expect(&level);
        let form = ApiUserForm {
            first_name: row("First Name"),
            middle_name: None,
            last_name: row("Last Name"),
            email: row("Email Address"),
            email_type: None,
            active: is_ticked(&row("Active")),
            locked,
            level: LevelRef::Existing {
                id: LevelId(number_in(&level)),
                name: LevelName::new(name),
            },
            date_format: None,
            time_format: None,
            number_format: None,
            primary_internal_location: Some(row("Primary Internal Location"))
                .filter(|it| it != "leave the default"),
            key: None,
            tracking: Tracking::Vendor(row("API Tracking Identifier > Integration Vendor")),
            lines_of_business: None,
            views_unassigned: None,
        };
        assert_eq!(rows, BTreeMap::new(), "{self}");
        form
    }
}

impl Display for Told {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The number behind `number`.
fn number_in(text: &str) -> i64 {
    let (_, behind) = text.split_once("number ").expect(text);
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

fn is_ticked(target: &str) -> bool {
    match target {
        "ticked" => true,
        "not ticked" => false,
        _ => panic!("no box is {target}"),
    }
}

/// A cell by its labels, and the value by its word.
fn cell(place: &str, target: &str) -> (CellId, CellValue) {
    let spec = cells()
        .find(|spec| spec.page_path(&Terms::default()) == place)
        .unwrap_or_else(|| panic!("no page has {place}"));
    let value = match spec.kind {
        CellKind::CheckBox | CellKind::LimitBox => CellValue::Flag(is_ticked(target)),
        CellKind::YesNo => CellValue::Flag(target == "Yes"),
        CellKind::Number { min: _ } => CellValue::Number(target.parse().unwrap()),
        CellKind::Choice(_) => {
            let mut scopes = Scope::ALL.into_iter();
            CellValue::Scope(scopes.find(|scope| scope.label() == target).unwrap())
        }
        CellKind::SameAs(_) => panic!("{place} cannot be set"),
    };
    (spec.id(), value)
}
