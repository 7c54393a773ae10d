//! Steps to carry out.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, CheckTask,
    CredentialSink, Field, FieldChange, FieldState, FieldValue, LevelId, LevelName, LevelRef,
    Person, Plan, Proof, Reason, Step, StepId, TestTicket, Tracking,
};

use super::{BASE, CELL, CUSTOM, TESS, USER, handle};

pub(crate) fn step(id: &str, change: Change, channel: Channel) -> Step {
    Step {
        id: StepId(id.to_owned()),
        change,
        reason: Reason::Missing,
        channel,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

/// A plan of these steps and nothing else.
pub(crate) fn plan(steps: Vec<Step>) -> Plan {
    Plan {
        tenant: handle("contoso"),
        database: 1,
        steps,
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    }
}

pub(crate) fn existing(id: LevelId, name: &str) -> LevelRef {
    LevelRef::Existing {
        id,
        name: LevelName::new(name),
    }
}

fn cells(before: CellState) -> BTreeMap<CellId, CellChange> {
    let after = CellValue::Flag(true);
    BTreeMap::from([(CellId::new(CELL), CellChange { before, after })])
}

pub(crate) fn copy_step() -> Step {
    let change = Change::CopyLevel {
        handle: Some(handle("tasky-api")),
        base: existing(BASE, "API User (system)"),
        name: LevelName::new("Tasky API"),
        active: true,
        cells: cells(CellState::Unknown),
    };
    step("level/tasky-api", change, Channel::Operator)
}

pub(crate) fn edit_step(before: CellState) -> Step {
    let change = Change::EditLevel {
        handle: None,
        level: existing(CUSTOM, "Helpdesk Lead"),
        rename: None,
        active: None,
        cells: cells(before),
        holders: Vec::new(),
    };
    step("edit/52", change, Channel::Operator)
}

pub(crate) fn create_step() -> Step {
    let change = Change::CreateApiUser {
        handle: handle("tasky"),
        form: Box::new(ApiUserForm {
            first_name: "Tasky".to_owned(),
            middle_name: None,
            last_name: "Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
            email_type: None,
            active: true,
            locked: None,
            level: existing(BASE, "API User (system)"),
            date_format: None,
            time_format: None,
            number_format: None,
            primary_internal_location: None,
            key: None,
            tracking: vendor(),
            lines_of_business: None,
            views_unassigned: None,
        }),
        credentials: CredentialSink::File("tasky.json".into()),
        replaces: None,
    };
    step("api-user/tasky", change, Channel::Operator)
}

/// [`create_step`] with what else the form can hold.
pub(crate) fn create_whole_step() -> Step {
    let mut step = create_step();
    if let Change::CreateApiUser { form, .. } = &mut step.change {
        form.middle_name = Some("Middle".to_owned());
        form.email_type = Some("Primary".to_owned());
        form.key = Some("typed".to_owned());
        form.lines_of_business = Some(BTreeSet::from(["Managed".to_owned()]));
        form.views_unassigned = Some(true);
    }
    step
}

/// The boxes of the API user that [`create_step`] makes.
pub(crate) fn boxes_step(before: Option<BTreeSet<ProtectedData>>) -> Step {
    let change = Change::SetProtectedData {
        handle: handle("tasky"),
        user: ApiUserRef::Planned {
            step: StepId("api-user/tasky".to_owned()),
            name: "Tasky Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
        },
        before,
        after: BTreeSet::from([ProtectedData::ViewProtected]),
    };
    let mut step = step("api-user/tasky/protected-data", change, Channel::Operator);
    step.needs = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
    step
}

pub(crate) fn vendor() -> Tracking {
    Tracking::Vendor("Vendor".to_owned())
}

pub(crate) fn assign_step(channel: Channel) -> Step {
    let change = Change::AssignLevel {
        person: tess(),
        before: existing(CUSTOM, "Helpdesk Lead"),
        after: existing(BASE, "API User (system)"),
    };
    step("assign/101", change, channel)
}

pub(crate) fn update_step(channel: Channel) -> Step {
    let change = FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(false),
    };
    update_fields(channel, BTreeMap::from([(Field::IsActive, change)]))
}

pub(crate) fn update_fields(channel: Channel, fields: BTreeMap<Field, FieldChange>) -> Step {
    let change = Change::UpdateApiUser {
        handle: handle("old"),
        user: Person {
            id: USER,
            name: "Old Test".to_owned(),
            email: "old@contoso.example".to_owned(),
        },
        fields,
        tracking: Some(vendor()),
    };
    step("api-user/old/fields", change, channel)
}

/// Another secret for [`USER`], whose key and secret are in `tasky.json`.
pub(crate) fn rotate_step() -> Step {
    let change = Change::RotateSecret {
        handle: handle("tasky"),
        user: Person {
            id: USER,
            name: "Old Test".to_owned(),
            email: "old@contoso.example".to_owned(),
        },
        credentials: CredentialSink::File("tasky.json".into()),
        delivered: None,
    };
    step("api-user/tasky/rotate", change, Channel::Operator)
}

pub(crate) fn adopt_level_step(name: &str) -> Step {
    let change = Change::AdoptLevel {
        handle: handle("lead"),
        id: CUSTOM,
        name: LevelName::new(name),
    };
    step("level/lead/adopt", change, Channel::Rest)
}

pub(crate) fn adopt_api_user_step() -> Step {
    let change = Change::AdoptApiUser {
        handle: handle("old"),
        user: Person {
            id: USER,
            name: "Old Test".to_owned(),
            email: "old@contoso.example".to_owned(),
        },
        tracking: Some(vendor()),
    };
    step("api-user/old/adopt", change, Channel::Rest)
}

pub(crate) fn check_step() -> Step {
    let task = CheckTask {
        handle: handle("note"),
        api_user: handle("tasky"),
        credentials: CredentialSink::File("tasky.json".into()),
        acts_as: tess(),
        ticket: TestTicket {
            company_id: 0,
            status: 1,
            priority: 1,
            queue_id: None,
        },
        relies_on: "digest".to_owned(),
    };
    step("check/note", Change::Check(task), Channel::Rest)
}

pub(crate) fn tess() -> Person {
    Person {
        id: TESS,
        name: "Tess Test".to_owned(),
        email: "tess@contoso.example".to_owned(),
    }
}
