//! What runs of a team do to one state.

use std::fs;
use std::thread;
use std::time::Duration;

use attune_apply::ledger::{Event, Holder, Ledger, LedgerError, Lock};
use attune_model::{StepId, Timestamp};
use attune_store::{Mirror, RelocateError, State, StoreError, Terms, relocate};

use crate::proxy::Proxy;
use crate::server::{Server, Way, fetched};

fn holder(run: &str) -> Holder {
    Holder {
        run: run.to_owned(),
        operation: "apply".to_owned(),
        user: Some("ana".to_owned()),
        host: "build-3".to_owned(),
        pid: 7,
        since: Timestamp::UNIX_EPOCH,
    }
}

/// A ledger that is open in a mirror with the lock of the store.
fn ledger(mirror: &Mirror, run: &str) -> Result<Ledger, StoreError> {
    let lease = mirror.lock(holder(run), Terms::default())?;
    mirror.ledger(Lock::take(mirror.folder(), holder(run))?, lease)
}

fn append(ledger: &mut Ledger, step: &str) -> Result<(), LedgerError> {
    let step = StepId(step.to_owned());
    ledger.append(Timestamp::UNIX_EPOCH, Event::Waiting { step })
}

/// The steps of the ledger in the store, which is whole.
fn steps(mirror: &Mirror) -> Vec<String> {
    assert_eq!(Ledger::verify(mirror.folder()).unwrap().torn, 0);
    let entries = Ledger::read(mirror.folder()).unwrap();
    let step = |event: &Event| {
        let Event::Waiting { step } = event else {
            panic!("{event:?}");
        };
        step.0.clone()
    };
    entries.iter().map(|entry| step(&entry.event)).collect()
}

/// The words of an error; where the state is stands in them as STATE.
fn said(server: &Server, error: &impl ToString) -> String {
    let address = server.address().to_string();
    error.to_string().replace(&address, "STATE")
}

pub(crate) fn a_team_shares_one_ledger(server: &Server) {
    let first = server.mirror();
    let mut open = ledger(&first, "first").unwrap();
    append(&mut open, "a").unwrap();
    append(&mut open, "b").unwrap();
    fs::create_dir(first.folder().join("captures")).unwrap();
    fs::write(first.folder().join("captures/level-7.json"), "{}").unwrap();
    fs::write(first.folder().join("waiting.json"), "{}").unwrap();
    first.push().unwrap();
    // A reader needs no lock.
    assert_eq!(steps(&server.mirror()), ["a", "b"]);
    let second = server.mirror();
    let refused = ledger(&second, "second").unwrap_err();
    let StoreError::Held {
        address: _,
        holder: whose,
        left,
    } = refused
    else {
        panic!("{refused}");
    };
    assert_eq!(*whose, holder("first"));
    assert!(
        left > Duration::from_secs(30) && left <= Duration::from_secs(62),
        "{left:?}"
    );
    drop(open);
    let mut open = ledger(&second, "second").unwrap();
    append(&mut open, "c").unwrap();
    fs::remove_file(second.folder().join("waiting.json")).unwrap();
    second.push().unwrap();
    let third = server.mirror();
    assert_eq!(steps(&third), ["a", "b", "c"]);
    assert!(third.folder().join("captures/level-7.json").exists());
    assert!(!third.folder().join("waiting.json").exists());
}

pub(crate) fn writers_at_once_leave_one_chain(server: &Server) {
    thread::scope(|scope| {
        for writer in 0..3 {
            scope.spawn(move || {
                let mirror = server.mirror();
                for round in 0..3 {
                    let step = format!("{writer}.{round}");
                    let mut open = loop {
                        match ledger(&mirror, &step) {
                            Ok(open) => break open,
                            Err(StoreError::Held { .. }) => thread::yield_now(),
                            Err(error) => panic!("{error}"),
                        }
                    };
                    append(&mut open, &step).unwrap();
                }
            });
        }
    });
    let mut steps = steps(&server.mirror());
    steps.sort_unstable();
    assert_eq!(
        steps,
        [
            "0.0", "0.1", "0.2", "1.0", "1.1", "1.2", "2.0", "2.1", "2.2"
        ]
    );
}

pub(crate) fn a_dead_holder_is_passed_over_once_its_lease_has_run_out(server: &Server) {
    let proxy = Proxy::before(server.port());
    let way = Way {
        port: Some(proxy.port),
        ..Way::default()
    };
    let dead = server.reached(&way).unwrap();
    let terms = Terms {
        lease: Duration::from_secs(1),
        ..Terms::default()
    };
    let lease = dead.lock(holder("dead"), terms).unwrap();
    assert_eq!(lease.dead, None);
    let next = server.mirror();
    // As long as it is alive it renews its lease, and the lock is its own.
    assert!(matches!(
        next.lock(holder("next"), Terms::default()),
        Err(StoreError::Held { .. })
    ));
    proxy.cut();
    let next = loop {
        match next.lock(holder("next"), Terms::default()) {
            Ok(lease) => break lease,
            Err(StoreError::Held { .. }) => thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    };
    assert_eq!(next.dead, Some(holder("dead")));
    drop(lease);
}

pub(crate) fn a_lost_answer_is_looked_up(server: &Server) {
    let proxy = Proxy::before(server.port());
    let way = Way {
        port: Some(proxy.port),
        ..Way::default()
    };
    let mirror = server.reached(&way).unwrap();
    let mut open = ledger(&mirror, "first").unwrap();
    let before = proxy.writes();
    proxy.swallow();
    append(&mut open, "a").unwrap();
    assert!(!proxy.swallows());
    assert_eq!(proxy.writes(), before + 1, "it was not written twice");
    append(&mut open, "b").unwrap();
    drop(open);
    // Nor is the lock taken twice.
    proxy.swallow();
    let mut open = ledger(&mirror, "second").unwrap();
    assert!(!proxy.swallows());
    append(&mut open, "c").unwrap();
    assert_eq!(steps(&server.mirror()), ["a", "b", "c"]);
}

pub(crate) fn a_line_is_there_before_its_act(server: &Server) {
    let proxy = Proxy::before(server.port());
    let way = Way {
        port: Some(proxy.port),
        ..Way::default()
    };
    let killed = server.reached(&way).unwrap();
    let mut open = ledger(&killed, "killed").unwrap();
    append(&mut open, "announced").unwrap();
    // Here its machine is lost: it can neither act nor free its lock.
    proxy.cut();
    assert!(append(&mut open, "never").is_err());
    let next = server.mirror();
    assert_eq!(steps(&next), ["announced"]);
    let left = next.left_lock().unwrap().unwrap();
    assert_eq!(left.holder, holder("killed"));
    left.remove().unwrap();
    let mut open = ledger(&next, "next").unwrap();
    append(&mut open, "carried on").unwrap();
    assert_eq!(steps(&server.mirror()), ["announced", "carried on"]);
}

pub(crate) fn who_was_overtaken_is_told_who_works_now(server: &Server) {
    let (slow, next) = (server.mirror(), server.mirror());
    let mut open = ledger(&slow, "slow").unwrap();
    append(&mut open, "a").unwrap();
    next.left_lock().unwrap().unwrap().remove().unwrap();
    let mut other = ledger(&next, "next").unwrap();
    append(&mut other, "b").unwrap();
    let error = append(&mut open, "c").unwrap_err();
    assert_eq!(
        said(server, &error),
        "STATE: somebody else has written ledger.jsonl since this run read it; its lock is held by attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run next"
    );
    fs::write(slow.folder().join("waiting.json"), "{}").unwrap();
    assert_eq!(steps(&server.mirror()), ["a", "b"]);
}

pub(crate) fn everything_but_the_lock_is_encrypted(server: &Server) {
    let keys = tempfile::tempdir().unwrap();
    let identity = age::x25519::Identity::generate();
    let path = keys.path().join("identity");
    fs::write(
        &path,
        age::secrecy::ExposeSecret::expose_secret(&identity.to_string()),
    )
    .unwrap();
    let way = Way {
        recipients: vec![identity.to_public().to_string()],
        identity: Some(path),
        ..Way::default()
    };
    let first = server.reached(&way).unwrap();
    append(&mut ledger(&first, "first").unwrap(), "a").unwrap();
    assert_eq!(steps(&server.reached(&way).unwrap()), ["a"]);
    let shut = server.reached(&Way::default()).unwrap_err();
    assert_eq!(
        said(server, &shut),
        "STATE: ledger.jsonl is encrypted, and no age identity is named that opens it"
    );
}

pub(crate) fn state_moves_there_and_back(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let here = State::Folder(folder.path().join(".attune"));
    let lock = Lock::take(here.folder(), holder("first")).unwrap();
    append(&mut Ledger::open(lock).unwrap(), "a").unwrap();
    let moved = |from: &State, to: &State| {
        let at = Timestamp::UNIX_EPOCH;
        relocate(from, to, &holder("move"), at, Terms::default())
    };
    let there = || State::Shared(server.mirror().into());
    assert_eq!(moved(&here, &there()).unwrap().lines, 1);
    assert_eq!(steps(&server.mirror()), ["a"]);
    assert!(matches!(
        here.lock(holder("next"), Terms::default()),
        Err(StoreError::Ledger(LedgerError::Moved { .. }))
    ));
    let back = State::Folder(folder.path().join("back"));
    moved(&there(), &back).unwrap();
    assert_eq!(Ledger::read(back.folder()).unwrap().len(), 1);
    let left = moved(&there(), &State::Folder(folder.path().join("again")));
    let Err(RelocateError::Store(StoreError::Ledger(LedgerError::Moved { .. }))) = left else {
        panic!("{left:?}");
    };
}

pub(crate) fn what_is_wrong_is_said_without_secrets(server: &Server) {
    let mut environment = server.environment();
    let nowhere = server.address().to_string().replace("/team/", "/nobody/");
    let way = Way::default();
    let error = fetched(&nowhere.parse().unwrap(), &environment, &way).unwrap_err();
    let (text, debug) = (error.to_string(), format!("{error:?}"));
    assert!(
        text.starts_with(&format!("{nowhere}: what stands there cannot be listed: ")),
        "{text}"
    );
    assert!(
        text.contains("NoSuchBucket") || text.contains("ContainerNotFound"),
        "{text}"
    );
    assert!(!debug.contains("hunter2"), "{debug}");
    // A port on which nobody listens.
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let way = Way {
        port: Some(port),
        ..Way::default()
    };
    let error = server.reached(&way).unwrap_err();
    let text = said(server, &error);
    assert!(
        text.starts_with("STATE: what stands there cannot be listed: "),
        "{text}"
    );
    environment.clear();
    let error = fetched(&server.address(), &environment, &way).unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("there are no credentials for "), "{text}");
}
