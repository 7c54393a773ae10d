//! Docs that run: every console block of README, CONTRIBUTING and `docs/`, and every `sh` block of the guides in `docs/guides`.
//!
//! In a block marked `console`, a line that starts with `$ ` is a command, which a backslash at its end continues; what follows is what it
//! prints, on both streams. One that starts with `PS> ` is for PowerShell: attune, or the script `nightly.ps1`, which hands its arguments on to
//! attune. A line `...` stands for any lines, `[..]` for anything within a line. A block marked `sh` comes to its end. What stands in a comment
//! that begins with `<!-- meanwhile` is run, too: what somebody else does while the reader reads.
//!
//! The blocks of a file run one after the other in one folder, in the surroundings that `ground` gives it. `cargo run --` stands for attune.

mod expected;
mod ground;
mod guides;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::root;
use expected::matches;
use ground::Ground;
use page::Kind;

/// Runs the blocks of a file; how many commands with output there were.
fn follow(ground: &Ground, file: &Path) -> usize {
    let mut count = 0;
    for block in page::blocks(&fs::read_to_string(file).unwrap()) {
        let at = format!("{}:{}", file.display(), block.line);
        match block.kind {
            Kind::Console => {
                for step in block.steps() {
                    let (_, said) = ground.run(&format!("exec 2>&1\n{}", step.command));
                    let lines: Vec<&str> = said.lines().collect();
                    assert!(
                        matches(&step.expected, &lines),
                        "{}:{}: `{}` printed otherwise:\n{said}",
                        file.display(),
                        step.line,
                        step.command
                    );
                    count += 1;
                }
            }
            Kind::Shell if !ground.is_of_guide() => {}
            Kind::Shell | Kind::Meanwhile => {
                let (is_success, said) = ground.run(&format!("exec 2>&1\nset -eu\n{}", block.text));
                assert!(is_success, "{at}:\n{}\n{said}", block.text);
            }
        }
    }
    count
}

/// The Markdown files of a folder, sorted.
fn markdown_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_console_block_prints_what_it_says() {
    let mut documents = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        documents.extend(markdown_in(&folder));
        let inside = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        // The guides have tests of their own.
        folders.extend(inside.filter(|path| path.is_dir() && !path.ends_with("docs/guides")));
    }
    let run = documents.iter().map(|file| {
        let text = fs::read_to_string(file).unwrap();
        let has_blocks = page::blocks(&text)
            .iter()
            .any(|block| block.kind == Kind::Console);
        if has_blocks {
            follow(&Ground::of_document(file), file)
        } else {
            0
        }
    });
    let run: usize = run.sum();
    assert!(run >= 8, "only {run} commands");
}
