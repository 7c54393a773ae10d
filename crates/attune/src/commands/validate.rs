//! `attune validate`: checks manifests without looking at any tenant.

use attune_manifest::{Diagnostic, LoadError, Manifest, load_all};
use attune_report::diagnostics::{DiagnosticsDocument, Log};

use crate::cli::{FindingsFormat, ValidateArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output};

pub(crate) fn run(args: &ValidateArgs) -> Result<Exit, CommandError> {
    let loaded = load_all(clock::today(), &args.file);
    match args.format {
        FindingsFormat::Text => text(args, loaded),
        FindingsFormat::Json | FindingsFormat::Sarif => document(args, loaded),
    }
}

fn text(
    args: &ValidateArgs,
    loaded: Vec<Result<Manifest, LoadError>>,
) -> Result<Exit, CommandError> {
    let mut exit = Exit::Done;
    for (path, loaded) in args.file.iter().zip(loaded) {
        match loaded {
            Ok(manifest) => {
                output::talk(&attune_manifest::render(
                    &manifest.warnings,
                    output::colour(),
                ));
                if args.deny_warnings && !manifest.warnings.is_empty() {
                    output::talk("error: warnings count as errors here\n");
                    exit = Exit::Error;
                } else {
                    output::result(&summary(&path.display().to_string(), &manifest))?;
                }
            }
            Err(error) => {
                let error = CommandError::from(error);
                super::talk_error(&error);
                exit = error.exit();
            }
        }
    }
    Ok(exit)
}

fn summary(name: &str, manifest: &Manifest) -> String {
    let desired = &manifest.desired;
    let counts = [
        count(
            desired.security_levels.len(),
            "security level",
            "security levels",
        ),
        count(
            desired.impersonation.len(),
            "impersonation rule",
            "impersonation rules",
        ),
        count(desired.people.len(), "assignment", "assignments"),
        count(desired.api_users.len(), "API user", "API users"),
        count(desired.checks.len(), "check", "checks"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts = if counts.is_empty() {
        "nothing is managed".to_owned()
    } else {
        counts.join(", ")
    };
    format!("{name} is valid: tenant {}, {counts}.\n", desired.tenant)
}

/// What a manifest has of something; nothing is not spoken of.
fn count(number: usize, one: &str, many: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{number} {many}")),
    }
}

/// All findings as one document; a file that cannot be read is a finding too.
fn document(
    args: &ValidateArgs,
    loaded: Vec<Result<Manifest, LoadError>>,
) -> Result<Exit, CommandError> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut failed = false;
    for loaded in loaded {
        match loaded {
            Ok(manifest) => {
                failed |= args.deny_warnings && !manifest.warnings.is_empty();
                findings.extend(manifest.warnings);
            }
            Err(error) => {
                failed = true;
                findings.extend(error.into_diagnostics());
            }
        }
    }
    // A baseline that several manifests extend says the same to each of them.
    let mut said: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        if !said.contains(&finding) {
            said.push(finding);
        }
    }
    let exit = if failed { Exit::Error } else { Exit::Done };
    if args.format == FindingsFormat::Sarif {
        output::document(&Log::of(&said))?;
    } else {
        output::document(&DiagnosticsDocument::of(&said, exit.code()))?;
    }
    Ok(exit)
}
