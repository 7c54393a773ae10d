//! A plan as JSON.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, CellState, CellValue, Change, CheckTask, CredentialSink, FieldChange,
    FieldValue, Note, Person, Plan, Risk, Step,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ErrorV1, FORMAT_VERSION};

/// What `attune plan --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `plan`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: String,
    /// The database that was looked at.
    pub database: Option<i64>,
    /// Whether the tenant was seen to be as the manifest says; false where that could not be found out.
    pub in_sync: bool,
    /// Whether the plan may be applied.
    pub can_apply: bool,
    /// The steps, in order.
    pub steps: Vec<StepV1>,
    /// What stops the plan.
    pub problems: Vec<ProblemV1>,
    /// The guarded risks that were not allowed.
    pub refused: Vec<RiskV1>,
    /// What is said without being done.
    pub notes: Vec<NoteV1>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepV1 {
    /// Stable over runs.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// What changes.
    pub change: ChangeV1,
    /// Why.
    pub reason: String,
    /// `rest` or `operator`.
    pub channel: String,
    /// The best proof that can be reached.
    pub proof: String,
    /// What a reviewer must not overlook.
    pub risks: Vec<RiskV1>,
    /// The steps that come first.
    pub needs: Vec<String>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum ChangeV1 {
    /// Copy a level.
    CopyLevel {
        /// The level copied.
        base: String,
        /// The copy's name.
        name: String,
        /// The copy's `Active` box.
        active: bool,
        /// The cells to set.
        cells: Vec<CellV1>,
    },
    /// Edit a level.
    EditLevel {
        /// Its name now.
        level: String,
        /// Its new name.
        rename: Option<String>,
        /// `Active`, before and after.
        active: Option<[bool; 2]>,
        /// The cells to set.
        cells: Vec<CellV1>,
        /// Who holds it.
        holders: Vec<PersonV1>,
    },
    /// Create an API user.
    CreateApiUser {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// E-mail address.
        email: String,
        /// Its security level.
        security_level: String,
        /// Its vendor.
        integration_vendor: String,
        /// The file that gets key and secret.
        credentials_file: String,
    },
    /// Update an API user.
    UpdateApiUser {
        /// Which.
        user: PersonV1,
        /// The fields by REST name, before and after.
        fields: BTreeMap<String, [String; 2]>,
    },
    /// Give someone another level.
    AssignLevel {
        /// Who.
        person: PersonV1,
        /// The level held now.
        before: String,
        /// The level to hold.
        after: String,
    },
    /// Run a check.
    Check {
        /// The API user that signs in.
        api_user: String,
        /// The person to act as.
        acts_as: PersonV1,
    },
}

/// A person or API user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonV1 {
    /// The resource's number.
    pub id: i64,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellV1 {
    /// Its address.
    pub cell: String,
    /// What is known of it now; null where nobody can see it.
    pub before: Option<BeforeV1>,
    /// What it is to be: true, false, a number or a word.
    pub after: ValueV1,
}

/// A value that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BeforeV1 {
    /// The value.
    pub value: ValueV1,
    /// Where it was seen.
    pub source: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A cell's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueV1 {
    /// A box.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A word.
    Word(String),
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RiskV1 {
    /// Its kind, as `--allow` takes it.
    pub kind: String,
    /// What it is about.
    pub what: String,
}

/// Something that stops the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemV1 {
    /// The problem's stable id.
    pub kind: String,
    /// The path of keys in the manifest.
    pub place: String,
    /// The file, where the place is known.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteV1 {
    /// `unmanaged`, `also-affected`, `from-ledger` or `unseen`.
    pub kind: String,
    /// The sentence.
    pub text: String,
}

impl PlanDocument {
    /// A plan with the problems' places already resolved.
    pub fn of(plan: &Plan, problems: Vec<ProblemV1>, exit_code: u8) -> Self {
        let Plan {
            tenant,
            database,
            steps,
            problems: _,
            refused,
            notes,
        } = plan;
        Self {
            format_version: FORMAT_VERSION,
            kind: "plan".to_owned(),
            exit_code,
            tenant: tenant.to_string(),
            database: Some(*database),
            in_sync: plan.is_in_sync(),
            can_apply: plan.can_apply(),
            steps: steps.iter().map(StepV1::from).collect(),
            problems,
            refused: refused.iter().map(RiskV1::from).collect(),
            notes: notes.iter().map(NoteV1::from).collect(),
            error: None,
        }
    }

    /// No plan, and why.
    pub fn failed(tenant: String, error: ErrorV1, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "plan".to_owned(),
            exit_code,
            tenant,
            database: None,
            in_sync: false,
            can_apply: false,
            steps: Vec::new(),
            problems: Vec::new(),
            refused: Vec::new(),
            notes: Vec::new(),
            error: Some(error),
        }
    }
}

impl From<&Step> for StepV1 {
    fn from(step: &Step) -> Self {
        let Step {
            id,
            change,
            reason,
            channel,
            proof,
            risks,
            needs,
        } = step;
        Self {
            id: id.to_string(),
            title: change.title(),
            change: change.into(),
            reason: reason.id().to_owned(),
            channel: channel.to_string(),
            proof: proof.to_string(),
            risks: risks.iter().map(RiskV1::from).collect(),
            needs: needs.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&Change> for ChangeV1 {
    fn from(change: &Change) -> Self {
        match change {
            Change::CopyLevel {
                handle: _,
                base,
                name,
                active,
                cells,
            } => Self::CopyLevel {
                base: base.name().to_string(),
                name: name.to_string(),
                active: *active,
                cells: cells_v1(cells),
            },
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active,
                cells,
                holders,
            } => Self::EditLevel {
                level: level.name().to_string(),
                rename: rename.as_ref().map(ToString::to_string),
                active: active.as_ref().map(|FieldChange { before, after }| {
                    [
                        *before == FieldValue::Flag(true),
                        *after == FieldValue::Flag(true),
                    ]
                }),
                cells: cells_v1(cells),
                holders: holders.iter().map(PersonV1::from).collect(),
            },
            Change::CreateApiUser {
                handle: _,
                form,
                credentials: CredentialSink::File(path),
            } => Self::CreateApiUser {
                first_name: form.first_name.clone(),
                last_name: form.last_name.clone(),
                email: form.email.clone(),
                security_level: form.level.name().to_string(),
                integration_vendor: form.integration_vendor.clone(),
                credentials_file: path.display().to_string(),
            },
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                integration_vendor: _,
            } => Self::UpdateApiUser {
                user: user.into(),
                fields: fields
                    .iter()
                    .map(|(field, FieldChange { before, after })| {
                        (
                            field.rest_name().to_owned(),
                            [before.to_string(), after.to_string()],
                        )
                    })
                    .collect(),
            },
            Change::AssignLevel {
                person,
                before,
                after,
            } => Self::AssignLevel {
                person: person.into(),
                before: before.name().to_string(),
                after: after.name().to_string(),
            },
            Change::Check(CheckTask {
                handle: _,
                api_user,
                credentials: _,
                acts_as,
                ticket: _,
                relies_on: _,
            }) => Self::Check {
                api_user: api_user.to_string(),
                acts_as: acts_as.into(),
            },
        }
    }
}

fn cells_v1(cells: &BTreeMap<CellId, CellChange>) -> Vec<CellV1> {
    cells
        .iter()
        .map(|(cell, CellChange { before, after })| CellV1 {
            cell: cell.to_string(),
            before: match before {
                CellState::Known { value, source, at } => Some(BeforeV1 {
                    value: (*value).into(),
                    source: source.to_string(),
                    at: at.to_string(),
                }),
                CellState::Unknown => None,
            },
            after: (*after).into(),
        })
        .collect()
}

impl From<CellValue> for ValueV1 {
    fn from(value: CellValue) -> Self {
        match value {
            CellValue::Flag(flag) => Self::Flag(flag),
            CellValue::Number(number) => Self::Number(number),
            CellValue::Scope(scope) => Self::Word(scope.label().to_owned()),
        }
    }
}

impl From<&Person> for PersonV1 {
    fn from(person: &Person) -> Self {
        let Person { id, name, email } = person;
        Self {
            id: id.0,
            name: name.clone(),
            email: email.clone(),
        }
    }
}

impl From<&Risk> for RiskV1 {
    fn from(risk: &Risk) -> Self {
        let Risk { kind, what } = risk;
        Self {
            kind: kind.to_string(),
            what: what.clone(),
        }
    }
}

impl From<&Note> for NoteV1 {
    fn from(note: &Note) -> Self {
        let kind = match note {
            Note::Unmanaged(_) => "unmanaged",
            Note::AlsoAffected(_) => "also-affected",
            Note::FromLedger(_) => "from-ledger",
            Note::Unseen(_) => "unseen",
        };
        Self {
            kind: kind.to_owned(),
            text: note.text().to_owned(),
        }
    }
}
