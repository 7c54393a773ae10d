//! The words attune thinks in: security levels and their cells, API users, people, and plans.
//!
//! Everything here is plain data without I/O, clock or randomness. The other crates meet in these types:
//! the manifest produces [`Desired`], observation produces [`Observed`], the planner turns both into a
//! [`Plan`], and apply answers it with [`StepResult`]s.

pub mod catalogue;
mod cell;
mod channel;
mod credentials;
mod desired;
mod drift;
mod identity;
mod observed;
mod ownership;
mod people;
mod plan;
mod problem;
mod result;
mod rights;
mod risk;
mod secret;
mod suggest;
mod verification;

pub use cell::{CellId, CellState, CellValue, Labels, Scope};
pub use channel::{Channel, Proof, Source};
pub use credentials::{CredentialSink, Credentials, ExecSink};
pub use desired::{
    Assignment, Desired, DesiredApiUser, DesiredCheck, DesiredLevel, ImpersonationRule,
    LevelChoice, Rotation, RuleLevels, SystemLevelPolicy, TestTicket, Tracking,
};
pub use drift::{Cause, Difference, Drift, LastSet, Live, LiveValue, OutOfSight};
pub use identity::{Handle, HandleError, LevelId, LevelName, ResourceId, StepId, TenantIdentity};
pub use observed::{
    Effective, Observed, ObservedLevel, PutBack, Reading, Remembered, RememberedApiUser,
    RememberedLevel, Resource, ResourceField, ResourceFields, Unread,
};
pub use ownership::{Acceptance, Ownership, OwnershipWord};
pub use people::{EmailPattern, PeopleSelector};
pub use plan::{
    ApiUserForm, ApiUserRef, CellChange, Change, CheckTask, Field, FieldChange, FieldState,
    FieldValue, LevelEdit, LevelRef, Note, Person, Plan, Reason, Step,
};
pub use problem::{Place, Problem, ProblemKind};
pub use result::{ApplyReport, Outcome, StepResult};
pub use rights::{Access, AccessChange, EffectiveRights, EntityAccess, RightsThen};
pub use risk::{Policy, Risk, RiskKind};
pub use secret::Secret;
pub use suggest::nearest;
pub use verification::{Claim, Verdict, Verification};

/// A moment in time, UTC, written as RFC 3339.
pub type Timestamp = jiff::Timestamp;

/// A day, without a time zone: `2026-12-31`.
pub type Date = jiff::civil::Date;
