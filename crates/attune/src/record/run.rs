//! The run of this process.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use attune_model::Timestamp;
use attune_report::json::FORMAT_VERSION;
use attune_report::run::{RunCommitV1, RunDocument, RunTenantV1};
use tokio::sync::watch;

use super::commit;
use super::tenant::{Tenant, exit_of};
use super::trace::Trace;
use super::trace_parent::TraceParent;
use crate::cli::AtTenants;
use crate::commands::talk_error;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, environment, file, output};

tokio::task_local! {
    pub(super) static RUN: Arc<Run>;
}

/// What is noted of a run until it ends.
#[derive(Debug)]
pub(crate) struct Run {
    name: String,
    command: &'static str,
    began: Timestamp,
    /// Where it is written down.
    file: Option<PathBuf>,
    trace: Option<Trace>,
    commit: Option<RunCommitV1>,
    trace_id: Option<String>,
    /// The tenant of a command that works on one.
    own: Arc<Tenant>,
    /// Those of a command that works on many.
    many: Mutex<Vec<Arc<Tenant>>>,
    /// Whether signals are somebody else's business now.
    is_heeded: AtomicBool,
    /// How a signal ends it, once one does.
    told: watch::Sender<Option<Exit>>,
    /// How it ended, once it has.
    ended: Mutex<Option<Exit>>,
}

/// The run that is recorded, if one is.
pub(crate) fn current() -> Option<Arc<Run>> {
    RUN.try_with(Arc::clone).ok()
}

/// Does the work of a command that works on one tenant.
pub(crate) async fn one<T>(work: impl Future<Output = T>) -> T {
    let own = current().map(|run| Arc::clone(&run.own));
    let work = Box::pin(work);
    match own {
        None => work.await,
        Some(tenant) => tenant.during(work).await,
    }
}

/// A tenant of this run, one of many.
pub(crate) fn tenant(name: &str) -> Arc<Tenant> {
    let tenant = Arc::new(Tenant::of(name));
    if let Some(run) = current() {
        let mut many = run.many.lock().unwrap_or_else(PoisonError::into_inner);
        many.push(Arc::clone(&tenant));
    }
    tenant
}

impl Run {
    /// The run of a command begins; nothing where nobody wants to hear of it.
    pub(crate) fn begin(command: &AtTenants<'_>) -> Option<Arc<Self>> {
        let AtTenants { name, record, file } = command;
        let to = record.file();
        let trace = Trace::begin(name);
        if to.is_none() && trace.is_none() {
            return None;
        }
        let parent = parent();
        Some(Arc::new(Self {
            name: clock::run_name(),
            command: name,
            began: clock::now(),
            commit: to.as_ref().and_then(|_| commit::at(file)),
            file: to,
            trace_id: match &trace {
                Some(trace) => Some(trace.id()),
                None => parent.map(|parent| parent.trace_id),
            },
            trace,
            own: Arc::default(),
            many: Mutex::default(),
            is_heeded: AtomicBool::new(false),
            told: watch::Sender::default(),
            ended: Mutex::default(),
        }))
    }

    /// The trace of the run.
    pub(crate) fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }

    /// From now on, whoever calls this listens to signals.
    pub(crate) fn heed(&self) {
        self.is_heeded.store(true, Ordering::Relaxed);
    }

    /// Whether somebody else listens to signals.
    pub(super) fn is_heeded(&self) -> bool {
        self.is_heeded.load(Ordering::Relaxed)
    }

    /// Tells whoever does the work that a signal ends it.
    pub(crate) fn interrupt(&self, exit: Exit) {
        self.told.send_replace(Some(exit));
    }

    /// Waits until a signal ends the work.
    pub(super) async fn interrupted(&self) -> Exit {
        let mut told = self.told.subscribe();
        // An error would say that nobody tells any more; but that is this run itself.
        let exit = told.wait_for(Option::is_some).await.ok();
        exit.and_then(|exit| *exit).unwrap_or(Exit::Interrupted)
    }

    /// Writes the run down, ends its trace, and says how it ends: a record that cannot be written is an error, and hides no worse one.
    ///
    /// Only the first call does: whoever comes later learns how that went.
    pub(crate) fn end(&self, exit: Exit) -> Exit {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(exit) = *ended {
            return exit;
        }
        self.own.ended(exit);
        let exit = match self.write(exit) {
            Ok(()) => exit,
            Err(error) => {
                talk_error(&error);
                exit.worse(error.exit())
            }
        };
        *ended = Some(exit);
        if let Some(trace) = &self.trace {
            // What is still open has no end of its own: it ends here.
            self.each(Tenant::close);
            trace.end(exit);
        }
        exit
    }

    fn each(&self, mut one: impl FnMut(&Tenant)) {
        one(&self.own);
        let many = self.many.lock().unwrap_or_else(PoisonError::into_inner);
        many.iter().for_each(|tenant| one(tenant));
    }

    fn write(&self, exit: Exit) -> Result<(), CommandError> {
        let Some(to) = &self.file else {
            return Ok(());
        };
        let document = self.document(exit);
        let written = output::json(&document).and_then(|text| file::write(to, &text));
        written.map_err(|error| {
            error.hinted("What the command did stays done; only its record is missing. Check the path, the folder and the disk.")
        })
    }

    fn document(&self, exit: Exit) -> RunDocument {
        let Self {
            name,
            command,
            began,
            file: _,
            trace: _,
            commit,
            trace_id,
            own: _,
            many: _,
            is_heeded: _,
            told: _,
            ended: _,
        } = self;
        let mut tenants: Vec<RunTenantV1> = Vec::new();
        self.each(|tenant| tenants.extend(tenant.noted()));
        tenants.sort_by(|one, other| one.tenant.cmp(&other.tenant));
        RunDocument {
            format_version: FORMAT_VERSION,
            kind: "run".to_owned(),
            run: name.clone(),
            command: (*command).to_owned(),
            attune: env!("CARGO_PKG_VERSION").to_owned(),
            began: began.to_string(),
            ended: clock::now().to_string(),
            exit: exit_of(exit),
            commit: commit.clone(),
            trace_id: trace_id.clone(),
            tenants,
        }
    }
}

/// The span that this run is a part of. A malformed one is said and passed over.
fn parent() -> Option<TraceParent> {
    let text = environment::trace_parent()?;
    let parent = TraceParent::parse(&text);
    if parent.is_none() {
        output::talk(
            "warning: TRACEPARENT is no trace context of the W3C (00-TRACE-SPAN-FLAGS), and is passed over\n",
        );
    }
    parent
}
