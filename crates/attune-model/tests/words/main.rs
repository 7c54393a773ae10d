//! The words of the model: what is read back is what was written, and ids are the same in code and JSON.

#![cfg(test)]

mod cells;
mod fields;
mod ids;
mod license_types;
mod report;
mod small;
