//! Who may come in, and how far.

use attune_model::ResourceId;
use attune_model::catalogue::LicenseType;

use super::{Refusal, refuse};
use crate::tenant::{Tenant, is_active, license_of};

/// The password of every person; a simulated tenant has nothing to protect.
pub const PASSWORD: &str = "not-a-real-password";

/// A part of the admin pages, with the right that opens it (`console.md` 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    /// Levels, people, API users.
    ResourcesUsers,
    /// The Integration Center.
    Integrations,
}

impl Tenant {
    /// The person who signs in at the user interface. API users cannot (`security.md` 4).
    pub(crate) fn sign_in_at_console(
        &self,
        user_name: &str,
        password: &str,
    ) -> Result<ResourceId, Refusal> {
        let person = self
            .resource_of_login(user_name.trim())
            .and_then(|id| Some((id, self.resource(id)?)));
        match person {
            Some((_, record)) if license_of(record) == LicenseType::ApiUser => {
                refuse("API users cannot sign in to the user interface.")
            }
            Some((id, record)) if is_active(record) && password == PASSWORD => Ok(id),
            Some(_) | None => refuse("The user name or the password is not correct."),
        }
    }

    /// Whether a person's level opens a part of the admin pages.
    pub(crate) fn may_open(&self, who: ResourceId, area: Area) -> bool {
        let right = match area {
            Area::ResourcesUsers => "admin.features.resourcesUsersHr",
            Area::Integrations => "admin.features.otherExtensionsTools",
        };
        self.resource(who)
            .filter(|record| is_active(record))
            .and_then(|record| self.level_of(record))
            .is_some_and(|(_, level)| level.is_ticked(right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_people_sign_in_with_the_one_password() {
        let tenant = Tenant::contoso();
        let answer = |user, password| {
            tenant
                .sign_in_at_console(user, password)
                .map_err(|refusal| refusal.refused)
        };
        assert_eq!(
            answer("Ada.Winter@contoso.example", PASSWORD),
            Ok(ResourceId(29_682_885))
        );
        let wrong = Err("The user name or the password is not correct.".to_owned());
        assert_eq!(answer("ada.winter", "guess"), wrong);
        assert_eq!(answer("nobody", PASSWORD), wrong);
        assert_eq!(answer("igor.petrov", PASSWORD), wrong);
        assert_eq!(
            answer("dattormm3h8v5zc", "not-a-real-secret-dattorm"),
            Err("API users cannot sign in to the user interface.".to_owned())
        );
    }

    #[test]
    fn the_admin_pages_open_for_administrators() {
        let tenant = Tenant::contoso();
        let may = |login| {
            let who = tenant.resource_of_login(login).expect("is there");
            [Area::ResourcesUsers, Area::Integrations].map(|area| tenant.may_open(who, area))
        };
        assert_eq!(may("ada.winter"), [true, true]);
        assert_eq!(may("priya.nair"), [false, false]);
    }
}
