//! Typed reading of the tree: each reader gives a value, or reports what keeps it from being one.

mod fields;
mod item;

pub(crate) use fields::Fields;
pub(crate) use item::Item;
