//! Docs that run: every console block of README, CONTRIBUTING and `docs/`.
//!
//! In a block marked `console`, a line that starts with `$ ` is a command; what follows is what it prints, on both streams.
//! A line `...` stands for any lines, `[..]` for anything within a line. The commands of a file run one after the other in
//! one folder with the manifests, with a simulated tenant in the environment; those of `state.md` with a bucket, too, those of `workspace.md` with the workspace `msp`. `cargo run --` stands for attune.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::bucket::Bucket;
use crate::fleet::Fleet;
use crate::harness::{ATTUNE, Sim, root};

struct Step {
    line: usize,
    command: String,
    expected: Vec<String>,
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line.trim() == "```console";
        } else if inside {
            match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step {
                    line: index + 1,
                    command: command.to_owned(),
                    expected: Vec::new(),
                }),
                None => steps
                    .last_mut()
                    .expect("a command first")
                    .expected
                    .push(line.to_owned()),
            }
        }
    }
    steps
}

fn matches_line(expected: &str, line: &str) -> bool {
    let mut parts = expected.split("[..]");
    let Some(rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let mut rest = rest;
    for (index, part) in parts.iter().enumerate() {
        if index + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

fn matches(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..]))
        }
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, others)| matches_line(first, line) && matches(rest, others)),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            if name != ".attune" && name != "secrets" {
                copy(&path, &to.join(name));
            }
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn run_file(file: &Path) -> usize {
    let steps = steps(&fs::read_to_string(file).unwrap());
    if steps.is_empty() {
        return 0;
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("manifests"), &folder.path().join("manifests"));
    let sim = Sim::start();
    // The page about state for a team: with a bucket. That about many tenants: with a workspace of them.
    let bucket = file.ends_with("docs/state.md").then(Bucket::start);
    let fleet = file.ends_with("docs/workspace.md").then(|| {
        let fleet = Fleet::start("tenants: 3\npeople: 5\nlevels: 1\napiUsers: 1\ndrifting: 1\n");
        std::os::unix::fs::symlink(fleet.workspace(), folder.path().join("msp")).unwrap();
        fleet
    });
    let programs = Path::new(ATTUNE).parent().unwrap();
    for step in &steps {
        let command = step
            .command
            .replace("cargo run --quiet -- ", "attune ")
            .replace("cargo run -- ", "attune ");
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(folder.path())
            .env_clear()
            .env(
                "PATH",
                format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display()),
            )
            .envs(sim.environment())
            .envs(bucket.iter().flat_map(Bucket::environment))
            .envs(fleet.iter().flat_map(Fleet::environment))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = said.lines().collect();
        assert!(
            matches(&step.expected, &lines),
            "{}:{}: `{}` printed otherwise:\n{said}",
            file.display(),
            step.line,
            step.command
        );
    }
    steps.len()
}

fn documents() -> Vec<PathBuf> {
    let mut found = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_console_block_prints_what_it_says() {
    let run: usize = documents().iter().map(|file| run_file(file)).sum();
    assert!(run >= 8, "only {run} commands");
}

#[test]
fn the_matcher_can_fail() {
    let expected = |lines: &[&str]| {
        lines
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>()
    };
    assert!(matches(
        &expected(&["a", "...", "c [..] e"]),
        &["a", "b", "b", "c d e"]
    ));
    assert!(!matches(&expected(&["a", "...", "c"]), &["a", "b"]));
    assert!(!matches(&expected(&["a"]), &["a", "b"]));
    assert!(!matches(&expected(&["a [..]x"]), &["a b"]));
}
