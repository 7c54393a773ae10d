//! The checklist for an operator: what to do on which page, and what is checked afterwards.
//!
//! It is Markdown, for a terminal, a ticket or a wiki. Labels are those of an English console (`security.md` 1-5, `console.md`
//! 1.2); no page was seen on a live tenant by this project.

mod escape;
mod label;
mod level;
mod page;
mod protected_data;
mod resource;
mod visit;

use attune_model::{Change, Plan, Step, StepId};

use escape::escape;
use visit::Visit;

/// The plan's pending steps as a Markdown checklist, in the order of the plan.
///
/// Ids that the plan does not have are left out. The text holds no secret; whatever comes from the tenant or the manifest is
/// escaped, so that it stays text.
pub fn checklist(plan: &Plan, pending: &[StepId]) -> String {
    let steps: Vec<&Step> = plan
        .steps
        .iter()
        .filter(|step| pending.contains(&step.id))
        .collect();
    let mut lines = head(plan, steps.len());
    for (index, step) in steps.iter().enumerate() {
        lines.push(String::new());
        lines.push(format!(
            "- [ ] **{}. {}** (step {})",
            index + 1,
            escape(&step.change.title()),
            escape(&step.id.0)
        ));
        lines.extend(body(step, &steps).into_iter().map(indented));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn head(plan: &Plan, count: usize) -> Vec<String> {
    let mut lines = vec![
        format!("# Console checklist for {}", escape(plan.tenant.as_str())),
        String::new(),
    ];
    if count == 0 {
        lines.push("Nothing waits for an operator.".to_owned());
    } else {
        lines.push(format!(
            "Autotask database {}. {count} of {} steps wait for an operator; work from top to bottom.",
            plan.database,
            plan.steps.len()
        ));
        lines.push(String::new());
        lines.push(
            "Where this list says Organization, your Autotask may say Account, Business Unit, Client, Company, Customer or Site."
                .to_owned(),
        );
    }
    lines
}

fn body(step: &Step, pending: &[&Step]) -> Vec<String> {
    let mut lines = Vec::new();
    let first: Vec<String> = pending
        .iter()
        .enumerate()
        .filter(|(_, other)| step.needs.contains(&other.id))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    if !first.is_empty() {
        lines.push(String::new());
        lines.push(format!("Do first: {}.", first.join(", ")));
    }
    for risk in &step.risks {
        lines.push(String::new());
        lines.push(format!("Mind ({}): {}", risk.kind, escape(&risk.what)));
    }
    lines.extend(visit(&step.change).lines());
    lines.push(String::new());
    lines.push(format!("Best proof within reach: {}.", step.proof));
    lines
}

fn visit(change: &Change) -> Visit {
    match change {
        Change::CopyLevel {
            handle: _,
            base,
            name,
            active,
            cells,
        } => level::copy(base, name, *active, cells),
        Change::EditLevel {
            handle: _,
            level,
            rename,
            active,
            cells,
            holders,
        } => level::edit(
            level,
            rename.as_ref(),
            active.as_ref(),
            cells,
            holders.len(),
        ),
        Change::CreateApiUser {
            handle: _,
            form,
            credentials,
            replaces: _,
        } => resource::create_api_user(form, credentials),
        Change::RetireApiUser {
            handle: _,
            user,
            successor,
            credentials: _,
        } => resource::retire_api_user(user, successor),
        Change::UpdateApiUser {
            handle: _,
            user,
            fields,
            tracking: _,
        } => resource::update_api_user(user, fields),
        Change::SetProtectedData {
            handle: _,
            user,
            before,
            after,
        } => protected_data::set(user, before.as_ref(), after),
        Change::AssignLevel {
            person,
            before,
            after,
        } => resource::assign_level(person, before, after),
        Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => resource::adopt(),
        Change::Check(task) => resource::check(task),
    }
}

/// Puts a line below its box; empty lines stay empty.
fn indented(line: String) -> String {
    if line.is_empty() {
        line
    } else {
        format!("  {line}")
    }
}
