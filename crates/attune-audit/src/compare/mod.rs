//! How two levels, or two tenants, differ. Unknown is equal to nothing, not even to unknown.

mod api_users;
mod levels;
mod tenants;
mod verdict;

pub use api_users::{ApiUserComparison, ApiUserName, ApiUsersComparison, FieldComparison};
pub use levels::{LevelComparison, LevelSide, LevelsComparison, compare_levels};
pub use tenants::{TenantComparison, TenantSide, compare_tenants};
pub use verdict::{CellComparison, Counts, Verdict};
