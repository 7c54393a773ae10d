//! A manifest that was read.

use std::sync::Arc;

use attune_model::{Desired, Place, Problem, ProblemKind};

use crate::connection::Connection;
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Finding;
use crate::places::Places;
use crate::source::{Location, Source};

/// A valid manifest: what it asks for, and where it says so.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// What it asks for.
    pub desired: Desired,
    /// What attune signs in with.
    pub connection: Connection,
    /// What someone should look at, in the order of the text.
    pub warnings: Vec<Diagnostic>,
    pub(crate) source: Arc<Source>,
    pub(crate) places: Places,
}

impl Manifest {
    /// Where a place stands; the nearest place around it where the manifest does not name it itself.
    pub fn locate(&self, place: &Place) -> Option<Location> {
        let span = self.places.nearest(place)?;
        Some(self.source.location(span.start))
    }

    /// A planner's problem at its place. One that is about the tenant itself has no location.
    pub fn diagnose(&self, problem: &Problem) -> Diagnostic {
        let Problem {
            place,
            kind,
            message,
            help,
        } = problem;
        let finding = Finding {
            rule: kind.id(),
            severity: Severity::Error,
            span: self.places.nearest(place),
            message: message.clone(),
            label: label(*kind).to_owned(),
            help: help.clone(),
            related: Vec::new(),
        };
        let of_tenant = finding.span.is_none();
        let mut diagnostic = Diagnostic::new(finding, &self.source);
        if of_tenant {
            diagnostic.location = None;
        }
        diagnostic
    }
}

/// A few words for the marked text.
fn label(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Conflict => "in conflict with another block",
        ProblemKind::CellNotOnLevel => "not on this level",
        ProblemKind::LevelNotApiOnly => "leads to a level of people",
        ProblemKind::LevelNotCopyable => "cannot be copied",
        ProblemKind::NoPeopleMatched => "chooses nobody",
        ProblemKind::SystemLevelRefused => "meets a system level",
        ProblemKind::Ambiguous => "fits more than one",
        ProblemKind::UnknownBaseLevel
        | ProblemKind::UnknownLocation
        | ProblemKind::UnknownPerson
        | ProblemKind::UnknownVendor => "not in this tenant",
        ProblemKind::Unreadable => "could not be read",
        ProblemKind::BaseImmutable | ProblemKind::VendorImmutable => "cannot be changed",
        ProblemKind::WrongTenant => "another tenant answered",
    }
}
