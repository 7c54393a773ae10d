//! Ways to the pages, by clicks: the addresses of most are not known (`console.md` 1.2).
//!
//! The tab is named after the tenant's term for the customer record (`security.md` 8).

/// The list of security levels.
pub(super) const LEVELS: &str =
    "Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels";

/// The list of people and API users.
pub(super) const RESOURCES: &str =
    "Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users";

/// The page on which each resource has four boxes (`security_model.yaml`, `protected_data`).
pub(super) const PROTECTED_DATA: &str = "Admin > Organization Settings & Users > Resources/Users (HR) > Security > Protected Data Permission";

/// The form for a new API user.
pub(super) const NEW_API_USER: &str = "Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > New > New API User";
