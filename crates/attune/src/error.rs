//! What can go wrong, decided here and nowhere else: kind, hint and exit code.

use attune_apply::ledger::{Flaw, LedgerError};
use attune_apply::ports::{ConsoleError, ReadError};
use attune_apply::{CaptureError, ObserveError, UndoError};
use attune_manifest::{Diagnostic, LoadError, Severity};
use attune_report::json::{ErrorKindV1, ErrorV1, FindingV1};
use attune_store::{RelocateError, StoreError};

use crate::exit::Exit;

/// Why a command did not come to its end.
#[derive(Debug)]
pub(crate) struct CommandError {
    kind: ErrorKindV1,
    exit: Exit,
    error: anyhow::Error,
    hint: Option<String>,
    diagnostics: Vec<Diagnostic>,
    /// What stands against carrying out a saved plan, one sentence each.
    objections: Vec<Objection>,
}

/// Something that stands against carrying out a saved plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Objection {
    /// Its stable id.
    pub(crate) rule: &'static str,
    /// What was and what is.
    pub(crate) message: String,
}

impl CommandError {
    fn new(kind: ErrorKindV1, exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self {
            kind,
            exit,
            error: error.into(),
            hint: None,
            diagnostics: Vec::new(),
            objections: Vec::new(),
        }
    }

    pub(crate) fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The command line asks for something that it cannot have.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(
            ErrorKindV1::Other,
            Exit::Usage,
            anyhow::Error::msg(message.into()),
        )
        .hinted(hint)
    }

    /// A credential that the manifest refers to is not to be had.
    pub(crate) fn credential(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(
            ErrorKindV1::CouldNotLook,
            Exit::CouldNotLook,
            anyhow::Error::msg(message.into()),
        )
        .hinted(hint)
    }

    /// Something of attune's own files or of the system.
    pub(crate) fn state(error: impl Into<anyhow::Error>, hint: impl Into<String>) -> Self {
        Self::new(ErrorKindV1::State, Exit::Error, error).hinted(hint)
    }

    /// A guard refuses to carry out a saved plan.
    pub(crate) fn refused(
        message: impl Into<String>,
        objections: Vec<Objection>,
        hint: impl Into<String>,
    ) -> Self {
        let error = anyhow::Error::msg(message.into());
        Self {
            objections,
            ..Self::new(ErrorKindV1::Refused, Exit::Refused, error).hinted(hint)
        }
    }

    /// The tenant does not show what is needed.
    pub(crate) fn unseen(message: impl Into<String>) -> Self {
        let error = anyhow::Error::msg(message.into());
        Self::new(ErrorKindV1::CouldNotLook, Exit::CouldNotLook, error)
            .hinted("Nothing was applied. Try again when the tenant answers.")
    }

    /// Something of a file that is shown with its lines.
    pub(crate) fn findings(message: impl Into<String>, diagnostics: Vec<Diagnostic>) -> Self {
        let error = anyhow::Error::msg(message.into());
        Self {
            diagnostics,
            ..Self::new(ErrorKindV1::Manifest, Exit::Error, error)
        }
    }

    /// How the command ends.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// What is wrong, in one line.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{:#}", self.error);
        if let Some(Objection { rule: _, message }) = self.objections.first() {
            line.push_str("; ");
            line.push_str(message);
        }
        attune_report::clean(&line).replace('\n', " ")
    }

    /// For people: what is wrong and what to do next.
    pub(crate) fn text(&self, colour: bool) -> String {
        let mut text = attune_manifest::render(&self.diagnostics, colour);
        text.push_str("error: ");
        text.push_str(&attune_report::clean(&format!("{:#}", self.error)));
        for Objection { rule: _, message } in &self.objections {
            text.push_str("\n  - ");
            text.push_str(&attune_report::clean(message));
        }
        if let Some(hint) = &self.hint {
            text.push_str("\nhint: ");
            text.push_str(hint);
        }
        text.push('\n');
        text
    }

    /// For programs.
    pub(crate) fn json(&self) -> ErrorV1 {
        ErrorV1 {
            kind: self.kind,
            message: format!("{:#}", self.error),
            hint: self.hint.clone(),
            findings: self
                .diagnostics
                .iter()
                .map(finding)
                .chain(self.objections.iter().map(objection))
                .collect(),
        }
    }
}

/// A diagnostic for programs.
fn finding(diagnostic: &Diagnostic) -> FindingV1 {
    let (file, line, column) = diagnostic.location.as_ref().map_or_else(
        || (String::new(), 0, 0),
        |location| (location.file.clone(), location.line, location.column),
    );
    FindingV1 {
        rule: diagnostic.rule.to_owned(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
        .to_owned(),
        file,
        line,
        column,
        message: diagnostic.message.clone(),
        help: (!diagnostic.help.is_empty()).then(|| diagnostic.help.clone()),
    }
}

/// An objection for programs; it has no place in a manifest.
fn objection(objection: &Objection) -> FindingV1 {
    let Objection { rule, message } = objection;
    FindingV1 {
        rule: (*rule).to_owned(),
        severity: "error".to_owned(),
        file: String::new(),
        line: 0,
        column: 0,
        message: message.clone(),
        help: None,
    }
}

impl From<LoadError> for CommandError {
    fn from(error: LoadError) -> Self {
        let diagnostics = error.diagnostics().to_vec();
        let hint = match &error {
            LoadError::Unreadable {
                path: _,
                cause: _,
                hint,
            } => Some((*hint).to_owned()),
            LoadError::NoRecipe { name: _, near } => Some(near.as_ref().map_or_else(
                || "`attune recipes list` shows all.".to_owned(),
                |near| format!("Did you mean `{near}`?"),
            )),
            LoadError::Invalid { diagnostics: _ } => None,
        };
        Self {
            kind: ErrorKindV1::Manifest,
            exit: Exit::Error,
            error: error.into(),
            hint,
            diagnostics,
            objections: Vec::new(),
        }
    }
}

impl From<attune_workspace::LoadError> for CommandError {
    fn from(error: attune_workspace::LoadError) -> Self {
        let diagnostics = error.diagnostics().to_vec();
        let hint = match &error {
            attune_workspace::LoadError::Unreadable { path: _, cause: _ } => Some(
                "Name the workspace with --workspace; docs/workspace.md says what it is."
                    .to_owned(),
            ),
            attune_workspace::LoadError::Invalid { diagnostics: _ } => None,
        };
        Self {
            hint,
            diagnostics,
            ..Self::new(ErrorKindV1::Manifest, Exit::Error, error)
        }
    }
}

impl From<ReadError> for CommandError {
    fn from(error: ReadError) -> Self {
        let hint = match &error {
            ReadError::Unreachable { host: _, cause: _ } => {
                "Check the network and the address; AUTOTASK_ZONE_URL replaces the one that is asked for the zone."
            }
            ReadError::CredentialsRefused { host: _, key: _ } => {
                "Check key, secret and integration code. Too many wrong attempts lock the API user, so attune tried only once."
            }
            ReadError::IntegrationCodeRefused { host: _, key: _ } => {
                "Check the tracking identifier in the API user's form; it belongs to one integration."
            }
            ReadError::UnknownZone { key: _ } => {
                "Check the user name (key): it is the whole address, such as abc123@EXAMPLE.COM."
            }
            ReadError::RightMissing {
                key: _,
                what: _,
                answer: _,
            } => "Give the security level of attune's API user the right to read this.",
            ReadError::Throttled { host: _, answer: _ } => {
                "Try again in an hour, or find out which integration uses up the requests."
            }
            ReadError::Maintenance { host: _, what: _ } => {
                "Try again later. If it stays so, check that the address is that of an Autotask REST API."
            }
            ReadError::Answer {
                host: _,
                what: _,
                status: _,
                answer: _,
            }
            | ReadError::Unreadable {
                host: _,
                what: _,
                cause: _,
            }
            | ReadError::Partial {
                records: _,
                cause: _,
            } => {
                "Nothing was written. If it happens again, run with ATTUNE_LOG=debug and report it."
            }
        };
        Self::new(ErrorKindV1::CouldNotLook, Exit::CouldNotLook, error).hinted(hint)
    }
}

impl From<LedgerError> for CommandError {
    fn from(error: LedgerError) -> Self {
        let hint = match &error {
            LedgerError::Locked {
                path: _,
                holder: _,
                is_alive: true,
            } => {
                "Nothing was applied. Wait until it has ended, or let attune wait: --lock-timeout 10m"
            }
            LedgerError::Locked {
                path: _,
                holder: _,
                is_alive: false,
            } => {
                "Nothing was applied. Wait until it has ended, or let attune wait: --lock-timeout 10m. If it has ended \
                 without removing its lock, `attune ledger unlock` does."
            }
            LedgerError::Moved { path: _, to: _ } => {
                "Nothing was applied. Name the place where the state is now with --state."
            }
            LedgerError::Replica(_) => {
                "Nothing was done after the last line that stands there. See who works on it, then plan again."
            }
            LedgerError::Record { path: _, cause: _ } => {
                "Nothing was applied. See that no attune works on this folder, on any machine; then delete the file."
            }
            LedgerError::Io { path: _, cause: _ } => {
                "Nothing was applied. Make the state folder writable, or name another with --state."
            }
            LedgerError::Broken {
                path: _,
                line: _,
                cause: _,
            } => "Put the file back from git or a backup; attune does not guess what it said.",
            LedgerError::Flawed {
                path: _,
                line: _,
                flaw: Flaw::Conflict | Flaw::Merged { .. },
            } => {
                "Two branches were applied to one tenant. Keep the ledger of one of them, with `git checkout --ours` or \
                 `--theirs`, then plan: what the other one made is found by its name, and you are asked before it is taken over."
            }
            LedgerError::Flawed {
                path: _,
                line: _,
                flaw: _,
            } => {
                "Nothing was applied. Put the file back from git or a backup: what is attune's stands on it."
            }
        };
        Self::state(error, hint)
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let hint = match error {
            StoreError::Ledger(error) => return error.into(),
            StoreError::Credentials { .. } | StoreError::Endpoint { .. } => {
                "Nothing was read or written. docs/state.md lists the variables."
            }
            StoreError::Setup { .. } | StoreError::Failed { .. } => {
                "Nothing was applied. Check the address, the network, and what the credentials may do there: list, read, write, \
                 delete."
            }
            StoreError::Uncertain { .. } => {
                "Nothing was done after the last line that stands there. Run it again: it looks before it goes on."
            }
            StoreError::Overtaken { .. } | StoreError::Lost { .. } => {
                "Nothing more was done. Wait until the other run has ended, then run it again: it looks before it goes on."
            }
            StoreError::Held { .. } => {
                "Nothing was applied. Wait until it has ended, or let attune wait: --lock-timeout 10m. A run that is dead loses \
                 its lock when its lease has run out; `attune ledger unlock` is quicker."
            }
            StoreError::Unlocked { .. } => "This is an error of attune; please report it.",
            StoreError::Record { .. } => {
                "Nothing was applied. See that no attune works on this state, on any machine; then delete the object."
            }
            StoreError::Recipient(_) => {
                "ATTUNE_STATE_RECIPIENTS names recipients, separated by commas."
            }
            StoreError::Unsealed { .. } => {
                "Name the recipients: ATTUNE_STATE_RECIPIENTS=age1...; nothing was written in clear."
            }
            StoreError::Sealed { .. } => {
                "Name the file of an identity that opens it: ATTUNE_AGE_IDENTITY=FILE"
            }
            StoreError::File { .. } => "Check the folder of temporary files and the disk.",
        };
        Self::state(error, hint)
    }
}

impl From<RelocateError> for CommandError {
    fn from(error: RelocateError) -> Self {
        let hint = match error {
            RelocateError::Store(error) => return error.into(),
            RelocateError::Nothing(_) => {
                "Nothing was moved. Name the place of the ledger with --state, or begin where you want it."
            }
            RelocateError::Occupied { .. } => {
                "Nothing was moved. Name an empty place, a prefix of its own for each tenant."
            }
            RelocateError::Differs { .. } => "Nothing was moved. See who else writes there.",
        };
        Self::state(error, hint)
    }
}

impl From<ObserveError> for CommandError {
    fn from(error: ObserveError) -> Self {
        match error {
            ObserveError::Read(error) => error.into(),
            ObserveError::Capture(error) => error.into(),
        }
    }
}

impl From<UndoError> for CommandError {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::NothingDone => {
                Self::usage(error.to_string(), "There is nothing to take back.")
            }
            UndoError::UnknownRun(_) => Self::usage(
                error.to_string(),
                "`attune ledger show --format json` names the run of every line.",
            ),
            UndoError::Unread { .. } => Self::credential(
                error.to_string(),
                "Nothing is taken back from a failed reading. Try again when the tenant answers.",
            ),
        }
    }
}

impl From<CaptureError> for CommandError {
    fn from(error: CaptureError) -> Self {
        if matches!(error, CaptureError::OtherDatabase { .. }) {
            return Self::usage(
                error.to_string(),
                "Nothing was looked at, and nothing was written.",
            );
        }
        Self::state(
            error,
            "Nothing was applied. What pages showed is kept in the folder captures of the state folder.",
        )
    }
}

impl From<ConsoleError> for CommandError {
    fn from(error: ConsoleError) -> Self {
        Self::new(ErrorKindV1::CouldNotLook, Exit::CouldNotLook, error)
    }
}
