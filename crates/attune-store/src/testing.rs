//! A store in memory whose answers get lost, with a clock that tests turn on.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attune_apply::ledger::Holder;
use attune_model::Timestamp;
use object_store::memory::InMemory;

use crate::client::StoreTime;
use crate::lease::Terms;
use crate::objects::{Age, Condition, Object, Objects, Trouble, Version};
use crate::store::Store;
use crate::worker::{Inner, Worker};

thread_local! {
    static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Lets time go by.
pub(crate) fn pass(time: Duration) {
    NOW.set(NOW.get() + time);
}

/// A minute's lease by the tests' clock.
pub(crate) fn terms() -> Terms {
    Terms {
        lease: Duration::from_mins(1),
        clock: || NOW.get(),
    }
}

/// A run of somebody.
pub(crate) fn holder(run: &str) -> Holder {
    Holder {
        run: run.to_owned(),
        operation: "apply".to_owned(),
        user: Some("ana".to_owned()),
        host: "build-3".to_owned(),
        pid: 7,
        since: Timestamp::UNIX_EPOCH,
    }
}

/// What becomes of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is done and answered.
    Answered,
    /// It is done, and the answer is lost.
    Unanswered,
    /// It never arrives.
    Vanished,
    /// It arrives after the next write of somebody.
    Late,
}

/// A write that is under way: of what, which content, under which condition.
type Write = (String, Vec<u8>, Condition);

/// A store that several runs share.
#[derive(Clone)]
pub(crate) struct World {
    objects: Arc<Worker>,
    written: Arc<Mutex<BTreeMap<String, Duration>>>,
    late: Arc<Mutex<Vec<Write>>>,
}

/// How one run reaches it.
#[derive(Clone)]
pub(crate) struct Path {
    world: World,
    pub(crate) fates: Arc<Mutex<VecDeque<Fate>>>,
    is_cut: Arc<AtomicBool>,
}

impl World {
    pub(crate) fn new() -> Self {
        let inner = Inner {
            store: Arc::new(InMemory::new()),
            prefix: "contoso".to_owned(),
            time: StoreTime::default(),
            now: || Timestamp::UNIX_EPOCH,
        };
        Self {
            objects: Arc::new(Worker::start(inner).unwrap()),
            written: Arc::default(),
            late: Arc::default(),
        }
    }

    pub(crate) fn path(&self) -> Path {
        Path {
            world: self.clone(),
            fates: Arc::default(),
            is_cut: Arc::default(),
        }
    }

    /// What is there, whatever happens to the paths.
    pub(crate) fn content(&self, name: &str) -> Option<Vec<u8>> {
        self.objects.get(name).unwrap().map(|object| object.content)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.content(name).unwrap()).unwrap()
    }

    /// Puts something there past all conditions.
    pub(crate) fn set(&self, name: &str, content: &[u8]) {
        self.put(name, content, &Condition::Any).unwrap();
    }

    fn put(&self, name: &str, content: &[u8], condition: &Condition) -> Result<Version, Trouble> {
        let version = self.objects.put(name, content, condition)?;
        self.written
            .lock()
            .unwrap()
            .insert(name.to_owned(), NOW.get());
        Ok(version)
    }

    /// Lets what is under way arrive.
    pub(crate) fn arrive(&self) {
        let late = std::mem::take(&mut *self.late.lock().unwrap());
        for (name, content, condition) in late {
            // Nobody hears the answer.
            drop(self.put(&name, &content, &condition));
        }
    }
}

impl Path {
    /// The store as this run has it; waiting turns the clock.
    pub(crate) fn store(&self) -> Store {
        let address = "s3://team/contoso".parse().unwrap();
        Store::new(Arc::new(self.clone()), address, pass)
    }

    /// What becomes of the next writes; those after them are answered.
    pub(crate) fn fates(&self, fates: &[Fate]) {
        self.fates.lock().unwrap().extend(fates);
    }

    /// Lets nothing through any more, or again.
    pub(crate) fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::Relaxed);
    }

    fn lost(&self) -> Result<(), Trouble> {
        if self.is_cut.load(Ordering::Relaxed) {
            return Err(Trouble::Lost("the network is down".to_owned()));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Path {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Path")
    }
}

impl Objects for Path {
    fn get(&self, name: &str) -> Result<Option<Object>, Trouble> {
        self.lost()?;
        let object = self.world.objects.get(name)?;
        let written = self.world.written.lock().unwrap().get(name).copied();
        let age = Age {
            seems: NOW.get().saturating_sub(written.unwrap_or_default()),
            doubt: Duration::from_secs(2),
        };
        Ok(object.map(|object| Object { age, ..object }))
    }

    fn put(&self, name: &str, content: &[u8], condition: &Condition) -> Result<Version, Trouble> {
        self.lost()?;
        let fate = self.fates.lock().unwrap().pop_front();
        let no_answer = || Trouble::Lost("no answer".to_owned());
        match fate.unwrap_or(Fate::Answered) {
            Fate::Answered => {
                let put = self.world.put(name, content, condition);
                self.world.arrive();
                put
            }
            Fate::Unanswered => {
                drop(self.world.put(name, content, condition));
                self.world.arrive();
                Err(no_answer())
            }
            Fate::Vanished => Err(no_answer()),
            Fate::Late => {
                let put = (name.to_owned(), content.to_vec(), condition.clone());
                self.world.late.lock().unwrap().push(put);
                Err(no_answer())
            }
        }
    }

    fn remove(&self, name: &str) -> Result<(), Trouble> {
        self.lost()?;
        self.world.objects.remove(name)
    }

    fn names(&self) -> Result<Vec<String>, Trouble> {
        self.lost()?;
        self.world.objects.names()
    }
}
