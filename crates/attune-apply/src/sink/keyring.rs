//! Credentials as an entry of the system's keyring: Keychain, Credential Manager, Secret Service.

use super::{Kept, Sink, SinkError};

/// An entry.
pub(super) struct Entry {
    service: String,
    user: String,
}

impl Entry {
    pub(super) fn of(service: &str, user: &str) -> Self {
        Self {
            service: service.to_owned(),
            user: user.to_owned(),
        }
    }

    fn refused(&self, why: String) -> SinkError {
        SinkError::Refused {
            place: self.place(),
            why,
        }
    }

    fn place(&self) -> String {
        format!("the keyring (service {}, user {})", self.service, self.user)
    }
}

#[cfg(not(feature = "keyring"))]
mod without {
    use super::{Entry, Kept, Sink, SinkError};

    const WHY: &str = "this attune is built without the feature `keyring`";

    impl Sink for Entry {
        fn prepare(&self) -> Result<(), SinkError> {
            Err(self.refused(WHY.to_owned()))
        }

        fn read(&self) -> Result<Kept, SinkError> {
            Ok(Kept::OutOfReach(WHY.to_owned()))
        }

        fn write(&self, _kept: &[u8]) -> Result<(), SinkError> {
            Err(self.refused(WHY.to_owned()))
        }

        fn clear(&self) -> Result<(), SinkError> {
            Err(self.refused(WHY.to_owned()))
        }
    }
}

#[cfg(feature = "keyring")]
mod with {
    use keyring_core::Error;
    use zeroize::Zeroizing;

    use super::{Entry, Kept, Sink, SinkError};

    impl Entry {
        fn entry(&self) -> Result<keyring_core::Entry, String> {
            if keyring_core::get_default_store().is_none()
                && let Err(error) = keyring::Entry::store_status()
            {
                return Err(format!("the system has none that answers ({error})"));
            }
            keyring_core::Entry::new(&self.service, &self.user).map_err(|error| plain(&error))
        }
    }

    impl Sink for Entry {
        fn prepare(&self) -> Result<(), SinkError> {
            match self.read()? {
                Kept::Document(_) | Kept::Nothing => Ok(()),
                Kept::OutOfReach(why) => Err(self.refused(why)),
            }
        }

        fn read(&self) -> Result<Kept, SinkError> {
            Ok(match self.entry().map(|entry| entry.get_secret()) {
                Ok(Ok(kept)) => Kept::Document(Zeroizing::new(kept)),
                Ok(Err(Error::NoEntry)) => Kept::Nothing,
                Ok(Err(error)) => Kept::OutOfReach(plain(&error)),
                Err(why) => Kept::OutOfReach(why),
            })
        }

        fn write(&self, kept: &[u8]) -> Result<(), SinkError> {
            if matches!(self.read()?, Kept::Document(_)) {
                return Err(SinkError::Occupied {
                    place: self.place(),
                });
            }
            let entry = self.entry().map_err(|why| self.refused(why))?;
            entry
                .set_secret(kept)
                .map_err(|error| self.refused(plain(&error)))
        }

        fn clear(&self) -> Result<(), SinkError> {
            let entry = self.entry().map_err(|why| self.refused(why))?;
            entry
                .delete_credential()
                .map_err(|error| self.refused(plain(&error)))
        }
    }

    /// What went wrong; an error about data carries them, and is not shown.
    fn plain(error: &Error) -> String {
        if matches!(error, Error::BadEncoding(_) | Error::BadDataFormat(..)) {
            "what it holds cannot be read".to_owned()
        } else {
            error.to_string()
        }
    }
}

#[cfg(test)]
mod tests;
