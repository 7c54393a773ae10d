//! Plans from a file, in every format.

use attune_console::{Runbook, Wording};
use attune_model::Plan;
use attune_model::catalogue::Terms;
use attune_report::text::{self, TextOptions};
use attune_report::{Report, html, markdown};

use crate::printed::is_harmless;

/// A plan from anywhere is shown without harm in every format, and written back it is the same plan.
pub fn check(bytes: &[u8]) {
    let Ok(plan) = serde_json::from_slice::<Plan>(bytes) else {
        return;
    };
    is_harmless(&text::plan(&plan, &TextOptions::default()));
    let report = Report {
        tenant: plan.tenant.as_str(),
        plan: Some(&plan),
        ..Report::default()
    };
    let markdown = markdown::report(&report);
    assert!(markdown.chars().count() <= 65_536, "no comment holds it");
    is_harmless(&markdown);
    let html = html::report(&report);
    assert_eq!(html.matches("<script").count(), 1, "a script of its own");
    if let Ok(wording) = Wording::new(Terms::default(), "en") {
        let waiting: Vec<_> = plan.steps.iter().map(|step| step.id.clone()).collect();
        let runbook = Runbook::of(&plan, &waiting, &wording);
        is_harmless(&runbook.markdown());
        assert_eq!(runbook.html().matches("<script").count(), 0);
    }
    let again = serde_json::to_vec(&plan).map(|bytes| serde_json::from_slice::<Plan>(&bytes));
    assert!(
        matches!(again, Ok(Ok(again)) if again == plan),
        "written back, it is another plan"
    );
}
