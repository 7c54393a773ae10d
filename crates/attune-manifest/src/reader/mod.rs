//! Typed reading of the tree: each reader gives a value, or reports what keeps it from being one.

mod fields;
mod item;

pub use fields::Fields;
pub use item::Item;
