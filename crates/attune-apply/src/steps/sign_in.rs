//! Whether a new API user signs in, and what that says of it.

use attune_model::{ApiUserForm, Credentials, ResourceId};

use super::delivery::Hand;

/// Whether key and secret are accepted.
pub(super) enum SignsIn {
    Seen,
    /// It is inactive or locked.
    Cannot,
    /// That is not known: why.
    NotSeen(String),
}

/// What to sign in with; else why there is nothing to try.
pub(super) fn to_try<'a>(form: &ApiUserForm, hand: &'a Hand) -> Result<&'a Credentials, SignsIn> {
    if !form.active || form.locked == Some(true) {
        return Err(SignsIn::Cannot);
    }
    hand.credentials
        .as_ref()
        .map_err(|why| SignsIn::NotSeen(format!("key and secret are not at hand ({why})")))
}

impl SignsIn {
    /// What was seen of the new API user, in words.
    pub(super) fn evidence(&self, id: ResourceId, form: &ApiUserForm, hand: &Hand) -> String {
        let doubt = hand.doubt();
        match self {
            Self::Seen => format!(
                "signs in with the delivered credentials; REST lists it as resource {id}{doubt}"
            ),
            Self::Cannot => format!(
                "REST lists it as resource {id}, {}; credentials are in the sink{doubt}",
                if form.active { "locked" } else { "inactive" }
            ),
            Self::NotSeen(why) => format!(
                "REST lists it as resource {id}; that it signs in was not seen: {why}{doubt}"
            ),
        }
    }
}
