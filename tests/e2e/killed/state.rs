//! What a run leaves: the tenant, the ledger, the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reqwest::Method;
use serde_json::Value;

use crate::harness::{Place, Sim, call};

/// What must be alike after every run that came to its end, however it came there, line by line: the tenant without keys and
/// secrets, each step with the proofs of every time it was done, the files.
///
/// Not what the ledger has of rights: they are noted after the steps, and a run that finds nothing to do does not ask.
pub(super) fn state(dump: &[String], place: &Place) -> Vec<String> {
    let mut done: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for event in events(place) {
        if event["kind"] == "done" {
            let proofs = done.entry(text(&event, "step")).or_default();
            proofs.push(text(&event, "proof"));
        }
    }
    let done = done
        .iter()
        .map(|(step, proofs)| format!("done: {step}: {}", proofs.join(", ")));
    let tenant = dump.iter().filter_map(|line| settled(line));
    let files = files(place.folder.path());
    tenant
        .chain(done)
        .chain(files.iter().map(|file| format!("file: {file}")))
        .collect()
}

/// The lines that only one of two states has.
pub(super) fn differences(expected: &[String], found: &[String]) -> Vec<String> {
    let only = |mark: &str, one: &[String], other: &[String]| -> Vec<String> {
        let only = one.iter().filter(|line| !other.contains(line));
        only.map(|line| format!("{mark} {line}")).collect()
    };
    let mut lines = only("-", expected, found);
    lines.extend(only("+", found, expected));
    if lines.is_empty() && expected.len() != found.len() {
        lines.push(format!("{} lines, not {}", found.len(), expected.len()));
    }
    lines
}

/// A line of a dump without what every run draws anew; nothing of how often key and secret were drawn.
fn settled(line: &str) -> Option<String> {
    if line.starts_with("drafts: ") {
        return None;
    }
    let (indent, object) = line.split_at(line.find('{').unwrap_or(line.len()));
    let Ok(mut thing) = serde_json::from_str::<Value>(object) else {
        return Some(line.to_owned());
    };
    let thing_fields = thing.as_object_mut()?;
    for drawn in ["key", "secret"] {
        thing_fields.remove(drawn);
    }
    if let Some(title) = thing_fields.get_mut("title") {
        // A check's title ends in the name of its run.
        if let Some((check, _)) = title.as_str().and_then(|title| title.rsplit_once(' '))
            && check.starts_with("attune check")
        {
            *title = check.into();
        }
    }
    Some(format!("{indent}{thing}"))
}

/// The events of the ledger.
fn events(place: &Place) -> Vec<Value> {
    let path = place.path(".attune/ledger.jsonl");
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].take())
        .collect()
}

/// Steps that were begun and of which nothing more is said.
pub(super) fn at_hand(place: &Place) -> BTreeSet<String> {
    let mut open = BTreeSet::new();
    for event in events(place) {
        match event["kind"].as_str().unwrap() {
            "begun" => drop(open.insert(text(&event, "step"))),
            "done" | "failed" | "waiting" => drop(open.remove(&text(&event, "step"))),
            _ => {}
        }
    }
    open
}

/// Whether the ledger says anything.
pub(super) fn has_begun(place: &Place) -> bool {
    !events(place).is_empty()
}

/// Whether each API user that was made has its key and secret in its file, and signs in with them.
pub(super) fn credentials_are_kept(sim: &Sim, dump: &[String], place: &Place, handles: &[&str]) {
    let made: BTreeSet<(String, String)> = dump
        .iter()
        .filter_map(|line| line.strip_prefix("  - "))
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|user| user["key"].is_string())
        .map(|user| (text(&user, "key"), text(&user, "secret")))
        .collect();
    for handle in handles {
        let kept = place.read(&format!("secrets/contoso/{handle}.json"));
        let kept: Value = serde_json::from_str(&kept).unwrap();
        let (key, secret) = (text(&kept, "userName"), text(&kept, "secret"));
        let (status, _) = call(sim, Method::GET, "Version", (&key, &secret), None, None);
        assert_eq!(status, 200, "{handle} does not sign in");
        assert!(
            made.contains(&(key, secret)),
            "{handle} has other credentials"
        );
    }
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&path).iter().map(|below| format!("{name}/{below}")));
        } else {
            found.insert(name);
        }
    }
    found
}

fn text(object: &Value, key: &str) -> String {
    object[key].as_str().unwrap().to_owned()
}
