//! A secret that is replaced, whoever presses the buttons: the old one is set aside, and the new one is in the sink before
//! the form is saved.
//!
//! An API user has one secret, and saving another one ends it at once (`security.md` 4). So at every moment one of the two
//! is in force, and the other must never stand in the sink unnoticed.

use attune_model::{CredentialSink, Credentials, Handle, Person, Plan, Resource, Step};

use super::delivery::drafted;
use crate::executor::{Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};
use crate::sink::{Beside, Held, ReadBack};

/// Whose secret is replaced, and where the two lie meanwhile.
pub(super) struct Rotation<'a> {
    pub(super) handle: &'a Handle,
    pub(super) user: &'a Person,
    resource: Resource,
    pub(super) sink: &'a CredentialSink,
    pub(super) aside: CredentialSink,
}

/// What the old secret shows before it is replaced.
pub(super) struct Control {
    /// The key, where it is at hand.
    pub(super) key: Option<String>,
    /// Whether attune may not be able to sign in as this API user, whatever its secret: then a refusal shows nothing.
    may_be_bound: bool,
}

/// The new secret, in the sink.
pub(super) struct Delivered {
    pub(super) credentials: Credentials,
    /// As of [`Control`].
    pub(super) may_be_bound: bool,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn rotation<'r>(
        &self,
        handle: &'r Handle,
        user: &'r Person,
        sink: &'r CredentialSink,
    ) -> Result<Rotation<'r>, Stop> {
        Ok(Rotation {
            handle,
            user,
            resource: self.read(user).await?,
            sink,
            aside: sink.before_rotation(),
        })
    }

    /// The new secret of an attempt that was interrupted before anything showed that it is in force.
    ///
    /// Where all that an attempt left is the secret in force, it is put where it belongs and the rotation starts over.
    pub(super) fn interrupted(
        &self,
        step: &Step,
        rotation: &Rotation<'_>,
    ) -> Result<Option<Delivered>, Stop> {
        let Some(begun) = self.ledger.memory().begun.get(&step.id) else {
            return Ok(None);
        };
        let Rotation {
            user, sink, aside, ..
        } = rotation;
        match self.credentials.beside(sink, aside)? {
            // The old one comes first into its place beside, and only then the new one is noted.
            Beside::Both if drafted(begun).is_some() => {}
            Beside::Moved => {
                self.credentials.put_back(sink, aside)?;
                return Ok(None);
            }
            Beside::Alone | Beside::Twice | Beside::Both => return Ok(None),
        }
        match self.held(sink)? {
            Held::AtHand(credentials) => {
                rotation.require_own(&credentials.key)?;
                Ok(Some(Delivered {
                    credentials,
                    may_be_bound: true,
                }))
            }
            Held::NotThere => Ok(None),
            Held::NotAtHand(why) => Err(Stop::Pending(format!(
                "a rotation was interrupted: {} holds the new secret of {user}, {} the old one, and which of them is in force \
                 cannot be seen, since they are not at hand: {why}. Let attune read them, or move the one away that is not in force",
                self.credentials.place(sink),
                self.credentials.place(aside)
            ))),
        }
    }

    /// Makes sure that a new secret can be kept and the old one come back, before it is made.
    pub(super) async fn prepare_secret(&self, rotation: &Rotation<'_>) -> Result<Control, Stop> {
        let Rotation {
            user, sink, aside, ..
        } = rotation;
        if !rotation.resource.active {
            return Err(Stop::Failed(format!(
                "{user} is inactive by now, so that nothing would show whether its secret works; plan again"
            )));
        }
        let held = self.held(sink)?;
        if let Held::AtHand(held) = &held {
            rotation.require_own(&held.key)?;
        }
        self.credentials.prepare_rotation(sink, aside)?;
        Ok(match held {
            Held::AtHand(held) => Control {
                may_be_bound: self.tenant.sign_in(&held).await.is_err(),
                key: Some(held.key),
            },
            Held::NotThere => Control {
                key: None,
                may_be_bound: true,
            },
            // The old one cannot be tried, so nothing but the new one can show what is in force.
            Held::NotAtHand(_) => Control {
                key: None,
                may_be_bound: false,
            },
        })
    }

    /// Sets the old credentials aside and brings the new ones into the sink. From here on the ledger knows of it.
    pub(super) fn exchange(
        &mut self,
        plan: &Plan,
        step: &Step,
        rotation: &Rotation<'_>,
        control: &Control,
        credentials: Credentials,
    ) -> Result<Delivered, Stop> {
        let Rotation {
            handle,
            sink,
            aside,
            ..
        } = rotation;
        self.begin(step, Known::default())?;
        self.credentials
            .set_aside(sink, aside, |key| rotation.is_own(key))?;
        let key = credentials.key.clone();
        self.note(step, Fact::Drafted { key })?;
        match self
            .credentials
            .deliver(sink, &plan.tenant, handle, &credentials)
        {
            // A sink that cannot be read was refused before anything was generated.
            Ok(ReadBack::Same | ReadBack::NotAsked) => {
                self.delivered.retain(|(other, _)| other != *sink);
                self.delivered.push(((*sink).clone(), credentials.clone()));
                Ok(Delivered {
                    credentials,
                    may_be_bound: control.may_be_bound,
                })
            }
            Err(error) => Err(self.taken_back(step, rotation, Stop::from(error))),
        }
    }

    /// Puts the old credentials back, because of what stops the step: the form was not saved.
    pub(super) fn taken_back(
        &mut self,
        step: &Step,
        rotation: &Rotation<'_>,
        because: Stop,
    ) -> Stop {
        let Rotation { sink, aside, .. } = rotation;
        self.delivered.retain(|(other, _)| other != *sink);
        if let Err(error) = self.credentials.put_back(sink, aside) {
            return worse(
                because,
                &format!(
                    "the secret in {} was not saved, and the one in force, in {}, could not be put back ({error})",
                    self.credentials.place(sink),
                    self.credentials.place(aside)
                ),
            );
        }
        let drafted = self.ledger.memory().begun.get(&step.id).and_then(drafted);
        match drafted.cloned().map(|key| self.discard(step, &key)) {
            Some(Err(error)) => Stop::Ledger(error),
            Some(Ok(())) | None => because,
        }
    }

    /// Whether the secret that was set aside is still in force.
    pub(super) async fn old_works(&self, rotation: &Rotation<'_>) -> bool {
        match self.credentials.load(&rotation.aside) {
            Ok(Held::AtHand(old)) => self.tenant.sign_in(&old).await.is_ok(),
            Ok(Held::NotThere | Held::NotAtHand(_)) | Err(_) => false,
        }
    }
}

impl Rotation<'_> {
    /// Refuses credentials of somebody else.
    pub(super) fn require_own(&self, key: &str) -> Result<(), Stop> {
        if self.is_own(key) {
            return Ok(());
        }
        Err(Stop::Failed(format!(
            "the key {key} is not that of {}; nothing was saved",
            self.user
        )))
    }

    pub(super) fn is_own(&self, key: &str) -> bool {
        is_key_of(key, &self.resource)
    }
}

/// A stop with a second thing that went wrong.
fn worse(because: Stop, also: &str) -> Stop {
    match because {
        Stop::Failed(why) | Stop::Pending(why) => Stop::Failed(format!("{why}; {also}")),
        Stop::Halted => Stop::Failed(also.to_owned()),
        Stop::Ledger(error) => Stop::Ledger(error),
    }
}
