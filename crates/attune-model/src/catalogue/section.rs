//! The sections of the level editor.

/// The sections of the General tab, in their order (help: `Create_Edit_Custom_Security_Level.htm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `Contracts`.
    Contracts,
    /// `CRM`.
    Crm,
    /// `Inventory`.
    Inventory,
    /// `Projects`.
    Projects,
    /// `Service Desk`.
    ServiceDesk,
    /// `Knowledge Base & Documents`.
    KnowledgeBaseDocuments,
    /// `Timesheets`.
    Timesheets,
    /// `Reports`.
    Reports,
    /// `Admin`.
    Admin,
    /// `Other`.
    Other,
    /// `Web Services API`.
    WebServicesApi,
}

impl Section {
    /// All sections, in their order.
    pub const ALL: [Self; 11] = [
        Self::Contracts,
        Self::Crm,
        Self::Inventory,
        Self::Projects,
        Self::ServiceDesk,
        Self::KnowledgeBaseDocuments,
        Self::Timesheets,
        Self::Reports,
        Self::Admin,
        Self::Other,
        Self::WebServicesApi,
    ];

    /// The section's heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Contracts => "Contracts",
            Self::Crm => "CRM",
            Self::Inventory => "Inventory",
            Self::Projects => "Projects",
            Self::ServiceDesk => "Service Desk",
            Self::KnowledgeBaseDocuments => "Knowledge Base & Documents",
            Self::Timesheets => "Timesheets",
            Self::Reports => "Reports",
            Self::Admin => "Admin",
            Self::Other => "Other",
            Self::WebServicesApi => "Web Services API",
        }
    }
}
