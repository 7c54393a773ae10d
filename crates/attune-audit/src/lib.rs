//! Who may do what in a tenant, what is not known of it, and how two levels or two tenants differ.
//!
//! [`audit()`] turns what was observed into an [`Audit`]: plain data that is also a published format, so that it can be
//! written to a file, read back, and compared with another tenant's. Nothing is concluded from what nobody saw: rights
//! that REST showed, rights that follow from cells somebody saw, and unknown rights are three different things.

mod answer;
mod api_user;
mod audit;
mod cell;
mod compare;
mod findings;
mod kind;
mod level;
mod owner;
mod person;
mod rights;
mod score;

pub use answer::Answer;
pub use api_user::{ApiUser, Impersonation};
pub use audit::{Audit, FORMAT_VERSION, Unseen, audit};
pub use cell::{SeenCell, Value};
pub use compare::{
    ApiUserComparison, ApiUserName, ApiUsersComparison, CellComparison, Counts, FieldComparison,
    LevelComparison, LevelSide, LevelsComparison, TenantComparison, TenantSide, Verdict,
    compare_levels, compare_tenants,
};
pub use findings::{Finding, RULES, Rule};
pub use kind::LevelKind;
pub use level::{Holders, Level};
pub use owner::Owner;
pub use person::{HeldLevel, Person};
pub use rights::{Rights, SectionRights};
