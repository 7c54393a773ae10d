//! YAML to a tree with spans, by the parser beneath `serde-saphyr` with its strict options.
//!
//! The events of the parser are read, not a serde value: a tree built here keeps both entries of a duplicate key, the
//! spans of keys and whether a scalar was quoted, and goes on after an anchor or a tag.

mod build;
mod make;
mod node;
mod write;

pub(crate) use build::{Document, parse};
pub(crate) use node::{Entry, Key, Node, Scalar, Value};
pub(crate) use write::{flow, write};
