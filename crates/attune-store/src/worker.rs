//! A store on a thread of its own: its calls are asynchronous, and the ledger's are not.
//!
//! One call after the other, so that the time that an answer says belongs to that answer.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use attune_model::Timestamp;
use futures_util::TryStreamExt as _;
use object_store::path::Path;
use object_store::{
    Error, ObjectMeta, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, UpdateVersion,
};
use tokio::runtime::{Builder, Runtime};

use crate::client::StoreTime;
use crate::objects::{Age, Condition, Object, Objects, Trouble, Version};

mod trouble;

use trouble::trouble;

/// The store says whole seconds, both for now and for when an object was written.
const DOUBT_OF_STORE: jiff::SignedDuration = jiff::SignedDuration::from_secs(2);

/// How far the clock of this machine is thought to be from the store's.
const DOUBT_OF_MACHINE: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

/// A store behind the thread that talks to it. The thread ends when this is dropped.
pub(crate) struct Worker {
    jobs: Sender<Job>,
}

type Job = Box<dyn FnOnce(&Runtime, &Inner) + Send>;

/// What the thread has.
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn ObjectStore>,
    /// Without a slash at its end; empty for the whole bucket.
    pub(crate) prefix: String,
    pub(crate) time: StoreTime,
    /// The clock of this machine.
    pub(crate) now: fn() -> Timestamp,
}

impl Worker {
    /// Starts the thread.
    pub(crate) fn start(inner: Inner) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (jobs, to_do) = mpsc::channel::<Job>();
        let work = move || {
            for job in to_do {
                job(&runtime, &inner);
            }
        };
        drop(
            thread::Builder::new()
                .name("store".to_owned())
                .spawn(work)?,
        );
        Ok(Self { jobs })
    }

    /// Lets the thread do something, and waits for it.
    fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Runtime, &Inner) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (answer, answered) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |runtime, inner| {
            // Nobody waits for it any more where this fails.
            drop(answer.send(job(runtime, inner)));
        });
        let ended = || Trouble::Lost("the thread that talks to the store has ended".to_owned());
        self.jobs.send(job).map_err(|_| ended())?;
        answered.recv().map_err(|_| ended())?
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl Objects for Worker {
    fn get(&self, name: &str) -> Result<Option<Object>, Trouble> {
        let name = name.to_owned();
        self.ask(move |runtime, inner| runtime.block_on(inner.get(&name)))
    }

    fn put(&self, name: &str, content: &[u8], condition: &Condition) -> Result<Version, Trouble> {
        let (name, content, condition) = (name.to_owned(), content.to_vec(), condition.clone());
        self.ask(move |runtime, inner| runtime.block_on(inner.put(&name, content, condition)))
    }

    fn remove(&self, name: &str) -> Result<(), Trouble> {
        let name = name.to_owned();
        self.ask(move |runtime, inner| runtime.block_on(inner.remove(&name)))
    }

    fn names(&self) -> Result<Vec<String>, Trouble> {
        self.ask(|runtime, inner| runtime.block_on(inner.names()))
    }
}

impl Inner {
    async fn get(&self, name: &str) -> Result<Option<Object>, Trouble> {
        let found = match self.store.get(&self.path(name)).await {
            Ok(found) => found,
            Err(Error::NotFound { path: _, source }) if !trouble::is_without_bucket(&*source) => {
                return Ok(None);
            }
            Err(error) => return Err(trouble(&error)),
        };
        let meta = found.meta.clone();
        let content = found.bytes().await.map_err(|error| trouble(&error))?;
        let age = self.age(&meta);
        Ok(Some(Object {
            content: content.into(),
            version: Version {
                e_tag: meta.e_tag,
                version: meta.version,
            },
            age,
        }))
    }

    async fn put(
        &self,
        name: &str,
        content: Vec<u8>,
        condition: Condition,
    ) -> Result<Version, Trouble> {
        let mode = match condition {
            Condition::Absent => PutMode::Create,
            Condition::Is(Version { e_tag, version }) => {
                PutMode::Update(UpdateVersion { e_tag, version })
            }
            Condition::Any => PutMode::Overwrite,
        };
        let (path, options) = (self.path(name), PutOptions::from(mode));
        let put = self.store.put_opts(&path, content.into(), options);
        let put = put.await.map_err(|error| trouble(&error))?;
        Ok(Version {
            e_tag: put.e_tag,
            version: put.version,
        })
    }

    async fn remove(&self, name: &str) -> Result<(), Trouble> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(trouble(&error)),
        }
    }

    async fn names(&self) -> Result<Vec<String>, Trouble> {
        let prefix = Path::from(self.prefix.as_str());
        let listed = self.store.list(Some(&prefix));
        let listed: Vec<ObjectMeta> = listed
            .try_collect()
            .await
            .map_err(|error| trouble(&error))?;
        let under = |meta: ObjectMeta| {
            let path = meta.location.to_string();
            if self.prefix.is_empty() {
                return Some(path);
            }
            let rest = path.strip_prefix(&self.prefix)?.strip_prefix('/')?;
            Some(rest.to_owned())
        };
        Ok(listed.into_iter().filter_map(under).collect())
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}/{name}", self.prefix))
    }

    /// By the store's own clock, where its answer said the time.
    fn age(&self, meta: &ObjectMeta) -> Age {
        let written = meta.last_modified.timestamp_millis();
        let written = Timestamp::from_millisecond(written).unwrap_or(Timestamp::MAX);
        let (now, doubt) = match self.time.last() {
            Some(now) => (now, DOUBT_OF_STORE),
            None => ((self.now)(), DOUBT_OF_MACHINE),
        };
        Age {
            seems: now.duration_since(written).try_into().unwrap_or_default(),
            doubt: doubt.unsigned_abs(),
        }
    }
}
