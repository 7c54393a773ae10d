//! What keeps a tenant from being changed now: the workspace's stop switch, and its maintenance window.

use attune_model::Timestamp;
use attune_workspace::{Tenant, Workspace};

use super::OnTenants;

/// Why a command does not change a tenant now; nothing where it may, or changes none.
pub(super) fn held(
    command: &impl OnTenants,
    workspace: &Workspace,
    tenant: &Tenant,
    now: Timestamp,
) -> Option<String> {
    if !command.changes() {
        return None;
    }
    if let Some(reason) = &workspace.hold {
        return Some(format!("the workspace holds every apply: {reason}"));
    }
    let window = tenant.window.as_ref()?;
    if window.is_open(now) {
        return None;
    }
    Some(match window.next_opening(now) {
        Some(opens) => format!("outside of its maintenance window ({window}); it opens at {opens}"),
        None => format!("outside of its maintenance window ({window})"),
    })
}
