//! The states of many tenants on one store.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use super::{Fleet, standings};
use crate::bucket::Bucket;
use crate::harness::Ran;

/// An empty bucket that lists nothing to anybody until so many ask at once.
struct Meeting {
    address: String,
    asked: Arc<(Mutex<Asked>, Condvar)>,
}

#[derive(Default)]
struct Asked {
    /// How many ask now, or have been answered.
    count: usize,
    /// Whether somebody was answered although the others did not come.
    is_alone: bool,
}

impl Meeting {
    fn of(size: usize) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new((Mutex::new(Asked::default()), Condvar::new()));
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, asked) = (stream.unwrap(), Arc::clone(&kept));
                thread::spawn(move || drop(answer(&stream, &asked, size)));
            }
        });
        Self { address, asked }
    }
}

fn answer(
    mut stream: &TcpStream,
    (asked, others): &(Mutex<Asked>, Condvar),
    size: usize,
) -> std::io::Result<()> {
    let mut request = String::new();
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next().transpose()?.filter(|line| !line.is_empty()) {
        request.push_str(&line);
    }
    let (status, body) = if request.contains("list-type=2") {
        let mut now = asked.lock().unwrap();
        now.count += 1;
        others.notify_all();
        // Only a test that fails waits for so long.
        let patience = Duration::from_secs(30);
        let waited = others.wait_timeout_while(now, patience, |now| now.count < size);
        let (mut now, waited) = waited.unwrap();
        now.is_alone |= waited.timed_out();
        (
            "200 OK",
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>",
        )
    } else {
        ("404 Not Found", "")
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(format!("{head}{body}").as_bytes())
}

#[test]
fn the_states_of_tenants_are_fetched_at_once() {
    let fleet = Fleet::start("tenants: 3\npeople: 2\nlevels: 1\napiUsers: 1\n");
    fleet.say("state: \"s3://team/{tenant}\"\n");
    let meeting = Meeting::of(3);
    let mut command = fleet.command(&["drift", "--all", "--format", "json"]);
    command.envs([
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_ENDPOINT_URL_S3", meeting.address.as_str()),
    ]);
    let document = Ran::of(&mut command).exits(0).json();
    assert_eq!(
        standings(&document),
        ["tenant-1 in-sync", "tenant-2 in-sync", "tenant-3 in-sync"]
    );
    assert!(!meeting.asked.0.lock().unwrap().is_alone);
}

#[test]
fn a_ledger_that_is_broken_is_named_by_its_address() {
    let fleet = Fleet::start("tenants: 2\npeople: 2\nlevels: 1\napiUsers: 1\n");
    fleet.say("state: \"s3://team/{tenant}\"\n");
    let bucket = Bucket::start();
    bucket.put("tenant-1/ledger.jsonl", "no line\nnor this one\n");
    let mut command = fleet.command(&["plan", "--tenant", "tenant-1"]);
    let ran = Ran::of(command.envs(bucket.environment())).exits(1);
    let words = "error: s3://team/tenant-1/ledger.jsonl: line 1 cannot be understood: ";
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
}
