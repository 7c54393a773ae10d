//! Laws over generated manifests, tenants and stories, and the pages that promise them.

mod cases;
mod edit;
mod look;
mod named;
mod order;
mod rephrased;
mod story;
mod truth;
