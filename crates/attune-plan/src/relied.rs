//! What the steps of a plan stand on, so that a plan carried out later can be held against the tenant as it is then.
//!
//! Only what a step of the plan uses is taken down: that somebody else changed elsewhere is no reason to refuse. Cells
//! are not among it; what is known of them comes from the ledger alone, whose position is compared by itself.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::LicenseType;
use attune_model::{
    ApiUserForm, ApiUserRef, Change, Channel, CheckTask, Field, FieldChange, FieldValue, LevelId,
    LevelName, LevelRef, Observed, ObservedLevel, Person, Plan, Reading, Resource, ResourceFields,
    ResourceId, Step, Tracking,
};

/// Live values in words, by object: `Tess Turner (29682886)` to `security level` to `"Helpdesk" (12)`.
pub type Relied = BTreeMap<String, BTreeMap<String, String>>;

/// A value that is another one than the plan was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The object, with its number where it has one.
    pub object: String,
    /// Which of its values.
    pub value: String,
    /// What it was.
    pub was: String,
    /// What it is.
    pub is: String,
}

/// The live values that the steps of `plan` stand on, as `observed` has them.
///
/// # Errors
/// Why a reading that is needed failed. A plan without steps needs none.
pub fn relied_on(plan: &Plan, observed: &Observed) -> Result<Relied, String> {
    if plan.steps.is_empty() {
        return Ok(Relied::new());
    }
    let mut look = Look::new(observed)?;
    for step in &plan.steps {
        look.step(step);
    }
    Ok(look.relied)
}

/// What is not as it was, object by object; an object or value that only one side has counts as `not there`.
pub fn moved(was: &Relied, is: &Relied) -> Vec<Moved> {
    let objects: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut moved = Vec::new();
    for object in objects {
        let (before, now) = (was.get(object), is.get(object));
        let values: BTreeSet<&String> = [before, now]
            .into_iter()
            .flatten()
            .flat_map(BTreeMap::keys)
            .collect();
        for value in values {
            let of = |values: Option<&BTreeMap<String, String>>| {
                values
                    .and_then(|values| values.get(value))
                    .map_or_else(|| "not there".to_owned(), Clone::clone)
            };
            let (was, is) = (of(before), of(now));
            if was != is {
                moved.push(Moved {
                    object: object.clone(),
                    value: value.clone(),
                    was,
                    is,
                });
            }
        }
    }
    moved
}

fn read<T>(reading: &Reading<T>) -> Result<&T, String> {
    match reading {
        Reading::Read(read) => Ok(read),
        Reading::Failed(why) => Err(why.to_string()),
    }
}

struct Look<'a> {
    levels: &'a BTreeMap<LevelId, ObservedLevel>,
    resources: &'a BTreeMap<ResourceId, Resource>,
    fields: &'a ResourceFields,
    vendors: Option<&'a BTreeSet<String>>,
    /// The first level of each name.
    names: BTreeMap<&'a LevelName, LevelId>,
    /// The active holders of each level.
    holders: BTreeMap<LevelId, Vec<ResourceId>>,
    /// API users by e-mail address in lower case.
    api_users: BTreeMap<String, Vec<ResourceId>>,
    relied: Relied,
}

impl<'a> Look<'a> {
    fn new(observed: &'a Observed) -> Result<Self, String> {
        let levels = read(&observed.levels)?;
        let resources = read(&observed.resources)?;
        let mut names = BTreeMap::new();
        for (id, level) in levels {
            names.entry(&level.name).or_insert(*id);
        }
        let mut holders: BTreeMap<LevelId, Vec<ResourceId>> = BTreeMap::new();
        let mut api_users: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
        for (id, resource) in resources {
            if resource.active {
                holders.entry(resource.level).or_default().push(*id);
            }
            if resource.is_api_user() {
                let email = resource.email.to_lowercase();
                api_users.entry(email).or_default().push(*id);
            }
        }
        Ok(Self {
            levels,
            resources,
            fields: read(&observed.fields)?,
            vendors: match &observed.vendors {
                Reading::Read(vendors) => Some(vendors),
                Reading::Failed(_) => None,
            },
            names,
            holders,
            api_users,
            relied: Relied::new(),
        })
    }

    /// The resources of a list of numbers.
    fn those(&self, ids: Option<&Vec<ResourceId>>) -> Vec<(&'a ResourceId, &'a Resource)> {
        let ids = ids.into_iter().flatten();
        ids.filter_map(|id| self.resources.get_key_value(id))
            .collect()
    }
}

impl Look<'_> {
    fn step(&mut self, step: &Step) {
        match &step.change {
            Change::CopyLevel {
                handle: _,
                base,
                name,
                active: _,
                cells: _,
            } => {
                self.level(base);
                self.name(name);
            }
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active: _,
                cells: _,
                holders: _,
            } => {
                self.level(level);
                self.holders(level);
                if let Some(name) = rename {
                    self.name(name);
                }
            }
            Change::CreateApiUser {
                handle: _,
                form,
                credentials: _,
                replaces,
            } => {
                self.form(form);
                if let Some(person) = replaces {
                    self.resource(person, []);
                }
            }
            Change::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => self.resource(user, [Field::IsActive]),
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => self.fields(step, user, fields),
            Change::SetProtectedData {
                handle: _,
                user,
                before: _,
                after: _,
            } => {
                if let ApiUserRef::Existing(person) = user {
                    self.resource(person, []);
                }
            }
            Change::AssignLevel {
                person,
                before,
                after,
            } => {
                self.resource(person, []);
                self.level(before);
                self.level(after);
                if step.channel == Channel::Rest {
                    self.writable([Field::UserType]);
                }
                self.administrators(person.id);
            }
            Change::AdoptLevel {
                handle: _,
                id,
                name,
            } => self.level(&LevelRef::Existing {
                id: *id,
                name: name.clone(),
            }),
            Change::RotateSecret {
                handle: _,
                user,
                credentials: _,
                delivered: _,
            }
            | Change::AdoptApiUser {
                handle: _,
                user,
                tracking: _,
            } => self.resource(user, []),
            Change::Check(CheckTask {
                handle: _,
                api_user: _,
                credentials: _,
                acts_as,
                ticket: _,
                relies_on: _,
            }) => self.resource(acts_as, []),
        }
    }

    fn fields(&mut self, step: &Step, user: &Person, fields: &BTreeMap<Field, FieldChange>) {
        self.resource(user, fields.keys().copied());
        self.location(fields.get(&Field::LocationId));
        if step.channel == Channel::Rest {
            self.writable(fields.keys().copied());
        }
    }

    fn set(&mut self, object: impl Into<String>, value: &str, is: impl Into<String>) {
        self.relied
            .entry(object.into())
            .or_default()
            .insert(value.to_owned(), is.into());
    }

    fn level(&mut self, level: &LevelRef) {
        let LevelRef::Existing { id, name } = level else {
            return;
        };
        let object = level_object(*id, name);
        let Some(level) = self.levels.get(id) else {
            self.set(object, "name", "not there");
            return;
        };
        let ObservedLevel {
            name,
            active,
            system,
            cells: _,
        } = level;
        self.set(&object, "name", format!("\"{name}\""));
        self.set(&object, "active", yes_no(*active));
        self.set(&object, "system level", yes_no(*system));
    }

    /// Everyone whom an edit of the level reaches; they stand in the plan that was reviewed.
    fn holders(&mut self, level: &LevelRef) {
        let LevelRef::Existing { id, name } = level else {
            return;
        };
        let holders = names(self.those(self.holders.get(id)).into_iter());
        self.set(level_object(*id, name), "held by", holders);
    }

    fn name(&mut self, name: &LevelName) {
        let is = self
            .names
            .get(name)
            .map_or_else(|| "free".to_owned(), |id| format!("taken by level {id}"));
        self.set(format!("the level name \"{name}\""), "is", is);
    }

    fn resource(&mut self, who: &Person, more: impl IntoIterator<Item = Field>) {
        let object = format!("{} ({})", who.name, who.id);
        let Some(resource) = self.resources.get(&who.id) else {
            self.set(object, "name", "not there");
            return;
        };
        self.set(&object, "name", resource.full_name());
        self.set(&object, "e-mail address", &resource.email);
        self.set(&object, "active", yes_no(resource.active));
        self.set(&object, "licence type", resource.license_type.label());
        self.set(
            &object,
            "security level",
            level_words(self.levels, resource.level),
        );
        for field in more {
            if let Some(value) = seen(resource, field) {
                self.set(&object, field.label(), value);
            }
        }
    }

    fn form(&mut self, form: &ApiUserForm) {
        self.level(&form.level);
        let at = self.those(self.api_users.get(&form.email.to_lowercase()));
        let alike = names(at.into_iter().filter(|(_, resource)| {
            resource.first_name == form.first_name && resource.last_name == form.last_name
        }));
        let object = format!(
            "API users named {} {} <{}>",
            form.first_name, form.last_name, form.email
        );
        self.set(object, "are", alike);
        if let (Tracking::Vendor(vendor), Some(vendors)) = (&form.tracking, self.vendors) {
            let listed = yes_no(vendors.contains(vendor));
            self.set(
                format!("the integration vendor \"{vendor}\""),
                "listed",
                listed,
            );
        }
        if let Some(location) = &form.primary_internal_location {
            let numbers: Vec<String> = self
                .fields
                .locations
                .iter()
                .filter(|(_, name)| *name == location)
                .map(|(number, _)| number.to_string())
                .collect();
            self.set(
                format!("the internal location \"{location}\""),
                "numbers",
                list(&numbers),
            );
        }
    }

    fn location(&mut self, change: Option<&FieldChange>) {
        if let Some(FieldChange {
            before: _,
            after: FieldValue::Number(number),
        }) = change
        {
            let name = self
                .fields
                .locations
                .get(number)
                .map_or("not there", String::as_str);
            self.set(format!("internal location {number}"), "name", name);
        }
    }

    fn writable(&mut self, fields: impl IntoIterator<Item = Field>) {
        for name in fields.into_iter().filter_map(Field::rest_name) {
            let writable = yes_no(self.fields.is_writable(name));
            self.set(format!("field {name} of REST"), "takes writes", writable);
        }
    }

    /// Whether the last administrator goes was judged by who the others are.
    fn administrators(&mut self, moved: ResourceId) {
        let is_one = |resource: &Resource| resource.license_type == LicenseType::Administrator;
        let object = "the active administrators";
        let is_known = self.relied.contains_key(object);
        if !is_known && self.resources.get(&moved).is_some_and(is_one) {
            let all = names(
                self.resources
                    .iter()
                    .filter(|(_, resource)| is_one(resource) && resource.active),
            );
            self.set(object, "are", all);
        }
    }
}

/// A level by the name that the plan has for it: the same one then and now, whatever it is called meanwhile.
fn level_object(id: LevelId, name: &LevelName) -> String {
    format!("security level \"{name}\" ({id})")
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn level_words(levels: &BTreeMap<LevelId, ObservedLevel>, id: LevelId) -> String {
    levels.get(&id).map_or_else(
        || format!("(level {id})"),
        |level| format!("\"{}\" ({id})", level.name),
    )
}

/// A field as REST shows it; none for what it does not show.
fn seen(resource: &Resource, field: Field) -> Option<String> {
    match field {
        Field::LocationId => Some(
            resource
                .location
                .map_or_else(|| "none".to_owned(), |location| location.to_string()),
        ),
        Field::MiddleName
        | Field::EmailTypeCode
        | Field::DateFormat
        | Field::TimeFormat
        | Field::NumberFormat => resource.texts.get(&field).cloned(),
        // Part of every resource's values, in words of their own.
        Field::FirstName
        | Field::LastName
        | Field::Email
        | Field::IsActive
        | Field::UserType
        | Field::LinesOfBusiness
        | Field::Locked
        | Field::ViewsUnassigned => None,
    }
}

fn names<'a>(resources: impl Iterator<Item = (&'a ResourceId, &'a Resource)>) -> String {
    let names: Vec<String> = resources
        .map(|(id, resource)| format!("{} ({id})", resource.full_name()))
        .collect();
    list(&names)
}

fn list(words: &[String]) -> String {
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
