//! Carries out a plan, step by step.

mod ending;
mod span;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserRef, ApplyReport, CredentialSink, Credentials, Handle, LevelId, LevelRef, ObservedLevel,
    Outcome, Plan, Resource, ResourceId, Step, StepResult, Timestamp,
};
use serde::{Deserialize, Serialize};
use tracing::Instrument as _;

use crate::ledger::{Begun, BegunChange, Event, Fact, Known, Ledger, LedgerError};
use crate::ports::{ActAs, Console, Operator as _, Probe, ResourceWrite, TenantRead};
use crate::settle::Made;
use crate::sink::{Held, SecretSinks, SinkError};

pub(crate) use ending::{Achieved, Stop};

/// Is told how far a run is.
pub trait Progress {
    /// Step `number` of `total` begins.
    fn begins(&mut self, number: usize, total: usize, title: &str);
    /// A step came to its end.
    fn ends(&mut self, result: &StepResult);
}

/// Says nothing.
#[derive(Debug)]
pub struct Quiet;

impl Progress for Quiet {
    fn begins(&mut self, _number: usize, _total: usize, _title: &str) {}
    fn ends(&mut self, _result: &StepResult) {}
}

/// Everything that carrying out a plan needs.
pub struct Executor<'a, T, C> {
    pub(crate) tenant: &'a T,
    pub(crate) console: &'a mut C,
    pub(crate) ledger: &'a mut Ledger,
    pub(crate) credentials: &'a SecretSinks,
    clock: &'a dyn Fn() -> Timestamp,
    /// Whether no other step may begin.
    stop: &'a dyn Fn() -> bool,
    /// Where the credentials of API users are.
    pub(crate) sinks: BTreeMap<Handle, CredentialSink>,
    /// The credentials that this run delivered: not every sink gives them back.
    pub(crate) delivered: Vec<(CredentialSink, Credentials)>,
    pub(crate) made: Made,
    /// Whether the operator has stopped.
    halted: bool,
    before: Before,
}

/// What was there when a plan was made that is carried out later: what is new since may be the plan's own, done by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// All levels; empty where that is not known.
    pub levels: BTreeSet<LevelId>,
    /// All API users; empty where that is not known.
    pub api_users: BTreeSet<ResourceId>,
}

impl<'a, T, C> Executor<'a, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Binds the ports. `clock` gives the times that the ledger notes.
    pub fn new(
        tenant: &'a T,
        console: &'a mut C,
        ledger: &'a mut Ledger,
        credentials: &'a SecretSinks,
        clock: &'a dyn Fn() -> Timestamp,
    ) -> Self {
        Self {
            tenant,
            console,
            ledger,
            credentials,
            clock,
            stop: &|| false,
            sinks: BTreeMap::new(),
            delivered: Vec::new(),
            made: Made::default(),
            halted: false,
            before: Before::default(),
        }
    }

    /// Says where the credentials of API users are that were there before: with them their rights are noted after the
    /// run.
    #[must_use]
    pub fn with_sinks(mut self, sinks: &BTreeMap<Handle, CredentialSink>) -> Self {
        self.sinks.clone_from(sinks);
        self
    }

    /// Asks before each step whether to stop: then it waits, and everything after it.
    #[must_use]
    pub fn stopping_when(mut self, stop: &'a dyn Fn() -> bool) -> Self {
        self.stop = stop;
        self
    }

    /// Says what was there when the plan was made.
    #[must_use]
    pub fn since(mut self, before: Before) -> Self {
        self.before = before;
        self
    }

    /// The levels that were there before a step that begins now.
    pub(crate) fn levels_before(
        &self,
        now: &BTreeMap<LevelId, ObservedLevel>,
    ) -> BTreeSet<LevelId> {
        earlier(&self.before.levels, now)
    }

    /// The API users that were there before a step that begins now.
    pub(crate) fn api_users_before(
        &self,
        now: &BTreeMap<ResourceId, Resource>,
    ) -> BTreeSet<ResourceId> {
        earlier(&self.before.api_users, now)
    }

    /// Carries out every step whose needs are met; goes on with independent steps after a failure.
    ///
    /// A plan that may not be applied gives a report in which nothing was tried.
    ///
    /// In the end it notes what the levels that were touched let API users do over REST.
    pub async fn run(mut self, plan: &Plan, progress: &mut dyn Progress) -> ApplyReport
    where
        T: Probe,
    {
        let mut report = ApplyReport {
            tenant: plan.tenant.clone(),
            results: Vec::with_capacity(plan.steps.len()),
        };
        if !plan.can_apply() {
            return report;
        }
        let mut halted = self.bind(plan).err().map(|error| error.to_string());
        for (index, step) in plan.steps.iter().enumerate() {
            let title = step.change.title();
            progress.begins(index + 1, plan.steps.len(), &title);
            let outcome = match (&halted, hindrance(step, &report)) {
                (Some(why), _) => Outcome::Failed {
                    why: format!("not tried: {why}"),
                },
                (None, Some(outcome)) => outcome,
                (None, None) if self.halted => Outcome::Pending {
                    why: "the operator stopped before it".to_owned(),
                },
                (None, None) if (self.stop)() => Outcome::Pending {
                    why: "attune was told to stop before it".to_owned(),
                },
                (None, None) => {
                    let span = span::of(&step.change);
                    let attempt = self.attempt(plan, step).instrument(span.clone());
                    let outcome = attempt.await.unwrap_or_else(|error| {
                        let why = error.to_string();
                        halted = Some(why.clone());
                        Outcome::Failed { why }
                    });
                    span::ended(&span, &outcome);
                    outcome
                }
            };
            let result = StepResult {
                step: step.id.clone(),
                title,
                outcome,
            };
            progress.ends(&result);
            if let Some(operator) = self.console.operator() {
                operator.hear(&result).await;
            }
            report.results.push(result);
        }
        if halted.is_none() {
            self.note_rights(plan, &report).await;
        }
        report
    }

    /// The first apply binds the ledger to the database.
    fn bind(&mut self, plan: &Plan) -> Result<(), LedgerError> {
        if self.ledger.memory().remembered.database.is_none() {
            let event = Event::Bound {
                tenant: plan.tenant.clone(),
                database: plan.database,
            };
            self.append(event)?;
        }
        Ok(())
    }

    /// Tries one step and notes what came of it. An error is one of the ledger.
    async fn attempt(&mut self, plan: &Plan, step: &Step) -> Result<Outcome, LedgerError> {
        match self.carry_out(plan, step).await {
            Ok(Achieved {
                proof,
                evidence,
                facts,
            }) => {
                for fact in &facts {
                    self.made.note(&step.id, fact);
                }
                let at = self.now();
                self.ledger.append(
                    at,
                    Event::Done {
                        step: step.id.clone(),
                        proof,
                        evidence: evidence.clone(),
                        facts,
                    },
                )?;
                Ok(Outcome::Done {
                    proof,
                    evidence,
                    at,
                })
            }
            Err(Stop::Pending(why)) => self.waits(step, why),
            Err(Stop::Halted) => {
                self.halted = true;
                self.waits(step, "the operator stopped here".to_owned())
            }
            Err(Stop::Failed(why)) => {
                self.append(Event::Failed {
                    step: step.id.clone(),
                    why: why.clone(),
                })?;
                Ok(Outcome::Failed { why })
            }
            Err(Stop::Ledger(error)) => Err(error),
        }
    }

    fn waits(&mut self, step: &Step, why: String) -> Result<Outcome, LedgerError> {
        self.append(Event::Waiting {
            step: step.id.clone(),
        })?;
        Ok(Outcome::Pending { why })
    }

    /// Notes that a step is about to be carried out. What an earlier attempt knew and did comes back.
    pub(crate) fn begin(&mut self, step: &Step, known: Known) -> Result<Begun, LedgerError> {
        self.append(Event::Begun {
            step: step.id.clone(),
            change: BegunChange::Change(Box::new(step.change.clone())),
            known,
        })?;
        Ok(self
            .ledger
            .memory()
            .begun
            .get(&step.id)
            .cloned()
            .unwrap_or_default())
    }

    /// Notes something that happened within a step.
    pub(crate) fn note(&mut self, step: &Step, fact: Fact) -> Result<(), LedgerError> {
        self.append(Event::Noted {
            step: step.id.clone(),
            fact,
        })
    }

    /// The number behind a level's reference.
    pub(crate) fn level_id(&self, reference: &LevelRef) -> Result<LevelId, Stop> {
        self.made
            .level_id(reference)
            .ok_or_else(|| Stop::Failed(format!("the level \"{}\" was not made", reference.name())))
    }

    /// The credentials in a sink: those that this run delivered, else what the sink shows.
    pub(crate) fn held(&self, sink: &CredentialSink) -> Result<Held, SinkError> {
        let delivered = self.delivered.iter().find(|(other, _)| other == sink);
        match delivered {
            Some((_, credentials)) => Ok(Held::AtHand(credentials.clone())),
            None => self.credentials.load(sink),
        }
    }

    /// The number behind an API user's reference.
    pub(crate) fn user_id(&self, reference: &ApiUserRef) -> Result<ResourceId, Stop> {
        self.made
            .user_id(reference)
            .ok_or_else(|| Stop::Failed(format!("the API user {reference} was not made")))
    }

    pub(crate) fn append(&mut self, event: Event) -> Result<(), LedgerError> {
        let at = self.now();
        self.ledger.append(at, event)
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }
}

fn earlier<K: Copy + Ord, V>(before: &BTreeSet<K>, now: &BTreeMap<K, V>) -> BTreeSet<K> {
    if before.is_empty() {
        now.keys().copied().collect()
    } else {
        before.clone()
    }
}

/// What keeps a step from being tried: a need that is not done.
fn hindrance(step: &Step, report: &ApplyReport) -> Option<Outcome> {
    let need = report.results.iter().find(|result| {
        step.needs.contains(&result.step) && !matches!(result.outcome, Outcome::Done { .. })
    })?;
    Some(match &need.outcome {
        Outcome::Pending { why: _ } => Outcome::Pending {
            why: format!("waits for {}", need.step),
        },
        Outcome::Done { .. } | Outcome::Failed { .. } | Outcome::Skipped { .. } => {
            Outcome::Skipped {
                because: need.step.clone(),
            }
        }
    })
}
