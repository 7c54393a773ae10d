//! Laws over generated manifests, tenants and stories, and the pages that promise them.

mod cases;
mod edit;
mod named;
mod story;
mod truth;
