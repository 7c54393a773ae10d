//! The questions, one a file: what is asked, why it matters, by which reading, and what can be the answer.

mod access_words;
mod api_versions;
mod bulk_information;
mod inactive_levels;
mod information_as_person;
mod license_types;
mod paging;
mod picklist_values;
mod query_as_person;
mod refusals;
mod resource_fields;
mod system_levels;
mod threshold;
mod vendors;
mod zone;

pub use access_words::AccessWords;
pub use api_versions::ApiVersions;
pub use bulk_information::BulkInformation;
pub use inactive_levels::InactiveLevels;
pub use information_as_person::InformationAsPerson;
pub use license_types::LicenseTypes;
pub use paging::{NextPage, PageAnswer, PageSize, Paging};
pub use picklist_values::PicklistValues;
pub use query_as_person::QueryAsPerson;
pub use refusals::{Content, Mistake, Outcome, Refusals};
pub use resource_fields::{ResourceField, ResourceFields, Writability};
pub use system_levels::SystemLevels;
pub use threshold::{Limit, Threshold};
pub use vendors::Vendors;
pub use zone::{Address, ValueType, Zone};

use attune_apply::ports::Examine;

use crate::finding::Why;
use crate::visit::Visit;

/// A question about Autotask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its stable name, under which a report holds its answer.
    pub id: &'static str,
    /// The question.
    pub asks: &'static str,
    /// Why attune wants to know.
    pub matters: &'static str,
}

/// The answer to a question, and how it is had.
pub(crate) trait Inquiry: Sized {
    /// The question.
    const QUESTION: Question;

    /// Asks, by reading only.
    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why>;

    /// The answer, for people.
    fn words(&self) -> String;
}
