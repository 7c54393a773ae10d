//! The last lines of a plan: how much of what.

use attune_model::{Change, Plan};

/// `No changes.` or the counts.
pub(super) fn summary(plan: &Plan) -> String {
    if plan.is_in_sync() {
        return format!("No changes. {} is in sync with the manifest.", plan.tenant);
    }
    if plan.steps.is_empty() && plan.problems.is_empty() {
        return "No changes in the chosen part.\n".to_owned();
    }
    if plan.steps.is_empty() {
        return "Nothing can be planned.".to_owned();
    }
    let mut counts = [0_usize; 10];
    for step in &plan.steps {
        let index = match step.change {
            Change::CopyLevel { .. } => 0,
            Change::EditLevel { .. } => 1,
            Change::CreateApiUser { .. } => 2,
            Change::UpdateApiUser { .. } => 3,
            Change::RetireApiUser { .. } => 4,
            Change::RotateSecret { .. } => 5,
            Change::SetProtectedData { .. } => 6,
            Change::AssignLevel { .. } => 7,
            Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => 8,
            Change::Check(_) => 9,
        };
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
    }
    let words = [
        ("level to copy", "levels to copy"),
        ("level to edit", "levels to edit"),
        ("API user to create", "API users to create"),
        ("API user to update", "API users to update"),
        ("API user to retire", "API users to retire"),
        ("secret to replace", "secrets to replace"),
        (
            "protected data permission to set",
            "protected data permissions to set",
        ),
        ("person to move", "people to move"),
        ("thing to adopt", "things to adopt"),
        ("check to run", "checks to run"),
    ];
    let parts: Vec<String> = counts
        .into_iter()
        .zip(words)
        .filter(|(count, _)| *count > 0)
        .map(|(count, (one, many))| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    format!("{}.", parts.join(", "))
}
