//! What an extract has to agree with: the tenant as REST lists it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use attune_apply::ports::{ApiUserContent, LevelContent};
use attune_console::extract::Extract;
use attune_console::locators::{Locators, PageKind};
use attune_console::reading::{
    ApiUserReading, LevelReading, ProtectedDataReading, Unknown, expect, expect_host, level_name,
    read_api_user, read_level, read_protected_data,
};
use attune_model::catalogue::cell_at;
use attune_model::{
    CellId, Field, LevelId, LevelName, Observed, ObservedLevel, Reading, Resource, ResourceId,
    Timestamp,
};
use url::{Position, Url};

use crate::error::CommandError;

/// How far the clock of a browser may be ahead of this machine's.
const AHEAD: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

/// How many rows are named.
const NAMED: usize = 10;

/// The tenant, and how its pages are read.
pub(super) struct Tenant<'a> {
    host: String,
    levels: &'a BTreeMap<LevelId, ObservedLevel>,
    resources: &'a BTreeMap<ResourceId, Resource>,
    locations: &'a BTreeMap<i64, String>,
    /// Words of the user's own.
    locators: Option<PathBuf>,
    /// Whether a page may lack rows.
    incomplete: bool,
    now: Timestamp,
}

/// What an extract shows.
pub(super) struct Page {
    /// When it was taken.
    pub(super) at: Timestamp,
    pub(super) shows: Shows,
    /// What else is to be said of it.
    pub(super) notes: Vec<String>,
}

/// A page by its kind.
pub(super) enum Shows {
    Level(LevelId, LevelContent),
    ApiUser(ResourceId, ApiUserContent),
    ProtectedData(ProtectedDataReading),
}

impl<'a> Tenant<'a> {
    pub(super) fn of(
        observed: &'a Observed,
        locators: Option<&Path>,
        incomplete: bool,
        now: Timestamp,
    ) -> Result<Self, CommandError> {
        let (Reading::Read(levels), Reading::Read(resources), Reading::Read(fields)) =
            (&observed.levels, &observed.resources, &observed.fields)
        else {
            return Err(CommandError::credential(
                "the tenant's levels and API users could not be read",
                "Nothing was captured. Try again when the tenant answers.",
            ));
        };
        let console = Url::parse(&observed.tenant.console_url).map_err(|error| {
            CommandError::credential(
                format!("the zone's console has no address: {error}"),
                "Nothing was captured. Report this with what `zoneInformation` answers.",
            )
        })?;
        Ok(Self {
            host: console[Position::BeforeHost..Position::AfterPort].to_owned(),
            levels,
            resources,
            locations: &fields.locations,
            locators: locators.map(Path::to_owned),
            incomplete,
            now,
        })
    }

    /// What an extract shows of this tenant.
    ///
    /// # Errors
    /// Why it is not taken.
    pub(super) fn page(&self, extract: &Extract) -> Result<Page, String> {
        let at = self.time(extract)?;
        expect_host(extract, &self.host).map_err(words)?;
        let language = match extract.main_language() {
            "" => "en",
            language => language,
        };
        let locators = Locators::load(language, self.locators.as_deref()).map_err(words)?;
        let kinds = [
            PageKind::SecurityLevel,
            PageKind::ApiUser,
            PageKind::ProtectedData,
        ];
        let (shows, unknown, missing) = match expect(extract, &locators, &kinds).map_err(words)? {
            PageKind::ApiUser => {
                self.api_user(read_api_user(extract, &locators).map_err(words)?)?
            }
            PageKind::ProtectedData => {
                let reading = read_protected_data(extract, &locators).map_err(words)?;
                let unknown = reading.unknown.clone();
                (Shows::ProtectedData(reading), unknown, Vec::new())
            }
            PageKind::SecurityLevel
            | PageKind::SecurityLevels
            | PageKind::Resources
            | PageKind::NewApiUser
            | PageKind::Resource
            | PageKind::SignIn
            | PageKind::AccessDenied => {
                self.level(read_level(extract, &locators).map_err(words)?, &locators)?
            }
        };
        let mut notes: Vec<String> = unknown.iter().map(stranger).collect();
        if !missing.is_empty() {
            let lacks = lacks(&missing);
            if !self.incomplete {
                return Err(format!(
                    "{lacks}; wait until the page is whole and take it again, or keep the rest with --incomplete"
                ));
            }
            notes.push(format!("{lacks}; they stay unknown"));
        }
        Ok(Page { at, shows, notes })
    }

    /// When it was taken, which is never later than now.
    fn time(&self, extract: &Extract) -> Result<Timestamp, String> {
        let at = extract.taken.ok_or(
            "it does not say when it was taken; take it with the script of `attune capture --snippet`",
        )?;
        if at.duration_since(self.now) > AHEAD {
            return Err(format!(
                "it says that it was taken at {at}, which is yet to come; check the clocks of both machines"
            ));
        }
        Ok(at.min(self.now))
    }

    fn level(&self, reading: LevelReading, locators: &Locators) -> Result<Seen, String> {
        let name = level_name(reading.content.name.as_str(), locators);
        let id = self.level_id(reading.id, &name)?;
        let missing = reading.missing.iter().map(|cell| {
            let row = cell_at(cell.as_str()).map(|spec| {
                let row = reading.terms.fill(spec.row);
                format!("{} › {row}", spec.section.label())
            });
            row.unwrap_or_else(|| CellId::to_string(cell))
        });
        let missing = missing.collect();
        let content = LevelContent {
            name,
            ..reading.content
        };
        Ok((Shows::Level(id, content), reading.unknown, missing))
    }

    /// Number and name have to be of one level: hosts serve more tenants than one, and numbers of levels are small.
    fn level_id(&self, id: Option<LevelId>, name: &LevelName) -> Result<LevelId, String> {
        let Some(id) = id else {
            let named = self.levels.iter().filter(|(_, level)| level.name == *name);
            return only(
                named.map(|(id, _)| *id),
                &format!("security level \"{name}\""),
            );
        };
        match self.levels.get(&id) {
            Some(level) if level.name == *name => Ok(id),
            Some(level) => Err(format!(
                "it shows security level {id} as \"{name}\", and this tenant's is \"{}\"; is it of another tenant, or not saved?",
                level.name
            )),
            None => Err(format!(
                "it shows security level {id}, \"{name}\", and this tenant has none of this number; is it of another tenant?"
            )),
        }
    }

    fn api_user(&self, reading: ApiUserReading) -> Result<Seen, String> {
        let text = |field: Field| {
            let value = reading.fields.get(&field);
            value.map(ToString::to_string).unwrap_or_default()
        };
        let [first, last, email] = [Field::FirstName, Field::LastName, Field::Email].map(text);
        let shown = format!("{first} {last} <{email}>");
        let is = |user: &Resource| {
            let names = user.first_name.trim() == first && user.last_name.trim() == last;
            user.is_api_user() && names && user.email.trim().eq_ignore_ascii_case(&email)
        };
        let id = match reading.id {
            None => {
                let same = self.resources.iter().filter(|(_, user)| is(user));
                only(same.map(|(id, _)| *id), &format!("API user {shown}"))?
            }
            Some(id) => match self.resources.get(&id) {
                Some(user) if is(user) => id,
                Some(_) | None => {
                    return Err(format!(
                        "it shows API user {id} as {shown}, and this tenant has none of this number, name and address; is it of \
                         another tenant, or not saved?"
                    ));
                }
            },
        };
        let levels = self.levels.iter();
        let levels = levels
            .map(|(id, level)| (*id, level.name.clone()))
            .collect();
        let content = reading.content(&levels, self.locations).map_err(words)?;
        let missing = reading.missing.into_iter().map(str::to_owned).collect();
        Ok((Shows::ApiUser(id, content), reading.unknown, missing))
    }

    /// What a resource is called.
    pub(super) fn name_of(&self, id: ResourceId) -> String {
        let known = self.resources.get(&id);
        known.map_or_else(|| id.to_string(), Resource::full_name)
    }
}

/// What a page shows, what attune does not know of it, and the labels that it lacks.
type Seen = (Shows, Vec<Unknown>, Vec<String>);

fn words(error: impl Display) -> String {
    error.to_string()
}

fn stranger(unknown: &Unknown) -> String {
    format!("attune does not know `{}`", unknown.at)
}

fn lacks(labels: &[String]) -> String {
    let mut rows: Vec<&str> = Vec::new();
    for label in labels {
        if !rows.contains(&label.as_str()) {
            rows.push(label);
        }
    }
    let named: Vec<&str> = rows.iter().take(NAMED).copied().collect();
    let more = match rows.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!(
        "the page lacks rows that attune knows: {}{more}",
        named.join(", ")
    )
}

fn only<T>(mut found: impl Iterator<Item = T>, what: &str) -> Result<T, String> {
    match (found.next(), found.count()) {
        (Some(one), 0) => Ok(one),
        (None, _) => Err(format!(
            "this tenant has no {what}; is it of another tenant?"
        )),
        (Some(_), _) => Err(format!(
            "this tenant has more than one {what}, and the page's address does not say which"
        )),
    }
}
