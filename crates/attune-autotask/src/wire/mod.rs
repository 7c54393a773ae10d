//! What Autotask sends, as it sends it: only the fields that attune reads.

mod field;
mod lenient;
mod page;
mod record;
mod resource;
mod rights;
mod zone;

pub(crate) use field::{Field, Fields, PicklistValue};
pub(crate) use page::Page;
pub(crate) use record::{Authored, Created, Titled, Version};
pub(crate) use resource::ResourceRow;
pub(crate) use rights::{AllInformation, EntityInformation};
pub(crate) use zone::ZoneInformation;
