//! A verification for a terminal.

use super::{ClaimV1, VerdictV1, VerifyDocument};
use crate::text::TextOptions;
use crate::text::paint::{Ink, paint};
use crate::text::wrap::{hanging, wrap};
use crate::view::{sentence, words};

/// One line a claim, with a mark, the proof and what was seen; how many of each. Nothing where nobody could look: the caller
/// shows errors.
pub fn text(document: &VerifyDocument, options: &TextOptions) -> String {
    let Some(database) = document.database else {
        return String::new();
    };
    let title = format!(
        "Verification of {} (database {database})",
        words(&document.tenant)
    );
    let mut text = format!("{}\n\n", paint(Ink::Heading, &title, options.colour));
    let mut counts = [0_usize; 3];
    for claim in &document.claims {
        let (index, line) = line(claim, options);
        text.push_str(&line);
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
    }
    let [shown, contradicted, not_shown] = counts;
    let summary = format!("{shown} shown, {contradicted} contradicted, {not_shown} not shown.");
    if !document.claims.is_empty() {
        text.push('\n');
    }
    text.push_str(&paint(Ink::Heading, &summary, options.colour));
    text.push('\n');
    if not_shown > 0 {
        let legend = "? is neither right nor wrong: nothing that was looked at shows it.";
        for line in wrap(legend, options.columns()) {
            text.push_str(&paint(Ink::Quiet, &line, options.colour));
            text.push('\n');
        }
    }
    text
}

/// Which verdict it is, and the line.
fn line(claim: &ClaimV1, options: &TextOptions) -> (usize, String) {
    let ClaimV1 {
        object,
        what,
        verdict,
    } = claim;
    let (index, ink, mark, found) = match verdict {
        VerdictV1::Shown { proof, evidence } => {
            (0, Ink::Makes, "✔", format!("[{proof}] {evidence}"))
        }
        VerdictV1::Contradicted { evidence } => (1, Ink::Danger, "✘", evidence.clone()),
        VerdictV1::NotShown { why } => (2, Ink::Caution, "?", why.clone()),
    };
    let said = format!("{}: {}  {}", words(object), words(what), sentence(&found));
    let lines = hanging(&format!("{mark} "), &said, options.columns());
    // The mark is the first character of the line.
    let lines = lines.replacen(mark, &paint(ink, mark, options.colour), 1);
    (index, lines)
}
