//! The API users whose credentials are at hand: they sign in, and REST says what their levels let them do.

use std::collections::BTreeMap;

use attune_model::{
    Credentials, DesiredApiUser, EffectiveRights, Handle, LevelId, Reading, ResourceId, Unread,
};

use super::tenant::Tenant;
use crate::observe::is_key_of;
use crate::ports::{ActAs, ActError, Probe};
use crate::{Held, SecretSinks};

/// What the API users of a manifest can show.
pub(super) struct Hands {
    users: BTreeMap<Handle, Result<Hand, NoHand>>,
    rights: BTreeMap<LevelId, Rights>,
}

/// An API user that signed in.
pub(super) struct Hand {
    pub(super) credentials: Credentials,
    pub(super) level: LevelId,
    pub(super) name: String,
}

/// Why an API user did not sign in.
pub(super) struct NoHand {
    pub(super) why: String,
    /// Whether REST did not accept its key and secret, or attune's tracking identifier with them.
    pub(super) is_refused: bool,
}

/// What REST lets the holders of a level do.
pub(super) struct Rights {
    pub(super) rights: EffectiveRights,
    /// The API user that showed it.
    pub(super) user: ResourceId,
}

impl Hands {
    /// Lets every API user of the manifest sign in once whose credentials are at hand, and asks one of each level for
    /// its rights, unless observing did so already.
    pub(super) async fn open<T: ActAs + Probe>(
        tenant: &T,
        look: Tenant<'_>,
        files: &SecretSinks,
    ) -> Self {
        let mut hands = Self {
            users: BTreeMap::new(),
            rights: BTreeMap::new(),
        };
        for effective in look.observed.effective.values() {
            if let Reading::Read(rights) = &effective.rights {
                let rights = Rights {
                    rights: rights.clone(),
                    user: effective.user,
                };
                hands.rights.insert(effective.level, rights);
            }
        }
        for (handle, user) in &look.desired.api_users {
            let Some((id, resource)) = look.user_of(handle, user) else {
                continue;
            };
            let hand = match at_hand(look, handle, user, files) {
                Ok(credentials) => {
                    signed_in(tenant, look, handle, id, &credentials)
                        .await
                        .map(|()| Hand {
                            credentials,
                            level: resource.level,
                            name: resource.full_name(),
                        })
                }
                Err(why) => Err(NoHand {
                    why,
                    is_refused: false,
                }),
            };
            let is_observed = |level| {
                let mut observed = look.observed.effective.values();
                observed.any(|effective| effective.level == level)
            };
            if let Ok(hand) = &hand
                && !is_observed(hand.level)
                && !hands.rights.contains_key(&hand.level)
                && let Ok(rights) = tenant.effective_rights(&hand.credentials).await
            {
                hands.rights.insert(hand.level, Rights { rights, user: id });
            }
            hands.users.insert(handle.clone(), hand);
        }
        hands
    }

    /// The API user of a block, or why it did not sign in; `None` where it is not there.
    pub(super) fn of(&self, handle: &Handle) -> Option<&Result<Hand, NoHand>> {
        self.users.get(handle)
    }

    /// All that signed in.
    pub(super) fn signed_in(&self) -> impl Iterator<Item = &Hand> {
        self.users.values().filter_map(|hand| hand.as_ref().ok())
    }

    /// What REST lets the holders of a level do, where somebody could show it.
    pub(super) fn rights(&self, level: LevelId) -> Option<&Rights> {
        self.rights.get(&level)
    }
}

/// What observing found is not tried again: wrong attempts lock an API user.
async fn signed_in(
    tenant: &impl ActAs,
    look: Tenant<'_>,
    handle: &Handle,
    user: ResourceId,
    credentials: &Credentials,
) -> Result<(), NoHand> {
    let observed = look.observed.effective.get(handle);
    let observed = observed.filter(|seen| seen.user == user);
    match observed.map(|seen| &seen.rights) {
        Some(Reading::Read(_)) => Ok(()),
        Some(Reading::Failed(Unread::Refused(_))) => Err(refusal(&ActError::CredentialsRefused)),
        Some(Reading::Failed(Unread::Partial { .. } | Unread::Failed(_))) | None => tenant
            .sign_in(credentials)
            .await
            .map_err(|error| refusal(&error)),
    }
}

/// The credentials of the API user of a block, or why there are none.
fn at_hand(
    look: Tenant<'_>,
    handle: &Handle,
    user: &DesiredApiUser,
    files: &SecretSinks,
) -> Result<Credentials, String> {
    let sink = user
        .credentials
        .as_ref()
        .ok_or("the manifest does not say where its key and secret are")?;
    let place = files.place(sink);
    let held = match files.load(sink).map_err(|error| error.to_string())? {
        Held::AtHand(held) => held,
        Held::NotThere => return Err(format!("{place} is not there")),
        Held::NotAtHand(why) => {
            return Err(format!("its key and secret are not at hand: {why}"));
        }
    };
    match look.user_of(handle, user) {
        Some((_, resource)) if !resource.active => Err("it is inactive".to_owned()),
        Some((_, resource)) if is_key_of(&held.key, resource) => Ok(held),
        Some(_) | None => Err(format!("{place} holds another key than its own")),
    }
}

/// A sign-in that was never accepted shows nothing: attune has no tracking identifier but its own (`security.md` 4).
fn refusal(error: &ActError) -> NoHand {
    match error {
        ActError::CredentialsRefused | ActError::IdentifierRefused(_) => NoHand {
            why: format!(
                "with attune's own tracking identifier {error}; only the vendor knows its identifier"
            ),
            is_refused: true,
        },
        ActError::Refused(_) | ActError::Lost(_) => NoHand {
            why: error.to_string(),
            is_refused: false,
        },
    }
}
