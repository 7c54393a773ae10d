//! Why a manifest does not say what is there, and what a person can do.

use attune_manifest::edit::EditError;
use attune_manifest::{Diagnostic, LoadError, Location, Severity};
use attune_model::{Difference, Problem};

/// Why a difference stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Why {
    /// Without a full stop.
    pub(super) why: String,
    /// One sentence.
    pub(super) help: String,
}

impl Why {
    fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        let (why, help) = (why.into(), help.into());
        Self { why, help }
    }

    /// No line of a manifest says what is there.
    pub(super) fn no_line(difference: &Difference) -> Self {
        let place = difference.place.as_ref().map_or("", |place| &place.0);
        if difference.value == Difference::EXISTENCE {
            return Self::new(
                "it is gone, and a block always wants its thing there, active or not",
                "Apply makes it again; if it is to stay gone, take out the block and what refers to it.",
            );
        }
        if difference.is == Difference::UNKNOWN {
            return Self::new(
                "nobody could see what it is",
                "Read its page with `attune capture`, then write back again.",
            );
        }
        if place.starts_with("impersonation.") {
            return Self::new(
                "a rule that chooses levels by their holders or names wants it",
                "Change the rule, or accept the deviation for a time under `accept`.",
            );
        }
        if place.is_empty() {
            return Self::new(
                "REST shows that something is otherwise, not which line that is",
                "Read the page with `attune capture`, then write back again.",
            );
        }
        Self::new(
            "no block stands for it any more",
            "Write a block for it, or let `policy` ignore it.",
        )
    }

    /// The line is one for several people.
    pub(super) fn several_people() -> Self {
        Self::new(
            "the block means people by a choice, and only one of them holds another level",
            "Name them under `except` of the block, or in a block of their own.",
        )
    }

    pub(super) fn locked(at: &Location) -> Self {
        Self::new(
            format!("{}:{} locks it", at.file, at.line),
            "Change it there, for every tenant below, or apply.",
        )
    }

    pub(super) fn no_file() -> Self {
        Self::new(
            "no file of the manifest's own has a place for it",
            "Change the manifest by hand.",
        )
    }

    /// The file does not allow the edit.
    pub(super) fn no_edit(error: &EditError) -> Self {
        let refusal = error.refusal();
        Self::new(refusal.message(), sentence(refusal.help()))
    }

    /// With the line the manifest is not valid.
    pub(super) fn not_valid(error: &LoadError) -> Self {
        let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
        match error.diagnostics().iter().find(is_error) {
            Some(found) => Self::new(
                format!("the manifest would not be valid: {}", found.message),
                sentence(&found.help),
            ),
            None => Self::new(error.to_string(), "Change the manifest by hand."),
        }
    }

    /// With the line the tenant cannot be compared.
    pub(super) fn problem(problem: &Problem) -> Self {
        let Problem {
            place,
            kind: _,
            message,
            help,
        } = problem;
        let at = format!("at {place}, {message}");
        Self::new(at, help.clone())
    }

    /// The line is not what decides.
    pub(super) fn still_wanted() -> Self {
        Self::new(
            "something else than this line decides, such as a day that is over",
            "Change the manifest by hand.",
        )
    }

    /// The line decides something else too.
    pub(super) fn also(other: &Difference) -> Self {
        Self::new(
            format!("the line also decides {} of {}", other.value, other.object),
            "Change the manifest by hand.",
        )
    }
}

/// With a capital letter and a full stop.
fn sentence(help: &str) -> String {
    let mut letters = help.chars();
    let Some(first) = letters.next() else {
        return "Change the manifest by hand.".to_owned();
    };
    let end = if help.ends_with('.') { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}
