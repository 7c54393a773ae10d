//! A simulated Autotask tenant: REST over HTTP, rights enforced, an operator's port instead of the admin pages.

pub mod operator;
