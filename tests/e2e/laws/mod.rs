//! Laws over generated manifests, tenants and stories, and the pages that promise them.

mod named;
