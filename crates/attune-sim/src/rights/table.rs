//! From cells of a level to what they decide over REST.
//!
//! The help's settings pages name the cells (`security.md` 1). That REST obeys a cell, and for which entities, is
//! established for few of them: by a footnote of the help, or by an access that was reported or recorded (`rest.md` 3, 8).
//! All other rows follow from the names alone and are marked as guessed.

use attune_model::catalogue::Verb;

use crate::tenant::Entity;

/// How well it is known that a cell has an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Established {
    /// A source says so.
    Yes,
    /// Nothing does; this is the likeliest reading.
    Guessed,
}

/// A cell that decides about an entity and a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The entity.
    pub(crate) entity: Entity,
    /// What is done.
    pub(crate) verb: Verb,
    /// The address of the cell.
    pub(crate) cell: &'static str,
    /// Whether that is known.
    pub(crate) established: Established,
    /// From where.
    pub(crate) source: &'static str,
}

const fn known(entity: Entity, verb: Verb, cell: &'static str, source: &'static str) -> Row {
    Row {
        entity,
        verb,
        cell,
        established: Established::Yes,
        source,
    }
}

const fn guessed(entity: Entity, verb: Verb, cell: &'static str, source: &'static str) -> Row {
    Row {
        entity,
        verb,
        cell,
        established: Established::Guessed,
        source,
    }
}

const ACCOUNTS: &str = "crm.objects.accounts.view";
const HR: &str = "admin.features.resourcesUsersHr";
const PROJECTS: &str = "projects.objects.perProjectType.view";
const TICKETS: &str = "serviceDesk.objects.tickets.view";
const TICKETS_EDIT: &str = "serviceDesk.objects.tickets.edit";
const CALLS: &str = "serviceDesk.objects.serviceCalls.view";
const CALLS_EDIT: &str = "serviceDesk.objects.serviceCalls.edit";

const CRM_PAGE: &str = "help: Settings_CRM.htm";
const DESK_PAGE: &str = "help: Settings_ServiceDesk.htm";
const PROJECT_PAGE: &str = "help: Settings_Project.htm: viewing implies editing and deleting";
const DESK_FIELD: &str = "help: Settings_ServiceDesk.htm; a read-only API user was told None";
const HR_PAGE: &str = "help: ResourcesEntity.htm";
const FOLLOWS: &str = "the editor has no cell of its own; follows what it belongs to";

/// The table. An entity and a verb without a row are the same for every level, as recorded.
pub(crate) const ROWS: &[Row] = &[
    guessed(Entity::Companies, Verb::View, ACCOUNTS, CRM_PAGE),
    guessed(
        Entity::Companies,
        Verb::Add,
        "crm.objects.accounts.add",
        CRM_PAGE,
    ),
    guessed(
        Entity::Companies,
        Verb::Edit,
        "crm.objects.accounts.edit",
        CRM_PAGE,
    ),
    guessed(
        Entity::Companies,
        Verb::Delete,
        "crm.objects.accounts.delete",
        CRM_PAGE,
    ),
    guessed(
        Entity::Contacts,
        Verb::View,
        "crm.objects.contacts.view",
        CRM_PAGE,
    ),
    guessed(
        Entity::Contacts,
        Verb::Add,
        "crm.objects.contacts.add",
        CRM_PAGE,
    ),
    guessed(
        Entity::Contacts,
        Verb::Edit,
        "crm.objects.contacts.edit",
        CRM_PAGE,
    ),
    guessed(
        Entity::Contacts,
        Verb::Delete,
        "crm.objects.contacts.delete",
        CRM_PAGE,
    ),
    guessed(Entity::CompanyNotes, Verb::View, ACCOUNTS, FOLLOWS),
    guessed(Entity::CompanyNotes, Verb::Add, ACCOUNTS, FOLLOWS),
    guessed(Entity::CompanyNotes, Verb::Edit, ACCOUNTS, FOLLOWS),
    guessed(Entity::CompanyAttachments, Verb::View, ACCOUNTS, FOLLOWS),
    guessed(Entity::CompanyAttachments, Verb::Add, ACCOUNTS, FOLLOWS),
    guessed(
        Entity::CompanyAttachments,
        Verb::Delete,
        "crm.objects.accounts.edit",
        FOLLOWS,
    ),
    guessed(
        OPPORTUNITIES,
        Verb::View,
        "crm.objects.opportunitiesAndQuotes.view",
        CRM_PAGE,
    ),
    guessed(
        OPPORTUNITIES,
        Verb::Add,
        "crm.objects.opportunitiesAndQuotes.add",
        CRM_PAGE,
    ),
    guessed(
        OPPORTUNITIES,
        Verb::Edit,
        "crm.objects.opportunitiesAndQuotes.edit",
        CRM_PAGE,
    ),
    guessed(
        QUOTES,
        Verb::View,
        "crm.objects.opportunitiesAndQuotes.view",
        CRM_PAGE,
    ),
    guessed(
        QUOTES,
        Verb::Add,
        "crm.objects.opportunitiesAndQuotes.add",
        CRM_PAGE,
    ),
    guessed(
        QUOTES,
        Verb::Edit,
        "crm.objects.opportunitiesAndQuotes.edit",
        CRM_PAGE,
    ),
    known(Entity::Resources, Verb::Edit, HR, HR_PAGE),
    guessed(Entity::ResourceRoleDepartments, Verb::Add, HR, FOLLOWS),
    guessed(Entity::ResourceRoleDepartments, Verb::Edit, HR, FOLLOWS),
    guessed(Entity::ResourceRoleQueues, Verb::Add, HR, FOLLOWS),
    guessed(Entity::ResourceRoleQueues, Verb::Edit, HR, FOLLOWS),
    guessed(Entity::ResourceServiceDeskRoles, Verb::Add, HR, FOLLOWS),
    guessed(Entity::ResourceServiceDeskRoles, Verb::Edit, HR, FOLLOWS),
    guessed(Entity::ResourceSkills, Verb::Edit, HR, FOLLOWS),
    guessed(Entity::Projects, Verb::View, PROJECTS, PROJECT_PAGE),
    guessed(
        Entity::Projects,
        Verb::Add,
        "projects.objects.perProjectType.add",
        PROJECT_PAGE,
    ),
    guessed(Entity::Projects, Verb::Edit, PROJECTS, PROJECT_PAGE),
    guessed(Entity::ProjectNotes, Verb::View, PROJECTS, FOLLOWS),
    guessed(Entity::ProjectNotes, Verb::Add, PROJECTS, FOLLOWS),
    guessed(Entity::ProjectNotes, Verb::Edit, PROJECTS, FOLLOWS),
    guessed(Entity::Phases, Verb::View, PROJECTS, FOLLOWS),
    guessed(Entity::Phases, Verb::Add, PROJECTS, FOLLOWS),
    guessed(Entity::Phases, Verb::Edit, PROJECTS, FOLLOWS),
    guessed(Entity::Tasks, Verb::View, PROJECTS, FOLLOWS),
    guessed(Entity::Tasks, Verb::Add, PROJECTS, FOLLOWS),
    guessed(Entity::Tasks, Verb::Edit, PROJECTS, FOLLOWS),
    guessed(Entity::TaskNotes, Verb::View, PROJECTS, FOLLOWS),
    guessed(Entity::TaskNotes, Verb::Add, PROJECTS, FOLLOWS),
    guessed(Entity::TaskNotes, Verb::Edit, PROJECTS, FOLLOWS),
    guessed(Entity::Tickets, Verb::View, TICKETS, DESK_FIELD),
    known(
        Entity::Tickets,
        Verb::Add,
        "serviceDesk.objects.tickets.add",
        DESK_FIELD,
    ),
    known(Entity::Tickets, Verb::Edit, TICKETS_EDIT, DESK_FIELD),
    guessed(
        Entity::Tickets,
        Verb::Delete,
        "serviceDesk.objects.tickets.delete",
        DESK_PAGE,
    ),
    guessed(Entity::TicketNotes, Verb::View, TICKETS, FOLLOWS),
    guessed(Entity::TicketNotes, Verb::Add, TICKETS, FOLLOWS),
    guessed(
        Entity::TicketNotes,
        Verb::Edit,
        "serviceDesk.objects.ticketNotes.edit",
        DESK_PAGE,
    ),
    guessed(
        Entity::TicketNotes,
        Verb::Delete,
        "serviceDesk.objects.ticketNotes.delete",
        DESK_PAGE,
    ),
    guessed(Entity::TicketAttachments, Verb::View, TICKETS, FOLLOWS),
    guessed(Entity::TicketAttachments, Verb::Add, TICKETS, FOLLOWS),
    guessed(
        Entity::TicketAttachments,
        Verb::Delete,
        TICKETS_EDIT,
        FOLLOWS,
    ),
    guessed(Entity::TicketNoteAttachments, Verb::View, TICKETS, FOLLOWS),
    guessed(Entity::TicketNoteAttachments, Verb::Add, TICKETS, FOLLOWS),
    guessed(
        Entity::TicketNoteAttachments,
        Verb::Delete,
        TICKETS_EDIT,
        FOLLOWS,
    ),
    guessed(Entity::ServiceCalls, Verb::View, CALLS, DESK_PAGE),
    guessed(
        Entity::ServiceCalls,
        Verb::Add,
        "serviceDesk.objects.serviceCalls.add",
        DESK_PAGE,
    ),
    guessed(Entity::ServiceCalls, Verb::Edit, CALLS_EDIT, DESK_PAGE),
    guessed(
        Entity::ServiceCalls,
        Verb::Delete,
        "serviceDesk.objects.serviceCalls.delete",
        DESK_PAGE,
    ),
    guessed(Entity::ServiceCallTickets, Verb::View, CALLS, FOLLOWS),
    guessed(Entity::ServiceCallTickets, Verb::Add, CALLS_EDIT, FOLLOWS),
    guessed(
        Entity::ServiceCallTickets,
        Verb::Delete,
        CALLS_EDIT,
        FOLLOWS,
    ),
    guessed(Entity::ServiceCallTasks, Verb::View, CALLS, FOLLOWS),
    guessed(Entity::ServiceCallTasks, Verb::Add, CALLS_EDIT, FOLLOWS),
    guessed(Entity::ServiceCallTasks, Verb::Delete, CALLS_EDIT, FOLLOWS),
    guessed(
        Entity::ServiceCallTicketResources,
        Verb::View,
        CALLS,
        FOLLOWS,
    ),
    guessed(
        Entity::ServiceCallTicketResources,
        Verb::Add,
        CALLS_EDIT,
        FOLLOWS,
    ),
    guessed(
        Entity::ServiceCallTicketResources,
        Verb::Delete,
        CALLS_EDIT,
        FOLLOWS,
    ),
    guessed(Entity::ServiceCallTaskResources, Verb::View, CALLS, FOLLOWS),
    guessed(
        Entity::ServiceCallTaskResources,
        Verb::Add,
        CALLS_EDIT,
        FOLLOWS,
    ),
    guessed(
        Entity::ServiceCallTaskResources,
        Verb::Delete,
        CALLS_EDIT,
        FOLLOWS,
    ),
];

const OPPORTUNITIES: Entity = Entity::of_segment("Opportunities");
const QUOTES: Entity = Entity::of_segment("Quotes");

/// `Can create Webhooks`: decides about webhooks, their fields and their excluded resources. With the box off, as it is
/// on every system level, a live tenant reported no access at all (`rest.md` 8).
pub(crate) const WEBHOOKS: &str = "other.webhooks.canCreate";

/// The row of the table `Resource Impersonation` for an entity, below its address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Impersonation {
    /// The entity.
    pub(crate) entity: Entity,
    /// The row.
    pub(crate) row: &'static str,
    /// Whether that is known.
    pub(crate) established: Established,
}

const fn row(segment: &'static str, row: &'static str, established: Established) -> Impersonation {
    Impersonation {
        entity: Entity::of_segment(segment),
        row,
        established,
    }
}

/// The rows that guides name (`security.md` 2); the vendor lists more entities than rows are known for.
pub(crate) const IMPERSONATION: &[Impersonation] = &[
    row("Companies", "crm.accounts", Established::Yes),
    row("CompanyNotes", "crm.accounts", Established::Guessed),
    row("CompanyToDos", "crm.accounts", Established::Guessed),
    row("Contacts", "crm.contacts", Established::Yes),
    row(
        "Opportunities",
        "crm.opportunitiesAndQuotes",
        Established::Yes,
    ),
    row("Quotes", "crm.opportunitiesAndQuotes", Established::Yes),
    row(
        "SalesOrders",
        "crm.opportunitiesAndQuotes",
        Established::Guessed,
    ),
    row("Projects", "projects.projects", Established::Yes),
    row("ProjectNotes", "projects.projectNotes", Established::Yes),
    row("TaskNotes", "projects.taskNotes", Established::Yes),
    row("Tickets", "serviceDesk.tickets", Established::Yes),
    row("TicketNotes", "serviceDesk.ticketNotes", Established::Yes),
    row("ServiceCalls", "serviceDesk.serviceCalls", Established::Yes),
    row(
        "AttachmentInfo",
        "otherShared.attachments",
        Established::Yes,
    ),
    row("TimeEntries", "otherShared.timeEntries", Established::Yes),
];

/// The row for all entities of attachments.
pub(crate) const ATTACHMENTS: &str = "otherShared.attachments";

/// The row of the table `Contact Impersonation` for an entity (`security.md` 2).
pub(crate) fn contact_row(entity: Entity) -> Option<&'static str> {
    match entity {
        Entity::ProjectNotes => Some("projectNotes"),
        Entity::TaskNotes => Some("taskNotes"),
        Entity::Tickets => Some("tickets"),
        Entity::TicketNotes => Some("ticketNotes"),
        other => other.is_attachment().then_some("attachments"),
    }
}
