//! A store that is tried again within bounds, and looked at before a write is repeated.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::client::StoreTime;
use crate::objects::{Condition, Object, Objects, Trouble, Version};
use crate::worker::{Inner, Worker};
use crate::{Address, Settings, StoreError, vendor};

/// How often something is tried.
const TRIES: u32 = 4;

/// Before the second try; doubled before each other.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// A store under a prefix.
#[derive(Clone)]
pub(crate) struct Store {
    objects: Arc<dyn Objects>,
    address: Address,
    pause: fn(Duration),
}

/// Why a write is not there.
#[derive(Debug)]
pub(crate) enum NotWritten {
    /// Somebody else has written since.
    Overtaken,
    /// All else.
    Error(StoreError),
}

impl Store {
    /// The store of an address. Nothing is asked of it yet.
    pub(crate) fn open(address: &Address, settings: &Settings<'_>) -> Result<Self, StoreError> {
        let time = StoreTime::default();
        let inner = Inner {
            store: vendor::store(address, settings, &time)?,
            prefix: address.prefix.clone(),
            time,
            now: settings.now,
        };
        let worker = Worker::start(inner).map_err(|cause| StoreError::Setup {
            address: address.clone(),
            cause: cause.to_string(),
        })?;
        Ok(Self::new(Arc::new(worker), address.clone(), thread::sleep))
    }

    pub(crate) fn new(objects: Arc<dyn Objects>, address: Address, pause: fn(Duration)) -> Self {
        Self {
            objects,
            address,
            pause,
        }
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// Reads an object; `None` where there is none.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Object>, StoreError> {
        self.tried(|| self.objects.get(name))
            .map_err(|trouble| self.failed(name, "read", trouble))
    }

    /// The names of all objects.
    pub(crate) fn names(&self) -> Result<Vec<String>, StoreError> {
        self.tried(|| self.objects.names())
            .map_err(|trouble| self.failed("what stands there", "listed", trouble))
    }

    /// Removes an object; one that is not there counts as removed.
    pub(crate) fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.tried(|| self.objects.remove(name))
            .map_err(|trouble| self.failed(name, "removed", trouble))
    }

    /// Writes an object whole under a condition; it is there when this returns.
    ///
    /// Whatever comes instead of a clear answer, the object is looked at: it may be there. It is written again only
    /// where what is there still meets the condition; should the first write come late, the condition keeps it out.
    pub(crate) fn write(
        &self,
        name: &str,
        content: &[u8],
        condition: &Condition,
    ) -> Result<Version, NotWritten> {
        let mut pause = FIRST_PAUSE;
        let mut tries = 1;
        loop {
            let trouble = match self.objects.put(name, content, condition) {
                Ok(version) => return Ok(version),
                Err(trouble) => trouble,
            };
            if let Trouble::Denied(cause) = trouble {
                // An earlier try may still come to its end.
                return Err(NotWritten::Error(if tries == 1 {
                    self.failed(name, "written", Trouble::Denied(cause))
                } else {
                    self.uncertain(name, cause)
                }));
            }
            let there = self.read(name).map_err(|_| {
                let cause = trouble.clone().into_cause();
                NotWritten::Error(self.uncertain(name, cause))
            })?;
            match there {
                Some(object) if object.content == content => return Ok(object.version),
                there if !condition.is_met(there.as_ref().map(|object| &object.version)) => {
                    return Err(NotWritten::Overtaken);
                }
                Some(_) | None if tries == TRIES => {
                    return Err(self.uncertain(name, trouble.into_cause()).into());
                }
                Some(_) | None => {}
            }
            (self.pause)(pause);
            pause *= 2;
            tries += 1;
        }
    }

    /// Does something that may be repeated.
    fn tried<T>(&self, act: impl Fn() -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut pause = FIRST_PAUSE;
        for _ in 1..TRIES {
            match act() {
                Err(Trouble::Lost(_)) => {}
                done => return done,
            }
            (self.pause)(pause);
            pause *= 2;
        }
        act()
    }

    fn failed(&self, name: &str, act: &'static str, trouble: Trouble) -> StoreError {
        StoreError::Failed {
            address: self.address.clone(),
            name: name.to_owned(),
            act,
            cause: trouble.into_cause(),
        }
    }

    fn uncertain(&self, name: &str, cause: String) -> StoreError {
        StoreError::Uncertain {
            address: self.address.clone(),
            name: name.to_owned(),
            cause,
        }
    }
}

impl From<StoreError> for NotWritten {
    fn from(error: StoreError) -> Self {
        Self::Error(error)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Store")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
