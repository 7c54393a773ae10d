//! The addresses of the pages.
//!
//! Those under `Mvc` and `Autotask` are known from public code (`console.md` 1.2); the others, under `admin`, are this
//! simulator's own, since the real ones are not known.

use attune_model::{LevelId, ResourceId};

use crate::operator::Area;

/// A page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    ApiUserEdit,
    ApiUserNew,
    Categories,
    Home,
    IntegrationCenter,
    Level,
    LevelCopy,
    LevelSwitch,
    Levels,
    ProtectedData,
    Resource,
    Resources,
    Script,
    SignIn,
    SignOut,
    Style,
}

impl Place {
    const ALL: [Self; 16] = [
        Self::ApiUserEdit,
        Self::ApiUserNew,
        Self::Categories,
        Self::Home,
        Self::IntegrationCenter,
        Self::Level,
        Self::LevelCopy,
        Self::LevelSwitch,
        Self::Levels,
        Self::ProtectedData,
        Self::Resource,
        Self::Resources,
        Self::Script,
        Self::SignIn,
        Self::SignOut,
        Self::Style,
    ];

    /// The address.
    pub(super) fn url(self) -> &'static str {
        match self {
            Self::ApiUserEdit => "/console/Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser",
            Self::ApiUserNew => "/console/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
            Self::Categories => "/console/admin/categories",
            Self::Home => "/console/",
            Self::IntegrationCenter => "/console/admin/integration-center",
            Self::Level => "/console/admin/security-level",
            Self::LevelCopy => "/console/admin/security-level/copy",
            Self::LevelSwitch => "/console/admin/security-level/switch",
            Self::Levels => "/console/admin/security-levels",
            Self::ProtectedData => "/console/admin/protected-data-permission",
            Self::Resource => "/console/Autotask/Views/Administration/Resources/resource.aspx",
            Self::Resources => "/console/admin/resources",
            Self::Script => "/console/console.js",
            Self::SignIn => "/console/Mvc/Framework/Authentication.mvc/Authenticate",
            Self::SignOut => "/console/sign-out",
            Self::Style => "/console/console.css",
        }
    }

    /// The right that opens it; none where everybody who is signed in may see it.
    pub(super) fn area(self) -> Option<Area> {
        match self {
            Self::Categories
            | Self::Home
            | Self::Script
            | Self::SignIn
            | Self::SignOut
            | Self::Style => None,
            Self::IntegrationCenter => Some(Area::Integrations),
            Self::ApiUserEdit
            | Self::ApiUserNew
            | Self::Level
            | Self::LevelCopy
            | Self::LevelSwitch
            | Self::Levels
            | Self::ProtectedData
            | Self::Resource
            | Self::Resources => Some(Area::ResourcesUsers),
        }
    }

    /// The page at a path below the console's address, whatever its case.
    pub(super) fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| {
            place
                .url()
                .strip_prefix(Self::Home.url())
                .is_some_and(|known| known.eq_ignore_ascii_case(path))
        })
    }
}

/// The address of a page about a level.
pub(super) fn of_level(place: Place, id: LevelId) -> String {
    format!("{}?securityLevelId={id}", place.url())
}

/// The editor of a person.
pub(super) fn of_resource(id: ResourceId) -> String {
    format!("{}?webID={id}", Place::Resource.url())
}

/// The form for an API user.
pub(super) fn of_api_user(id: ResourceId) -> String {
    format!("{}?resourceId={id}", Place::ApiUserEdit.url())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_page() {
        for place in Place::ALL {
            let path = place.url().trim_start_matches("/console/");
            assert_eq!(Place::at(&path.to_uppercase()), Some(place));
        }
        assert_eq!(Place::at("admin"), None);
    }
}
