//! A manifest that was read.

use std::path::PathBuf;

use attune_model::{Desired, Place, Problem, ProblemKind};

use crate::connection::Connection;
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Finding;
use crate::layers::Layer;
use crate::places::find;
use crate::recipe::Integration;
use crate::source::{Location, Sources};
use crate::yaml::{Node, Value, write};

/// A valid manifest: what it asks for, and where it says so.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// What it asks for.
    pub desired: Desired,
    /// What attune signs in with.
    pub connection: Connection,
    /// The integrations that stand on recipes, in their order.
    pub integrations: Vec<Integration>,
    /// What someone should look at, in the order of the text.
    pub warnings: Vec<Diagnostic>,
    /// The folder that its relative paths start from.
    pub folder: PathBuf,
    pub(crate) sources: Sources,
    pub(crate) root: Node,
    pub(crate) layers: Vec<Layer>,
}

impl Manifest {
    /// Where a place stands; the nearest place around it where the manifest does not name it itself.
    pub fn locate(&self, place: &Place) -> Option<Location> {
        let span = find(&self.root, place)?.span;
        self.sources.location(span.start)
    }

    /// Every file that the manifest is made of, layers and recipes included: name and text, without values that may be
    /// secrets.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources
            .iter()
            .map(|source| (source.name(), source.text()))
    }

    /// The manifest as one file without recipes and layers, which asks for the same.
    pub fn plain(&self) -> String {
        let mut root = self.root.clone();
        if let Value::Map(entries) = &mut root.value {
            entries.retain(|entry| &*entry.key.text != "integrations");
            // Recipes lie lowest, so what they bring would come before the head.
            entries.sort_by_key(|entry| !matches!(&*entry.key.text, "attune" | "tenant"));
        }
        write(&root)
    }

    /// A planner's problem at its place. One that is about the tenant itself has no location.
    pub fn diagnose(&self, problem: &Problem) -> Diagnostic {
        let Problem {
            place,
            kind,
            message,
            help,
        } = problem;
        let span = find(&self.root, place).map(|found| found.span);
        let finding = Finding {
            rule: kind.id(),
            severity: Severity::Error,
            span,
            origin: span.map_or(0, |span| span.start),
            message: message.clone(),
            label: label(*kind).to_owned(),
            help: help.clone(),
            related: Vec::new(),
        };
        let of_tenant = span.is_none();
        let mut diagnostic = Diagnostic::new(finding, &self.sources);
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
        ProblemKind::LevelOfApiUsers => "leads to an API-only level",
        ProblemKind::NoCredentials => "needs credentials",
        ProblemKind::LevelLimit => "one level too many",
        ProblemKind::LevelNotCopyable => "cannot be copied",
        ProblemKind::NoPeopleMatched => "chooses nobody",
        ProblemKind::SystemLevelRefused => "meets a system level",
        ProblemKind::Ambiguous => "fits more than one",
        ProblemKind::BaseCannotGive => "more than the base has",
        ProblemKind::Protected => "protected",
        ProblemKind::Ignored => "ignored",
        ProblemKind::UnknownApiUser | ProblemKind::UnknownLevel => "not in this tenant yet",
        ProblemKind::UnknownBaseLevel
        | ProblemKind::UnknownLocation
        | ProblemKind::UnknownPerson
        | ProblemKind::UnknownVendor => "not in this tenant",
        ProblemKind::Unreadable => "could not be read",
        ProblemKind::BaseImmutable | ProblemKind::VendorImmutable => "cannot be changed",
        ProblemKind::WrongTenant => "another tenant answered",
    }
}
