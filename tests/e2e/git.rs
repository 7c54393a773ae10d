//! git, as somebody uses it.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder; what it prints, without the last line break.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let settings = [
        "user.name=Ada",
        "user.email=ada@contoso.example",
        "init.defaultBranch=main",
        "commit.gpgsign=false",
    ];
    let output = Command::new("git")
        .args(settings.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}
