//! What keeps a tenant from being changed now: the workspace's stop switch, and its maintenance window.

use attune_model::Timestamp;
use attune_workspace::{Tenant, Workspace};

/// Why a tenant is not changed now; nothing where it may be.
pub(super) fn held(workspace: &Workspace, tenant: &Tenant, now: Timestamp) -> Option<String> {
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
