//! What was written comes back; what somebody else wrote is found, with its line.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use attune_model::{Handle, StepId};
use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::ledger::ReplicaError;
use crate::ledger::lock::tests::holder;

fn waiting(step: &str) -> Event {
    Event::Waiting {
        step: StepId(step.to_owned()),
    }
}

fn open(folder: &Path, run: &str) -> Result<Ledger, LedgerError> {
    Ledger::open(Lock::take(folder, holder(run, "here"))?)
}

fn append(folder: &TempDir, steps: &[&str]) {
    let mut ledger = open(folder.path(), "run").unwrap();
    for step in steps {
        ledger.append(Timestamp::UNIX_EPOCH, waiting(step)).unwrap();
    }
}

/// A ledger with a line a step.
fn ledger(steps: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, steps);
    folder
}

fn lines(folder: &TempDir) -> Vec<String> {
    let text = fs::read_to_string(ledger_path(folder.path())).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn write(folder: &TempDir, lines: &[String]) {
    fs::write(ledger_path(folder.path()), lines.join("\n") + "\n").unwrap();
}

/// Why neither reader nor writer takes the ledger, without the temporary folder.
fn refused(folder: &TempDir) -> String {
    let error = Ledger::read(folder.path()).unwrap_err().to_string();
    let opened = open(folder.path(), "run").unwrap_err().to_string();
    assert_eq!(error, opened);
    error.replace(&folder.path().display().to_string(), ".attune")
}

/// A line as the first version wrote it.
fn earlier(seq: u64) -> String {
    format!(
        r#"{{"v":1,"seq":{seq},"at":"1970-01-01T00:00:00Z","run":"old","event":{{"kind":"waiting","step":"s{seq}"}}}}"#
    )
}

#[test]
fn lines_come_back_and_the_count_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let mut ledger = open(&state, "run-1").unwrap();
    ledger.append(Timestamp::UNIX_EPOCH, waiting("a")).unwrap();
    drop(ledger);
    let mut ledger = open(&state, "run-2").unwrap();
    ledger.append(Timestamp::UNIX_EPOCH, waiting("b")).unwrap();
    let entries = Ledger::read(&state).unwrap();
    let said: Vec<(u64, &str)> = entries
        .iter()
        .map(|entry| (entry.seq, entry.run.as_str()))
        .collect();
    assert_eq!(said, [(1, "run-1"), (2, "run-2")]);
}

#[test]
fn lines_carry_checksums() {
    let folder = ledger(&["a", "b"]);
    assert_snapshot!(lines(&folder).join("\n"), @r#"
    {"v":2,"seq":1,"at":"1970-01-01T00:00:00Z","run":"run","event":{"kind":"waiting","step":"a"},"chain":"f9094b5694b0944a180f4004f61c6905d2c2ce959c85446b8ce83220f635caca"}
    {"v":2,"seq":2,"at":"1970-01-01T00:00:00Z","run":"run","event":{"kind":"waiting","step":"b"},"chain":"a359e431f18d440db8893c7de9faeafc646765ec2f33c65ddcec8c738de37cc8"}
    "#);
    let verified = Ledger::verify(folder.path()).unwrap();
    assert_eq!(
        (verified.lines, verified.unchained, verified.torn),
        (2, 0, 0)
    );
    assert!(lines(&folder)[1].ends_with(&format!("\"{}\"}}", verified.head)));
}

#[test]
fn a_torn_last_line_is_cut_off_and_said() {
    let folder = ledger(&["a"]);
    let path = ledger_path(folder.path());
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.clone() + "{\"v\":2,\"seq\":2,\"at").unwrap();
    assert_eq!(Ledger::verify(folder.path()).unwrap().torn, 18);
    let ledger = open(folder.path(), "run").unwrap();
    let said = ledger.recovered().unwrap();
    assert!(said.contains("torn last line of 18 bytes"), "{said}");
    drop(ledger);
    append(&folder, &["b"]);
    assert!(fs::read_to_string(&path).unwrap().starts_with(&whole));
    assert_eq!(Ledger::read(folder.path()).unwrap().len(), 2);
}

#[test]
fn a_last_line_that_lost_its_line_break_is_not_lost() {
    let folder = ledger(&["a", "b"]);
    let path = ledger_path(folder.path());
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.trim_end()).unwrap();
    assert_eq!(Ledger::read(folder.path()).unwrap().len(), 2);
    let ledger = open(folder.path(), "run").unwrap();
    let said = ledger.recovered().unwrap();
    assert!(
        said.ends_with("lost its line break, and has it again"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn converted_line_breaks_change_nothing() {
    let folder = ledger(&["a", "b"]);
    let path = ledger_path(folder.path());
    let converted = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(&path, converted).unwrap();
    append(&folder, &["c"]);
    assert_eq!(Ledger::read(folder.path()).unwrap().len(), 3);
}

#[test]
fn a_line_that_cannot_be_understood_is_refused_with_its_number() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(ledger_path(folder.path()), "nonsense\n{}\n").unwrap();
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 1 cannot be understood: expected ident at line 1 column 2");
    let newer = earlier(1).replace("\"v\":1", "\"v\":3");
    write(&folder, &[newer]);
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 1 cannot be understood: its format is version 3, this attune knows versions 1 to 2");
}

#[test]
fn a_ledger_that_cannot_be_read_is_not_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(ledger_path(folder.path())).unwrap();
    assert!(matches!(
        Ledger::read(folder.path()),
        Err(LedgerError::Io { .. })
    ));
}

#[test]
fn a_ledger_of_the_first_version_is_continued() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, &[earlier(1), earlier(2)]);
    append(&folder, &["c", "d"]);
    let verified = Ledger::verify(folder.path()).unwrap();
    assert_eq!((verified.lines, verified.unchained), (4, 2));
    let whole = lines(&folder);
    let mut changed = whole.clone();
    changed[0] = changed[0].replace("\"s1\"", "\"s9\"");
    write(&folder, &changed);
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 3 or one of those before it, which carry no checksum, is not as attune wrote it: it was changed, put in or taken out");
    let mut changed = whole.clone();
    changed[3] = changed[3].replace("\"d\"", "\"x\"");
    write(&folder, &changed);
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 4 is not as attune wrote it: it was changed or put in");
    let mut put_in = whole;
    put_in.push(earlier(5));
    write(&folder, &put_in);
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 5 carries no checksum: it was changed or put in");
    write(&folder, &[earlier(1), earlier(3)]);
    assert_snapshot!(refused(&folder), @".attune/ledger.jsonl: line 2 does not follow the one before: 1 line before it is missing");
}

#[test]
fn whatever_somebody_did_to_the_lines_is_told_with_its_line() {
    let folder = ledger(&["a", "b", "c", "d", "e"]);
    let whole = lines(&folder);
    let after = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        write(&folder, &lines);
        refused(&folder)
    };
    assert_snapshot!(after(&|lines| lines[2] = lines[2].replace("\"c\"", "\"x\"")), @".attune/ledger.jsonl: line 3 is not as attune wrote it: it was changed or put in");
    assert_snapshot!(after(&|lines| lines[0] = lines[0].replace("\"a\"", "\"x\"")), @".attune/ledger.jsonl: line 1 is not as attune wrote it: it was changed or put in");
    assert_snapshot!(after(&|lines| drop(lines.remove(2))), @".attune/ledger.jsonl: line 3 does not follow the one before: 1 line before it is missing");
    assert_snapshot!(after(&|lines| drop(lines.drain(..2))), @".attune/ledger.jsonl: line 1 does not follow the one before: 2 lines before it are missing");
    assert_snapshot!(after(&|lines| lines.insert(2, lines[0].clone())), @".attune/ledger.jsonl: line 3 repeats line 1");
    assert_snapshot!(after(&|lines| lines.insert(2, lines[2].replace("\"c\"", "\"x\""))), @".attune/ledger.jsonl: line 3 is not as attune wrote it: it was changed or put in");
    assert_snapshot!(after(&|lines| lines.insert(2, earlier(3))), @".attune/ledger.jsonl: line 3 carries no checksum: it was changed or put in");
    assert_snapshot!(after(&|lines| lines.swap(2, 3)), @".attune/ledger.jsonl: line 3 was written behind line 4: the lines changed places");
}

#[test]
fn the_ledgers_of_two_branches_are_told_from_a_change() {
    let (ours, theirs) = (ledger(&["a", "b"]), ledger(&["a", "b"]));
    append(&ours, &["c", "d"]);
    append(&theirs, &["e"]);
    let (ours_lines, theirs_lines) = (lines(&ours), lines(&theirs));
    assert_eq!(ours_lines[..2], theirs_lines[..2]);
    let both = [&ours_lines[..], &theirs_lines[2..]].concat();
    write(&ours, &both);
    assert_snapshot!(refused(&ours), @".attune/ledger.jsonl: line 5 and line 3 both follow line 2: the ledgers of two branches were put together");
    let mut marked = both;
    marked.insert(4, "=======".to_owned());
    marked.insert(2, "<<<<<<< HEAD".to_owned());
    marked.push(">>>>>>> theirs".to_owned());
    write(&ours, &marked);
    assert_snapshot!(refused(&ours), @".attune/ledger.jsonl: line 3 is a mark of a conflict that git left between the ledgers of two branches");
    let old = [earlier(1), earlier(2)];
    write(&ours, &old);
    write(&theirs, &old);
    append(&ours, &["c", "d"]);
    append(&theirs, &["e"]);
    let both = [&lines(&ours)[..], &lines(&theirs)[2..]].concat();
    write(&ours, &both);
    assert_snapshot!(refused(&ours), @".attune/ledger.jsonl: line 5 and line 3 both follow line 2: the ledgers of two branches were put together");
    let (one, other) = (ledger(&["a"]), ledger(&["b"]));
    write(&one, &[lines(&one), lines(&other)].concat());
    assert_snapshot!(refused(&one), @".attune/ledger.jsonl: line 2 and line 1 both begin the ledger: the ledgers of two branches were put together");
}

#[test]
fn a_reader_sees_whole_lines_while_another_run_writes() {
    let folder = ledger(&["first"]);
    let mut ledger = open(folder.path(), "run").unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for step in 0..100 {
                let event = waiting(&step.to_string());
                ledger.append(Timestamp::UNIX_EPOCH, event).unwrap();
            }
        });
        let mut seen = 1;
        while !writer.is_finished() {
            let lines = Ledger::read(folder.path()).unwrap().len();
            assert!((seen..=101).contains(&lines), "{lines} after {seen}");
            seen = lines;
        }
    });
    assert_eq!(Ledger::verify(folder.path()).unwrap().lines, 101);
}

#[test]
fn the_database_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path(), "run").unwrap();
    let bound = Event::Bound {
        tenant: Handle::parse("contoso").unwrap(),
        database: 7,
    };
    ledger.append(Timestamp::UNIX_EPOCH, bound).unwrap();
    assert_eq!(ledger.memory().remembered.database, Some(7));
}

/// What was put last, for a test to look at; refuses where it is told to.
#[derive(Clone, Debug, Default)]
struct Second {
    last: Arc<Mutex<Option<Vec<u8>>>>,
    refuses: Arc<AtomicBool>,
}

#[derive(Debug, thiserror::Error)]
#[error("s3://team/contoso: somebody else has written")]
struct Refused;

impl Replica for Second {
    fn put(&mut self, ledger: &[u8]) -> Result<(), ReplicaError> {
        if self.refuses.load(Ordering::Relaxed) {
            return Err(ReplicaError::new(Refused));
        }
        *self.last.lock().unwrap() = Some(ledger.to_vec());
        Ok(())
    }
}

fn replicated(folder: &TempDir, second: &Second) -> Ledger {
    let lock = Lock::take(folder.path(), holder("run", "here")).unwrap();
    Ledger::open_replicated(lock, Box::new(second.clone())).unwrap()
}

#[test]
fn a_second_place_has_the_whole_ledger_with_every_line() {
    let (folder, second) = (ledger(&["first"]), Second::default());
    let mut open = replicated(&folder, &second);
    assert_eq!(second.last.lock().unwrap().clone(), None);
    for step in ["second", "third"] {
        open.append(Timestamp::UNIX_EPOCH, waiting(step)).unwrap();
        let there = second.last.lock().unwrap().clone();
        assert_eq!(there, fs::read(ledger_path(folder.path())).ok());
    }
    assert_eq!(Ledger::verify(folder.path()).unwrap().lines, 3);
}

#[test]
fn a_line_that_the_second_place_refuses_is_not_in_the_file_either() {
    let (folder, second) = (ledger(&["first"]), Second::default());
    let mut open = replicated(&folder, &second);
    second.refuses.store(true, Ordering::Relaxed);
    let refused = open.append(Timestamp::UNIX_EPOCH, waiting("second"));
    assert_snapshot!(refused.unwrap_err(), @"s3://team/contoso: somebody else has written");
    assert_eq!(Ledger::read(folder.path()).unwrap().len(), 1);
    second.refuses.store(false, Ordering::Relaxed);
    open.append(Timestamp::UNIX_EPOCH, waiting("third"))
        .unwrap();
    let there = second.last.lock().unwrap().clone();
    assert_eq!(there, fs::read(ledger_path(folder.path())).ok());
    assert_eq!(Ledger::verify(folder.path()).unwrap().lines, 2);
}

#[test]
fn what_is_mended_is_mended_in_the_second_place_at_once() {
    let (folder, second) = (ledger(&["first"]), Second::default());
    let path = ledger_path(folder.path());
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [&whole[..], b"{\"v\":2,"].concat()).unwrap();
    drop(replicated(&folder, &second));
    assert_eq!(second.last.lock().unwrap().clone(), Some(whole));
}
