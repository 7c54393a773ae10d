//! Signing in.

use attune_model::ResourceId;

use super::{Fault, Request};
use crate::tenant::{BadIntegrationCode, Login, Tenant, Tracking, TrackingIdentifier, is_active};

/// The API user whose key, secret and integration code a request carries.
///
/// It must be active, not locked, and hold an API-only level (`security.md` 2). What `Can login to Web Services API` means on such a
/// level is not established; here it means nothing.
pub(super) fn caller(tenant: &Tenant, request: &Request<'_>) -> Result<ResourceId, Fault> {
    let (Some(key), Some(secret), Some(code)) = (
        request.header("UserName"),
        request.header("Secret"),
        request.header("ApiIntegrationCode"),
    ) else {
        return Err(Fault::Unauthorized);
    };
    let mut users = tenant.logins.iter();
    let known = users.find_map(|(id, login)| {
        let record = tenant.resource(*id)?;
        let whole_key = tenant.login_of(record).eq_ignore_ascii_case(key);
        whole_key.then_some((*id, login, record))
    });
    let (id, login, record) = known.ok_or(Fault::Unauthorized)?;
    let api_only = tenant
        .level_of(record)
        .is_some_and(|(_, level)| level.api_only);
    let may = is_active(record) && !login.locked && api_only;
    if login.secret.expose() != secret || !may {
        return Err(Fault::Unauthorized);
    }
    if is_good_code(tenant, login, code) {
        Ok(id)
    } else {
        Err(match tenant.behaviour.bad_integration_code {
            BadIntegrationCode::Unauthorized => Fault::Unauthorized,
            BadIntegrationCode::Error => Fault::Wrong("IntegrationCode is invalid.".to_owned()),
        })
    }
}

fn is_good_code(tenant: &Tenant, login: &Login, code: &str) -> bool {
    match tenant.behaviour.tracking_identifier {
        TrackingIdentifier::Bound => identifier_of(tenant, login) == Some(code),
        TrackingIdentifier::AnyKnown => {
            tenant
                .vendors
                .values()
                .any(|vendor| vendor.identifier.expose() == code)
                || tenant
                    .logins
                    .values()
                    .any(|login| identifier_of(tenant, login) == Some(code))
        }
    }
}

/// The tracking identifier of an API user.
pub(crate) fn identifier_of<'a>(tenant: &'a Tenant, login: &'a Login) -> Option<&'a str> {
    match &login.tracking {
        Tracking::Custom(identifier) => Some(identifier.expose()),
        Tracking::Vendor(vendor) => Some(tenant.vendors.get(vendor)?.identifier.expose()),
    }
}
